"""Ids: a document is its canonical address and its text; its raw bytes have a hash of their own."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urldefrag

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def canonical_address(url: str | None) -> str:
    """Return one spelling of an address: https, host in lower case, no fragment or tracking parameters.

    Empty where there is no address. A fragment that routes ("#!/a", "#/a") is part of the address.

    >>> canonical_address("HTTP://Example.org:80/a?utm_source=mail&id=5#top")
    'https://example.org/a?id=5'
    """
    if not url or not url.strip():
        return ""
    from courlan import normalize_url

    address = url.strip()
    if not _SCHEME.match(address) or re.match(r"[^/]+\.[^/]+:\d", address):
        address = f"https://{address.removeprefix('//')}"
    base, fragment = urldefrag(address)
    routed = f"#{fragment}" if fragment.startswith(("!", "/")) else ""
    try:
        normal = str(normalize_url(base))
    except ValueError:  # "http://[bad": kept as written, it is still the same address each time
        normal = base
    return re.sub(r"^http:", "https:", normal) + routed


def document_id(url: str | None, text: str) -> str:
    """Return 32 hexadecimal digits of a SHA-256 over the canonical address and the text."""
    content = f"{canonical_address(url)}\0{text}".encode(errors="surrogatepass")
    return hashlib.sha256(content).hexdigest()[:32]


def raw_hash(data: bytes) -> str:
    """Return the SHA-256 of the bytes that a document was read from."""
    return hashlib.sha256(data).hexdigest()
