"""Visits to sources: what is due, fetched, kept for an ingest, noted in the ledger. No Prefect, no model."""
