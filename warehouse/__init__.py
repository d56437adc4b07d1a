"""Tables, resolution, views and audits: the only code that knows DuckDB."""
