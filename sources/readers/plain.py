"""Plain text and Markdown, used exactly as they stand; a YAML header between "---" lines is metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from datelines.sources.decode import decode_text
from datelines.sources.identity import document_id, raw_hash
from datelines.sources.readers.record import given_moment, primary_tag
from datelines.sources.records import Document
from datelines.sources.results import ReadError, Results

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
_HEADER = re.compile(r"---[ \t]*\r?\n(?P<header>.{0,20000}?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELDS = ("url", "title", "lang", "published", "publisher", "zone")


def sniff(_head: bytes) -> bool:
    """Any bytes may be text: this reader is asked last."""
    return True


def read(data: bytes, _name: str) -> Results:
    """Yield the one document of a text file. Raises `ReadError`."""
    header, text = split_header(decode_text(data))
    if not text.strip():
        raise ReadError("empty", "the text is empty")
    url = header.get("url")
    yield Document(
        id=document_id(url, text),
        text=text,
        url=url,
        title=header.get("title"),
        lang=primary_tag(header.get("lang")),
        published=given_moment(header.get("published")),
        publisher=header.get("publisher"),
        zone=header.get("zone"),
        raw_hash=raw_hash(data),
    )


def split_header(whole: str) -> tuple[dict[str, str], str]:
    """Return the header's known fields and the text after it; no fields where there is no header.

    A text may open with a rule of dashes: only a block that is a YAML mapping is a header.
    Header fields other than the known ones (a digest's `sources`) are for people and are left alone.
    """
    match = _HEADER.match(whole)
    header = _mapping(match["header"]) if match else None
    if match is None or header is None:
        return {}, whole
    known = {field: header[field] for field in _FIELDS if header.get(field)}
    for field, value in known.items():
        if not isinstance(value, str):
            raise ReadError("bad-field", f"the header's {field!r} must be one value")
    return known, whole[match.end() :]


def _mapping(block: str) -> Mapping[str, Any] | None:
    """Return the block as a mapping whose scalars all stay text, or None where it is none."""
    try:
        data = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return None
    return data if isinstance(data, dict) and all(isinstance(key, str) for key in data) else None
