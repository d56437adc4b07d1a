"""The pages and the formats."""
