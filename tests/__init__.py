"""Proof that runs anywhere: no network, no server, no clock."""
