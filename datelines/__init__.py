"""Reads news and turns it into a dated, sourced timeline of diplomacy that you query in SQL.

`extract` and `extract_many` read texts and store nothing; `ingest` reads documents into the warehouse and
publishes the timeline; `connect` opens it. The rest are the values and errors of these four. docs/api.md has
examples. A name is loaded when it is first asked for, so that `import datelines` takes no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datelines.flows.library.asking import connect
    from datelines.flows.library.errors import (
        DocumentError,
        ExtractionFailed,
        InputNotFound,
        InvalidDocument,
    )
    from datelines.flows.library.reading import extract, extract_many
    from datelines.flows.library.storing import Summary, ingest
    from datelines.seeds.loader import SeedError
    from datelines.sources.records import (
        Attribution,
        DateRange,
        DctCandidate,
        Document,
        Extraction,
        MechanismRef,
        Participant,
        Passage,
        Place,
        Plover,
        Position,
        Published,
        Report,
        ReviewItem,
        Span,
        Timex,
        Topic,
        Unread,
    )
    from datelines.warehouse.errors import (
        AuditFailed,
        Locked,
        NewerSchema,
        NotAWarehouse,
        NotPublished,
        NotWritten,
        QueryFailed,
        QueryRefused,
        WarehouseError,
    )
    from datelines.warehouse.reader import Reader, Rows

    __version__: str

__all__ = [
    "Attribution",
    "AuditFailed",
    "DateRange",
    "DctCandidate",
    "Document",
    "DocumentError",
    "Extraction",
    "ExtractionFailed",
    "InputNotFound",
    "InvalidDocument",
    "Locked",
    "MechanismRef",
    "NewerSchema",
    "NotAWarehouse",
    "NotPublished",
    "NotWritten",
    "Participant",
    "Passage",
    "Place",
    "Plover",
    "Position",
    "Published",
    "QueryFailed",
    "QueryRefused",
    "Reader",
    "Report",
    "ReviewItem",
    "Rows",
    "SeedError",
    "Span",
    "Summary",
    "Timex",
    "Topic",
    "Unread",
    "WarehouseError",
    "__version__",
    "connect",
    "extract",
    "extract_many",
    "ingest",
]

# Where the functions and errors are; the other names are those of the records. A test holds it to the imports.
_HOMES = {
    "connect": "flows.library.asking",
    "extract": "flows.library.reading",
    "extract_many": "flows.library.reading",
    "ingest": "flows.library.storing",
    "Summary": "flows.library.storing",
    "DocumentError": "flows.library.errors",
    "ExtractionFailed": "flows.library.errors",
    "InputNotFound": "flows.library.errors",
    "InvalidDocument": "flows.library.errors",
    "SeedError": "seeds.loader",
    "AuditFailed": "warehouse.errors",
    "Locked": "warehouse.errors",
    "NewerSchema": "warehouse.errors",
    "NotAWarehouse": "warehouse.errors",
    "NotPublished": "warehouse.errors",
    "NotWritten": "warehouse.errors",
    "QueryFailed": "warehouse.errors",
    "QueryRefused": "warehouse.errors",
    "WarehouseError": "warehouse.errors",
    "Reader": "warehouse.reader",
    "Rows": "warehouse.reader",
}


if not TYPE_CHECKING:  # a type checker would take any name for one that there is

    def __getattr__(name: str) -> object:
        """Load a public name. Raises `AttributeError` for any other."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = _version() if name == "__version__" else _loaded(name)
        globals()[name] = value
        return value


def _version() -> str:
    from importlib.metadata import version

    return version(__name__)


def _loaded(name: str) -> object:
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'sources.records')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
