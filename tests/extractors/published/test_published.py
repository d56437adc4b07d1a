"""Publication time: candidates, their order, their contradictions, and what must not become one."""

from __future__ import annotations

import pytest

from datelines.extractors.published import addresses
from datelines.extractors.published.addresses import address_candidates, id_time, path_day, split_address
from datelines.extractors.published.candidates import dct_day, publish_time
from datelines.extractors.published.datelines import date_lines, lines_of, own_address
from datelines.seeds.models.published import id_schemes, publication_words
from datelines.sources.records import DctCandidate, Document, Published

BODY = "The minister received the guests.\n\nThey spoke about water and trade."


def document(text: str = BODY, **fields: object) -> Document:
    return Document(id="test", text=text, **fields)  # type: ignore[arg-type]


def values(published: Published) -> list[tuple[str, str]]:
    return [(candidate.method, candidate.value) for candidate in published.candidates]


ID_HOLDS = [
    pytest.param(example.url, example.at, id=f"{name}-{index}")
    for name, scheme in id_schemes().items()
    for index, example in enumerate(scheme.holds)
]
ID_FAILS = [
    pytest.param(url, id=f"{name}-{index}")
    for name, scheme in id_schemes().items()
    for index, url in enumerate(scheme.fails)
]


@pytest.mark.parametrize(("url", "at"), ID_HOLDS)
def test_an_id_gives_the_time_of_its_example(url: str, at: str) -> None:
    parts = split_address(url)
    assert parts is not None
    moment = id_time(parts)
    assert moment is not None
    assert moment.strftime("%Y-%m-%dT%H:%M:%SZ") == at


@pytest.mark.parametrize("url", ID_FAILS)
def test_a_counter_example_of_an_id_gives_no_time(url: str) -> None:
    parts = split_address(url)
    assert parts is not None
    assert id_time(parts) is None


LINE_HOLDS = [
    pytest.param(example.text, rule.id, example.at, id=f"{lang}-{rule.id}-{index}")
    for lang, words in publication_words().items()
    for rule in words.lines
    for index, example in enumerate(rule.holds)
]
LINE_FAILS = [
    pytest.param(text, id=f"{lang}-{rule.id}-{index}")
    for lang, words in publication_words().items()
    for rule in words.lines
    for index, text in enumerate(rule.fails)
]


@pytest.mark.parametrize(("text", "rule", "at"), LINE_HOLDS)
def test_a_line_gives_the_day_of_its_example(text: str, rule: str, at: str) -> None:
    found = list(date_lines(lines_of(f"A headline\n\n{text}\n\n{BODY}")))
    assert {line.candidate.value for line in found} == {at}
    assert rule in {line.rule for line in found}


@pytest.mark.parametrize("text", LINE_FAILS)
def test_a_counter_example_of_a_line_gives_no_day(text: str) -> None:
    assert list(date_lines(lines_of(f"A headline\n\n{text}\n\n{BODY}"))) == []


ADDRESS_HOLDS = [
    pytest.param(example.text, example.at, id=f"{lang}-{rule.id}-{index}")
    for lang, words in publication_words().items()
    for rule in words.addresses
    for index, example in enumerate(rule.holds)
]
ADDRESS_FAILS = [
    pytest.param(text, id=f"{lang}-{rule.id}-{index}")
    for lang, words in publication_words().items()
    for rule in words.addresses
    for index, text in enumerate(rule.fails)
]


@pytest.mark.parametrize(("text", "address"), ADDRESS_HOLDS)
def test_a_labelled_line_gives_its_address(text: str, address: str) -> None:
    whole = f"{BODY}\n\n{text}\n"
    found = own_address(lines_of(whole))
    assert found is not None
    assert found.address == address
    assert whole[found.start : found.end] == address


@pytest.mark.parametrize("text", ADDRESS_FAILS)
def test_a_counter_example_of_an_address_line_gives_none(text: str) -> None:
    assert own_address(lines_of(f"{BODY}\n\n{text}\n")) is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2025/12/19/visit.html", "2025-12-19"),
        ("/news/2025-12-19", "2025-12-19"),
        ("/2025-12-19-minister-arrives", "2025-12-19"),
        ("/2025_12_19/a", "2025-12-19"),
        ("/english/2025-12/19/c_1310.htm", "2025-12-19"),
        ("/a/202512/19/WS67.html", "2025-12-19"),
        ("/n3/2025/1219/c90000-20.html", "2025-12-19"),
        ("/xw/202512/t20251219_1177.html", "2025-12-19"),
        ("/20251219/story", "2025-12-19"),
        ("/view/AEN20251219001200315", "2025-12-19"),
        ("/world/2025/dec/19/talks-in-tokyo", "2025-12-19"),
        ("/19-12-2025/visit", "2025-12-19"),
        ("/12-19-2025/visit", "2025-12-19"),
        ("/2026/3/5/visit", "2026-03-05"),
        ("/19/12/2025/visit", "2025-12-19"),
        ("/05-03-2026/visit", None),
        ("/05/03/2026/visit", None),
        ("/2025/13/19/visit", None),
        ("/2025/02/30/visit", None),
        ("/visit-of-2025-12-19", None),
        ("/id/2025121999", None),
        ("/1891/12/19/treaty", None),
        ("/2025/visit", None),
        ("/99991219/story", None),
    ],
)
def test_the_day_in_a_path(path: str, day: str | None) -> None:
    found = path_day(path)
    assert (found.isoformat() if found else None) == day


def test_a_month_in_a_path_stays_a_month() -> None:
    (candidate,) = address_candidates("https://example.org/2025/12/visit.html")
    assert (candidate.value, candidate.precision, candidate.method) == ("2025-12", "month", "url-date")
    assert dct_day(Published(candidate.value, candidate.precision), "Asia/Almaty") is None


def test_an_address_without_evidence_gives_nothing() -> None:
    assert list(address_candidates("https://example.org/visit")) == []
    assert list(address_candidates("visit")) == []
    assert list(address_candidates("http://[bad/2025/12/19/")) == []


def test_no_evidence_gives_no_publication_time() -> None:
    assert publish_time(document()) == (Published(), ())


def test_the_id_in_the_last_line_of_a_text_dates_it() -> None:
    published, review = publish_time(document(f"{BODY}\n\nOriginal: toutiao.com/article/1850000000000000/\n"))
    assert (published.value, published.method) == ("2025-11-28T02:38:05Z", "url-id")
    assert review == ()


def test_an_address_inside_the_text_is_of_another_text() -> None:
    filler = "\n".join(f"Paragraph {number} says little." for number in range(30))
    text = f"{filler}\nSource: https://example.org/2025/12/19/a\n{filler}"
    assert publish_time(document(text)) == (Published(), ())
    assert publish_time(document("They cite https://example.org/2025/12/19/a here.")) == (Published(), ())


def test_what_the_caller_gave_comes_first() -> None:
    published, review = publish_time(
        document(
            f"ALMATY, December 18, 2025 (Steppe News) - {BODY}",
            published="2025-12-19T08:00:00+05:00",
            url="https://example.org/2025/12/19/visit",
            evidence=(DctCandidate("2025-12-19T03:01:00Z", "second", "metadata", "og", 0.95),),
        )
    )
    assert values(published) == [
        ("given", "2025-12-19T08:00:00+05:00"),
        ("metadata", "2025-12-19T03:01:00Z"),
        ("url-date", "2025-12-19"),
        ("dateline", "2025-12-18"),
    ]
    assert (published.value, published.precision, published.confidence) == (
        "2025-12-19T08:00:00+05:00",
        "second",
        1.0,
    )
    assert review == ()


@pytest.mark.parametrize(
    ("given", "value", "reported"),
    [("2025-12", "2025-12-19", False), ("2025", "2025-12-19", False), ("2025-11", "2025-11", True)],
)
def test_a_month_gives_way_to_a_day_inside_it(given: str, value: str, reported: bool) -> None:
    published, review = publish_time(document(published=given, url="https://example.org/2025/12/19/a"))
    assert published.value == value
    assert {candidate.value for candidate in published.candidates} == {given, "2025-12-19"}
    assert published.candidates[0].value == published.value
    assert bool(review) is reported


def test_candidates_more_than_two_days_apart_are_reported_and_not_averaged() -> None:
    text = f"ALMATY, December 12, 2025 (Steppe News) - {BODY}"
    published, review = publish_time(document(text, published="2025-12-19"))
    assert published.value == "2025-12-19"
    (item,) = review
    assert item.kind == "dct-contradiction"
    assert "7 days" in item.why
    ((start, end),) = item.spans
    assert text[start:end].startswith("ALMATY, December 12, 2025")


@pytest.mark.parametrize(
    ("other", "reported"), [("2025-12-17", False), ("2025-12-16", True), ("2025-12", False)]
)
def test_two_days_are_no_contradiction(other: str, reported: bool) -> None:
    precision = "month" if len(other) == 7 else "day"
    evidence = (DctCandidate(other, precision, "metadata", other, 0.9),)
    _, review = publish_time(document(published="2025-12-19", evidence=evidence))
    assert bool(review) is reported


def test_dates_that_head_the_items_of_a_list_are_no_publication_day() -> None:
    assert (
        publish_time(document("19 December 2025\nTalks began.\n\n21 December 2025\nTalks ended."))[0]
        == Published()
    )


@pytest.mark.parametrize("text", ["19 December 2025", "\n2025年12月19日\n", "Astana, 19 December 2025"])
def test_a_text_that_is_nothing_but_a_date_speaks_of_the_day(text: str) -> None:
    assert publish_time(document(text))[0] == Published()


def test_another_hosts_address_line_counts_for_less_than_the_documents_own() -> None:
    text = f"{BODY}\n\nSource: https://other.example/2025/12/01/a"
    published, review = publish_time(document(text, url="https://example.org/2025/12/19/b"))
    assert values(published) == [("url-date", "2025-12-19"), ("url-date", "2025-12-01")]
    assert [item.kind for item in review] == ["dct-contradiction"]


def test_a_given_value_that_no_reader_wrote_is_refused() -> None:
    with pytest.raises(ValueError, match="ISO 8601"):
        publish_time(document(published="19 Dec 2025"))


@pytest.mark.parametrize(
    ("value", "zone", "day"),
    [
        ("2025-12-19", None, "2025-12-19"),
        ("2025-12-19", "Asia/Tokyo", "2025-12-19"),
        ("2025-12-19T22:30:00Z", None, "2025-12-19"),
        ("2025-12-19T22:30:00Z", "Asia/Tokyo", "2025-12-20"),
        ("2025-12-19T22Z", "Asia/Tokyo", "2025-12-20"),
        ("2025-12-19T22:30Z", "America/New_York", "2025-12-19"),
        ("2025-12-19T22:30:00+05:00", "America/New_York", "2025-12-19"),
        ("2025-12-19T22:30:00", "Asia/Tokyo", "2025-12-19"),
        ("2025", None, None),
        (None, None, None),
    ],
)
def test_the_day_is_read_in_the_offset_then_the_zone_then_utc(
    value: str | None, zone: str | None, day: str | None
) -> None:
    assert dct_day(Published(value), zone) == day


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://mfa.gov.kz/en/news/1", "mfa.gov.kz"),
        ("mfa.gov.kz/news", "mfa.gov.kz"),
        ("//MFA.gov.kz.", "mfa.gov.kz"),
        ("http://[bad", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address(url: str, host: str) -> None:
    assert addresses.host(url) == host
