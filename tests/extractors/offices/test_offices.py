"""Offices in running text, their holders on a day, and the names that no list bears out."""

from __future__ import annotations

import re

import pytest

from datelines.extractors.names.find import find_names
from datelines.extractors.offices.holders import find_office, find_titles, holders, review_offices
from datelines.extractors.offices.vocabulary import titles_in
from datelines.extractors.text.sentences import split
from datelines.extractors.time import find_dates
from datelines.extractors.time.days import read_days
from datelines.seeds.loader import read_languages
from datelines.seeds.models.names import RoleWords

DAY = "2025-12-19"
TITLES = [(lang, t) for lang, words in read_languages("roles.yml", RoleWords).items() for t in words.titles]


def titled(text: str, on: str | None = DAY):
    days = read_days(split(text, "en"), find_dates(text, on, "en"), on)
    return find_titles(text, find_names(text, on=days), days)


def review(text: str, on: str | None = DAY):
    return [(item.kind, item.text) for item in review_offices(titled(text, on))]


@pytest.mark.parametrize(("lang", "title"), TITLES, ids=[f"{lang}-{t.id}" for lang, t in TITLES])
def test_a_title_holds_and_fails_as_its_examples_say(lang, title):
    def found(text):
        return {(text[start:end], t.id) for titles, start, end in titles_in(text, lang) for t in titles}

    assert title.holds, "a title needs an example"
    assert title.fails, "a title needs a counter-example"
    for example in title.holds:
        marked = re.search(r"\[(.+?)\]", example).group(1)
        assert (marked, title.id) in found(re.sub(r"[\[\]]", "", example)), example
    for example in title.fails:
        assert title.id not in {id for _, id in found(example)}, example


@pytest.mark.parametrize(
    ("text", "phrase", "office", "country", "person", "holder"),
    [
        ("The Kazakh leader left.", "Kazakh leader", "kaz-president", "KAZ", None, "kassym-jomart-tokayev"),
        (
            "President Tokayev of Kazakhstan left.",
            "President Tokayev of Kazakhstan",
            "kaz-president",
            "KAZ",
            "kassym-jomart-tokayev",
            None,
        ),
        (
            "Kazakhstan's president left.",
            "Kazakhstan's president",
            "kaz-president",
            "KAZ",
            None,
            "kassym-jomart-tokayev",
        ),
        (
            "the President of the Kyrgyz Republic",
            "President of the Kyrgyz Republic",
            "kgz-president",
            "KGZ",
            None,
            "sadyr-japarov",
        ),
        (
            "Uzbek President Shavkat Mirziyoyev",
            "Uzbek President Shavkat Mirziyoyev",
            "uzb-president",
            "UZB",
            "shavkat-mirziyoyev",
            None,
        ),
        ("Japanese FM said", "Japanese FM", "jpn-foreign-minister", "JPN", None, "toshimitsu-motegi"),
        (
            "Foreign Minister of Japan Toshimitsu Motegi",
            "Foreign Minister of Japan Toshimitsu Motegi",
            "jpn-foreign-minister",
            "JPN",
            "toshimitsu-motegi",
            None,
        ),
        ("President Rahmon said", "President Rahmon", "tjk-president", "TJK", "emomali-rahmon", None),
        (
            "the ex-president of Kyrgyzstan, Almazbek Atambayev",
            "ex-president of Kyrgyzstan, Almazbek Atambayev",
            "kgz-president",
            "KGZ",
            "almazbek-atambayev",
            None,
        ),
    ],
)
def test_an_office_is_read_with_its_country_and_person(text, phrase, office, country, person, holder):
    found = titled(text)[0]
    assert (found.text, found.office, found.country) == (phrase, office, country)
    assert (found.person_id, found.holder_id) == (person, holder)


def test_two_offices_of_one_person_share_country_and_name():
    found = titled("Kazakhstan's Deputy Prime Minister and Foreign Minister Yermek Kosherbayev arrived.")
    assert [(t.office, t.person_id) for t in found] == [("kaz-foreign-minister", "yermek-kosherbayev")]


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("the foreign minister for Japan's sake", [None]),  # for whose sake, not whose minister
        ("Foreign Minister Tileuberdi for Kazakhstan's part", ["kaz-foreign-minister"]),
        ("a Co-Chair of the Senate of Kazakhstan", []),
        ("the secretary and President Rahmon", ["tjk-president"]),
        ("the SCO Council of Heads of State", []),  # a format's name
        ("the Kyrgyz parliament speaker", ["kgz-speaker"]),
        ("the head of Russia's foreign ministry, Sergey Lavrov,", ["rus-foreign-minister"]),
        ("the head of the Kazakh Ministry of Foreign Affairs left", ["kaz-foreign-minister"]),
        ("the deputy head of the Uzbek Foreign Ministry left", []),
        ("the secretary of the Security Council of Kyrgyzstan left", ["kgz-security-council-secretary"]),
        ("the chief of Kyrgyzstan's Security Council left", ["kgz-security-council-secretary"]),
        ("the chairman of Kazakhstan's Majilis left", ["kaz-majilis-chair"]),
        ("a head of the Kazakh railway left", []),
        ("the UN chief left", ["un-secretary-general"]),
        ("the Kazakh police chief left", []),
        ("the US special envoy left", []),  # one of many
        ("the EU special representative for Central Asia left", ["eu-envoy-central-asia"]),
        ("Maulen Ashimbayev, Chairman of the Senate of Kazakhstan\nAstana", ["kaz-senate-chair"]),
    ],
)
def test_words_around_a_title_that_are_not_its_own(text, offices):
    assert [t.office for t in titled(text)] == offices


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Presidents Tokayev and Mirziyoyev signed it.", ["kaz-president", "uzb-president"]),
        (
            "Kazakh and Uzbek foreign ministers Yermek Kosherbayev and Bakhtiyor Saidov met.",
            ["kaz-foreign-minister", "uzb-foreign-minister"],
        ),
        (
            "Presidents Kassym-Jomart Tokayev of Kazakhstan and Shavkat Mirziyoyev of Uzbekistan met.",
            ["kaz-president", "uzb-president"],
        ),
        (
            "The presidents of Kazakhstan and Uzbekistan, Kassym-Jomart Tokayev and Shavkat Mirziyoyev, met.",
            ["kaz-president", "uzb-president"],
        ),
        (
            "Presidents Xi Jinping, Vladimir Putin, and Sadyr Japarov met.",
            ["chn-president", "rus-president", "kgz-president"],
        ),
        (
            "Presidents Tokayev and Putin and Foreign Minister Sergey Lavrov met.",
            ["kaz-president", "rus-president", "rus-foreign-minister"],
        ),
        ("The presidents of Kazakhstan and Uzbekistan met.", []),  # the states, for the parser
        ("The foreign ministers met Tokayev and Putin.", []),
        ("Deputy foreign ministers Yermek Kosherbayev and Bakhtiyor Saidov met.", []),
    ],
)
def test_a_title_in_the_plural_is_each_persons(text, people):
    found = titled(text)
    assert [t.office for t in found] == people
    assert all(t.person_id for t in found)


@pytest.mark.parametrize(
    ("text", "office", "person", "holder"),
    [
        (
            "Foreign Minister Yermek Kosherbayev met his Uzbek counterpart Bakhtiyor Saidov.",
            "uzb-foreign-minister", "bakhtiyor-saidov", None,
        ),
        (
            "US Secretary of State Marco Rubio called his Japanese counterpart.",
            "jpn-foreign-minister", None, "toshimitsu-motegi",
        ),
        ("President Tokayev called his Tajik counterpart.", "tjk-president", None, "emomali-rahmon"),
    ],
)  # fmt: skip
def test_a_counterpart_holds_the_same_office_elsewhere(text, office, person, holder):
    found = titled(text)[-1]
    assert (found.office, found.person_id, found.holder_id) == (office, person, holder)
    assert review(text) == []


def test_a_counterpart_of_nobody_and_one_of_no_country_are_left_alone():
    assert titled("The farmer and his Uzbek counterpart met.") == ()
    assert len(titled("President Tokayev and his counterpart met.")) == 1


def test_people_who_share_a_title_are_doubted_one_by_one():
    assert review("Kazakh and Japanese foreign ministers Murat Nurtleu and Akiko Sano met.") == [
        ("office-holder-out-of-time", "Murat Nurtleu"),
        ("office-holder-unknown", "Akiko Sano"),
    ]
    assert review("Former Kyrgyz presidents Almazbek Atambayev and Roza Otunbayeva met.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Akezhan Kazhegeldin, prime minister of Kazakhstan from 1994 to 1997, spoke.",
        "Then Kazakh Prime Minister Akezhan Kazhegeldin spoke.",
        "Kazakh Prime Minister-designate Akezhan Kazhegeldin spoke.",
    ],
)
def test_another_time_than_the_texts_is_no_reason_to_doubt(text):
    (found,) = titled(text)
    assert (found.person_id, found.holder_id, found.other_time) == ("akezhan-kazhegeldin", None, True)
    assert review(text) == []


def test_nobody_is_inferred_for_a_year_that_is_not_the_texts():
    (found,) = titled("The prime minister of Kazakhstan in 1995 was against it.")
    assert (found.office, found.holder_id) == ("kaz-prime-minister", None)


def test_the_years_a_sentence_names_come_before_the_texts_day():
    assert review("In 2004, Japanese Foreign Minister Yoriko Kawaguchi proposed it.") == []
    assert review("In 2004, Japanese Foreign Minister Taro Aso proposed it.") == [
        ("office-holder-out-of-time", "Taro Aso")
    ]
    assert review("In 1955, Japanese Foreign Minister Akiko Sano proposed it.") == []  # no list so old
    assert review("In 2004 he left. Japanese Foreign Minister Akiko Sano stayed.") == [
        ("office-holder-unknown", "Akiko Sano")
    ]
    assert titled("In 2004, the Japanese foreign minister proposed it.")[0].holder_id is None


def test_a_name_in_a_line_with_lower_case_is_a_name():
    text = "Japanese Foreign Minister Akiko Sano meets Secretary Smith At The Department"
    assert titled(text)[0].person_text == "Akiko Sano"


def test_a_deputy_holds_no_list_we_have():
    assert titled("Deputy Foreign Minister Alibek Bakayev of Kazakhstan") == ()


def test_a_headline_in_capitals_shows_no_names():
    assert [t.person_text for t in titled("President Speaks At Forum In New City")] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "They thanked former Japanese Foreign Minister Akiko Sano.",
        "Akiko Sano, a former foreign minister of Japan, was thanked.",
        "Japanese Foreign Minister Akiko Sano arrived.",
        "Ex-President of Kyrgyzstan Akiko Sano arrived.",
        "Turkmen Foreign Minister Akiko Sano arrived.",
    ],
)
def test_a_name_in_no_list_goes_to_review(text):
    assert review(text) == [("office-holder-unknown", "Akiko Sano")]


@pytest.mark.parametrize(
    "text",
    [
        "They thanked former Japanese Foreign Minister Yoriko Kawaguchi.",
        "They thanked former Japanese foreign minister Kawaguchi Yoriko.",
        "Nobutaka Machimura, then Japan's foreign minister, was thanked.",
        "former Kyrgyz President Otunbaeva",
        "Kazakh President Qasym-Jomart Toqayev",
        "Kazakh President Kasymzhomart Tokaev",
        "former Kazakh president Nazarbaev",
        "His predecessor as Kazakh president, Nursultan Nazarbayev, was there.",
        "Tokayev's predecessor, President Nursultan Nazarbayev, was there.",
        "Kyrgyzstan's fifth president, Sooronbay Jeenbekov, was there.",
        "Erlan Idrissov served as foreign minister of Kazakhstan.",
        "The late Uzbek President Islam Karimov founded it.",
        "Ex-Kyrgyz President Almazbek Atambayev was freed.",
        "US President-elect Donald Trump came.",
    ],
)
def test_a_true_holder_goes_to_no_review(text):
    assert review(text) == []


def test_a_holder_outside_the_term_goes_to_review_unless_the_text_says_former():
    assert review("Kazakh President Nursultan Nazarbayev left.") == [
        ("office-holder-out-of-time", "Nursultan Nazarbayev")
    ]
    assert review("Former Kazakh President Nursultan Nazarbayev left.") == []
    assert review("Kazakh President Nursultan Nazarbayev left.", "2015-01-01") == []


def test_without_a_day_the_whole_span_is_asked_and_named():
    item = review_offices(titled("Japanese Foreign Minister Akiko Sano", None))[0]
    assert "1991-11-05 to 2025-12-31" in item.why
    assert review("Japanese Foreign Minister Yoriko Kawaguchi", None) == []


def test_outside_the_years_a_list_is_complete_for_nothing_is_asked():
    assert review("Japanese Foreign Minister Akiko Sano arrived.", "1950-01-01") == []


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("president of Kazakhstan", "kaz-president"),
        ("the President of the Republic of Kazakhstan", "kaz-president"),
        ("Japanese foreign minister", "jpn-foreign-minister"),
        ("japan's FOREIGN minister", "jpn-foreign-minister"),
        ("kaz-president", "kaz-president"),
        ("leader of Japan", "jpn-prime-minister"),
        ("minister of nothing", None),
        ("president of Japan", None),
    ],
)
def test_an_office_is_found_by_what_people_type(words, office):
    assert find_office(words) == office


def test_on_a_day_of_handover_the_new_holder_comes_first():
    assert [h.person for h in holders("jpn-foreign-minister", "2004-09-27")] == [
        "nobutaka-machimura",
        "yoriko-kawaguchi",
    ]


def test_a_family_name_with_an_office_is_rather_its_holders():
    text = "National Leader Berdimuhamedov of Turkmenistan received him."
    assert [t.person_id for t in titled(text)] == ["gurbanguly-berdimuhamedov"]
    assert [t.person_id for t in titled("Turkmen President Berdimuhamedov left.")] == [
        "serdar-berdimuhamedov"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In 2015 Uzbek Foreign Minister Abdulaziz Kamilov met the envoys.",
        "On 3 March 2015 Kazakh President Nursultan Nazarbayev opened the forum.",
        "The forum met in 2015. Kazakh President Nursultan Nazarbayev opened it.",  # the paragraph's date
        "Kazakh President Nursultan Nazarbayev opened the forum in 2015, and it has met since 2017.",
    ],
)
def test_an_office_is_asked_about_on_the_days_its_sentence_tells_of(text):
    assert review(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("On 3 March 2024 Kazakh President Nursultan Nazarbayev opened it.", "office-holder-out-of-time"),
        ("In 2015 Kazakh President Kassym-Jomart Tokayev opened it.", "office-holder-out-of-time"),
        (
            "The forum met in 2016.\n\nKazakh President Nursultan Nazarbayev left.",
            "office-holder-out-of-time",
        ),
        ("Kazakh President Nursultan Nazarbayev will open it in 2030.", "office-holder-out-of-time"),
        ("In 2015 Japanese Foreign Minister Akiko Sano came.", "office-holder-unknown"),
    ],
)
def test_a_dated_sentence_is_doubted_by_its_own_date(text, kind):
    assert [item_kind for item_kind, _ in review(text)] == [kind]


def test_the_doubt_says_which_days_were_looked_at():
    (item,) = review_offices(titled("In 2015 Kazakh President Kassym-Jomart Tokayev opened it."))
    assert "2019-03-20 to now, not from 2015-01-01 to 2015-12-31" in item.why
    (item,) = review_offices(titled("They met in 2015. Japanese Foreign Minister Akiko Sano came."))
    assert "from 2015-01-01 to 2015-12-31 or on 2025-12-19" in item.why


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The Kazakh president opened the forum in 2015.", "nursultan-nazarbayev"),
        ("The Kazakh president opened the forum on Monday.", "kassym-jomart-tokayev"),
        ("The Kazakh president said on Monday that the pact of 2015 holds.", "kassym-jomart-tokayev"),
        ("The Kazakh president will open the forum in 2027.", "kassym-jomart-tokayev"),
        ("The Kazakh president changed in 2019.", None),  # two in that year
        ("They met in 2015. The Kazakh president was there.", None),  # which day is meant is not sure
        ("They met in 2021. The Kazakh president was there.", "kassym-jomart-tokayev"),
    ],
)
def test_a_holder_who_is_not_named_is_the_one_of_the_days_told_of(text, holder):
    assert titled(text)[0].holder_id == holder
