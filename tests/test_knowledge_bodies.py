"""Bodies, formats, places, topics: who belonged to what on a day, sessions in order, names in text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.names import find_names
from seeds.compile import read_all
from seeds.knowledge import knowledge
from seeds.loader import ROOT
from seeds.models.knowledge import PlaceEntry
from seeds.partial_dates import first_day, last_day, within

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
    ],
)
def test_a_session_of_a_format(id, ordinal, level, date, place):
    sessions = SEEDS.mechanisms[id].sessions
    assert (date, place) in [(s.date, s.place) for s in sessions if (s.ordinal, s.level) == (ordinal, level)]


@pytest.mark.parametrize("id", sorted(id for id, row in SEEDS.mechanisms.items() if row.between))
def test_a_format_between_named_parties_lists_its_members(id):
    assert SEEDS.mechanisms[id].members


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


# Each sentence is our own; what it names stands as id, in the order of the text.
SENTENCES = {
    "The Kazakh Defense Ministry held drills.": "kaz-defence-ministry",
    "The Uzbek Interior Ministry sent a note.": "uzb-interior-ministry",
    "Uzbekistan's Energy Ministry needs time.": "uzb-energy-ministry",
    "The National Bank of Tajikistan cut rates.": "tjk-central-bank",
    "The State Duma heard him before the Federation Council did.": "rus-state-duma rus-federation-council",
    "The Turkish parliament and the Milli Majlis ratified it.": "tur-assembly aze-milli-majlis",
    "KazMunayGas, Kazatomprom and QazaqGaz will merge nothing.": "kazmunaygas kazatomprom qazaqgaz",
    "Rosatom, Rosneft and Lukoil sent engineers.": "rosatom rosneft lukoil",
    "SOCAR and Türkmengaz signed a swap.": "socar turkmengaz",
    "Talks with Sinopec, CNPC and China Eximbank went on.": "sinopec cnpc china-exim",
    "Masdar and ACWA Power bid for the wind farm.": "masdar acwa-power",
    "Orano and TotalEnergies drill there.": "orano totalenergies",
    "Uzbekistan Airways and Air Astana fly the route.": "uzbekistan-airways air-astana",
    "JICA and JBIC lend; KOICA gives.": "jica jbic koica",
    "Kazinform and Khabar carried it, so did KazTAG.": "inform-kz khabar kaztag",
    "AKIpress, Kabar and 24.kg ran the story.": "akipress kabar 24-kg",
    "According to Asia-Plus and Khovar, snow fell.": "asia-plus khovar",
    "Gazeta.uz and Kun.uz differ; UzDaily is silent.": "gazeta-uz kun-uz uzdaily",
    "TASS, Interfax and RIA Novosti quoted the aide.": "tass interfax ria-novosti",
    "Xinhua and the Global Times printed it.": "xinhua global-times",
    "Kyodo, NHK and the Nikkei heard of it first.": "kyodo nhk nikkei",
    "Reuters, AFP and the Associated Press were there.": "reuters afp ap",
    "RFE/RL and Anadolu Agency asked him.": "rferl anadolu",
    "IRNA, Tasnim and AZERTAC reported it.": "irna tasnim azertac",
    "TOLOnews and Yonhap sent crews.": "tolonews yonhap",
    "The SCO, the CSTO and the EAEU share members.": "sco csto eaeu",
    "CICA, the OTS and TURKSOY meet in spring.": "cica ots turksoy",
    "ADB, AIIB and the EBRD fund the road.": "adb aiib ebrd",
    "ESCAP, UNECE and SPECA cooperate.": "escap unece speca",
    "UNODC, the WFP and UNICEF opened offices.": "unodc wfp unicef",
    "UNAMA and UNRCCA share a building.": "unama un-regional-centre-preventive-diplomacy",
    "ODIHR and the OSCE Parliamentary Assembly watched the vote.": "osce-odihr osce-pa",
    "CAREC and the Eurasian Development Bank agreed.": "carec edb",
    "The Non-Aligned Movement and the Group of 77 voted for it.": "non-aligned-movement g77",
    "APEC, ASEAN and BRICS sent observers.": "apec asean brics",
    "The Arctic Council is far away.": "arctic-council",
    "The Taliban met the Turkish Republic of Northern Cyprus nowhere.": "taliban trnc",
    "The IMU and al-Qaeda lost ground.": "imu al-qaeda",
    "A C5+1 meeting was planned.": "c5-plus-1",
    "The Consultative Meeting of the Heads of State of Central Asia took place.": "consultative-meeting",
    "At the Heart of Asia conference he spoke.": "heart-of-asia",
    "The Moscow Format met behind closed doors.": "moscow-format",
    "The ECO summit opened in Khankendi.": "eco-summit khankendi",
    "The Caspian Summit in Aktau ended well.": "caspian-summit aktau",
    "The Collective Security Council met in Minsk.": "csto-collective-security-council minsk",
    "The SCO Council of Foreign Ministers met.": "sco-foreign-ministers",
    "The SCO Council of Heads of Government met.": "sco-heads-of-government",
    "He spoke at the Antalya Diplomacy Forum.": "antalya-diplomacy-forum",
    "He spoke at the Munich Security Conference.": "munich-security-conference",
    "An Azerbaijan-Turkmenistan-Türkiye summit is planned in Awaza.": "azerbaijan-turkmenistan-turkiye awaza",
    "They went from Balkanabat to Tejen by train.": "balkanabat tejen",
    "Trains from Zhezkazgan reach Beyneu at night.": "zhezkazgan beyneu",
    "Shops in Uzgen, Kara-Suu and Tokmok closed.": "uzgen kara-suu tokmok",
    "From Panjakent to Istaravshan and Konibodom it is far.": "panjakent istaravshan konibodom",
    "Jizzakh, Gulistan and Chirchiq vote on Sunday.": "jizzakh gulistan chirchiq",
    "The road from Khujand to Isfara and Batken is open.": "khujand isfara batken",
    "Karaganda, Shymkent and Semey sent teams.": "karaganda shymkent semey",
    "Naryn, Karakol and Cholpon-Ata expect guests.": "naryn karakol cholpon-ata",
    "Kulob, Bokhtar and Khorog lie in the south and east.": "kulob bokhtar khorog",
    "Nukus, Termez and Urgench got new airports.": "nukus termez urgench",
    "Fergana, Andijan, Namangan and Kokand share a valley.": "fergana andijan namangan kokand",
    "Planes from Chengdu and Lanzhou land in Kashgar.": "chengdu lanzhou kashgar",
    "They met in Lausanne, then in Montreux.": "lausanne montreux",
    "Ganja, Lachin and Zangilan rebuild.": "ganja lachin zangilan",
    "From Kunduz to Bamyan no bus runs.": "kunduz bamyan",
    "Peshawar and Quetta are linked by rail.": "peshawar quetta",
    "Tabriz, Isfahan and Shiraz are old.": "tabriz isfahan shiraz",
    "The envoys flew to Dakar, Accra and Kinshasa.": "dakar accra kinshasa",
    "From La Paz to Quito and Montevideo it is far.": "la-paz quito montevideo",
    "In Port Moresby and Suva they danced.": "port-moresby suva",
    "Aleppo and Mosul lie on the old road.": "aleppo mosul",
    "Novosibirsk, Samara and Volgograd trade with the south.": "novosibirsk samara volgograd",
    "The Zangezur corridor and the Middle Corridor compete.": "zangezur-corridor trans-caspian-route",
    "CASA-1000 and Rogun need money.": "casa-1000 rogun",
    "He called for a two-state solution.": "palestinian-statehood",
    "Parliament debated the Jackson-Vanik amendment.": "jackson-vanik",
    "The legal status of the Caspian Sea was settled.": "caspian-legal-status",
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items(), ids=range(len(SENTENCES)))
def test_names_are_found_in_sentences(text, expected):
    assert [name.id for name in find_names(text)] == expected.split()


@pytest.mark.parametrize(
    "text",
    [
        "Trend reports are due in May.",
        "The pace of work is slow, the diplomat added.",
        "Everything began anew in the spring.",
        "Kingston Smith and Victoria Jones teach at a school.",
        "Their male colleagues left early.",
    ],
)
def test_words_that_look_like_names_are_not_taken(text):
    assert find_names(text) == ()


def test_northern_cyprus_and_the_taliban_act_for_whom_they_should():
    names = find_names("The Turkish Republic of Northern Cyprus and the Taliban sent letters.")
    assert [(name.id, name.kind, name.country) for name in names] == [
        ("trnc", "organisation", None),
        ("taliban", "organisation", "AFG"),
    ]
