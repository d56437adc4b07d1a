"""Facts, resolution, views."""
