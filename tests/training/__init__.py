"""Tests of `training`: the scripts, on tiny made-up data."""
