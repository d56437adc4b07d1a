"""Words that may name a person, a place, a body or nothing: what each is, and on which day."""

from __future__ import annotations

import pytest

from datelines.extractors.names.find import find_names

# A sentence with the word in question in brackets, what it names (None: nothing known), the day.
CASES = [
    ("A new bridge was opened near [Osh] on Tuesday.", "osh", "2025-12-19"),
    ("[Osh] hosted the governors of three regions.", "osh", "2025-12-19"),
    ("The store sells [Osh] B'gosh overalls.", None, "2025-12-19"),
    ("[Mary] told the committee about her years abroad.", None, "2025-12-19"),
    ("The gas plant in [Mary] was opened by the deputy premier.", "mary", "2025-12-19"),
    ("Queen [Mary] reigned before Elizabeth.", None, "2025-12-19"),
    ("The foreign minister of [Georgia] flew to Baku.", "GEO", "2025-12-19"),
    ("[Georgia] and Armenia reopened the road.", "GEO", "2025-12-19"),
    ("A delegation from Atlanta, [Georgia], toured the factory.", None, "2025-12-19"),
    ("[Jordan] sent its foreign minister to Astana.", "JOR", "2025-12-19"),
    ("Robert [Jordan] wrote a long saga.", None, "2025-12-19"),
    ("[Chad] withdrew from the pact.", "TCD", "2025-12-19"),
    ("[Chad] Brown told reporters he was tired.", None, "2025-12-19"),
    ("[Turkey] invited the Uzbek leader.", "TUR", "2025-12-19"),
    ("The family ate [Turkey] breast.", None, "2025-12-19"),
    ("She was wearing a [Panama] hat.", None, "2025-12-19"),
    ("Ministers met in [Paris] on Sunday.", "paris", "2025-12-19"),
    ("The [Paris Agreement] was ratified.", "climate-action", "2025-12-19"),
    ("[Paris] Jackson gave a concert in Almaty.", None, "2025-12-19"),
    ("Talks resumed in [Washington] on Monday.", "washington", "2025-12-19"),
    ("George [Washington] crossed a river.", None, "2025-12-19"),
    ("The foreign ministers gathered in [Nice].", "nice", "2025-12-19"),
    ("[Nice] words were exchanged.", None, "2025-12-19"),
    ("The minister is a graduate of [Santiago] Bernabeu's school.", None, "2025-12-19"),
    ("He was born in [Oral] and studied in Moscow.", "oral", "2025-12-19"),
    ("[Oral] exams begin in June.", None, "2025-12-19"),
    ("A parade was held in [Sofia].", "sofia", "2025-12-19"),
    ("[Sofia] Loren was a guest of honour.", None, "2025-12-19"),
    ("The delegation from [Mali] asked for grain.", "MLI", "2025-12-19"),
    ("The [Turkmen] side proposed a pipeline.", "TKM", "2025-12-19"),
    ("Iraqi [Turkmen] politicians protested in Kirkuk.", None, "2025-12-19"),
    ("[Rahmon] received the credentials of six ambassadors.", "emomali-rahmon", "2025-12-19"),
    ("[Rahmon] Ergashev, a farmer, sold his melons.", None, "2025-12-19"),
    ("Ozoda [Rahmon] heads the president's office.", None, "2025-12-19"),
    ("[Berdimuhamedov] opened the stadium.", "gurbanguly-berdimuhamedov", "2010-04-01"),
    ("[Berdimuhamedov] opened the stadium.", "serdar-berdimuhamedov", "2023-04-01"),
    ("[Aliyev] thanked the guests.", "ilham-aliyev", "2012-01-01"),
    ("[Aliyev] thanked the guests.", "heydar-aliyev", "2001-01-01"),
    ("[Karimov] closed the base.", "islam-karimov", "2005-07-29"),
    ("President [Bush] thanked the Uzbek leader.", "george-w-bush", "2002-03-12"),
    ("President [Bush] thanked the Soviet leader.", "george-h-w-bush", "1990-03-12"),
    ("[Atambayev] won the vote.", "almazbek-atambayev", "2011-10-31"),
    ("[Kim] scored twice for Busan.", None, "2025-12-19"),
    ("Coach [Lee] was dismissed.", None, "2025-12-19"),
    ("South Korean President [Lee] arrived.", "lee-jae-myung", "2025-12-19"),
    ("South Korean President [Lee] arrived.", "lee-myung-bak", "2011-08-24"),
    ("Chinese Foreign Minister [Wang] left for Bishkek.", "wang-yi", "2024-05-01"),
    ("[Wang] said the shop would close.", None, "2024-05-01"),
    ("[Japarov] swore in the cabinet.", "sadyr-japarov", "2024-05-01"),
    ("[Ivanov] signed the protocol.", None, "2002-05-01"),
    ("Russian Foreign Minister [Igor Ivanov] signed the protocol.", "igor-ivanov", "2002-05-01"),
    ("[Kerry] took off from Dushanbe.", None, "2019-01-01"),
    ("Secretary of State [Kerry] took off from Dushanbe.", "john-kerry", "2015-11-03"),
    ("[Nazarbayev University] opened a campus.", "nazarbayev-university", "2025-12-19"),
    ("Timur [Nazarbayev] runs a bakery.", None, "2025-12-19"),
    ("The [Karimov] Street market burned down.", None, "2025-12-19"),
    ("The [Lavrov] Doctrine was debated.", None, "2025-12-19"),
    ("The pact was signed in [Nur-Sultan].", "astana", "2021-06-01"),
    ("Troops were stationed in [Frunze].", "bishkek", "1975-06-01"),
    ("The congress met in [Leningrad].", "saint-petersburg", "1975-06-01"),
    ("The [Kazakh] ambassador was summoned.", "KAZ", "2025-12-19"),
    ("Lessons are given in the [Kazakh] language.", None, "2025-12-19"),
    ("Ethnic [Uzbeks] asked for schools.", None, "2025-12-19"),
    ("The [Korean] Peninsula was discussed.", None, "2025-12-19"),
    ("A [Latin American] bloc was formed.", None, "2025-12-19"),
    ("An [Indian] Ocean exercise ended.", None, "2025-12-19"),
    ("The [SCO] will meet in Bishkek.", "sco", "2025-12-19"),
    ("The [Akorda] denied the report.", "KAZ", "2025-12-19"),
    ("[Gazprom] cut the price.", "gazprom", "2025-12-19"),
    ("The [Kremlin] denied the report.", "RUS", "2025-12-19"),
    ("The [Uzbek Senate] backed the bill.", "uzb-senate", "2025-12-19"),
    ("The [US Senate] backed the bill.", "usa-senate", "2025-12-19"),
    ("The [EU] opened an office in Dushanbe.", "eu", "2025-12-19"),
    ("Write to us: [US] dollars are accepted.", "USA", "2025-12-19"),
    ("They said that [who] came was welcome.", None, "2025-12-19"),
    ("[CIS] leaders gathered in Dushanbe.", "cis", "2025-12-19"),
    ("[Kant], the philosopher, never left home.", None, "2025-12-19"),
    ("Stocks in New Orleans, [La], fell.", None, "2025-12-19"),
    ("[La Paz] hosted the ministers.", "la-paz", "2025-12-19"),
    ("ISTANBUL, [TURKEY] - The talks began.", "TUR", "2025-12-19"),
    ("KAZAKHSTAN'S [TOKAYEV] VISITS TOKYO", "kassym-jomart-tokayev", "2025-12-19"),
    ("The [Chu] valley was flooded.", None, "2025-12-19"),
    ("[Tokyo] and [Astana] will cooperate.", "tokyo", "2025-12-19"),
    ("The [Samarkand] Declaration was adopted.", None, "2025-12-19"),
    ("[Batken] residents fled.", "batken", "2025-12-19"),
    ("[The Astana Times] reported the visit.", "astana-times", "2025-12-19"),
    ("Uzbekistan's [Mirziyoyev] Visits Bishkek", "shavkat-mirziyoyev", "2025-12-19"),
    ("Putin Hosts [Tokayev] in Moscow", "kassym-jomart-tokayev", "2025-12-19"),
    ("[Sadyr Nurgozhoevich Japarov] signed the decree.", "sadyr-japarov", "2025-12-19"),
    ("“[Mirziyoyev] agreed,” he said.", "shavkat-mirziyoyev", "2025-12-19"),
    ("ASTANA, Dec 5 - [Tokayev] said so.", "kassym-jomart-tokayev", "2025-12-19"),
    ("Putin/[Tokayev] call", "kassym-jomart-tokayev", "2025-12-19"),
    ("In Astana, [Lavrov] spoke of gas.", "sergey-lavrov", "2025-12-19"),
    ("[Saidov] flew to Brussels.", "bakhtiyor-saidov", "2025-12-19"),
    ("[Johnson] bought the farm.", None, "2025-12-19"),
    ("[Lee Jae Myung] spoke.", "lee-jae-myung", "2025-12-19"),
    ("[Lee Jae-Myung] spoke.", "lee-jae-myung", "2025-12-19"),
    ("Then-President [Nazarbayev] wrote it.", "nursultan-nazarbayev", "2025-12-19"),
    ("[Emomali Rahmonov] took the oath.", "emomali-rahmon", "1994-11-16"),
]

IN_SCRIPTS = [
    # Latin, Cyrillic, kana, Han, and Kazakh and Uzbek in Latin letters
    ("en", "[Qasym-Jomart Toqaev] spoke.", "kassym-jomart-tokayev"),
    ("en", "[Tokaev] spoke in Tashkent.", "kassym-jomart-tokayev"),
    ("ru", "[Токаев] выступил в Ташкенте.", "kassym-jomart-tokayev"),
    ("ru", "Беседа с [Шавкатом Мирзиёевым] длилась час.", "shavkat-mirziyoyev"),
    ("ru", "В [Бишкеке] открылся форум.", "bishkek"),
    ("ru", "[Бишкекский] завод закрыт.", None),
    ("ru", "[Ош] принял гостей.", "osh"),
    ("ru", "[Ошибка] исправлена.", None),
    ("kk", "[Тоқаев] Ташкентте сөйледі.", "kassym-jomart-tokayev"),
    ("kk", "Кездесу [Астанада] өтті.", "astana"),
    ("ky", "[Садыр Жапаров] Ташкентке барды.", "sadyr-japarov"),
    ("tg", "[Эмомалӣ Раҳмон] ба Тошканд рафт.", "emomali-rahmon"),
    ("uz", "[Shavkat Mirziyoyev] Bishkekda nutq so‘zladi.", "shavkat-mirziyoyev"),
    ("uz", "Uchrashuv [Toshkentda] bo‘ldi.", "tashkent"),
    ("ja", "[トカエフ]大統領が演説した。", "kassym-jomart-tokayev"),
    ("ja", "会議は[東京]で開かれた。", "tokyo"),
    ("ja", "[カザフスタン]の外相が来た。", "KAZ"),
    ("zh", "[托卡耶夫]发表讲话。", "kassym-jomart-tokayev"),
    ("zh", "会议在[塔什干]举行。", "tashkent"),
    ("zh", "[习近平]会见了客人。", "xi-jinping"),
]


def named(text: str, lang: str, on: str | None) -> tuple[str, list[tuple[str, str]]]:
    """Return the bracketed word, and what is found at it: the text and the id."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    found = [name for name in find_names(plain, lang, on) if name.start < end and start < name.end]
    return plain[start:end], [(name.text, name.id) for name in found]


@pytest.mark.parametrize(("text", "id", "on"), CASES)
def test_a_word_names_what_its_sentence_and_day_make_of_it(text: str, id: str | None, on: str) -> None:
    word, found = named(text, "en", on)
    assert found == ([(word, id)] if id else [])


@pytest.mark.parametrize(("lang", "text", "id"), IN_SCRIPTS)
def test_a_name_is_found_in_its_script(lang: str, text: str, id: str | None) -> None:
    word, found = named(text, lang, "2025-12-19")
    assert found == ([(word, id)] if id else [])
