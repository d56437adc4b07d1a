"""`datelines who`: the office as people write it, the name alone on stdout, every doubt on stderr."""

from __future__ import annotations

import json

import pytest

from datelines.extractors.offices.asked import find_office, offices_called
from datelines.flows import cli
from datelines.seeds.knowledge import knowledge

Capture = pytest.CaptureFixture[str]


def who(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    status = cli.run(["who", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize(
    ("office", "day", "name"),
    [
        ("president of Kazakhstan", "2025-12-19", "Kassym-Jomart Tokayev"),
        ("Kazakh president", "2015-05-05", "Nursultan Nazarbayev"),
        ("President of the Republic of Kazakhstan", "2019-03-21", "Kassym-Jomart Tokayev"),
        ("KZ president", "2020-01-01", "Kassym-Jomart Tokayev"),
        ("US secretary of state", "2025-12-19", "Marco Rubio"),
        ("U.S. Secretary of State", "2015-11-01", "John Kerry"),
        ("Japanese foreign minister", "2004-08-28", "Yoriko Kawaguchi"),
        ("foreign minister of Japan", "2004-09-28", "Nobutaka Machimura"),
        ("PM of Japan", "2025-12-19", "Sanae Takaichi"),
        ("pm of japan", "2014-01-01", "Shinzo Abe"),
        ("Kyrgyz FM", "2024-06-01", "Jeenbek Kulubaev"),
        ("speaker of the Majilis", "2025-12-19", "Yerlan Koshanov"),
        ("Kazakhstan's Senate chairman", "2021-01-01", "Maulen Ashimbayev"),
        ("EU high representative", "2025-06-01", "Kaja Kallas"),
        ("EU foreign policy chief", "2022-06-01", "Josep Borrell"),
        ("secretary-general of the SCO", "2025-12-19", "Nurlan Yermekbayev"),
        ("UN chief", "2012-01-01", "Ban Ki-moon"),
        ("uk prime minister", "2025-12-19", "Keir Starmer"),
        ("UK foreign minister", "2022-10-01", "James Cleverly"),
        ("President of the Republic of Korea", "2025-12-19", "Lee Jae-myung"),
        ("prime minister of Turkiye", "2017-01-01", "Binali Yıldırım"),
        ("Turkey's president", "2017-01-01", "Recep Tayyip Erdoğan"),
        ("the current Uzbek president", "2025-12-19", "Shavkat Mirziyoyev"),
        ("Elbasy", "2015-01-01", "Nursultan Nazarbayev"),
        ("Arkadag", "2024-01-01", "Gurbanguly Berdimuhamedov"),
        ("Afghan head of state", "2010-01-01", "Hamid Karzai"),
        ("kaz-foreign-minister", "2025-12-19", "Yermek Kosherbayev"),
        ("foreign minister of 日本", "2004-08-28", "Yoriko Kawaguchi"),
        ("президент Казахстана", "2025-12-19", "Kassym-Jomart Tokayev"),
        ("министр иностранных дел Узбекистана", "2015-05-05", "Abdulaziz Kamilov"),
        ("премьер-министр Японии", "2025-12-19", "Sanae Takaichi"),
    ],
)
def test_the_name_alone_is_printed(capsys: Capture, office: str, day: str, name: str) -> None:
    status, out, err = who(capsys, office, "--on", day)
    assert (status, out) == (0, f"{name}\n")
    assert f"datelines: {name}, " in err  # term and source


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who was president of Kazakhstan on 3 May 2012?", "Nursultan Nazarbayev"),
        ("who was the president of Kazakhstan in May 2012", "Nursultan Nazarbayev"),
        ("In 2012, who was the UN chief?", "Ban Ki-moon"),
        ("president of Kazakhstan, 2012-05-03", "Nursultan Nazarbayev"),
        ("Who held the office of foreign minister of Japan on 2004-08-28?", "Yoriko Kawaguchi"),
        ("What was the name of the Japanese foreign minister on August 28, 2004?", "Yoriko Kawaguchi"),
        ("Who's been US secretary of state in 2014?", "John Kerry"),
        ("кто был президент Казахстана 2012-05-03?", "Nursultan Nazarbayev"),
    ],
)
def test_a_question_may_name_its_day(capsys: Capture, question: str, name: str) -> None:
    assert who(capsys, question)[:2] == (0, f"{name}\n")


@pytest.mark.parametrize(
    "question",
    ["Who was president of Kazakhstan?", "Who is the Kazakh president", "president of Kazakhstan today?"],
)
def test_a_question_without_a_day_is_of_the_day_that_is_given(capsys: Capture, question: str) -> None:
    assert who(capsys, question, "--on", "2012-05-03")[:2] == (0, "Nursultan Nazarbayev\n")


def test_two_days_are_refused_unless_they_are_the_same(capsys: Capture) -> None:
    question = "Who was president of Kazakhstan on 3 May 2012?"
    assert who(capsys, question, "--on", "2012-05-03")[0] == 0
    status, out, err = who(capsys, question, "--on", "2013")
    assert (status, out) == (2, "")
    assert err == "datelines: --on 2013 and 2012-05-03 in the words contradict each other\n"


@pytest.mark.parametrize("words", ["", "who", "?", "who was on 3 May 2012?"])
def test_a_question_about_no_office_says_what_is_understood(capsys: Capture, words: str) -> None:
    status, out, err = who(capsys, words)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "say whose it is: 'foreign minister of Japan on 28 August 2004'" in err


def test_a_page_of_words_is_no_office(capsys: Capture) -> None:
    status, out, err = who(capsys, "who was president of Kazakhstan " * 1000)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_every_office_is_found_by_its_own_name_and_by_its_id() -> None:
    offices = knowledge().offices.values()
    assert [o.id for o in offices if {find_office(o.name), find_office(o.id)} != {o.id}] == []


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("deputy prime minister of Kazakhstan", "Prime Minister of Kazakhstan"),
        ("kazakh foregin minister", "Minister of Foreign Affairs of Kazakhstan"),
        ("prime minister of japn", "Prime Minister of Japan"),
        ("foreign minister", "say whose it is"),
        ("minister of magic", "no office is known as 'minister of magic'"),
    ],
)
def test_an_unknown_office_is_an_error_with_near_ones(capsys: Capture, words: str, near: str) -> None:
    status, out, err = who(capsys, words, "--on", "2025-12-19")
    assert (status, out) == (1, "")
    assert near in err


def test_words_for_two_offices_are_an_error_that_names_both(capsys: Capture) -> None:
    status, out, err = who(capsys, "speaker of Russia", "--on", "2020-01-01")
    assert (status, out) == (1, "")
    assert all(id in err for id in offices_called("speaker of Russia"))
    assert len(offices_called("speaker of Russia")) == 2


def test_on_the_day_of_a_handover_the_new_holder_is_printed_and_the_old_one_told(capsys: Capture) -> None:
    status, out, err = who(capsys, "Kazakh president", "--on", "2019-03-20")
    assert (status, out) == (0, "Kassym-Jomart Tokayev\n")
    assert "Nursultan Nazarbayev" in err
    assert "changed hands on 2019-03-20" in err


def test_a_month_with_a_change_gives_both_in_order_of_time(capsys: Capture) -> None:
    assert who(capsys, "Kazakh president", "--on", "2019-03")[:2] == (
        0,
        "Nursultan Nazarbayev\nKassym-Jomart Tokayev\n",
    )
    assert who(capsys, "Kazakh president", "--on", "2019-02")[1] == "Nursultan Nazarbayev\n"


def test_a_day_outside_the_checked_years_is_said_to_be_so(capsys: Capture) -> None:
    status, out, err = who(capsys, "foreign minister of Kazakhstan", "--on", "1992-05-05")
    assert (status, out) == (0, "Tuleutai Suleimenov\n")
    assert "not within the years that were checked" in err
    assert "complete from 1994-10-13" in err


def test_nobody_is_an_error_that_names_who_was_before(capsys: Capture) -> None:
    status, out, err = who(capsys, "prime minister of Turkiye", "--on", "2025-12-19")
    assert (status, out) == (1, "")
    assert "before: Binali Yıldırım" in err
    status, out, err = who(capsys, "president of Kazakhstan", "--on", "1950")
    assert (status, out) == (1, "")
    assert "after: Nursultan Nazarbayev" in err


def test_a_vacancy_is_an_error_that_says_so(capsys: Capture) -> None:
    office, free = next((o, o.vacant[0]) for o in knowledge().offices.values() if o.vacant)
    begin = f"{free[0]}-15" if len(free[0] or "") == 7 else free[0]
    terms = knowledge().holders_on(office.id, str(begin))
    status, out, err = who(capsys, office.id, "--on", str(begin))
    assert "vacant" in err
    assert (status, out == "") == ((0, False) if terms else (1, True))


@pytest.mark.parametrize("day", ["2020-13-01", "yesterday", "19.12.2025", "2025-2", "", "2025-02-30"])
def test_what_is_no_day_is_typed_wrongly(capsys: Capture, day: str) -> None:
    status, out, err = who(capsys, "president of Kazakhstan", "--on", day)
    assert (status, out) == (2, "")
    assert "not a day, month or year" in err


def test_rows_carry_term_and_source(capsys: Capture) -> None:
    _, out, _ = who(capsys, "Kazakh president", "--on", "2015-01-01", "--json")
    (row,) = json.loads(out)
    assert row["person"] == "Nursultan Nazarbayev"
    assert row["source"].startswith("https://")


def test_all_terms_are_listed_on_request(capsys: Capture) -> None:
    status, out, _ = who(capsys, "Kazakh president", "--all")
    assert (status, out) == (0, "Nursultan Nazarbayev\nKassym-Jomart Tokayev\n")


def test_without_a_day_it_is_today(capsys: Capture) -> None:
    status, out, err = who(capsys, "Japanese emperor")
    assert (status, out) == (0, "Naruhito\n")
    assert "Emperor of Japan" in err
