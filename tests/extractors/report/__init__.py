"""Tests of `extractors/report`."""
