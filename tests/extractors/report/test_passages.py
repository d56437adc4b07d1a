"""What is read in whole passages: dates kept apart, mentions merged, sources credited, opinions left out."""

from __future__ import annotations

import pytest

from datelines.extractors.pipeline import extract
from datelines.sources.records import Document, Extraction, Report

DAY = "2025-12-19"  # a Friday


def read(text: str, day: str | None = DAY, url: str | None = None) -> Extraction:
    return extract(Document(id="test", text=text, lang="en", published=day, url=url))


def one(text: str, **given: str) -> Report:
    """Return the only event of a text with the given type, subtype or factuality."""
    events = read(text).events
    found = [e for e in events if all(getattr(e, key) == value for key, value in given.items())]
    assert len(found) == 1, [(e.type, e.subtype, e.factuality, e.evidence.text) for e in events]
    return found[0]


def days(event: Report) -> tuple[str, str] | None:
    return (event.date.start, event.date.end) if event.date else None


def parties(event: Report) -> set[tuple[str | None, str]]:
    return {(p.country, p.role) for p in event.participants}


def test_two_events_of_a_sentence_keep_their_dates() -> None:
    text = "The Omani minister will visit Tashkent on 5 May after talks held in Muscat on 1 April."
    assert days(one(text, subtype="visit")) == ("2026-05-05", "2026-05-05")
    assert days(one(text, subtype="negotiation")) == ("2026-04-01", "2026-04-01")


def test_a_date_of_saying_is_not_the_date_of_what_is_said() -> None:
    event = one(
        "The Kazakh ministry said on Monday that the Kazakh president had visited Baku.", subtype="visit"
    )
    assert event.date is None
    assert event.attribution is not None
    assert event.attribution.text == "Kazakh ministry"


def test_mentions_of_one_happening_are_one_report() -> None:
    event = one(
        "Macron addresses students in Almaty\n\n"
        "French President Emmanuel Macron delivered a speech at Nazarbayev University on 2 November 2023. "
        "In his speech, Macron praised the students.",
        type="STATEMENT",
        subtype="speech",
    )
    assert len(event.mentions) >= 2
    assert days(event) == ("2023-11-02", "2023-11-02")


def test_meetings_on_different_days_stay_apart() -> None:
    events = read(
        "Tokayev met Japarov in Astana on 3 May 2024. Tokayev met Japarov again in Bishkek on 9 June 2024."
    ).events
    assert sorted(days(e) or () for e in events) == [
        ("2024-05-03", "2024-05-03"),
        ("2024-06-09", "2024-06-09"),
    ]


def test_meetings_with_different_people_stay_apart() -> None:
    events = read(
        "Rahmon met Putin in Moscow on 3 May 2024. Rahmon met Xi Jinping in Moscow on 3 May 2024."
    ).events
    assert len(events) == 2


def test_a_venue_does_not_take_part() -> None:
    event = one(
        "Tokayev gave a lecture at the United Nations University in Tokyo on 19 December.", type="STATEMENT"
    )
    assert {p.text for p in event.participants} == {"Tokayev"}
    assert event.place is not None
    assert event.place.country == "JPN"


def test_the_title_of_a_speech_is_kept() -> None:
    event = one('Mirziyoyev delivered a speech titled "One River, Many Banks." in Khiva on 4 May 2024.')
    assert event.work_title is not None
    assert event.work_title.text == "One River, Many Banks"


def test_the_host_is_the_target() -> None:
    event = one(
        "Uzbek Foreign Minister Saidov met his Kyrgyz counterpart in Bishkek on 3 May.", subtype="meeting"
    )
    assert parties(event) == {("UZB", "source"), ("KGZ", "target")}


def test_a_capital_acts_for_its_country() -> None:
    event = one("Tashkent urged Kabul on Monday to stop work on the canal.", type="REQUEST")
    assert parties(event) == {("UZB", "source"), ("AFG", "target")}


def test_the_presidents_of_a_region_are_its_countries() -> None:
    event = one("The five Central Asian presidents met in Tashkent on 16 November 2025.", subtype="meeting")
    assert {country for country, _ in parties(event)} == {"KAZ", "KGZ", "TJK", "TKM", "UZB"}


def test_the_two_sides_are_those_named_before() -> None:
    text = (
        "The foreign ministers of Oman and Peru met in Geneva on 3 May 2024. "
        "The two sides signed a memorandum on fishing on 4 May 2024."
    )
    assert {country for country, _ in parties(one(text, subtype="signing"))} == {"OMN", "PER"}


def test_its_minister_is_of_the_country_named_before() -> None:
    text = "Kazakhstan confirmed that its foreign minister met Taliban officials in Doha on 3 May 2024."
    assert "KAZ" in {country for country, _ in parties(one(text, subtype="meeting"))}


def test_nested_sources() -> None:
    event = one("Rahmon met Putin in Sochi on 3 May, Interfax reported, citing the Russian embassy.")
    assert event.attribution is not None
    assert (event.attribution.text, event.attribution.via) == ("Russian embassy", "Interfax")


def test_an_authors_opinion_is_no_event() -> None:
    assert not read("I believe that Astana will sign the treaty with Tokyo next year.").events


def test_a_speakers_turn_is_the_source() -> None:
    events = read("FOREIGN MINISTER SAIDOV: We signed an agreement with Japan in Tokyo yesterday.").events
    assert [e.attribution.text for e in events if e.attribution] == ["FOREIGN MINISTER SAIDOV"]
    assert days(events[0]) == ("2025-12-18", "2025-12-18")


def test_what_a_schedule_lists_is_on_its_day() -> None:
    event = one("Public schedule for 22 December 2025\n\nMinister Nurtleu meets Ambassador Yamada in Astana.")
    assert (event.factuality, days(event)) == ("planned", ("2025-12-22", "2025-12-22"))
    assert event.date is not None
    assert event.date.basis == "inherited"


def test_an_act_done_by_telling_it_is_on_the_day_of_publication() -> None:
    event = one("Norway condemns the attack on the embassy of Japan in Kabul.", type="ACCUSE")
    assert event.date is not None
    assert (event.date.basis, days(event)) == ("dct", (DAY, DAY))


def test_without_a_publication_day_nothing_is_dated_by_it() -> None:
    events = read("Norway condemns the attack on the embassy of Japan in Kabul.", day=None).events
    assert all(event.date is None for event in events)


def test_a_month_stays_a_month() -> None:
    event = one("Japan and Mongolia signed a treaty in March 2024.")
    assert event.date is not None
    assert (event.date.precision, days(event)) == ("month", ("2024-03-01", "2024-03-31"))


def test_from_and_to_are_one_interval() -> None:
    event = one("The Belgian king will visit Kazakhstan from 3 May to 5 May 2026.", subtype="visit")
    assert event.date is not None
    assert (event.date.precision, days(event)) == ("interval", ("2026-05-03", "2026-05-05"))


@pytest.mark.parametrize(
    ("text", "factuality", "stance"),
    [
        ("Oman supports India's bid for a permanent seat.", "asserted", "support"),
        ("Oman may support India's bid for a permanent seat.", "possible", "support"),
        (
            "Oman did not explicitly support India's bid for a permanent seat.",
            "underspecified",
            "underspecified",
        ),
    ],
)
def test_positions(text: str, factuality: str, stance: str) -> None:
    event = one(text, type="SUPPORT")
    assert event.factuality == factuality
    assert event.position is not None
    assert (event.position.holder, event.position.stance) == ("Oman", stance)


def test_a_format_is_proposed_founded_and_convened() -> None:
    events = read(
        "Nazarbayev proposed CICA in October 1992. CICA was founded in Almaty in June 2002. "
        "The sixth summit of CICA took place in Astana on 12 October 2022."
    ).events
    stages = {(e.mechanism.stage, e.mechanism.ordinal) for e in events if e.mechanism}
    assert stages == {("proposed", None), ("established", None), ("convened", 6)}


def test_a_text_that_contradicts_itself_goes_to_review() -> None:
    review = read(
        'The "Central Asia plus Japan" dialogue was proposed by Mika Tanaka. '
        'Nobody doubts that the "Central Asia plus Japan" dialogue was initiated by Ryo Suzuki.'
    ).review
    assert {item.text for item in review if item.kind == "name-contradiction"} == {
        "Mika Tanaka",
        "Ryo Suzuki",
    }


def test_officials_of_a_ministrys_own_page_act_for_its_country() -> None:
    text = "Deputy Secretary Jane Roe met Kyrgyz officials in Bishkek on 3 May 2024."
    assert ("USA", "source") in parties(read(text, url="https://www.state.gov/page").events[0])
    assert ("USA", "source") not in parties(read(text, url="https://news.example.com/page").events[0])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "…",
        "and and and and",
        "To meet.",
        "Meeting",
        "(((((" * 400,
        "Tokayev met " * 600,
        "x" * 20_000,
        "Токаев встретился с Путиным в Москве.",
        "The \u202e president \u0000 met \ud7ff Xi in Astana on 3 May 2024.",
        "😀 Rahmon met Putin in Sochi on 3 May 2024. 😀",
    ],
)
def test_odd_text_gives_a_record(text: str) -> None:
    extraction = read(text)
    assert extraction.text == text
    for event in extraction.events:
        start, end = event.evidence.start, event.evidence.end
        assert start is not None
        assert text[start:end] == event.evidence.text


def test_reading_twice_and_in_company_gives_the_same() -> None:
    from datelines.extractors.pipeline import extract_many

    texts = [
        "Rahmon met Putin in Sochi on 3 May 2024.",
        "Oman and Peru signed a treaty in Lima on 4 May 2024.",
    ]
    documents = [Document(id=text, text=text, lang="en", published=DAY) for text in texts]
    together = list(extract_many(documents))
    assert together == [extract(document) for document in documents]
    assert together[::-1] == list(extract_many(documents[::-1]))


def _days(text: str, dct: str) -> list[tuple[str, str, str | None]]:
    read = extract(Document(id="x", text=text, published=dct, lang="en"))
    return [(event.type, event.factuality, event.date and event.date.start) for event in read.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Dutch premier visits Ankara on Thursday.", ("CONSULT", "planned", "2026-11-26")),
        ("The presidents of Italy and Kazakhstan meet on the 14th.", ("CONSULT", "planned", "2026-12-14")),
        ("The Dutch premier visited Ankara on Thursday.", ("CONSULT", "asserted", "2026-11-19")),
    ],
)
def test_a_weekday_in_the_present_tense_is_to_come(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in _days(text, "2026-11-24")  # a Tuesday


def test_what_is_said_in_the_present_does_not_move_the_day_it_happened() -> None:
    days = [start for _, _, start in _days("Kazakhstan says it lost a boat on Sunday.", "2026-11-24")]
    assert days == ["2026-11-22"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Kyrgyzstan ratified the treaty two weeks later, on 17 November 2022.", "2022-11-17", "2022-11-17"),
        (
            "Leaders of Oman and Iran will meet on 31 August and 1 September 2027.",
            "2027-08-31",
            "2027-09-01",
        ),
    ],
)
def test_dates_said_twice_and_days_in_a_row(text: str, start: str, end: str) -> None:
    read = extract(Document(id="x", text=text, published="2026-11-24", lang="en"))
    assert [(e.date.start, e.date.end) for e in read.events if e.date] == [(start, end)]


def test_a_date_beyond_a_semicolon_is_another_clauses() -> None:
    days = _days("Oman and Iran to meet in Muscat; third round since March 2026", "2026-11-24")
    assert ("CONSULT", "planned", None) in days


def test_unknown_doers_count_only_where_the_text_names_two_states() -> None:
    told = "The herder was handed over at the river post on 5 May 2025."
    assert not _days(told, "2025-05-06")
    assert _days(f"Tajikistan and Kyrgyzstan share the pasture. {told}", "2025-05-06")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Oman and Iran signed a treaty of peace on 5 May 2025.", "Oman and Iran sign a treaty of peace"),
        ("In June 2024 Oman lifted the cap on visas.", "In June 2024 Oman lifted the cap on visas"),
        ("Oman and Iran ratified it on 5 May 2025.", "Oman and Iran ratify"),
        (
            "Oman and Iran exchanged the instruments of ratification on 5 May 2025.",
            "Oman and Iran exchange the instruments of ratification",
        ),
        (
            "The king of Oman cancelled his visit to Iran on 5 May 2025.",
            "king of Oman cancels his visit to Iran",
        ),
        ("Oman skipped the talks on 5 May 2025.", "Oman stays away from the talks"),
        ("Oman and Iran signed a joint declaration on 5 May 2025.", "Oman and Iran sign a joint declaration"),
        (
            "Oman and Iran adopted a joint declaration on 5 May 2025.",
            "Oman and Iran adopt a joint declaration",
        ),
        ("Oman accepted the invitation of Iran on 5 May 2025.", "Oman accepts the invitation of Iran"),
        ("Oman took over the chairmanship on 5 May 2025.", "Oman takes the chairmanship"),
        ("Oman hosted a conference on water on 5 May 2025.", "Oman hosts a summit"),
        (
            "The presidents of Oman, Iran and Peru met in Lima on 5 May 2025.",
            "Oman, Iran and Peru meet, Lima",
        ),
        (
            "The president of Peru received the king of Oman on 5 May 2025.",
            "king of Oman meets president of Peru",
        ),
    ],
)
def test_titles_say_what_was_done(text: str, title: str) -> None:
    read = extract(Document(id="x", text=text, published="2025-12-19", lang="en"))
    assert [event.title for event in read.events] == [title]


def test_what_happens_during_a_proposal_is_not_proposed() -> None:
    event = one("The Omani king proposed a fund during his visit to Peru in August 2004.", subtype="visit")
    assert event.factuality == "asserted"
    assert (
        one(
            "A proposed visit of the Omani king to Peru in August 2004 was discussed.", subtype="visit"
        ).factuality
        == "possible"
    )


def test_two_years_of_a_lasting_state_are_one_event() -> None:
    assert len(_days("Oman and Iran met in 2022 and 2024.", "2025-05-06")) == 2
    assert len(_days("Oman and Iran traded dates in 2022 and 2024.", "2025-05-06")) < 2
    assert len(_days("Oman and Iran met from May 2022 to May 2024.", "2025-05-06")) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Omani speaker met the President of Latvia on 12 January.", "2026-01-12"),
        ("The Omani speaker was received by the President of Latvia on 12 January.", "2026-01-12"),
        ("The Omani speaker will meet the President of Latvia on 12 January.", "2027-01-12"),
        ("Oman and Latvia agreed to meet on 12 January.", "2027-01-12"),
        ("Talks between Oman and Latvia were set for 12 January.", "2027-01-12"),
    ],
)
def test_a_day_told_in_the_past_tense_lies_behind(text: str, day: str) -> None:
    assert day in [start for _, _, start in _days(text, "2026-11-24")]


def test_another_signing_by_the_same_parties_is_another_event() -> None:
    told = "Oman and Iran signed a joint declaration in Lima on 5 May 2025. They also signed a contract."
    assert [day for _, _, day in _days(told, "2025-05-06")] == ["2025-05-05", "2025-05-05"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Talks between Oman and Iran have been put off until 10 December.",
            ("CONSULT", "planned", "2026-12-10"),
        ),
        ("Oman put off the talks with Iran on 10 November.", ("REJECT", "asserted", "2026-11-10")),
        (
            "A visit by the Omani king to Iran is pencilled in for 5 December.",
            ("CONSULT", "planned", "2026-12-05"),
        ),
        (
            "Had the kings of Oman and Jordan met on 5 October, the port would be open by now.",
            ("CONSULT", "negated", "2026-10-05"),
        ),
        (
            "The kings of Oman and Jordan met on 5 October, so the port is open by now.",
            ("CONSULT", "asserted", "2026-10-05"),
        ),
    ],
)
def test_what_is_put_off_or_would_have_been(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in _days(text, "2026-11-24")


def test_a_capital_that_acts_is_no_place() -> None:
    read = extract(Document(id="x", text="Tashkent expelled two envoys on 5 May.", published="2026-11-24"))
    assert [event.place for event in read.events] == [None]


def test_a_town_before_a_colon_says_nothing() -> None:
    read = extract(
        Document(id="x", text="BISHKEK: Oman and Iran signed a treaty on 5 May.", published="2026-11-24")
    )
    assert [event.attribution for event in read.events] == [None]
