"""How the terminal words things: rows, events and files in a form that people read. Nothing is asked here."""
