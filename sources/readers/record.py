"""Our own record: a JSON object with "text" and perhaps "id", "published", "url", "title", "lang"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import orjson

from datelines.seeds.models.formats import record_formats
from datelines.sources.entries import is_json_feed
from datelines.sources.identity import document_id, raw_hash
from datelines.sources.moments import parse_moment
from datelines.sources.readers import feed
from datelines.sources.records import Document
from datelines.sources.results import MAX_BYTES, ReadError, RecordError, Results, unreadable

SUFFIXES = frozenset({".json"})
_LANG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-_]+)?")


def sniff(head: bytes) -> bool:
    return re.match(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*\{)", head) is not None


def read(data: bytes, name: str) -> Results:
    """Yield the one document of a JSON file, or those of a list or a JSON feed. Raises `ReadError`."""
    if is_json_feed(data):
        yield from feed.read(data, name)
        return
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
        yield from _read_list(data, name)
        return
    try:
        yield read_record(data, 1)
    except RecordError as error:
        raise ReadError(error.kind, error.message) from error


def _read_list(data: bytes, name: str) -> Results:
    """Yield what each record of a JSON list gives; the list's items are counted like lines."""
    try:
        items = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise ReadError("bad-json", f"not JSON: {error.msg}") from error
    lines = ((number, orjson.dumps(item)) for number, item in enumerate(items, start=1))
    yield from read_lines(lines, name)


def read_lines(lines: Iterable[tuple[int, bytes | None]], name: str) -> Results:
    """Yield a document or an `Unreadable` for each numbered record; an id may stand only once.

    None stands for a record too long to be held in memory.
    """
    seen: set[str] = set()
    for number, line in lines:
        where = f"{name}:{number}"
        if line is None:
            yield unreadable(where, "too-large", f"line {number} is longer than {MAX_BYTES:,} bytes", None)
            continue
        try:
            document = read_record(line, number)
            if document.id in seen:
                message = f"line {number}: the id {document.id!r} stands on an earlier line"
                raise RecordError("repeated-id", message)
        except RecordError as error:
            yield unreadable(where, error.kind, error.message, line)
            continue
        seen.add(document.id)
        yield document


def read_record(line: bytes | str, number: int) -> Document:
    """Return the document of one JSON record, as `document_of` does; messages begin with its line."""
    try:
        return document_of(line)
    except RecordError as error:
        raise RecordError(error.kind, f"line {number}: {error.message}", error.id) from error


def document_of(line: bytes | str) -> Document:
    """Return the document of one JSON record.

    Keys other than the six known ones are ignored by intent: records carry their makers' fields too. Those
    of some other programs are known by name (``seeds/record_formats``).
    Raises `RecordError`: bad-json, bad-encoding, bad-field, missing-text, empty, bad-published, bad-lang.
    """
    raw = line.encode(errors="surrogatepass") if isinstance(line, str) else line
    record = _in_our_fields(_object(raw))
    id = _id(record.get("id"))
    try:
        return _document(record, id, raw)
    except ReadError as error:
        raise RecordError(error.kind, error.message, id) from error


def sound(document: Document) -> Document:
    """Return a document with its language and time as we write them. Raises `RecordError`."""
    try:
        return _sound(document)
    except ReadError as error:
        raise RecordError(error.kind, error.message, document.id) from error


def _object(raw: bytes) -> Mapping[str, Any]:
    data = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError("bad-encoding", f"not UTF-8 at byte {error.start}") from error
    try:
        record = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise RecordError("bad-json", f"not JSON: {error.msg}") from error
    if not isinstance(record, dict):
        raise RecordError("bad-json", f"a record is a JSON object, this is {_json_kind(record)}")
    return record


def _in_our_fields(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the record, that of another program by our names for its fields. With `published` it is ours."""
    if "published" in record:
        return record
    for form in record_formats().values():
        if record.keys() >= set(form.signature):
            return {
                "id": record.get("id"),
                **{ours: record.get(theirs) for ours, theirs in form.fields.items()},
            }
    return record


def _json_kind(value: object) -> str:
    return {list: "a list", str: "a string", type(None): "null"}.get(type(value), "a number or a boolean")


def _id(value: object) -> str | None:
    """Return the id as text; a number keeps its digits. What cannot be an id is treated in `_document`."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) or None


def _document(record: Mapping[str, Any], id: str | None, raw: bytes) -> Document:
    text = record.get("text")
    if not isinstance(text, str):
        raise ReadError("missing-text", 'the record has no "text", or it is not a string')
    if id is None and record.get("id") not in (None, ""):
        raise ReadError("bad-field", '"id" must be a string')
    url, title, lang, published = (_optional(record, name) for name in ("url", "title", "lang", "published"))
    id = id or document_id(url, text)
    return _sound(Document(id, text, url, title, lang, published, raw_hash=raw_hash(raw)))


def _sound(document: Document) -> Document:
    if not document.text.strip():
        raise ReadError("empty", "the text is empty")
    lang, published = primary_tag(document.lang), given_moment(document.published)
    return replace(document, lang=lang, published=published)


def _optional(record: Mapping[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise ReadError(
            "bad-published" if field == "published" else "bad-field", f'"{field}" must be a string'
        )
    return value or None


def given_moment(published: str | None) -> str | None:
    """Return what the caller gave as ISO 8601. Raises `ReadError` (bad-published) for anything else."""
    if published is None or not published.strip():
        return None
    moment = parse_moment(published)
    if moment is None:
        raise ReadError("bad-published", f'"published" is neither ISO 8601 nor RFC 2822: {published[:60]!r}')
    return moment.value


def primary_tag(lang: str | None) -> str | None:
    """Return the primary subtag of a BCP-47 tag, in lower case. Raises `ReadError` (bad-lang)."""
    if lang is None or not lang.strip():
        return None
    match = _LANG.fullmatch(lang.strip())
    if match is None:
        raise ReadError("bad-lang", f'"lang" is not a language tag: {lang[:40]!r}')
    return match[1].lower()
