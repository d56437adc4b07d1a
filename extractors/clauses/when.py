"""Which time expression governs which event: a tree distance between their words, and what is inherited."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from datelines.extractors.language import cues, grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.dated import Dated
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.parse import SentenceParse
from datelines.sources.records import Basis, DateRange

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 18.0
# What each step up the tree costs, from the event's side and from the time expression's side.
EVENT_STEP = {
    "open-complement": 3.0,
    "complement": 6.0,
    "participle": 14.0,
    "relative": 14.0,
    "conjunct": 2.0,
    "parataxis": 8.0,
}
EVENT_STEP |= {"adverbial": 8.0, "unclear": 4.0, "governed-clause": 3.0}
TIMEX_STEP = {
    "open-complement": 4.0,
    "complement": 9.0,
    "participle": 6.0,
    "relative": 9.0,
    "conjunct": 6.0,
    "parataxis": 9.0,
}
TIMEX_STEP |= {
    "adverbial": 9.0,
    "unclear": 2.0,
    "adjective": 8.0,
    "number": 8.0,
    "compound": 8.0,
    "noun": 6.0,
    "possessor": 2.0,
}
INSIDE = frozenset({"adjective", "number", "compound", "noun", "possessor"})
# Verbs of saying, verbs that carry a noun, prepositions that give a plan its period.
Lists: TypeAlias = tuple[frozenset[str], frozenset[str], frozenset[str]]
REPORTED, OWNED, TAKEN, SHARED, PERIOD, APART = 30.0, 15.0, 20.0, 4.0, 8.0, 12.0


def _path(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def _up(path: Sequence[Token], costs: dict[str, float], lists: Lists, owners: set[int]) -> float:
    """Return the cost of climbing a path of tokens, its last one reached but not left."""
    return sum(_step(token, costs, lists, owners) for token in path[:-1])


def _step(token: Token, costs: dict[str, float], lists: Lists, owners: set[int]) -> float:
    reporting, carriers, periods = lists
    if grammar.hangs(token) == "complement" and grammar.has_lemma(token.head, reporting):
        return REPORTED
    if costs is EVENT_STEP:
        if grammar.hangs(token) == "adverbial" and grammar.form(token) in {"base", "gerund"}:
            return 3.0
        if grammar.hangs(token) == "relative" and any(
            grammar.form(c) == "relative-adverb" for c in token.children
        ):  # "…, where they signed"
            return 4.0
        if grammar.hangs(token) == "open-complement" and token.head.i in owners:
            return OWNED
        return costs.get(grammar.hangs(token), 1.0)
    if token.head.i in owners and grammar.hangs(token) in INSIDE:  # "the 14 March call"
        return 1.0
    if (
        grammar.hangs(token) == "preposition"
        and token.lower_ in periods
        and grammar.kind(token.head) == "noun"
    ):
        return PERIOD  # "a programme for 2027-2029" is none of 2027
    carried = grammar.hangs(token) in {"relative", "participle"} and grammar.has_lemma(token, carriers)
    if carried:  # "the summit, which took place in May", "the summit expected in May"
        return 1.0
    return costs.get(grammar.hangs(token), 1.0)


def _crossed(token: Token) -> float:
    """Return what it costs a time expression to reach past another event's word: little where the two are
    joined or one is the purpose of the other."""
    shared = grammar.hangs(token) == "conjunct" or (
        grammar.hangs(token) == "adverbial" and grammar.form(token) == "base"
    )
    return SHARED if shared else TAKEN


def _cost(head: Token, timex: Token, heads: set[int], lists: Lists) -> float:
    """Return how far a time expression is from an event's word, in steps of the tree."""
    up_head, up_timex = _path(head), _path(timex)
    above = {token.i: position for position, token in enumerate(up_head)}
    meeting = next((p for p, token in enumerate(up_timex) if token.i in above), None)
    if meeting is None:
        return FAR + abs(head.i - timex.i)
    from_timex = up_timex[: meeting + 1]
    from_head = up_head[: above[up_timex[meeting].i] + 1]
    owners = heads - {head.i}
    cost = _up(from_timex, TIMEX_STEP, lists, heads) * 0.9 + _up(from_head, EVENT_STEP, lists, owners)
    cost += sum(_crossed(token) for token in from_timex[:-1] if token.i in owners)
    if any(token.text == ";" for token in head.doc[min(head.i, timex.i) : max(head.i, timex.i)]):
        cost += APART
    return cost + abs(head.i - timex.i) * 0.03


def govern(hits: Sequence[Hit], unit: SentenceParse, lang: str) -> dict[int, tuple[int, float]]:
    """Return for each event's word the index of the time expression that dates it, and the cost."""
    heads = [hit.head for hit in hits]
    lists = cues.words(lang, "reporting"), words(lang).support, words(lang).periods
    owners = {head.i for head in heads}
    placed = []
    coarse = {one for one, _ in _restated(unit, lang)}
    for index, dated in unit.dated:
        if index in coarse:
            continue
        root = unit.root(dated.timex.start, dated.timex.end) if dated.start is not None else None
        if root is not None:
            placed.append((index, root))
    found: dict[int, tuple[int, float]] = {}
    for hit in hits:
        promised = hit.row.kind.promises  # announcing that one will join is the agreement itself
        known = (frozenset[str](), *lists[1:]) if promised else lists
        costs = [(_cost(hit.head, root, owners, known), index) for index, root in placed]
        if costs and min(costs)[0] < FAR:
            cost, index = min(costs)
            found[hit.head.i] = (index, cost)
    taken = {index for index, _ in found.values()}
    free = [
        (index, root)
        for index, root in placed
        if index not in taken and not owners & {t.i for t in root.ancestors if grammar.hangs(t) != "root"}
    ]
    bare = [head for head in heads if head.i not in found and _is_main(head)]
    if len(free) == len(bare) == 1 and not _in_clause(free[0][1]):
        found[bare[0].i] = (free[0][0], FAR)
    first = min(unit.starts, default=0)
    line = [i for i, dated in unit.dated if dated.start and dated.timex.end <= first]
    for head in bare if line else ():  # a dateline's day
        found.setdefault(head.i, (line[-1], FAR))
    return found


def _restated(unit: SentenceParse, lang: str) -> Iterator[tuple[int, int]]:
    """Yield pairs of neighbouring expressions of which the second says the first more finely: "two weeks
    later, on 17 November"."""
    text, offset = unit.sentence.text, unit.sentence.start
    for (one, first), (two, last) in pairwise(unit.dated):
        between = text[first.timex.end - offset : last.timex.start - offset].lower()
        apposed = between.startswith(",") and between.strip(" ,") in {"", *words(lang).at_dates}
        if apposed and last.precision == "day" and first.precision not in {None, "day"}:
            yield one, two


def _is_main(head: Token) -> bool:
    return grammar.hangs(head) == "root" or (
        grammar.hangs(head) == "conjunct" and grammar.hangs(head.head) == "root"
    )


def _in_clause(timex: Token) -> bool:
    """Say whether a time expression stands inside a clause below the main one."""
    return any(
        grammar.hangs(t) in {"relative", "participle", "complement", "adverbial", "governed-clause"}
        for t in (timex, *timex.ancestors)
    )


def date_range(unit: SentenceParse, index: int, lang: str) -> DateRange | None:
    """Return the day range of a time expression of this sentence, with the steps that led to it.

    Two expressions joined as a span ("from 18 July to 25 July") are one interval.
    """
    by_index = dict(unit.dated)
    dated = by_index.get(index)
    if dated is None or dated.start is None or dated.end is None or dated.precision is None:
        return None
    basis = dated.basis or "text"
    for first, last in joined(unit, lang):
        if index in {first, last}:
            start, end = by_index[first].start, by_index[last].end
            if start and end and start < end:
                steps = (*by_index[first].steps, *by_index[last].steps, f"from–to → {start}/{end}")
                return DateRange(start, end, "interval", basis, first, steps)
    return DateRange(dated.start, dated.end, dated.precision, basis, index, dated.steps)


def joined(unit: SentenceParse, lang: str) -> Iterator[tuple[int, int]]:
    """Yield pairs of neighbouring expressions that words make a span of: "from … to …"."""
    opens, joins = words(lang).span_opens, words(lang).span_joins
    text, offset = unit.sentence.text, unit.sentence.start
    for (one, first), (two, last) in pairwise(unit.dated):
        before = text[: first.timex.start - offset].split()
        between = text[first.timex.end - offset : last.timex.start - offset].strip(" ,").lower()
        spanned = between in joins and bool(before) and before[-1].lower() in opens
        if spanned or (between in joins and _follows(first, last)):
            yield one, two


def _follows(first: Dated, last: Dated) -> bool:
    """Say whether one day is the next after another: "on 31 August and 1 September"."""
    if not (first.end and last.start and first.precision == last.precision == "day"):
        return False
    return date.fromisoformat(first.end) + timedelta(days=1) == date.fromisoformat(last.start)


def led_by(unit: SentenceParse, index: int, preps: Container[str]) -> bool:
    """Say whether one of some prepositions leads a time expression: "until 10 December"."""
    timex = dict(unit.dated)[index].timex
    root = unit.root(timex.start, timex.end)
    return root is not None and grammar.hangs(root) == "governed" and root.head.lower_ in preps


def on_publication(day: str, why: str) -> DateRange:
    """Return the publication day as an act's own: for what the text performs or tells in the present."""
    return DateRange(day, day, "day", "dct", None, (f"{why} → the DCT {day}",))


def inherited(date: DateRange, why: str) -> DateRange:
    """Return a date taken over from an earlier mention, and say so."""
    basis: Basis = "inherited"
    return DateRange(
        date.start, date.end, date.precision, basis, date.timex, (*date.steps, f"inherited: {why}")
    )
