"""Frozen values that the rooms hand to one another: a document as far as it is read. No room is imported."""
