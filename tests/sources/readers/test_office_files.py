"""PDF, Word and web archives: what people put news into when they do not publish it as a page."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from docx import Document as new_word
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from datelines.sources.read import read_all
from datelines.sources.readers.pdf import MAX_UNPACKED, _ideographs
from datelines.sources.records import Document
from datelines.sources.results import Unreadable

PAGE = b"""<!doctype html><html><head><title>A visit</title></head><body><article><h1>A visit</h1>
<p>The minister arrived in the capital on Thursday and spoke for a long time about water.</p>
<p>He left on the next day, and nobody saw him again in this season of the year.</p></article>"""


def pdf(*lines: str, title: str = "", packed: bytes | None = None) -> bytes:
    """Return a PDF with one page; an empty line leaves a gap, as between paragraphs.

    `packed` takes the place of the page's stream, under the filters of a bomb.
    """
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown}ET" if packed is None else packed.decode("latin-1")
    filters = "" if packed is None else " /Filter [/FlateDecode /FlateDecode]"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)}{filters} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) /CreationDate (D:20200101000000Z) >>",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def word(*paragraphs: str) -> bytes:
    made, out = new_word(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.core_properties.title = "A visit"
    made.save(out)
    return out.getvalue()


def answers(*responses: tuple[str, str, str, bytes], packed: bool = False) -> bytes:
    """Return a web archive; a response is its address, status line, content type and body."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, status, content_type, body in responses:
        headers = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers)
        )
        writer.write_record(writer.create_warc_record(url, "request", io.BytesIO(b""), http_headers=headers))
    return out.getvalue()


def only(data: bytes, name: str) -> Document:
    (found,) = read_all(data, name)
    assert isinstance(found, Document), found
    return found


def kind(data: bytes, name: str) -> str:
    (found,) = read_all(data, name)
    assert isinstance(found, Unreadable), found
    return found.kind


@pytest.mark.parametrize("name", ["news.pdf", "-"])
def test_a_pdf_gives_paragraphs_and_no_date(name: str) -> None:
    found = only(
        pdf("The minister came", "to the capital.", "", "", "He spoke.", title="A visit"),
        name,
    )
    assert found.text == "The minister came to the capital.\n\nHe spoke."
    assert (found.title, found.evidence, found.published) == ("A visit", (), None)


def test_a_word_parted_at_a_lines_end_is_joined_where_the_document_knows_it() -> None:
    found = only(
        pdf(
            "Diplomacy: the diplo-",
            "macy of Central Asi-",
            "an states; diplomacy, Trans-",
            "Caspian",
        ),
        "a.pdf",
    )
    assert found.text == "Diplomacy: the diplomacy of Central Asi-an states; diplomacy, Trans-Caspian"


def test_radicals_become_the_ideographs_they_look_like() -> None:
    assert _ideographs("⻄安と東京、⻑い道。⼀⽇ Қазақ 西") == "西安と東京、長い道。一日 Қазақ 西"


def test_page_numbers_and_the_names_of_files_are_no_text_and_no_title() -> None:
    found = only(
        pdf("He spoke.", "", "", "", "- 3 -", title="Microsoft Word - visit.doc"),
        "a.pdf",
    )
    assert (found.text, found.title) == ("He spoke.", None)


def test_a_word_document_gives_paragraphs_and_tables_in_order() -> None:
    made, out = new_word(), io.BytesIO()
    made.add_paragraph("Ол Қазақстанға келді.")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), "abcd", strict=True):
        cell.text = text
    made.add_paragraph("He spoke.")
    made.save(out)
    assert only(out.getvalue(), "-").text == only(out.getvalue(), "a.docx").text
    assert only(out.getvalue(), "a.docx").text == "Ол Қазақстанға келді.\n\na | b\nc | d\n\nHe spoke."


def test_a_word_documents_dates_are_those_of_the_file() -> None:
    found = only(word("He came."), "a.docx")
    assert (found.text, found.title, found.evidence, found.published) == (
        "He came.",
        "A visit",
        (),
        None,
    )


def test_a_pdf_that_is_a_bomb_is_not_unpacked() -> None:
    data = pdf(packed=zlib.compress(zlib.compress(b" " * (MAX_UNPACKED + 10_000_000))))
    assert len(data) < 10_000
    assert kind(data, "a.pdf") == "too-large"


def test_a_broken_stream_of_a_pdf_is_read_up_to_the_break() -> None:
    stream = zlib.compress(b"BT /F1 12 Tf 72 720 Td (He came.) Tj ET" + b" " * 200_000 + b"(no)")
    assert only(pdf(packed=zlib.compress(stream[:-6])), "a.pdf").text == "He came."


def bomb() -> bytes:
    out = io.BytesIO(word("He came."))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        for number in range(5):
            package.writestr(f"word/media/{number}.png", b"0" * 50_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.pdf", "empty"),
        (b"%PDF-1.4 and no more", "a.pdf", "bad-pdf"),
        (b"no PDF", "a.pdf", "bad-pdf"),
        (pdf(), "a.pdf", "no-text"),
        (b"", "a.docx", "empty"),
        (b"PK\x03\x04 and no more", "a.docx", "bad-docx"),
        (word(), "a.docx", "no-text"),
        (b"no archive", "a.warc", "bad-archive"),
    ],
)
def test_what_cannot_be_read_is_one_line(data: bytes, name: str, reason: str) -> None:
    assert kind(data, name) == reason


def test_a_word_document_that_is_a_bomb_is_not_unpacked() -> None:
    data = bomb()
    assert len(data) < 1_000_000
    assert kind(data, "a.docx") == "too-large"


@pytest.mark.parametrize(
    ("packed", "name"),
    [(False, "crawl.warc"), (True, "crawl.warc.gz"), (True, "-"), (False, "-")],
)
def test_a_web_archive_gives_its_pages_at_their_addresses(packed: bool, name: str) -> None:
    data = answers(
        ("https://example.org/a", "200 OK", "text/html; charset=utf-8", PAGE),
        ("https://example.org/b.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://example.org/gone", "404 Not Found", "text/html", PAGE),
        ("https://example.org/robots.txt", "200 OK", "text/plain", b"User-agent: *"),
        ("https://example.org/c.pdf", "200 OK", "application/pdf", pdf("He spoke.")),
        ("https://example.org/d", "200 OK", "text/html", b"<html></html>"),
        packed=packed,
    )
    found = list(read_all(data, name))
    assert [item.url for item in found if isinstance(item, Document)] == [
        "https://example.org/a",
        "https://example.org/c.pdf",
    ]
    (refused,) = [item for item in found if isinstance(item, Unreadable)]
    assert refused.where.endswith("#https://example.org/d")
    assert all(item.evidence == () for item in found if isinstance(item, Document))


def test_a_web_archive_cut_short_keeps_what_it_has() -> None:
    data = answers(
        ("https://example.org/a", "200 OK", "text/html", PAGE),
        ("https://example.org/b", "200 OK", "text/html", PAGE),
    )
    found = list(read_all(data[: len(data) - 900], "crawl.warc"))
    assert isinstance(found[0], Document)
