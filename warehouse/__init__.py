"""Tables, resolution, views and audits: the only code that knows DuckDB."""

from warehouse.errors import AuditFailed, Locked, WarehouseError
from warehouse.knowledge import Knowledge
from warehouse.reader import Reader, Rows, published_path
from warehouse.store import Extracted, Quarantined, Writer
from warehouse.validity import problem

__all__ = [
    "AuditFailed",
    "Extracted",
    "Knowledge",
    "Locked",
    "Quarantined",
    "Reader",
    "Rows",
    "WarehouseError",
    "Writer",
    "problem",
    "published_path",
]
