"""Runs, visits to sources, and the commands."""
