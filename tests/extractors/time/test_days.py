"""Which days a text speaks of at each place, and whom a family name means there."""

from __future__ import annotations

import pytest

from datelines.extractors.layers.days import Days, as_days
from datelines.extractors.names.find import find_names
from datelines.extractors.text.sentences import split
from datelines.extractors.time import find_dates
from datelines.extractors.time.days import read_days

TODAY = "2025-12-19"


def days(text: str, published: str | None = TODAY) -> Days:
    return read_days(split(text, "en"), find_dates(text, published, "en"), published)


def test_a_sentence_speaks_of_its_own_dates():
    text = "They met in 2015. They will meet on 1 May 2030."
    assert days(text).readings(5) == ((("2015-01-01", "2015-12-31"),),)
    assert days(text).told_at(text.index("will")) == ()  # what lies ahead has no history


def test_an_undated_sentence_speaks_of_its_paragraphs_date_or_of_today():
    text = "They met in 2015. They signed.\n\nThey left."
    then, now = (("2015-01-01", "2015-12-31"),), ((TODAY, TODAY),)
    assert days(text).readings(text.index("signed")) == (then, now)
    assert days(text).readings(text.index("left")) == (now,)
    assert days(text).all_at(text.index("signed")) == then + now


def test_without_a_day_of_publication_the_last_date_told_stays():
    text = "They met in 2015.\n\nThey left."
    assert days(text, None).readings(text.index("left")) == ((("2015-01-01", "2015-12-31"),),)
    assert days("They left.", None).readings(0) == ((),)


def test_one_day_is_that_of_every_place():
    assert as_days(TODAY).readings(99) == (((TODAY, TODAY),),)
    assert as_days(None).all_at(0) == ()


@pytest.mark.parametrize(
    ("text", "published", "person"),
    [
        ("In 2015 Berdimuhamedov opened the plant.", TODAY, "gurbanguly-berdimuhamedov"),
        ("In 2024 Berdimuhamedov opened the plant.", TODAY, "serdar-berdimuhamedov"),
        ("On Friday Berdimuhamedov opened the plant.", "2014-05-05", "gurbanguly-berdimuhamedov"),
        ("They met in 2015. Berdimuhamedov opened the plant.", TODAY, None),  # either
        ("They met in 2024. Berdimuhamedov opened the plant.", TODAY, "serdar-berdimuhamedov"),
        ("In 1992 Mirziyoyev was young.", TODAY, "shavkat-mirziyoyev"),  # only one is called so
        ("In 1992 President Bush met the envoys.", TODAY, "george-h-w-bush"),
        ("In 2005 President Bush met the envoys.", TODAY, "george-w-bush"),
        ("President Bush met the envoys.", "1992-05-05", "george-h-w-bush"),
        ("President Bush met the envoys.", "1970-05-05", None),  # a name that many bear
        ("It was in 1992.\n\nPresident Bush met the envoys.", None, "george-h-w-bush"),
    ],
)
def test_a_family_name_is_read_by_the_date_of_its_sentence(text, published, person):
    people = [n.id for n in find_names(text, on=days(text, published)) if n.kind == "person"]
    assert people == ([person] if person else [])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ms. Ikeda Sayuri came on Monday. Vice-Minister Ikeda left.", []),  # no minister of the nineties
        ("Timur Tokayev opened a shop. Tokayev was glad.", []),
        ("Timur Tokayev opened a shop. President Tokayev was glad.", ["kassym-jomart-tokayev"]),
        ("Timur Tokayev met Kassym-Jomart Tokayev. Tokayev was glad.", ["kassym-jomart-tokayev"] * 2),
        (
            "The Karimov Street market burned. Nazarbayev University and Nazarbayev grew.",
            ["nursultan-nazarbayev"],
        ),
        ("Massimov Jones chaired it. Massimov was glad.", []),
        (
            "Talks with Japanese Vice Foreign Minister Mori Takeo, ROK First Vice Minister Roe began.",
            [],
        ),
    ],
)
def test_a_family_name_that_a_stranger_bears_in_the_text_is_the_strangers(text, people):
    found = [n.id for n in find_names(text, on="2025-12-19") if n.kind == "person"]
    assert found == people


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met in Zug. Putin left.", True),
        ("They heard Tokayev. Putin left.", True),
        ("Talks in Zug\nPutin left.", True),
        ("They met Z. Putin there.", False),  # an initial
        ("They met Mr. Putin there.", True),
    ],
)
def test_a_full_stop_before_a_family_name_ends_a_sentence_or_an_abbreviation(text, found):
    assert ("vladimir-putin" in [n.id for n in find_names(text, on="2025-12-19")]) is found


def test_a_person_acts_for_whom_he_served_on_the_day_told_of():
    text = "In 2012 Kassym-Jomart Tokayev ran the office. In 2020 Kassym-Jomart Tokayev visited it."
    assert [n.country for n in find_names(text, on=days(text))][-1] == "KAZ"
