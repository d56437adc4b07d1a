"""Tests of `extractors/language`."""
