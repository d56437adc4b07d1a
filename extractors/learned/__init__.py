"""Seats for trained scorers: a question that reading weighs, a rule that answers it, and a table that may."""
