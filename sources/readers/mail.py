"""A mail as a file: newsletters. The text is the plain part, else the HTML part without its markup."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from datelines.sources.identity import document_id, raw_hash
from datelines.sources.markup import text_of
from datelines.sources.moments import parse_moment
from datelines.sources.records import DctCandidate, Document
from datelines.sources.results import ReadError, Results

SUFFIXES = frozenset({".eml"})
SENT = 0.9  # how surely the day of sending dates a mail; not measured: chosen by hand
_FIELD = re.compile(rb"^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version):", re.I | re.M)


def sniff(head: bytes) -> bool:
    """A mail has several of the usual fields before its first blank line."""
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return len(_FIELD.findall(fields)) >= 3


def read(data: bytes, _name: str) -> Results:
    """Yield the document of a mail. Raises `ReadError`: empty, no-text, bad-encoding."""
    if not data.strip():
        raise ReadError("empty", "the file is empty")
    message: EmailMessage = message_from_bytes(data, policy=default)
    text = _text(message)
    if not text.strip():
        raise ReadError("no-text", "the mail has no text")
    url = _address(message)
    yield Document(
        id=document_id(url, text),
        text=text,
        url=url,
        title=_field(message, "subject"),
        evidence=tuple(_sent(message)),
        publisher=parseaddr(_field(message, "from") or "")[0] or None,
        raw_hash=raw_hash(data),
    )


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except LookupError as error:  # a charset that Python does not know
        raise ReadError("bad-encoding", f"the mail's encoding is not known: {error}") from error
    return text_of(content) if part.get_content_type() == "text/html" else content.replace("\r\n", "\n")


def _field(message: EmailMessage, name: str) -> str | None:
    return " ".join(str(message.get(name, "")).split()) or None


def _address(message: EmailMessage) -> str | None:
    """Return the address of the mail's copy on the web (RFC 5064), if it names one."""
    found = re.search(r"https?://[^\s<>]+", _field(message, "archived-at") or "")
    return found[0] if found else None


def _sent(message: EmailMessage) -> list[DctCandidate]:
    written = _field(message, "date")
    moment = parse_moment(written) if written else None
    if moment is None:
        return []
    return [DctCandidate(moment.value, moment.precision, "metadata", f"mail Date: {written}", SENT)]
