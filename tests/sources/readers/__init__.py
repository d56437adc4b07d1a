"""Tests of `sources/readers`."""
