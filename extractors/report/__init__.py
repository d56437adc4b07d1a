"""From mentions to the record: one happening, its title, confidence, review."""
