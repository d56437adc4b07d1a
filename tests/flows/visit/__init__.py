"""Tests of `flows/visit`."""
