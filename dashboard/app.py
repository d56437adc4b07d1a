"""The dashboard: one page on the published file, an event's own page, and their data as JSON.

It reads the warehouse's views and nothing else, opens the file for each request, and so shows a new
publish at the next one. Every word it shows may come from a hostile document: templates escape
(Jinja's autoescape), links are http or https only, and `datelines.dashboard.security` forbids the rest.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, TypeVar

import orjson
import uvicorn
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from datelines.dashboard import detail, queries
from datelines.dashboard.display import country_name, day, safe_link, visible, words
from datelines.dashboard.filters import LANES, BadFilter, Filters, View, one_of, query, read_api, read_page
from datelines.dashboard.security import HEADERS, LOCAL_HOSTS, SecurityHeaders
from datelines.dashboard.wording import counted, sentence
from datelines.warehouse import Reader, WarehouseError

T = TypeVar("T")

ROWS_A_PAGE = 100
MOST_IN_JSON = 20_000  # events of one answer: what a browser still draws without stutter
_DRAWN = "event_id,date_start,date_end,date_precision,title,event_type,factuality,countries,mechanism,when"

_HEADINGS = {
    400: "This address cannot be read",
    404: "There is no such page",
    405: "This page is only for reading",
    500: "Something went wrong here",
    503: "The timeline cannot be read",
}
_DETAILS = {  # Starlette's own words, in ours
    "Not Found": "The dashboard has one page, /, and one for each event, /event/ID.",
    "Method Not Allowed": "Nothing can be changed from here.",
}

pages = Environment(
    loader=PackageLoader("dashboard", "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=visible,
    trim_blocks=True,
    lstrip_blocks=True,
)
pages.filters.update(counted=counted, country=country_name, day=day, link=safe_link, words=words)


class Json(Response):
    """Strict JSON: dates as ISO 8601, NaN and the infinities as null."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return orjson.dumps(content)


def _page(name: str, code: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(pages.get_template(name).render(values, code=code), code)


def _reader(request: Request) -> Reader:
    return Reader(request.app.state.published)


def _found(event: T | None) -> T:
    if event is None:
        raise HTTPException(404, "This timeline holds no event of that id.")
    return event


def _applied(filters: Filters, view: View) -> list[dict[str, str]]:
    """Return the filters in force, each with the address of the page without it."""
    return [
        {
            "name": name,
            "label": queries.label(name, value),
            "without": query(replace(filters, **{name: ""}), replace(view, page=1)),
        }
        for name, value in asdict(filters).items()
        if value
    ]


def _table(found: Sequence[queries.Event], filters: Filters, view: View) -> dict[str, Any]:
    """Return what the table shows of the events: a page of rows with their links, and ways to the others."""
    count = max(1, -(-len(found) // ROWS_A_PAGE))
    if view.page > count:
        raise BadFilter(f"page {view.page} is asked for, the last one is {count}")
    first = (view.page - 1) * ROWS_A_PAGE
    dated = sum(1 for event in found if event["date_start"])
    return {
        "rows": [
            queries.with_when(event) | {"link": query(filters, view, event=event["event_id"])}
            for event in found[first : first + ROWS_A_PAGE]
        ],
        "first": first + 1,
        "pages": count,
        "page_link": lambda number: query(filters, view, page=number),
        "reorder": query(filters, view, page=1, order="oldest" if view.order == "newest" else "newest"),
        "undated": len(found) - dated,
        "undated_link": query(filters, view, page=dated // ROWS_A_PAGE + 1) + "#table-name",
    }


def index(request: Request) -> Response:
    """The page: filters, timeline, table, and the chosen event.

    Filters that are not understood stay in their fields, below what is wrong with them.
    """
    filters, view = read_page(request.query_params.multi_items())
    reader = _reader(request)
    found, wrong = list[queries.Event](), ""
    try:
        _, found = queries.events(reader, filters)
    except BadFilter as error:
        wrong, view = str(error), replace(view, page=1)
    ordered = queries.newest_first(found) if view.order == "newest" else found
    shown = {event["event_id"] for event in found}
    return _page(
        "index.html",
        400 if wrong else 200,
        wrong=wrong,
        filters=asdict(filters),
        view=view,
        applied=_applied(filters, view),
        status=reader.status(),
        choices=queries.choices(reader),
        total=len(found),
        lanes=[{"value": lane, "link": query(filters, view, lanes=lane)} for lane in LANES],
        source="/api/events" + query(filters, fields=_DRAWN, limit=MOST_IN_JSON),
        detail=detail.read(reader, view.event) if view.event else None,
        outside=view.event not in shown,
        on_page=True,
        **_table(ordered, filters, view),
    )


def event(request: Request) -> Response:
    """An event's own page, which needs no script."""
    found = _found(detail.read(_reader(request), request.path_params["id"]))
    return _page("event.html", detail=found, outside=False, on_page=False)


def panel(request: Request) -> Response:
    """The chosen event as a piece of the page, for its script."""
    filters, _ = read_page(request.query_params.multi_items())
    reader = _reader(request)
    chosen = _found(detail.read(reader, request.path_params["id"]))
    _, matching = queries.events(reader, filters)
    outside = all(event["event_id"] != chosen.event["event_id"] for event in matching)
    return _page("panel.html", detail=chosen, outside=outside, on_page=True)


def api_events(request: Request) -> Response:
    """The matching events as JSON: ``{"total", "offset", "labels", "events"}``."""
    filters, part = read_api(request.query_params.multi_items(), MOST_IN_JSON)
    columns, found = queries.events(_reader(request), filters)
    named = (*columns, "when")
    fields = [one_of("fields", name, named) for name in part.fields or named]
    events = [queries.with_when(event) for event in found[part.offset : part.offset + part.limit]]
    countries = {code for event in events for code in event["countries"] or ()}
    return Json(
        {
            "total": len(found),
            "offset": part.offset,
            "labels": {code: country_name(code) for code in sorted(countries)},
            "events": [{name: event[name] for name in fields} for event in events],
        }
    )


def api_event(request: Request) -> Response:
    """All that is known of one event as JSON."""
    return Json(_found(_reader(request).event(request.path_params["id"])))


def _refuse(
    request: Request, status: int, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return an error in the form that was asked for, in words for a person and never a traceback."""
    if request.url.path.startswith("/api/"):
        answer: Response = Json({"error": message}, status)
    else:
        answer = _page("message.html", status, heading=_HEADINGS.get(status, "Error"), message=message)
    answer.headers.update(headers or {})
    return answer


def _bad_filter(request: Request, error: Exception) -> Response:
    return _refuse(request, 400, sentence(str(error)))


def _unreadable(request: Request, error: Exception) -> Response:
    return _refuse(request, 503, str(error), {"retry-after": "30"})


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _refuse(request, error.status_code, _DETAILS.get(error.detail, error.detail), error.headers)


def _crash(request: Request, error: Exception) -> Response:  # noqa: ARG001 (the server logs it)
    # Starlette answers this one outside of every middleware.
    return _refuse(request, 500, "The server's log says more.", HEADERS)


def create_app(published: Path, hosts: Sequence[str] = ()) -> Starlette:
    """Return the dashboard on a published file, which need not exist yet.

    `hosts` are names, beside this machine's own, under which a browser may ask: others are refused,
    so that a page elsewhere cannot reach us by pointing its name at this machine (DNS rebinding).
    """
    app = Starlette(
        routes=[
            Route("/", index),
            Route("/event/{id}", event),
            Route("/event/{id}/panel", panel),
            Route("/api/events", api_events),
            Route("/api/events/{id}", api_event),
            Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=[*LOCAL_HOSTS, *hosts], www_redirect=False),
            Middleware(GZipMiddleware),
        ],
        exception_handlers={
            BadFilter: _bad_filter,
            WarehouseError: _unreadable,
            HTTPException: _http_error,
            Exception: _crash,
        },
    )
    app.state.published = published
    return app


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes any that is free. Raises `OSError` where that fails."""
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)


def serve(published: Path, listening: socket.socket, host: str) -> None:
    """Serve the dashboard on a socket until interrupted. `host` is a name to answer to."""
    config = uvicorn.Config(create_app(published, hosts=[host]), log_level="warning", server_header=False)
    with suppress(KeyboardInterrupt):  # uvicorn has closed everything, and raises it once more
        uvicorn.Server(config).run(sockets=[listening])
