"""Word documents (.docx): paragraphs and the rows of tables, in order, by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from datelines.sources.identity import document_id, raw_hash
from datelines.sources.records import Document
from datelines.sources.results import MAX_LARGE_BYTES, ReadError, Results

SUFFIXES = frozenset({".docx"})
LIMIT = MAX_LARGE_BYTES
MAX_UNPACKED = 10 * LIMIT


def sniff(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in head[:64]


def read(data: bytes, _name: str) -> Results:
    """Yield the document of a Word file. Raises `ReadError`: empty, bad-docx, too-large, no-text.

    Its dates are those of the file, and say nothing about when the text was published.
    """
    from docx import Document as open_docx
    from docx.opc.exceptions import PackageNotFoundError

    if not data.strip():
        raise ReadError("empty", "the file is empty")
    try:
        _refuse_bomb(data)
        word = open_docx(io.BytesIO(data))
    except ReadError:
        raise
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise ReadError("bad-docx", f"the Word document cannot be read: {error}") from error
    text = "\n\n".join(_blocks(word))
    if not text:
        raise ReadError("no-text", "the Word document has no text")
    yield Document(
        id=document_id(None, text),
        text=text,
        title=word.core_properties.title.strip() or None,
        raw_hash=raw_hash(data),
    )


def _refuse_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        unpacked = sum(part.file_size for part in package.infolist())
    if unpacked > MAX_UNPACKED:
        raise ReadError("too-large", f"unpacks to more than {MAX_UNPACKED:,} bytes")


def _blocks(word: object) -> Iterator[str]:
    """Yield each paragraph, and each row of a table on a line of its own."""
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    assert isinstance(word, WordDocument)
    for block in word.iter_inner_content():
        if isinstance(block, Paragraph):
            text = block.text.strip()
        else:
            text = "\n".join(" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows)
        if text.strip(" |\n"):
            yield text
