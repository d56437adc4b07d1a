"""A local web server for tests: what it answers by path, what it was asked, and names that lead to it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]
NEWS, OTHER = (
    "news.example",
    "other.example",
)  # hosts that the user has named, so that they may be local


@dataclass
class Site:
    """A local server: what it answers by path, and what it was asked."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = NEWS) -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]


def answer(body: bytes = b"", status: int = 200, **headers: str) -> Answer:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response_only(status)
        fields = {
            "Content-Length": str(len(body)),
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        for name, value in fields.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers["Host"].partition(":")[0]
            found.asked.append((host, self.path, dict(self.headers)))
            found.answers.get(self.path, answer(status=404))(self)

        def log_message(self, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def names(addresses: dict[str, str]) -> Callable[..., list[tuple[Any, ...]]]:
    """Return a resolver for made-up names; any other that is no number does not exist."""

    def resolve(host: str, port: int, *args: Any, **kwargs: Any) -> list[tuple[Any, ...]]:
        if host not in addresses:  # glibc reads 0x7f000001 as a number, so it needs no lookup
            return list(socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST))
        family = socket.AF_INET6 if ":" in addresses[host] else socket.AF_INET
        where = (addresses[host], port, 0, 0) if family is socket.AF_INET6 else (addresses[host], port)
        return [(family, socket.SOCK_STREAM, 6, "", where)]

    return resolve


LOCAL = names({NEWS: "127.0.0.1", OTHER: "127.0.0.1", "inner.example": "127.0.0.1"})
