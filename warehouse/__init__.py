"""Tables, resolution, views and audits: the only code that knows DuckDB."""

from datelines.warehouse.errors import AuditFailed, Locked, WarehouseError
from datelines.warehouse.knowledge import Knowledge
from datelines.warehouse.reader import Reader, Rows, published_path
from datelines.warehouse.store import Extracted, Quarantined, Writer
from datelines.warehouse.validity import problem

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
