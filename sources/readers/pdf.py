"""PDF: the text by paragraphs, by pdfminer.six, which keeps Kazakh and Tajik letters whole."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
import zlib
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from datelines.seeds.letters import is_unspaced
from datelines.sources.identity import document_id, raw_hash
from datelines.sources.records import Document
from datelines.sources.results import MAX_LARGE_BYTES, ReadError, Results

SUFFIXES = frozenset({".pdf"})
MAX_UNPACKED = 200_000_000  # bytes of all the streams of one PDF together
LIMIT = MAX_LARGE_BYTES
MAX_PAGES = 300  # a treaty with its annexes; longer is a book, and pdfminer takes seconds for ten pages
# Fonts often name an ideograph by the code of the radical it looks like. For the Kangxi radicals NFKC has the
# ideograph, for the supplementary ones this table has it: those that are words, from the Unicode Character
# Database's EquivalentUnifiedIdeograph.txt.
_RADICALS = str.maketrans(
    "⺜⺝⺟⺠⺧⺩⺫⺬⻁⻄⻅⻆⻉⻋⻏⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "日月母民牛王目示虎西见角贝车邑長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄斉齐歯齿竜龙龜亀龟",
)
_KANGXI = re.compile("[\u2f00-\u2fd5]")
_NUMBER = re.compile(r"[\W_]*\d{1,4}[\W_]*(?:/\s*\d{1,4})?")  # a page number in the margin: "- 3 -", "3/12"


def sniff(head: bytes) -> bool:
    return head.startswith(b"%PDF-")


def read(data: bytes, _name: str) -> Results:
    """Yield the document of a PDF. Raises `ReadError`: empty, bad-pdf, protected, too-large, no-text.

    Its dates are those of the file, and say nothing about when the text was published.
    """
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFSyntaxError
    from pdfminer.psexceptions import PSException

    if not data.strip():
        raise ReadError("empty", "the file is empty")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of each font that lacks a measure
    _bound_streams()
    try:
        text = _ideographs("\n\n".join(_paragraphs(data)))
        title = _title(data)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise ReadError("protected", "the PDF is protected by a password") from error
    except (PDFSyntaxError, PSException) as error:
        raise ReadError("bad-pdf", f"the PDF cannot be read: {error}") from error
    if not text.strip():
        raise ReadError("no-text", "the PDF has no text: it may be a scan")
    yield Document(id=document_id(None, text), text=text, title=title, raw_hash=raw_hash(data))


class _BoundedZlib:
    """Stands in for zlib in pdfminer, which unpacks a stream of any size, and a broken one byte by byte."""

    error = zlib.error
    left: ContextVar[int] = ContextVar("left", default=MAX_UNPACKED)

    @classmethod
    def decompress(cls, data: bytes) -> bytes:
        """Return what a stream holds, of a broken one what comes before the break.

        Raises `ReadError` (too-large) where a document unpacks to more than `MAX_UNPACKED`.
        """
        inflater, out = zlib.decompressobj(), bytearray()
        try:
            for start in range(0, len(data), 65536):
                out += inflater.decompress(data[start : start + 65536], cls.left.get() + 1 - len(out))
                if len(out) > cls.left.get():
                    raise ReadError("too-large", f"the PDF unpacks to more than {MAX_UNPACKED:,} bytes")
        except zlib.error:
            pass  # what came before the break is kept, as pdfminer does
        cls.left.set(cls.left.get() - len(out))
        return bytes(out)


def _bound_streams() -> None:
    """Let pdfminer unpack by `_BoundedZlib`, with the whole bound for the next document."""
    from pdfminer import pdftypes

    vars(pdftypes)["zlib"] = _BoundedZlib
    _BoundedZlib.left.set(MAX_UNPACKED)


def _paragraphs(data: bytes) -> list[str]:
    """Return the paragraphs of all pages, lines joined; lone numbers, those of pages, are left out."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    boxes: list[list[str]] = []
    for number, page in enumerate(extract_pages(io.BytesIO(data), maxpages=MAX_PAGES + 1)):
        if number == MAX_PAGES:
            raise ReadError("too-large", f"the PDF has more than {MAX_PAGES} pages")
        boxes += [element.get_text().split("\n") for element in page if isinstance(element, LTTextContainer)]
    words = {word for lines in boxes for line in lines for word in re.findall(r"\w+", line)}
    joined = (_join(lines, words) for lines in boxes)
    return [paragraph for paragraph in joined if paragraph and not _NUMBER.fullmatch(paragraph)]


def _ideographs(text: str) -> str:
    """Return the text with ideographs where the PDF has the radicals that look like them."""
    kangxi = _KANGXI.sub(lambda radical: unicodedata.normalize("NFKC", radical[0]), text)
    return kangxi.translate(_RADICALS)


def _join(lines: Iterable[str], words: set[str]) -> str:
    """Return the lines of a paragraph as one.

    A word parted at the end of a line becomes one word again where the document has that word elsewhere,
    or a soft hyphen says so; else the hyphen stays.
    """
    text = ""
    for line in filter(None, (" ".join(line.split()) for line in lines)):
        parted = re.search(r"(\w+)[-\u2010]$", text)
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        elif parted:
            whole = parted[1] + (re.match(r"\w*", line) or [""])[0]
            text = (text[:-1] if whole in words else text) + line
        elif text and not (_wide(text[-1]) and _wide(line[0])):
            text += f" {line}"
        else:
            text += line
    return text


def _wide(letter: str) -> bool:
    """Return whether a letter is of a script that is written without spaces."""
    return is_unspaced(letter) or "\uff00" <= letter <= "\uffef"  # full-width forms stand among them


def _title(data: bytes) -> str | None:
    """Return the title that the PDF gives itself, if it is one: many bear the name of a file."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.utils import decode_text

    for info in PDFDocument(PDFParser(io.BytesIO(data))).info:
        title: Any = info.get("Title")
        if isinstance(title, bytes):
            text = " ".join(decode_text(title).split())
            if text and not re.search(r"\.\w{2,5}$|^Microsoft Word|^untitled", text, re.IGNORECASE):
                return text
    return None
