"""Tests of `extractors/text`."""
