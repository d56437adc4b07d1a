"""The seat `confidence`: how likely date and type of a report are right."""
