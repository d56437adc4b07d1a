"""Web archives (WARC): each answer that holds a page, a feed or a PDF, at the address it was fetched from."""

from __future__ import annotations

from typing import IO

from datelines.sources.readers import ReadMember
from datelines.sources.results import MAX_LARGE_BYTES, ReadError, Results, unreadable
from datelines.sources.web import read_answer

SUFFIXES = frozenset({".warc"})


def sniff(head: bytes) -> bool:
    return head.startswith((b"WARC/1.0", b"WARC/1.1"))


def read_stream(stream: IO[bytes], name: str, _read_member: ReadMember) -> Results:
    """Yield what the answers of an archive hold; pictures, scripts and errors of servers are left out.

    When an answer was fetched is no evidence of when it was published. Raises `ReadError`: bad-archive.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(stream):
            url = record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type != "response" or record.http_headers is None or not url:
                continue
            if record.http_headers.get_statuscode() != "200":
                continue
            data = record.content_stream().read(MAX_LARGE_BYTES + 1)
            content_type = record.http_headers.get_header("Content-Type") or ""
            where = f"{name}#{url}"
            if len(data) > MAX_LARGE_BYTES:
                yield unreadable(
                    where,
                    "too-large",
                    f"the answer is larger than {MAX_LARGE_BYTES:,} bytes",
                    None,
                )
            else:
                yield from read_answer(data, url.strip("<>"), content_type, where)
    except ArchiveLoadFailed as error:
        raise ReadError("bad-archive", f"the web archive cannot be read: {error}") from error
