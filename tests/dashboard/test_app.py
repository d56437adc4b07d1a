"""The dashboard's pages without a browser: what they say, what they refuse, and that text stays text."""

from __future__ import annotations

import doctest
import hashlib
import re
from dataclasses import fields, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl

import pytest
from starlette.testclient import TestClient

from datelines.dashboard import app as dashboard_app
from datelines.dashboard import detail, display, filters, near, wording
from datelines.dashboard.app import create_app
from datelines.dashboard.display import country_name, pieces, safe_link, visible, when
from datelines.dashboard.filters import Filters, View, query, read_page, wrong_days
from datelines.flows.show import events as terminal_display
from datelines.sources.records import Attribution, ReviewItem, Span
from datelines.warehouse import Extracted, Writer
from tests import ROOT
from tests.factories import FETCHED, NO_KNOWLEDGE, chain, extracted, person, report

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>window.owned=1</script>",
    "\u202egnp.exe\u202c",
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "{{ 7 * 7 }}",
    "a bell \x07 rings",
)


def publish(home: Path, *items: Extracted) -> Path:
    """Return a published file that holds these documents."""
    with Writer(home) as writer:
        writer.write(items, "run", FETCHED)
        return writer.publish(NO_KNOWLEDGE)


def client_of(published: Path) -> TestClient:
    return TestClient(create_app(published), base_url="http://localhost", raise_server_exceptions=False)


def some_documents() -> list[Extracted]:
    sentence = "Aida Seitkali received Ken Mori in Almaty on Friday"
    meeting = report(
        sentence,
        place=("Almaty", "KAZ"),
        mechanism="Steppe Forum",
        steps=("trigger “received”: CONSULT/meeting",),
    )
    told = sentence.index("received Ken Mori")
    meeting = replace(
        meeting,
        attribution=Attribution("the ministry", None, None, "a radio station"),
        mentions=(Span(told, told + len("received Ken Mori")),),  # the evidence reaches further
    )
    text = f"{sentence}, the ministry said.\nTheir aides spoke of Mr Nobody, minister of nothing."
    nobody = text.index("Mr Nobody")
    flags = [
        ReviewItem("unknown-actor", "Ken Mori", "not in the seeds", ((23, 31),)),
        ReviewItem("office-holder-unknown", "Mr Nobody", "no such minister", ((nobody, nobody + 9),)),
    ]
    return [
        extracted("meeting", meeting, text=text, url="https://example.org/meeting", review=flags),
        extracted(
            "plan",
            report(
                "They will meet again in March 2026",
                date="2026-03-01",
                until="2026-03-31",
                precision="month",
                factuality="planned",
            ),
        ),
        extracted(
            "undated",
            report("The forum was first proposed by her", date=None, participants=[person("Her", "TJK")]),
        ),
    ]


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return client_of(publish(tmp_path_factory.mktemp("some"), *some_documents()))


def hostile_document(number: int, words: str) -> Extracted:
    told = report(
        words,
        participants=[person(words, "KAZ"), person(f"second {words}", "JPN")],
        mechanism=words,
        place=(words, "KAZ"),
        steps=(words,),
    )
    return extracted(
        f"doc{number}",
        replace(told, attribution=Attribution(words, None, None, words)),
        url=f"javascript:alert({number})//{words}",
        publisher=words,
        review=[ReviewItem("unknown-actor", words, words, ((0, 4),))],
        chains=[chain("c1", (0, 1, "name"), (0, len(words), "pronoun"), name=f"meant {words}", rule=words)],
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A warehouse whose every text field is hostile."""
    items = [hostile_document(number, words) for number, words in enumerate(HOSTILE)]
    return client_of(publish(tmp_path_factory.mktemp("hostile"), *items))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Two pages of events and a little more, one a day, the last one undated."""
    days = [date.fromordinal(date(2025, 1, 1).toordinal() + number).isoformat() for number in range(204)]
    items = [
        extracted(
            f"doc{number}",
            report(f"Talk number {number}", date=day, participants=[person(f"Guest {number}")]),
        )
        for number, day in enumerate([*days, None])
    ]
    return client_of(publish(tmp_path_factory.mktemp("many"), *items))


def id_of(client: TestClient, words: str) -> str:
    found = client.get("/api/events", params={"q": words, "fields": "event_id"}).json()["events"]
    assert len(found) == 1
    return str(found[0]["event_id"])


class Tags(HTMLParser):
    """Collects the tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.data.append(data)

    @property
    def text(self) -> str:
        return "".join(self.data)


# What is shown


def test_the_page_says_what_the_warehouse_holds(some: TestClient) -> None:
    page = some.get("/")
    assert page.status_code == 200
    assert "3 events from 3 documents, the newest of 20 Dec 2025" in Tags(page.text).text
    for shown in (
        "Aida Seitkali received Ken Mori",
        "19 Dec 2025",
        "Mar 2026",
        "undated",
        "Japan, Kazakhstan",
    ):
        assert shown in page.text


def test_a_month_is_never_shown_as_a_day(some: TestClient) -> None:
    assert not re.search(r"\d+ Mar 2026", some.get("/").text)


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({"country": "TJK"}, ["The forum was first proposed by her"]),
        (
            {"region": "central-asia", "until": "2025"},
            ["Aida Seitkali received Ken Mori in Almaty on Friday"],
        ),
        ({"actor": "her"}, ["The forum was first proposed by her"]),
        ({"mechanism": "Steppe Forum"}, ["Aida Seitkali received Ken Mori in Almaty on Friday"]),
        ({"factuality": "planned"}, ["They will meet again in March 2026"]),
        ({"since": "2026-03-15"}, ["They will meet again in March 2026"]),
        ({"until": "2025"}, ["Aida Seitkali received Ken Mori in Almaty on Friday"]),
        ({"q": "ALMATY friday"}, ["Aida Seitkali received Ken Mori in Almaty on Friday"]),
        ({"q": "almaty monday"}, []),
        ({"type": "SANCTION"}, []),
    ],
)
def test_filters_choose_the_same_events_for_page_and_api(
    some: TestClient, given: dict[str, str], titles: list[str]
) -> None:
    answer = some.get("/api/events", params=given).json()
    assert [event["title"] for event in answer["events"]] == titles
    assert answer["total"] == len(titles)
    page = some.get("/", params=given).text
    assert [title for title in TITLES if f">{title}</a>" in page] == titles


TITLES = [
    "Aida Seitkali received Ken Mori in Almaty on Friday",
    "They will meet again in March 2026",
    "The forum was first proposed by her",
]


def test_the_form_keeps_the_filters_and_each_can_be_taken_away(some: TestClient) -> None:
    assert 'value="central-asia">Central Asia (3)</option>' in some.get("/").text
    tags = Tags(some.get("/", params={"country": "KAZ", "q": "Almaty", "lanes": "type"}).text).tags
    assert ("option", {"value": "KAZ", "selected": None}) in tags
    assert any(tag == "input" and its.get("name") == "q" and its["value"] == "Almaty" for tag, its in tags)
    links = {its.get("href") for tag, its in tags if tag == "a"}
    assert {"?country=KAZ&lanes=type", "?q=Almaty&lanes=type"} <= links


@pytest.mark.parametrize("name", ["actor", "country", "region", "mechanism", "type", "q", "event"])
@pytest.mark.parametrize("value", ["\x00", "'; DROP VIEW timeline; --", "%FF", "\u202e", "100%_\\"])
def test_strange_values_find_nothing_and_break_nothing(some: TestClient, name: str, value: str) -> None:
    answer = some.get("/", params={name: value})
    assert answer.status_code == (200 if name in {"q", "event"} else 400)
    assert ("No event matches" in answer.text) == (name == "q")
    assert ("filters are not understood" in answer.text) == (name not in {"q", "event"})


def test_an_event_shows_what_stands_behind_it(some: TestClient) -> None:
    page = some.get(f"/event/{id_of(some, 'received')}").text
    assert (
        "<mark>Aida Seitkali received Ken Mori in Almaty on Friday</mark>, the ministry said.</blockquote>"
        in page
    )
    words = " ".join(" ".join(Tags(page).data).split())
    for shown in (
        "19 Dec 2025 from text",
        "Attributed to the ministry through a radio station",
        "Ken Mori target, person, Japan",
        "trigger “received”: CONSULT/meeting",
        "For review unknown actor: “Ken Mori” not in the seeds",
        "1 for review elsewhere in the same document office holder unknown: “Mr Nobody”",
    ):
        assert shown in words
    assert 'href="https://example.org/meeting" rel="noopener noreferrer"' in page


def test_a_chosen_event_is_on_the_page_without_a_script(some: TestClient) -> None:
    chosen = id_of(some, "received")
    page = some.get("/", params={"event": chosen})
    assert "<mark>Aida Seitkali received" in page.text
    assert f'data-row="{chosen}" class="chosen"' in page.text
    assert "leave this event out" not in page.text
    assert "leave this event out" in some.get("/", params={"event": chosen, "factuality": "planned"}).text
    assert "leave this event out" in some.get(f"/event/{chosen}/panel", params={"factuality": "planned"}).text


def test_every_event_is_on_some_page_of_the_table_newest_first_and_undated_last(many: TestClient) -> None:
    pages = [many.get("/", params={"page": page}).text for page in (1, 2, 3)]
    shown = [int(number) for page in pages for number in re.findall(r">Talk number (\d+)</a>", page)]
    assert shown == [*range(203, -1, -1), 204]
    oldest = re.findall(r">Talk number (\d+)</a>", many.get("/", params={"order": "oldest"}).text)
    assert oldest == [str(number) for number in range(100)]


def test_the_api_pages_and_names_its_columns(many: TestClient) -> None:
    answer = many.get(
        "/api/events", params={"limit": 2, "offset": 203, "fields": "title,date_start,when"}
    ).json()
    assert answer == {
        "total": 205,
        "offset": 203,
        "labels": {"KAZ": "Kazakhstan"},
        "events": [
            {"title": "Talk number 203", "date_start": "2025-07-23", "when": "23 Jul 2025"},
            {"title": "Talk number 204", "date_start": None, "when": "undated"},
        ],
    }


def test_the_api_explains_an_event(some: TestClient) -> None:
    found = some.get(f"/api/events/{id_of(some, 'received')}").json()
    assert found["reports"][0]["mentions"][0]["text"] == "received Ken Mori"


def test_a_new_publish_shows_at_the_next_request(tmp_path: Path) -> None:
    first, *rest = some_documents()
    client = client_of(publish(tmp_path, first))
    assert client.get("/api/events").json()["total"] == 1
    publish(tmp_path, *rest)
    assert client.get("/api/events").json()["total"] == 3


# What is refused, and how


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/?contry=KAZ", 400, "There is no filter “contry”"),
        ("/?country=KAZ&country=JPN", 400, "Country is given twice"),
        ("/?since=yesterday", 400, "not “yesterday”"),
        ("/?since=2025-02-30", 400, "no 2025-02-30 in the calendar"),
        ("/?since=2026&until=2025-06", 400, "Since (2026) is after until (2025-06)"),
        ("/?factuality=sure", 400, "No factuality is called sure; there are asserted, planned"),
        ("/?country=XYZ", 400, "No country is called XYZ; there are JPN, KAZ, TJK"),
        ("/?actor=Aida+Seitkaly", 400, "No actor is called Aida Seitkaly; did you mean aida seitkali"),
        ("/?type=meetng", 400, "No type is called meetng; did you mean meeting?"),
        ("/?region=nowhere", 400, "No region is called nowhere; there are central-asia"),
        ("/?mechanism=Step+Forum", 400, "No mechanism is called Step Forum; did you mean Steppe Forum?"),
        (
            "/?country=XYZ&since=soon&page=9",
            400,
            "there are JPN, KAZ, TJK. Since is a day, a month or a year",
        ),
        ("/?lanes=colour", 400, "Lanes is one of"),
        ("/?page=0", 400, "whole number"),
        ("/?page=٣", 400, "whole number"),
        ("/?page=2", 400, "the last one is 1"),
        ("/?q=" + "x" * 201, 400, "longer than 200"),
        ("/event/nothing", 404, "no event of that id"),
        ("/event/nothing/panel", 404, "no event of that id"),
        ("/nothing", 404, "The dashboard has one page"),
        ("/static/nothing.js", 404, "The dashboard has one page"),
        ("/static/../app.py", 404, "The dashboard has one page"),
        ("/static/%2e%2e/app.py", 404, "The dashboard has one page"),
    ],
)
def test_what_cannot_be_answered_gets_a_page_that_says_why(
    some: TestClient, address: str, status: int, says: str
) -> None:
    answer = some.get(address)
    assert answer.status_code == status
    assert says in Tags(answer.text).text
    assert "Traceback" not in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/api/events?limit=0", 400, "Limit is a whole number from 1 to 20000, not “0”."),
        ("/api/events?fields=title,salary", 400, "Fields is one of event_id"),
        ("/api/events?country=XYZ", 400, "No country is called XYZ; there are JPN, KAZ, TJK."),
        ("/api/events?since=soon", 400, "Since is a day, a month or a year"),
        ("/api/events?event=x", 400, "There is no filter “event”"),
        ("/api/events/nothing", 404, "This timeline holds no event of that id."),
        ("/api/nothing", 404, "The dashboard has one page"),
    ],
)
def test_the_api_refuses_in_json(some: TestClient, address: str, status: int, says: str) -> None:
    answer = some.get(address)
    assert answer.status_code == status
    assert answer.json()["error"].startswith(says)


def test_nothing_can_be_sent(some: TestClient) -> None:
    assert some.post("/").status_code == 405
    assert some.delete("/api/events").status_code == 405


def test_before_the_first_publish_the_page_says_what_to_run(tmp_path: Path) -> None:
    client = client_of(tmp_path / "timeline.duckdb")
    page = client.get("/")
    assert page.status_code == 503
    assert "datelines ingest" in page.text
    assert client.get("/api/events").status_code == 503
    publish(tmp_path, *some_documents())
    assert client.get("/").status_code == 200


def test_a_file_of_another_kind_is_named_not_shown(tmp_path: Path) -> None:
    other = tmp_path / "timeline.duckdb"
    other.write_bytes(b"not a database at all" * 500)
    answer = client_of(other).get("/")
    assert answer.status_code == 503
    assert "timeline.duckdb" in answer.text
    assert "Traceback" not in answer.text


def test_an_empty_warehouse_is_not_an_error(tmp_path: Path) -> None:
    client = client_of(publish(tmp_path))
    page = client.get("/")
    assert page.status_code == 200
    assert "The warehouse holds no event yet" in page.text
    assert client.get("/api/events").json() == {"total": 0, "offset": 0, "labels": {}, "events": []}


def test_a_filter_without_events_says_so(some: TestClient) -> None:
    assert "No event matches these filters" in some.get("/", params={"country": "FRA"}).text


def test_filters_that_are_not_understood_stay_in_their_fields(some: TestClient) -> None:
    answer = some.get("/", params={"country": "XYZ", "since": "soon", "q": "talks"})
    fields = {tag["name"]: tag.get("value") for kind, tag in Tags(answer.text).tags if kind == "input"}
    assert (answer.status_code, fields["since"], fields["q"]) == (400, "soon", "talks")
    assert '<option value="XYZ" selected>' in answer.text
    assert "These filters are not understood" in answer.text
    assert "No event matches" not in answer.text


def test_a_crash_shows_no_traceback_and_keeps_the_headers(
    some: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret of the server")

    monkeypatch.setattr(dashboard_app.queries, "events", broken)
    answer = some.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers


# What hostile text may not do

PAGES = (
    "/",
    "/?lanes=mechanism",
    "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/?actor=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
)
OUR_SCRIPTS = {"/static/d3.min.js", "/static/page.js"}


def addresses(client: TestClient) -> list[str]:
    """Return the addresses of all pages of a warehouse, panels and messages included."""
    ids = [
        event["event_id"]
        for event in client.get("/api/events", params={"fields": "event_id"}).json()["events"]
    ]
    assert ids
    return [
        *PAGES,
        *(f"/?event={number}" for number in ids),
        *(f"/event/{number}{end}" for number in ids for end in ("", "/panel")),
        "/?since=%3Cscript%3Ealert(1)%3C/script%3E",
        "/event/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ]


def test_no_text_becomes_a_tag_an_attribute_or_a_link(hostile: TestClient) -> None:
    for address in addresses(hostile):
        for tag, attributes in Tags(hostile.get(address).text).tags:
            assert tag not in {"img", "iframe", "object", "base", "style"}, address
            assert not [name for name in attributes if name.startswith("on") or name == "style"], address
            assert "autofocus" not in attributes, address
            if tag == "script":
                assert attributes["src"] in OUR_SCRIPTS, address
            if tag in {"a", "link", "form"}:
                target = attributes.get("href") or attributes.get("action") or ""
                assert re.match(r"[/?#]", target), (address, target)


def test_hostile_text_is_shown_as_it_stands(hostile: TestClient) -> None:
    shown = Tags(hostile.get("/").text).text
    for words in HOSTILE:
        assert visible(words) in shown


def test_whom_hostile_words_mean_is_shown_as_it_stands(hostile: TestClient) -> None:
    pages = [Tags(hostile.get(address).text).text for address in addresses(hostile) if "/event/" in address]
    for words in map(visible, HOSTILE):
        shown = f"“{words}” = meant {words} ({words})"
        assert any(shown in " ".join(page.split()) or shown in page for page in pages), words


def test_the_page_says_whom_the_words_of_its_sentences_mean(tmp_path: Path) -> None:
    text = "She met Ken. They left."
    told = extracted(
        "d1",
        report("She met Ken."),
        text=text,
        chains=[
            chain("c1", (0, 3, "pronoun"), name="Aida Seitkali", rule="the last subject"),
            chain("c2", (8, 11, "name"), name="Ken Mori"),
            chain("c3", (13, 17, "group"), members=["c1", "c2"]),
        ],
    )
    client = client_of(publish(tmp_path, told))
    page = Tags(client.get(f"/event/{id_of(client, 'met')}").text).text
    assert "“She” = Aida Seitkali (the last subject)" in page
    assert "“They”" not in page  # which stands in another sentence
    [report_] = client.get(f"/api/events/{id_of(client, 'met')}").json()["reports"]
    assert [(who["text"], who["means"]) for who in report_["meant"]] == [("She", ["Aida Seitkali"])]


def test_control_characters_are_shown_as_such() -> None:
    assert visible("a\x00b\x1b[31m\u202e\n") == "a\ufffdb\ufffd[31m\u202e\n"
    assert visible(None) is None


@pytest.mark.parametrize(
    "address", ["/", "/nothing", "/api/events", "/api/nothing", "/static/page.js", "/?x=1"]
)
def test_every_answer_carries_the_policy(some: TestClient, address: str) -> None:
    headers = some.get(address).headers
    policy = headers["content-security-policy"]
    for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "169.254.169.254", ""])
def test_a_foreign_host_name_is_refused(some: TestClient, host: str) -> None:
    answer = some.get("/api/events", headers={"host": host})
    assert answer.status_code == 400
    assert "events" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080"])
def test_this_machine_has_several_names(some: TestClient, host: str) -> None:
    assert some.get("/api/events", headers={"host": host}).status_code == 200


def test_answers_are_compressed(many: TestClient) -> None:
    assert many.get("/").headers["content-encoding"] == "gzip"


def test_no_file_of_ours_names_another_site() -> None:
    root = Path(dashboard_app.__file__).parent
    ours = [*root.glob("pages/*.html"), *root.glob("static/*.css"), *(root / "static").glob("*.js")]
    ours.remove(root / "static" / "d3.min.js")
    assert len(ours) > 6
    for path in ours:
        assert not re.search(r"(https?:)?//\w+[.]\w", path.read_text(encoding="utf-8")), path.name


def test_vendored_files_are_what_their_note_says() -> None:
    static = Path(dashboard_app.__file__).parent / "static"
    note = (static / "VENDORED.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", note, re.MULTILINE)
    assert [name for name, _ in rows] == ["d3.min.js"]
    for name, expected in rows:
        assert hashlib.sha256((static / name).read_bytes()).hexdigest() == expected
    assert "Permission to use, copy, modify" in (static / "d3.LICENSE").read_text(encoding="utf-8")


# Small parts


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org/", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("\x01https://example.org/", False),
        ("data:text/html,<b>", False),
        ("//example.org/a", False),
        ("https:///a", False),
        ("http://[::1", False),
        ("/relative", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, kept: bool) -> None:
    assert safe_link(address) == (address if kept else None)


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        ("2025-12-19", "2025-12-19", "day", "19 Dec 2025"),
        ("2025-12-01", "2025-12-31", "month", "Dec 2025"),
        ("2025-10-01", "2025-12-31", "quarter", "Q4 2025"),
        ("2025-01-01", "2025-12-31", "year", "2025"),
        ("2020-01-01", "2029-12-31", "decade", "2020s"),
        ("2025-06-01", "2025-08-31", "season", "1 Jun – 31 Aug 2025"),
        ("2025-12-15", "2025-12-21", "week", "15–21 Dec 2025"),
        ("2025-12-30", "2026-01-02", "interval", "30 Dec 2025 – 2 Jan 2026"),
    ],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(start: str, end: str, precision: str, shown: str) -> None:
    text = when(date.fromisoformat(start), date.fromisoformat(end), precision)
    assert text.replace("\u2009", " ") == shown


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("abcdef", False)]),
        ([(1, 3)], [("a", False), ("bc", True), ("def", False)]),
        ([(1, 3), (2, 4)], [("a", False), ("bc", True), ("d", True), ("ef", False)]),
        ([(0, 99)], [("abcdef", True)]),
        ([(4, 2), (7, 9)], [("abcdef", False)]),
    ],
)
def test_marked_pieces_are_the_whole_text(
    spans: list[tuple[int, int]], expected: list[tuple[str, bool]]
) -> None:
    assert [(piece.text, piece.marked) for piece in pieces("abcdef", spans)] == expected


def mention(text: str, start: int, end: int) -> dict[str, Any]:
    """Return a row of the view `mentions`."""
    before, after = text[max(0, start - 160) : start], text[end : end + 160]
    return {"span_start": start, "span_end": end, "text": text[start:end], "before": before, "after": after}


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("A heading\nThey met.\nThe end.", [(10, 14)], ["They met."]),
        ("They met. They spoke.", [(0, 8), (10, 20)], ["They met. They spoke."]),
        ("One line.\nAnother line.", [(0, 3), (10, 17)], ["One line.", "Another line."]),
        ("word " * 100, [(250, 254)], ["word " * 31 + "word" + " word" * 31]),
        ("字" * 500, [(250, 252)], ["字" * 322]),
    ],
)
def test_a_mention_is_shown_within_its_line(
    text: str, spans: list[tuple[int, int]], shown: list[str]
) -> None:
    found = detail.windows(mention(text, start, end) for start, end in spans)
    assert [window.text for window in found] == shown
    assert all(text[window.start : window.end] == window.text for window in found)


def test_countries_have_names_and_unknown_codes_stay() -> None:
    assert [country_name(code) for code in ("KAZ", "JPN", "QQQ", "SUN")] == [
        "Kazakhstan",
        "Japan",
        "QQQ",
        "SUN",
    ]


def test_filters_survive_the_way_through_an_address() -> None:
    wanted = Filters(actor="Ken & Mori", country="KAZ", q="a+b %41", since="2025")
    view = View(lanes="type", page=3, event="e1")
    assert read_page(parse_qsl(query(wanted, view).removeprefix("?"))) == (wanted, view)


@pytest.mark.parametrize("module", [display, filters, near, wording, terminal_display])
def test_examples_in_docstrings_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


def test_the_manual_names_every_parameter() -> None:
    manual = (ROOT / "docs" / "dashboard.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)` \|", manual, re.MULTILINE)
    assert sorted(named) == sorted(field.name for kind in (Filters, View) for field in fields(kind))


def test_a_day_of_two_lines_is_none() -> None:
    filters, _ = read_page([("since", "2025\n<b>")])
    [line] = wrong_days(filters)
    assert line.startswith("since is a day")
