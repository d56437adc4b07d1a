"""Bodies, formats, places, topics: who belonged to what on a day, sessions in order, names in text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from datelines.seeds.knowledge import knowledge
from datelines.seeds.loader import ROOT
from datelines.seeds.models.knowledge import PlaceEntry
from datelines.seeds.partial_dates import first_day, last_day, within
from datelines.seeds.read import read_all

SEEDS = read_all(ROOT)
NUMBERED = sorted(id for id, row in SEEDS.mechanisms.items() if any(s.ordinal for s in row.sessions))

# Latitude from south to north, then longitude from west to east, with half a degree to spare.
BOXES = {
    "KAZ": (40.0, 56.0, 46.0, 88.0),
    "KGZ": (38.7, 43.8, 68.7, 80.8),
    "TJK": (36.1, 41.6, 66.8, 75.7),
    "TKM": (34.6, 43.3, 51.9, 67.2),
    "UZB": (36.6, 46.1, 55.5, 73.7),
    "AFG": (28.9, 39.0, 60.0, 75.4),
    "ARM": (38.3, 41.8, 42.9, 47.1),
    "AZE": (37.9, 42.4, 44.2, 50.9),
    "CHN": (17.6, 54.1, 72.9, 135.6),
    "DEU": (46.7, 55.6, 5.3, 15.6),
    "GEO": (40.5, 44.1, 39.5, 47.3),
    "IND": (6.2, 36.1, 67.6, 97.9),
    "IRN": (24.5, 40.3, 43.5, 63.9),
    "ITA": (35.0, 47.6, 6.1, 19.1),
    "JPN": (23.5, 46.0, 122.4, 146.5),
    "KOR": (32.6, 39.1, 124.1, 131.5),
    "PAK": (23.1, 37.6, 60.4, 77.6),
    "POL": (48.5, 55.4, 13.6, 24.7),
    "RUS": (40.7, 82.0, 19.1, 180.0),
    "TUR": (35.3, 42.7, 25.1, 45.4),
    "UKR": (43.8, 52.9, 21.6, 40.8),
}


def members_on(body: str, day: str, status: str = "member") -> set[str]:
    """Return the alpha-3 codes of those who had this status in a body or format on an ISO day."""
    return {
        m.country
        for m in knowledge().members
        if m.body == body and m.status == status and within(day, m.from_, m.until)
    }


@pytest.mark.parametrize(
    ("body", "day", "country", "status"),
    [
        ("sco", "2001-06-15", "UZB", "member"),
        ("sco", "2017-06-09", "IND", "member"),
        ("sco", "2023-07-03", "IRN", "observer"),
        ("sco", "2023-07-04", "IRN", "member"),
        ("sco", "2012-01-01", "BLR", "partner"),
        ("sco", "2020-01-01", "BLR", "observer"),
        ("sco", "2024-07-04", "BLR", "member"),
        ("sco", "2025-09-02", "MNG", "partner"),
        ("cis", "2000-01-01", "GEO", "member"),
        ("cis", "2001-01-01", "TKM", "member"),
        ("cis", "2010-01-01", "TKM", "partner"),
        ("csto", "2010-01-01", "UZB", "member"),
        ("eaeu", "2015-01-01", "BLR", "member"),
        ("eaeu", "2016-01-01", "KGZ", "member"),
        ("eaeu", "2018-01-01", "MDA", "observer"),
        ("ots", "2009-10-03", "KGZ", "member"),
        ("ots", "2019-10-15", "UZB", "member"),
        ("ots", "2022-01-01", "TKM", "observer"),
        ("eco", "1986-01-01", "PAK", "member"),
        ("eco", "1992-11-28", "TJK", "member"),
        ("brics", "2024-01-01", "IRN", "member"),
        ("brics", "2025-01-01", "KAZ", "partner"),
        ("nato", "2023-04-04", "FIN", "member"),
        ("eu", "2019-12-31", "GBR", "member"),
        ("cica", "2023-01-01", "KWT", "member"),
        ("consultative-meeting", "2025-11-16", "AZE", "member"),
        ("un", "1993-01-01", "KAZ", "member"),
        ("un", "2011-12-31", "SSD", "member"),
        ("un", "1990-12-31", "SUN", "member"),
        ("osce", "1992-01-30", "KGZ", "member"),
        ("osce", "2012-12-31", "MNG", "member"),
        ("wto", "1998-12-20", "KGZ", "member"),
        ("wto", "2013-03-02", "TJK", "member"),
        ("wto", "2015-11-30", "KAZ", "member"),
        ("ebrd", "1992-07-27", "KAZ", "member"),
        ("adb", "1999-01-01", "TJK", "member"),
        ("iaea", "1994-02-14", "KAZ", "member"),
        ("edb", "2006-01-12", "KAZ", "member"),
        ("edb", "2026-01-01", "UZB", "member"),
        ("ifas", "1993-03-26", "TKM", "member"),
        ("isdb", "2004-01-01", "UZB", "member"),
        ("arab-league", "1994-01-01", "COM", "member"),
        ("gcc", "2000-01-01", "QAT", "member"),
    ],
)
def test_who_belonged_on_a_day(body, day, country, status):
    assert country in members_on(body, day, status)


@pytest.mark.parametrize(
    ("body", "day", "country"),
    [
        ("sco", "2017-06-08", "PAK"),
        ("sco", "2024-07-03", "BLR"),
        ("cis", "2010-01-01", "GEO"),
        ("cis", "2010-01-01", "TKM"),
        ("csto", "2005-12-31", "UZB"),
        ("csto", "2013-01-01", "UZB"),
        ("eaeu", "2015-01-01", "ARM"),
        ("ots", "2019-10-14", "UZB"),
        ("ots", "2022-01-01", "TKM"),
        ("eco", "1991-01-01", "UZB"),
        ("nato", "2023-04-03", "FIN"),
        ("eu", "2020-02-01", "GBR"),
        ("consultative-meeting", "2025-11-15", "AZE"),
        ("un", "1990-12-31", "KAZ"),
        ("osce", "1992-01-29", "KGZ"),
        ("wto", "1998-12-19", "KGZ"),
        ("wto", "2013-03-01", "TJK"),
        ("wto", "2015-11-29", "KAZ"),
        ("wto", "2020-01-01", "UZB"),
        ("ebrd", "1992-07-26", "KAZ"),
        ("adb", "1997-12-31", "TJK"),
        ("iaea", "1994-02-13", "KAZ"),
        ("edb", "2024-12-31", "UZB"),
        ("isdb", "2003-08-31", "UZB"),
    ],
)
def test_who_did_not_belong_on_a_day(body, day, country):
    assert country not in members_on(body, day)


@pytest.mark.parametrize(
    ("body", "day", "count"),
    [
        ("sco", "2025-12-01", 10),
        ("csto", "2020-01-01", 6),
        ("eaeu", "2020-01-01", 5),
        ("eco", "2020-01-01", 10),
        ("eu", "2008-01-01", 27),
        ("eu", "2021-01-01", 27),
        ("nato", "2025-01-01", 32),
        ("oic", "2020-01-01", 57),
        ("cica", "2023-01-01", 28),
        ("un", "2012-01-01", 193),
        ("osce", "2013-01-01", 57),
        ("arab-league", "2000-01-01", 22),
        ("gcc", "2000-01-01", 6),
        ("carec", "2011-01-01", 10),
    ],
)
def test_as_many_members_as_the_body_says_it_has(body, day, count):
    assert len(members_on(body, day)) == count


@pytest.mark.parametrize("id", NUMBERED)
def test_later_sessions_of_a_level_have_higher_numbers(id):
    sessions = [s for s in SEEDS.mechanisms[id].sessions if s.ordinal]
    for level in {s.level for s in sessions}:
        ranked = sorted((s for s in sessions if s.level == level), key=lambda s: s.ordinal or 0)
        for before, after in pairwise(ranked):
            assert before.ordinal != after.ordinal
            assert last_day(before.date) < first_day(after.date), (before.date, after.date)


@pytest.mark.parametrize(
    ("id", "ordinal", "level", "date", "place"),
    [
        ("consultative-meeting", 1, "leaders", "2018-03-15", "astana"),
        ("consultative-meeting", 7, "leaders", "2025-11-16", "tashkent"),
        ("ca-jad", 1, "foreign-ministers", "2004-08-28", "astana"),
        ("ca-jad", 1, "leaders", "2025-12-20", "tokyo"),
        ("c5-plus-1", 2, "leaders", "2025-11-06", "washington"),
        ("sco-heads-of-state", 25, "leaders", "2025-09-01", "tianjin"),
        ("turkic-summit", 9, "leaders", "2022-11-11", "samarkand"),
        ("russia-central-asia", 2, "leaders", "2025-10-09", "dushanbe"),
        ("eu-central-asia", 1, "leaders", "2025-04-04", "samarkand"),
        ("eco-summit", 15, "leaders", "2021-11-28", "ashgabat"),
        ("consultative-meeting", 4, "leaders", "2022-07-21", "cholpon-ata"),
        ("ca-jad", 6, "foreign-ministers", "2017-05-01", "ashgabat"),
        ("ca-jad", 9, "foreign-ministers", "2022-12-24", "tokyo"),
        ("c5-plus-1", 1, "leaders", "2023-09-19", "new-york"),
        ("china-central-asia", 1, "leaders", "2023-05-19", "xian"),
        ("china-central-asia", 2, "leaders", "2025-06-17", "astana"),
        ("china-central-asia", 6, "foreign-ministers", "2025-04-26", "almaty"),
        ("eu-central-asia", 15, "foreign-ministers", "2019-07-07", "bishkek"),
        ("eu-central-asia", 20, "foreign-ministers", "2025-03-27", "ashgabat"),
        ("india-central-asia", 4, "foreign-ministers", "2025-06-06", "new-delhi"),
        ("korea-central-asia", 17, "foreign-ministers", "2024-11-04", "seoul"),
        ("italy-central-asia", 1, "leaders", "2025-05-30", "astana"),
        ("germany-central-asia", 2, "leaders", "2024-09-17", "astana"),
        ("gcc-central-asia", 1, "leaders", "2023-07-19", "jeddah"),
        ("uk-central-asia", 1, "foreign-ministers", "2026-02-26", "london"),
        ("caspian-summit", 5, "leaders", "2018-08-12", "aktau"),
        ("cica-summit", 6, "leaders", "2022-10-13", "astana"),
        ("turkic-summit", 12, "leaders", "2025-10-07", "gabala"),
        ("turkic-speaking-summit", 1, "leaders", "1992-10-30", "ankara"),
        ("csto-collective-security-council", None, "leaders", "2025-11-27", "bishkek"),
        ("cis-summit", None, "leaders", "2025-10-10", "dushanbe"),
        ("supreme-eurasian-economic-council", None, "leaders", "2023-05-25", "moscow"),
        ("ifas-summit", None, "leaders", "2023-09-15", "dushanbe"),
        ("sco-heads-of-government", 24, "heads-of-government", "2025-11-18", "moscow"),
        ("afghanistan-neighbours", 3, "foreign-ministers", "2022-03-31", "huangshan"),
        ("heart-of-asia", 1, "foreign-ministers", "2011-11-02", "istanbul"),
        ("moscow-format", 7, "envoys", "2025-10-07", "moscow"),
        ("belt-and-road-forum", 1, "leaders", "2017-05-15", "beijing"),
        ("kyrgyzstan-tajikistan-uzbekistan", 1, "leaders", "2025-03-31", "khujand"),
        ("ca-jad", 4, "foreign-ministers", "2012-11-10", "tokyo"),
        ("eu-central-asia", 12, "foreign-ministers", "2016-10-04", "brussels"),
        ("eu-central-asia", 18, "foreign-ministers", "2022-11-17", "samarkand"),
        ("moscow-format", 4, "envoys", "2022-11-16", "moscow"),
        ("sco-heads-of-government", 23, "heads-of-government", "2024-10-16", "islamabad"),
        ("sco-heads-of-state", None, "leaders", "2011-06-15", "astana"),
        ("csto-collective-security-council", None, "leaders", "2016-10-14", "yerevan"),
        ("cis-summit", None, "leaders", "2017-10-11", "sochi"),
    ],
)
def test_a_session_of_a_format(id, ordinal, level, date, place):
    sessions = SEEDS.mechanisms[id].sessions
    assert (date, place) in [(s.date, s.place) for s in sessions if (s.ordinal, s.level) == (ordinal, level)]


@pytest.mark.parametrize("id", sorted(id for id, row in SEEDS.mechanisms.items() if row.between))
def test_a_format_between_named_parties_lists_its_members(id):
    assert SEEDS.mechanisms[id].members


@pytest.mark.parametrize("id", sorted(id for id, row in SEEDS.mechanisms.items() if row.sessions))
def test_a_session_names_a_page_and_is_no_older_than_its_format(id):
    row = SEEDS.mechanisms[id]
    assert all(str(s.source).startswith("http") for s in row.sessions)
    assert row.from_ is None or all(last_day(s.date) >= first_day(row.from_) for s in row.sessions)


def test_a_renamed_place_keeps_its_names_and_their_days():
    astana = SEEDS.places["astana"]
    assert {("Nur-Sultan", "2019-03-23")} <= {(n.name, n.from_) for n in astana.former_names}
    assert [n.name for n in SEEDS.places["khujand"].former_names] == ["Leninabad"]


def test_a_capital_is_a_place_of_its_country():
    for alpha3, country in SEEDS.countries.items():
        if country.capital in SEEDS.places:
            assert SEEDS.places[country.capital].country == alpha3


def _in_box(place: PlaceEntry) -> bool:
    south, north, west, east = BOXES[place.country or ""]
    assert place.lat is not None
    assert place.lon is not None
    return south <= place.lat <= north and west <= place.lon <= east


@pytest.mark.parametrize("country", sorted(BOXES))
def test_places_lie_in_the_box_of_their_country(country):
    placed = [p for p in SEEDS.places.values() if p.country == country and p.lat is not None]
    assert len(placed) >= 3
    assert [p.id for p in placed if not _in_box(p)] == []


@pytest.mark.parametrize(
    ("country", "lat", "lon"), [("KAZ", 35.7, 139.7), ("UZB", 66.96, 39.65), ("JPN", 0.0, 0.0)]
)
def test_a_place_elsewhere_is_outside_the_box(country, lat, lon):
    assert not _in_box(PlaceEntry(id="nowhere", name="Nowhere", country=country, lat=lat, lon=lon))
