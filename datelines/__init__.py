"""Reads news and turns it into a dated, sourced timeline of diplomacy that you query in SQL."""
