"""Offices in a text, their holders on a day, for whom somebody acts. The text and the seeds, no parse."""
