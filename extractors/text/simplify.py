"""Make sentences plainer for the parser: a titled name, a body's name or a date becomes one word.

A small parser stumbles over "Azerbaijani President Ilham Aliyev", not over "Aliyev". The words that stand
in are the name's own last or head word, so that the sentence stays one that the parser could have seen;
offsets lead back to the text as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from datelines.extractors.language import parsers
from datelines.extractors.language.words import words
from datelines.extractors.layers.dated import Dated
from datelines.extractors.layers.name import Name
from datelines.extractors.layers.sentence import Sentence
from datelines.extractors.layers.simplified import Simplified, Stretch
from datelines.extractors.layers.titled import Titled
from datelines.seeds.person_names import family_name

OPENING = 3  # words of a sentence that opens with a date: preposition, date, and what follows
COLLAPSED = frozenset({"person", "organisation", "country", "venue", "place", "mechanism"})


def simplify(
    sentence: Sentence, stretches: Sequence[Stretch], begins: int = 0, lang: str = "en"
) -> Simplified:
    """Return a sentence's tokens with each stretch that covers several of them made one.

    What stands before the offset `begins`, a dateline, is left out.
    """
    tokens = [
        (
            token.text,
            sentence.start + token.idx,
            sentence.start + token.idx + len(token),
            bool(token.whitespace_),
        )
        for token in parsers.tokenize(sentence.text, lang)
        if not token.is_space and sentence.start + token.idx >= begins
    ]
    for stretch in stretches:
        inside = [
            i for i, (_, start, end, _) in enumerate(tokens) if stretch.start <= start and end <= stretch.end
        ]
        whole = inside and tokens[inside[0]][1] == stretch.start and tokens[inside[-1]][2] == stretch.end
        if len(inside) > 1 and whole:
            space = tokens[inside[-1]][3]
            tokens[inside[0] : inside[-1] + 1] = [(stretch.word, stretch.start, stretch.end, space)]
    _set_off(tokens, stretches)
    columns = list(zip(*tokens, strict=True)) or [(), (), (), ()]
    return Simplified(tuple(columns[0]), tuple(columns[3]), tuple(columns[1]), tuple(columns[2]))


def _set_off(tokens: list[tuple[str, int, int, bool]], stretches: Sequence[Stretch]) -> None:
    """Put the comma that a style leaves out after an opening date: "On 8 July coordinators are to meet"."""
    ends = {stretch.end for stretch in stretches if stretch.opens}
    if len(tokens) > OPENING and tokens[1][2] in ends:
        _, _, end, _ = tokens[1]
        tokens.insert(2, (",", end, end, True))


def stretches(
    sentence: Sentence, names: Sequence[Name], titles: Iterable[Titled], dated: Iterable[Dated], lang: str
) -> list[Stretch]:
    """Return what becomes one word in a sentence, without overlaps: titled people, names, days and months."""
    found: list[Stretch] = []
    candidates = (
        *_lists(sentence, names, lang),
        *_people(titles, lang),
        *_names(names, lang),
        *_dates(sentence, dated, lang),
    )
    for stretch in candidates:
        inside = sentence.start <= stretch.start and stretch.end <= sentence.end
        if inside and not any(s.start < stretch.end and stretch.start < s.end for s in found):
            found.append(stretch)
    return found


def _lists(sentence: Sentence, names: Sequence[Name], lang: str) -> Iterable[Stretch]:
    """Yield runs of three countries or more, "Oman, Bahrain and Qatar": one name stands for all."""
    fill = words(lang).list_fill
    run: list[Name] = []
    for name in (*(n for n in names if n.kind == "country" and n.form == "name"), None):
        if name and run and _only(sentence, run[-1].end, name.start, fill):
            run.append(name)
            continue
        if len(run) > 2:
            yield Stretch(run[0].start, run[-1].end, run[-1].text.split()[-1])
        run = [name] if name and sentence.start <= name.start < sentence.end else []


def _only(sentence: Sentence, start: int, end: int, fill: frozenset[str]) -> bool:
    """Say whether nothing but words that join a list stands between two offsets of one sentence."""
    if end > sentence.end:
        return False
    between = sentence.text[start - sentence.start : end - sentence.start].replace(",", " , ").split()
    return bool(between) and all(word.lower() in fill for word in between)


def _people(titles: Iterable[Titled], lang: str) -> Iterable[Stretch]:
    for title in titles:
        if title.person_start is not None and title.person_end is not None and title.person_text:
            start, end = min(title.start, title.person_start), max(title.end, title.person_end)
            yield Stretch(start, end, family_name(title.person_text, lang))


def _names(names: Iterable[Name], lang: str) -> Iterable[Stretch]:
    for name in names:
        if name.kind in COLLAPSED and name.form != "demonym":
            yield Stretch(name.start, name.end, _head(name, lang))


def _head(name: Name, lang: str) -> str:
    """Return the word of a name that the others hang on: "Organization of Turkic States" -> Organization."""
    parts = name.text.split()
    told = parsers.head_word(parts, lang) if name.kind != "person" else None
    if told is not None:
        return told
    for index, part in enumerate(parts[1:], 1):
        if part in words(lang).joining:
            return parts[index - 1]
    return parts[-1]


def _dates(sentence: Sentence, dated: Iterable[Dated], lang: str) -> Iterable[Stretch]:
    """Yield the dates that a weekday's or a month's name can stand in for; "this August" needs no preposition
    and stays."""
    plain = words(lang).plain_dates
    for one in dated:
        if (
            one.precision == "month"
            and sentence.text[one.timex.start - sentence.start : one.timex.end - sentence.start][:1].islower()
        ):
            continue
        if one.timex.type == "DATE" and one.start is not None and one.precision in plain:
            yield Stretch(
                one.timex.start, one.timex.end, plain[one.precision], _is_bare(sentence, one.timex.end, lang)
            )


def _is_bare(sentence: Sentence, end: int, lang: str) -> bool:
    """Say whether a word follows a date that neither continues it nor places it: "In May ministers", not
    "In May to" or "In May in"."""
    lists = words(lang)
    after = sentence.text[max(0, end - sentence.start) :].split(maxsplit=1)
    joins = lists.span_joins | lists.belonging | frozenset(lists.at)
    return bool(after) and after[0][0].isalpha() and after[0].lower() not in joins
