"""Make the tables of weights that seats may have, a folder a seat: docs/learned.md. Not in the wheel."""
