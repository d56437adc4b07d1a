"""Audits: each file under ``audits/`` is a query for rows that must not be there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from datelines.warehouse.errors import AuditFailed
from datelines.warehouse.views import execute

AUDITS = Path(__file__).parent / "audits"
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What an audit found: the number of bad rows and the first few of them."""

    audit: str
    rule: str
    count: int
    columns: tuple[str, ...]
    examples: tuple[tuple[Any, ...], ...]

    def __str__(self) -> str:
        first = ", ".join(
            f"{name}={value}" for name, value in zip(self.columns, self.examples[0], strict=True)
        )
        return f"{self.audit}: {self.count} rows; {self.rule}; first: {first}"


def audit_files(folder: Path = AUDITS) -> list[Path]:
    """Return the audits of a folder, in order of name."""
    return sorted(folder.glob("*.sql"))


def rule(sql: str) -> str:
    """Return what an audit holds: its first line, a comment ``-- name: rule``."""
    return sql.splitlines()[0].removeprefix("-- ").split(": ", 1)[-1]


def run(connection: duckdb.DuckDBPyConnection, folder: Path = AUDITS) -> list[Finding]:
    """Run every audit and return those that found rows."""
    findings = []
    for path in audit_files(folder):
        cursor = execute(connection, path)
        columns = tuple(column[0] for column in cursor.description or ())
        rows = cursor.fetchall()
        if rows:
            examples = tuple(tuple(row) for row in rows[:_EXAMPLES])
            findings.append(Finding(path.stem, rule(path.read_text()), len(rows), columns, examples))
    return findings


def check(connection: duckdb.DuckDBPyConnection, folder: Path = AUDITS) -> None:
    """Raise `AuditFailed` where an audit finds rows."""
    findings = run(connection, folder)
    if findings:
        raise AuditFailed({each.audit: each.count for each in findings}, [str(each) for each in findings])
