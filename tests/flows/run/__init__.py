"""Tests of `flows/run`."""
