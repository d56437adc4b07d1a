"""Chains beside those that a careful reader marked in short documents of our own.

    python -m benchmarks.coreference                pass or fail, as CI asks
    python -m benchmarks.coreference --show         every figure beside its floor
    python -m benchmarks.coreference --raise        put floors up to what is measured
    python -m benchmarks.coreference --lower FIGURE --because "…"
    python -m benchmarks.coreference --repin coreference/dev --because "…"

Of the held-out half nobody looks at the program's errors, only at these figures. Floors stand in
``coreference.json``. Exit status: 0 all floors hold, 1 a floor does not, 2 it could not be measured.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import common, conll, floors, gate, scores
from benchmarks.common import EvaluationError
from benchmarks.conll import Ratio, Score
from benchmarks.marked_chains import Form, Marked, MarkedDocument, documents, head
from datelines.extractors.pipeline import extract_many
from datelines.sources.records import Chain, ChainMention, Document

FLOORS = Path(__file__).with_name("coreference.json")
FOLDER = common.ROOT / "tests" / "coreference"
HALVES = ("dev", "heldout")
FLOORED = ("conll.f1", "groups.f1")


@dataclass(frozen=True, slots=True)
class Compared:
    """A document beside what the program found in it; `of` gives the program's mentions by their heads."""

    document: MarkedDocument
    chains: tuple[Chain, ...]
    of: dict[int, tuple[Chain, ChainMention]]


@dataclass(frozen=True, slots=True)
class Link:
    """A mention that is not its actor's first, with the program's link at it.

    `to` is the mention that stands before it in the program's chain; None where there is no link.
    `right` says whether the two mean the same; of a group, whether its members are those a reader names.
    """

    mention: Marked
    chain: Chain | None
    to: ChainMention | None
    right: bool


def read(half: str) -> list[Compared]:
    """Return the documents of a half, extracted here and now."""
    marked = list(documents(FOLDER / half))
    if not marked:
        raise EvaluationError(f"no documents in {FOLDER / half}")
    given = [Document(d.id, d.text, url=d.url, lang="en", published=d.published) for d in marked]
    return [
        compared(document, found.chains) for document, found in zip(marked, extract_many(given), strict=True)
    ]


def compared(document: MarkedDocument, chains: tuple[Chain, ...]) -> Compared:
    """Set a document beside chains; of two mentions that share a head the first counts."""
    of: dict[int, tuple[Chain, ChainMention]] = {}
    for chain in chains:
        for mention in chain.mentions:
            of.setdefault(head(document.text, mention.start, mention.end), (chain, mention))
    return Compared(document, chains, of)


def key_chains(document: MarkedDocument) -> conll.Chains:
    """Return the marked chains of two mentions or more, by the heads of their mentions; no groups."""
    chains: dict[str, set[Hashable]] = {}
    for mention in document.mentions:
        if mention.actor:
            chains.setdefault(mention.actor, set()).add(mention.head)
    return [frozenset(chain) for chain in chains.values() if len(chain) > 1]


def response_chains(one: Compared) -> conll.Chains:
    """Return the program's chains likewise, without mentions that a reader leaves undecided.

    A head that the program gives to two chains counts in both, in the second as a mention that is none.
    """
    undecided = {mention.head for mention in one.document.mentions if not mention.readings}
    chains = []
    for chain in one.chains:
        if chain.members:
            continue
        found: set[Hashable] = set()
        for mention in chain.mentions:
            at = head(one.document.text, mention.start, mention.end)
            if at not in undecided:
                found.add(at if one.of[at][0] is chain else (at, chain.id))
        if len(found) > 1:
            chains.append(frozenset(found))
    return chains


def actors(one: Compared) -> dict[str, str]:
    """Return whom each chain of the program means: the actor with whom it shares the most mentions."""
    shared: dict[str, Counter[str]] = {}
    for mention in one.document.mentions:
        if mention.actor and mention.head in one.of:
            shared.setdefault(one.of[mention.head][0].id, Counter())[mention.actor] += 1
    return {chain: counted.most_common(1)[0][0] for chain, counted in shared.items()}


def links(one: Compared) -> Iterator[Link]:
    """Yield every mention that a reader can link: groups, and all but the first of each other chain."""
    meant = actors(one)
    by_head = {mention.head: mention for mention in one.document.mentions}
    met: set[str] = set()
    for mention in one.document.mentions:
        chain, own = one.of.get(mention.head, (None, None))
        if mention.is_group:
            told = _meant_together(chain, meant)
            yield Link(mention, chain, own, told in mention.readings)
        elif mention.actor:
            before = _before(chain, own)
            other = by_head.get(head(one.document.text, before.start, before.end)) if before else None
            if mention.actor in met:
                yield Link(mention, chain, before, other is not None and other.actor == mention.actor)
            met.add(mention.actor)


def _meant_together(chain: Chain | None, meant: dict[str, str]) -> frozenset[str]:
    """Return the actors that a group of the program's means."""
    return frozenset(meant.get(member, "nobody marked") for member in (chain.members if chain else ()))


def _before(chain: Chain | None, own: ChainMention | None) -> ChainMention | None:
    """Return the mention of a chain that stands before one."""
    if chain is None or own is None or chain.members:
        return None
    return next((other for other in reversed(chain.mentions) if other.end <= own.start), None)


def groups(one: Compared) -> Score:
    """Score the mentions of several at once: right where the members are."""
    undecided = {mention.head for mention in one.document.mentions if not mention.readings}
    found = sum(bool(chain.members) and at not in undecided for at, (chain, _) in one.of.items())
    judged = [link.right for link in links(one) if link.mention.is_group]
    return Score(Ratio(sum(judged), found), Ratio(sum(judged), len(judged)))


def figures_of(name: str, half: Sequence[Compared]) -> scores.Figures:
    """Return all figures of a half, `name` before each."""
    found = conll.scores((key_chains(one.document), response_chains(one)) for one in half)
    found["groups"] = sum(map(groups, half), Score())
    figures: scores.Figures = {f"{name}/conll.f1": conll.average(found)}
    for measure, score in found.items():
        figures[f"{name}/{measure}.p"] = score.precision.value
        figures[f"{name}/{measure}.r"] = score.recall.value
        figures[f"{name}/{measure}.f1"] = score.f1
    return figures | {f"{name}/links.{form}": ratio.value for form, ratio in by_form(half).items()}


def by_form(half: Sequence[Compared]) -> dict[Form, Ratio]:
    """Return how many links are right, by the form of the mention."""
    found: dict[Form, Ratio] = {}
    for link in (link for one in half for link in links(one)):
        form = link.mention.form
        found[form] = found.get(form, Ratio()) + Ratio(link.right, 1)
    return found


def measure() -> tuple[scores.Figures, dict[str, str]]:
    """Return the figures of both halves, and the fingerprint of each."""
    figures: scores.Figures = {}
    fingerprints = {}
    for half in HALVES:
        name = f"coreference/{half}"
        figures |= figures_of(name, read(half))
        fingerprints[name] = common.fingerprint(sorted((FOLDER / half).glob("*.yml")))
    return figures, fingerprints


def floored(figures: scores.Figures) -> scores.Figures:
    """Return the figures that have a floor: one for chains, one for groups."""
    return {name: value for name, value in figures.items() if name.rpartition("/")[2] in FLOORED}


def report(pinned: floors.Floors, figures: scores.Figures, fingerprints: dict[str, str], show: bool) -> int:
    """Print what there is to say and return the exit status."""
    held = floors.compare(pinned, floored(figures))
    if show:
        print(gate.held_table(pinned, held, figures))
    elif below := [line for line in held if line.below]:
        print(gate.figure_table(below))
    changed = floors.changed_corpora(pinned, fingerprints)
    failed = bool(changed) or any(line.below for line in held)
    print(
        "coreference: fail" if failed else "coreference: pass",
        *(f"{name} has changed" for name in changed),
        sep=", ",
    )
    return 1 if failed else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parsed = gate.parse(arguments, "python -m benchmarks.coreference", __doc__ or "")
    try:
        pinned = floors.read_floors(FLOORS)
        figures, fingerprints = measure()
        if parsed.raise_ or parsed.lower or parsed.repin:
            pinned = gate.change(pinned, floored(figures), fingerprints, parsed)
            floors.write_floors(FLOORS, pinned)
    except EvaluationError as error:
        print(f"coreference: {error}", file=sys.stderr)
        return 2
    return report(pinned, figures, fingerprints, parsed.show)


if __name__ == "__main__":
    sys.exit(main())
