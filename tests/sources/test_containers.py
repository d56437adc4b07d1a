"""Archives, gzip and mail: what lies in them is read where it lies, and a bomb is one clear line."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from datelines.sources.bounded import bounded
from datelines.sources.read import read_all
from datelines.sources.records import Document
from datelines.sources.results import MAX_BYTES, ReadError, Unreadable

RECORDS = b'{"id": "a", "text": "one"}\n{"id": "b", "text": "two"}\n'


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def read(data: bytes, name: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the texts, and the kinds and places of what could not be read."""
    found = list(read_all(data, name))
    texts = [item.text for item in found if isinstance(item, Document)]
    return texts, [(item.kind, item.where) for item in found if isinstance(item, Unreadable)]


FILES = {
    "b/1.txt": b"one",
    "a.jsonl": RECORDS,
    "c.html": b"",
    "d.png": b"\x89PNG",
    ".hidden": b"x",
    "__MACOSX/e.txt": b"x",
}
FOUND = ["one", "one", "two"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped(FILES), "news.zip"),
        (zipped(FILES), "-"),
        (tarred(FILES), "news.tar"),
        (tarred(FILES), "-"),
        (tarred(FILES, "w:gz"), "news.tgz"),
        (tarred(FILES, "w:xz"), "news.txz"),
        (gzip.compress(tarred(FILES)), "news.tar.gz"),
    ],
)
def test_every_file_of_an_archive_goes_to_its_reader(data: bytes, name: str) -> None:
    texts, refused = read(data, name)
    assert texts == FOUND
    assert [(kind, where.rpartition("!")[2]) for kind, where in refused] == [
        ("empty", "c.html"),
        ("unknown-format", "d.png"),
    ]


@pytest.mark.parametrize(("name", "where"), [("news.jsonl.gz", "news.jsonl.gz!news.jsonl:3"), ("-", "-!-:3")])
def test_a_gzipped_file_is_what_its_name_says_without_the_suffix(name: str, where: str) -> None:
    assert read(gzip.compress(RECORDS + b"broken"), name) == (["one", "two"], [("bad-json", where)])


def test_an_archive_in_an_archive_is_read_and_a_nest_of_them_is_not() -> None:
    inner = zipped({"a.txt": b"one"})
    assert read(zipped({"inner.zip": inner}), "x.zip")[0] == ["one"]
    nest = zipped({"3.zip": zipped({"2.zip": inner}), "b.txt": b"two"})
    assert read(nest, "x.zip") == (["two"], [("too-deep", "x.zip!3.zip!2.zip")])


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"PK\x03\x04 and no more", "a.zip", "bad-archive"),
        (zipped(FILES)[:-30], "a.zip", "bad-archive"),
        (b"no archive", "a.tar", "bad-archive"),
        (b"no archive", "a.gz", "bad-archive"),
        (gzip.compress(b"x" * 99)[:-9], "a.txt.gz", "bad-archive"),
    ],
)
def test_a_broken_container_is_one_line(data: bytes, name: str, kind: str) -> None:
    texts, refused = read(data, name)
    assert texts == []
    assert [found for found, _ in refused] == [kind]


def test_a_member_too_large_leaves_the_others() -> None:
    data = zipped({"bomb.txt": b"0" * (MAX_BYTES * 4), "a.txt": b"one"})
    assert len(data) < MAX_BYTES // 50
    assert read(data, "x.zip") == (["one"], [("too-large", "x.zip!bomb.txt")])
    assert read(gzip.compress(b"0" * (MAX_BYTES * 4)), "bomb.txt.gz")[1] == [
        ("too-large", "bomb.txt.gz!bomb.txt")
    ]


def test_links_and_devices_of_an_archive_lead_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{kind.decode()}.txt")
            info.type, info.linkname = kind, str(secret)
            archive.addfile(info)
    assert read(out.getvalue(), "a.tar") == ([], [])
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(link, str(secret))
        package.writestr("a.txt", "one")
    assert read(out.getvalue(), "a.zip") == (["one"], [])


def test_what_unpacks_without_end_is_cut_off() -> None:
    with bounded(io.BytesIO(b"x" * 100_000), limit=10_000) as stream:
        assert stream.read(10) == b"x" * 10
        with pytest.raises(ReadError, match="unpacks to more than 10,000"):
            stream.read()


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "/etc/passwd.txt", "a\n\x1b[31mb.txt", "a!b!c.txt"])
def test_a_members_name_is_a_label_and_no_path(name: str) -> None:
    ((document,), (refusal,)) = (
        list(read_all(zipped({name: content}), "x.zip")) for content in (b"one", b"")
    )
    assert isinstance(document, Document)
    assert isinstance(refusal, Unreadable)
    assert refusal.where.startswith("x.zip!")
    assert refusal.where.isprintable()
    assert refusal.where.count("!") == 1


def mail(**parts: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Steppe News <news@example.org>"
    message["To"] = "reader@example.org"
    message["Subject"] = "A visit to Қазақстан"
    message["Date"] = "Fri, 19 Dec 2025 23:10:00 +0500"
    message["Archived-At"] = "<https://example.org/letters/5>"
    message.set_content(parts["plain"]) if "plain" in parts else None
    if "html" in parts:
        add = message.add_alternative if "plain" in parts else message.set_content
        add(parts["html"], subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize("name", ["letter.eml", "-"])
@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"plain": "Ол келді.\n\nHe came.\n"}, "Ол келді.\n\nHe came.\n"),
        ({"html": "<p>He <b>came</b>.</p><p>He spoke.</p>"}, "He came.\nHe spoke."),
        ({"plain": "He came.\n", "html": "<p>He came.</p>"}, "He came.\n"),
    ],
)
def test_a_mail_is_a_document(name: str, parts: dict[str, str], text: str) -> None:
    (found,) = read_all(mail(**parts), name)
    assert isinstance(found, Document)
    assert found.text == text
    assert (found.title, found.publisher) == ("A visit to Қазақстан", "Steppe News")
    assert found.url == "https://example.org/letters/5"
    assert [candidate.value for candidate in found.evidence] == ["2025-12-19T23:10:00+05:00"]


def test_a_mail_without_text_or_in_an_unknown_encoding_is_one_line() -> None:
    assert read(mail(), "a.eml")[1] == [("no-text", "a.eml")]
    strange = mail(plain="He came.").replace(b'charset="utf-8"', b'charset="martian"')
    assert read(strange, "a.eml")[1] == [("bad-encoding", "a.eml")]
