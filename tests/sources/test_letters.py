"""Letters beyond English survive every reader, whatever the file and its encoding."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable
from email.message import EmailMessage
from html import escape

import pytest

from datelines.sources.read import read_all
from datelines.sources.records import Document
from tests.sources.readers.test_office_files import answers, word
from tests.sources.test_containers import tarred, zipped

SENTENCES = {
    "kk": "Қазақстан Президенті Әзербайжанға ұшып, көлік туралы келісімге қол қойды, оған һәм үкімет риза.",
    "ky": "Өкмөт башчысы Ысык-Көлдө коңшуларды күтүп алып, суу жөнүндө сүйлөштү.",
    "tg": "Президент бо ҳамтои худ дар қасри Душанбе мулоқот карда, ӯро ба ҷашн даъват намуд, ғояи нав гуфт.",
    "uz": "Ўзбекистон ҳукумати қўшни давлатлар билан ғалла ҳақида келишди.",
    "uz-latin": "Oʻzbekiston hukumati qoʻshni davlatlar bilan gʻalla haqida kelishdi, maʼlumot berdi.",
    "tk": "Türkmenistanyň ýolbaşçysy goňşy ýurduň ilçisini kabul etdi, şäherde duşuşyk geçirildi.",
    "zh": "总统在西安会见了邻国外长，双方长时间讨论了水资源问题。",
    "ja": "大統領は東京で隣国の外相と会談し、水資源について長時間話し合った。",
    "ar": "وصل الوزير إلى العاصمة وتحدث طويلا عن المياه.",
}


def page(text: str, charset: str = "utf-8") -> bytes:
    body = f"<article><h1>{escape(text[:20])}</h1><p>{escape(text)}</p><p>{escape(text * 3)}</p></article>"
    head = f'<meta charset="{charset}"><title>News</title>'
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(charset)


def feed(text: str) -> bytes:
    item = f"<item><link>https://example.org/a</link><description>{escape(text)}</description></item>"
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{item}</channel></rss>'.encode()
    )


def atom(text: str) -> bytes:
    entry = f'<entry><id>a</id><content type="text">{escape(text)}</content></entry>'
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode("utf-16")


def json_feed(text: str) -> bytes:
    items = [{"id": "a", "content_text": text}]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def mail(text: str, coding: str = "base64") -> bytes:
    message = EmailMessage()
    message["Subject"] = text[:30]
    message.set_content(text, cte=coding)
    return message.as_bytes()


def pdf(text: str) -> bytes:
    """Return a PDF whose font says which letter each of its codes is, as that of any printed page does."""
    codes = "".join(f"{ord(letter):04X}" for letter in text)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(set(text))} beginbfchar\n"
        + "\n".join(f"<{ord(letter):04X}> <{ord(letter):04X}>" for letter in sorted(set(text)))
        + "\nendbfchar endcmap end end"
    )
    shown = f"BT /F1 4 Tf 20 720 Td <{codes}> Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R]"
        " /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        " /FontDescriptor << /Type /FontDescriptor /FontName /A /Flags 4 >> >>",
        f"<< /Length {len(to_unicode)} >>\nstream\n{to_unicode}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer << /Size 8 /Root 1 0 R >>\nstartxref\n0\n%%EOF".encode("latin-1")


FILES: dict[str, tuple[Callable[[str], bytes], str]] = {
    "text": (str.encode, "a.txt"),
    "text with a mark": (lambda text: text.encode("utf-8-sig"), "a.txt"),
    "text in UTF-16": (lambda text: text.encode("utf-16"), "a.txt"),
    "Markdown": (lambda text: f"---\ntitle: T\n---\n{text}".encode(), "a.md"),
    "record": (lambda text: json.dumps({"text": text}).encode(), "a.json"),
    "records": (lambda text: json.dumps({"text": text}, ensure_ascii=False).encode(), "a.jsonl"),
    "page": (page, "a.html"),
    "feed": (feed, "a.rss"),
    "Atom in UTF-16": (atom, "a.atom"),
    "JSON feed": (json_feed, "a.json"),
    "mail": (mail, "a.eml"),
    "mail, quoted": (lambda text: mail(text, "quoted-printable"), "a.eml"),
    "PDF": (pdf, "a.pdf"),
    "Word": (word, "a.docx"),
    "web archive": (
        lambda text: answers(("https://example.org/a", "200 OK", "text/html", page(text)), packed=True),
        "a.warc.gz",
    ),
    "zip": (lambda text: zipped({"қ/a.txt": text.encode()}), "a.zip"),
    "tar": (lambda text: tarred({"қ/a.txt": text.encode()}, "w:gz"), "a.tgz"),
    "gzip": (lambda text: gzip.compress(text.encode()), "a.txt.gz"),
}


@pytest.mark.parametrize("language", sorted(SENTENCES))
@pytest.mark.parametrize("form", sorted(FILES))
def test_letters_survive_every_reader(form: str, language: str) -> None:
    make, name = FILES[form]
    sentence = SENTENCES[language]
    (found,) = read_all(make(sentence), name)
    assert isinstance(found, Document), found
    assert sentence in found.text


@pytest.mark.parametrize(
    ("language", "charset"),
    [
        ("zh", "gb18030"),
        ("ja", "shift_jis"),
        ("ja", "euc-jp"),
        ("kk", "ptcp154"),
        ("tk", "utf-16"),
        ("ar", "cp1256"),
    ],
)
def test_letters_survive_the_encodings_that_pages_declare(language: str, charset: str) -> None:
    (found,) = read_all(page(SENTENCES[language], charset), "a.html")
    assert isinstance(found, Document), found
    assert SENTENCES[language] in found.text


def test_a_page_that_declares_another_encoding_than_it_has_is_read_by_its_bytes() -> None:
    lie = page(SENTENCES["kk"]).replace(b'charset="utf-8"', b'charset="windows-1252"')
    (found,) = read_all(lie, "a.html")
    assert isinstance(found, Document), found
    assert SENTENCES["kk"] in found.text


def test_a_mail_in_an_eastern_encoding_is_read() -> None:
    head = b"Subject: A\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n"
    text = "Министр прибыл в столицу и долго говорил о воде."
    (found,) = read_all(head + base64.b64encode(text.encode("koi8-r")), "a.eml")
    assert isinstance(found, Document), found
    assert found.text.strip() == text
