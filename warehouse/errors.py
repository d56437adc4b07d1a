"""What can go wrong with a warehouse, each with one clear line for a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class WarehouseError(Exception):
    """Base of every error that this package raises on purpose."""


class NotPublished(WarehouseError):
    """There is no published file yet."""


class NotAWarehouse(WarehouseError):
    """The file is not one that datelines made."""


class NewerSchema(WarehouseError):
    """The file was made by a later version of datelines."""


class Locked(WarehouseError):
    """Another process is writing."""


class InvalidExtraction(WarehouseError):
    """An extraction that contradicts its document or itself; see `datelines.warehouse.validity`."""


class QueryRefused(WarehouseError):
    """The statement is not a question, or could reach outside the file."""


class QueryFailed(WarehouseError):
    """DuckDB could not answer: a mistake in the SQL, or a time or memory limit."""


class BrokenFile(WarehouseError):
    """A file of this package that has a mistake: SQL that DuckDB refuses, a column without a meaning."""

    @classmethod
    def at(cls, path: Path, mistake: str) -> BrokenFile:
        """Return the error for a mistake in one file, which it names."""
        return cls(f"{path.parent.name}/{path.name}: {mistake}")


class NotWritten(WarehouseError):
    """The disk or the memory did not suffice: nothing was changed."""


class AuditFailed(WarehouseError):
    """A run was not published, because an audit found rows; `failures` maps audit to row count."""

    def __init__(self, failures: dict[str, int], examples: Sequence[str] = ()) -> None:
        self.failures = failures
        self.examples = tuple(examples)
        counts = ", ".join(f"{name} ({count})" for name, count in failures.items())
        super().__init__(f"not published, the last good file stays; audits that found rows: {counts}")
