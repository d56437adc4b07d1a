"""Tests of `extractors/time`."""
