"""What can go wrong with what a program hands in; what can with a warehouse is in `warehouse.errors`."""

from __future__ import annotations


class DocumentError(ValueError):
    """A document that gives no record.

    `kind` is a fixed word, `id` the document's where it has one, `number` its place among those that were
    given, from 1.
    """

    def __init__(self, kind: str, message: str, id: str | None, number: int) -> None:
        self.kind, self.id, self.number = kind, id, number
        super().__init__(message)


class InvalidDocument(DocumentError):
    """What was given is no document: an empty text, a date that is none, an id that was given before."""


class ExtractionFailed(DocumentError):
    """Reading a sound document fell over: a fault of datelines, not of the caller."""


class InputNotFound(FileNotFoundError):
    """There is no such file or folder."""
