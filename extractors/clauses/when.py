"""Which time expression governs which event: the way through the tree between their words, and what is
inherited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from datelines.extractors.language import cues, grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.dated import Dated
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.parse import SentenceParse
from datelines.extractors.learned import attach
from datelines.extractors.learned.attach import FAR
from datelines.sources.records import Basis, DateRange

if TYPE_CHECKING:
    from spacy.tokens import Token

INSIDE = frozenset({"adjective", "number", "compound", "noun", "possessor"})
# Verbs of saying, verbs that carry a noun, prepositions that give a plan its period.
Lists: TypeAlias = tuple[frozenset[str], frozenset[str], frozenset[str]]


def _path(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def _event_step(token: Token, reporting: frozenset[str], owners: Container[int]) -> str:
    """Return what a step up from a word on an event's side is, as the seat `attach` calls it."""
    hangs = grammar.hangs(token)
    if hangs == "complement" and grammar.has_lemma(token.head, reporting):
        return "event-reported"
    if hangs == "adverbial" and grammar.form(token) in {"base", "gerund"}:
        return "event-purpose"
    if hangs == "relative" and any(
        grammar.form(c) == "relative-adverb" for c in token.children
    ):  # "…, where they signed"
        return "event-where"
    if hangs == "open-complement" and token.head.i in owners:
        return "event-owned"
    return f"event-{hangs}" if hangs in attach.EVENT_STEP else "event-step"


def _timex_step(token: Token, lists: Lists, heads: Container[int]) -> str:
    """Return what a step up from a word on a time expression's side is, as the seat `attach` calls it."""
    reporting, carriers, periods = lists
    hangs = grammar.hangs(token)
    if hangs == "complement" and grammar.has_lemma(token.head, reporting):
        return "timex-reported"
    if token.head.i in heads and hangs in INSIDE:  # "the 14 March call"
        return "timex-inside"
    if hangs == "preposition" and token.lower_ in periods and grammar.kind(token.head) == "noun":
        return "timex-period"  # "a programme for 2027-2029" is none of 2027
    if hangs in {"relative", "participle"} and grammar.has_lemma(token, carriers):
        return "timex-carried"  # "the summit, which took place in May", "the summit expected in May"
    return f"timex-{hangs}" if hangs in attach.TIMEX_STEP else "timex-step"


def _crossed(token: Token) -> str:
    """Return how a time expression reaches past another event's word: it costs little where the two are
    joined or one is the purpose of the other."""
    shared = grammar.hangs(token) == "conjunct" or (
        grammar.hangs(token) == "adverbial" and grammar.form(token) == "base"
    )
    return "crossed-shared" if shared else "crossed-taken"


def _way(head: Token, timex: Token, heads: set[int], lists: Lists) -> dict[str, float]:
    """Return the way from an event's word to a time expression, as features of the seat `attach`."""
    up_head, up_timex = _path(head), _path(timex)
    words_apart = float(abs(head.i - timex.i))
    above = {token.i: position for position, token in enumerate(up_head)}
    meeting = next((p for p, token in enumerate(up_timex) if token.i in above), None)
    if meeting is None:
        return {"unrelated": 1.0, "words": words_apart}
    from_timex = up_timex[:meeting]  # each word is left by a step; where the two meet nothing is left
    from_head = up_head[: above[up_timex[meeting].i]]
    owners = heads - {head.i}
    steps = [_timex_step(token, lists, heads) for token in from_timex]
    steps += [_event_step(token, lists[0], owners) for token in from_head]
    steps += [_crossed(token) for token in from_timex if token.i in owners]
    features: dict[str, float] = dict(Counter(steps))
    if any(token.text == ";" for token in head.doc[min(head.i, timex.i) : max(head.i, timex.i)]):
        features["apart"] = 1.0
    return features | {"words": words_apart}


def govern(hits: Sequence[Hit], unit: SentenceParse) -> dict[int, tuple[int, float]]:
    """Return for each event's word the index of the time expression that dates it, and the cost."""
    heads = [hit.head for hit in hits]
    lists = cues.words(unit.lang, "reporting"), words(unit.lang).support, words(unit.lang).periods
    owners = {head.i for head in heads}
    cost = attach.SEAT.scorer(unit.lang)
    placed = []
    coarse = {one for one, _ in _restated(unit)}
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
        costs = [(cost(_way(hit.head, root, owners, known)), index) for index, root in placed]
        if costs and min(costs)[0] < FAR:
            nearest, index = min(costs)
            found[hit.head.i] = (index, nearest)
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


def _restated(unit: SentenceParse) -> Iterator[tuple[int, int]]:
    """Yield pairs of neighbouring expressions of which the second says the first more finely: "two weeks
    later, on 17 November"."""
    text, offset = unit.sentence.text, unit.sentence.start
    for (one, first), (two, last) in pairwise(unit.dated):
        between = text[first.timex.end - offset : last.timex.start - offset].lower()
        apposed = between.startswith(",") and between.strip(" ,") in {"", *words(unit.lang).at_dates}
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


def date_range(unit: SentenceParse, index: int) -> DateRange | None:
    """Return the day range of a time expression of this sentence, with the steps that led to it.

    Two expressions joined as a span ("from 18 July to 25 July") are one interval.
    """
    by_index = dict(unit.dated)
    dated = by_index.get(index)
    if dated is None or dated.start is None or dated.end is None or dated.precision is None:
        return None
    basis = dated.basis or "text"
    for first, last in joined(unit):
        if index in {first, last}:
            start, end = by_index[first].start, by_index[last].end
            if start and end and start < end:
                steps = (*by_index[first].steps, *by_index[last].steps, f"from–to → {start}/{end}")
                return DateRange(start, end, "interval", basis, first, steps)
    return DateRange(dated.start, dated.end, dated.precision, basis, index, dated.steps)


def joined(unit: SentenceParse) -> Iterator[tuple[int, int]]:
    """Yield pairs of neighbouring expressions that words make a span of: "from … to …"."""
    opens, joins = words(unit.lang).span_opens, words(unit.lang).span_joins
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
