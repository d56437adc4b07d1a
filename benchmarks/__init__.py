"""Measured proof: quality against floors, speed as ratios, rivals beside us."""
