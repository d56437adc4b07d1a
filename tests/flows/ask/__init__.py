"""Tests of `flows/ask`."""
