"""Tests of `extractors/offices`."""
