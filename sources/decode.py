"""Bytes to text: by signature, then strict UTF-8, then a library's guess; never by replacing characters."""

from __future__ import annotations

import codecs

from datelines.sources.results import ReadError

_SIGNATURES = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose signature it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"SQLite format 3", "a database"),
)
# C0 controls that text does not have: all but tab, line feed, vertical tab, form feed, return, escape.
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


def decode_text(data: bytes) -> str:
    """Return the text of a file, exactly: no character replaced, no line end translated.

    A byte order mark is a signature of the encoding, not text, and is left out.
    Raises `ReadError`: empty, binary, bad-encoding.
    """
    if not data:
        raise ReadError("empty", "the file is empty")
    for signature, encoding in _SIGNATURES:
        if data.startswith(signature):
            return _strict(data[len(signature) :], encoding)
    refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)


def refuse_binary(data: bytes) -> None:
    """Raise `ReadError` (binary) for bytes that cannot be text in an encoding without a signature."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError("binary", f"this is {what}, not text")
    if b"\0" in data:
        raise ReadError("binary", "the bytes hold NUL, so this is not text")
    sample = data[:65536]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 50:
        raise ReadError("binary", "the bytes are full of control characters, so this is not text")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            "bad-encoding", f"marked as {encoding}, but {error.reason} at byte {error.start}"
        ) from error


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise ReadError("bad-encoding", "the text is not UTF-8 and its encoding is not known")
    return _strict(data, best.encoding)
