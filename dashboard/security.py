"""What every answer carries so that hostile text stays text, whatever a template forgets.

Sources: W3C Content Security Policy Level 3, Fetch's Cross-Origin-Resource-Policy, WHATWG Referrer Policy.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    # Only files of our own run or style a page; inline code and event handlers never do.
    "content-security-policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",  # a source's server learns nothing of what is searched here
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",  # another site open in the browser cannot read us
    "cache-control": "no-cache",  # a new publish shows at the next request
}

LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1", "[::1]")


class SecurityHeaders:
    """ASGI middleware that sets `HEADERS` on every response, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)
