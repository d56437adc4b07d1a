"""Tests of `extractors/published`."""
