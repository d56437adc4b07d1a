"""Bytes in, documents out: the only code that touches the network."""
