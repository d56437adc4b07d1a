"""Read offices in a text: who is called what, and which office that is.

A phrase is a title with what stands around it: "former Japanese Foreign Minister Akiko Sano",
"President Tokayev of Kazakhstan", "the Kazakh leader", "Yoriko Kawaguchi, Japan's foreign
minister". A holder who is not named is inferred from the day, and marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.name_sense import in_title_case, words_of
from extractors.names import Name
from extractors.similar_names import same_person
from extractors.title_words import LEADER, Grammar, fits, grammar, offices_of, titles_in
from seeds.knowledge import FOLD, Knowledge, Office, Title, Words, knowledge

NOT_A_NAME = re.compile(r"[A-Z]{4,}$")


@dataclass(frozen=True, slots=True)
class Titled:
    """An office in the text, with or without a name. Offsets are code points, end exclusive.

    `person_id` is a known person who is named; `holder_id` the one who held the office on the day
    where nobody is named. `office` is null where country or list is not known. `other_time` says that
    the text means a day other than its own: "former", and "then", "late", "incoming" too.
    """

    start: int
    end: int
    text: str
    office: str | None
    role: str
    country: str | None
    person_start: int | None
    person_end: int | None
    person_text: str | None
    person_id: str | None
    holder_id: str | None
    former: bool
    other_time: bool = False


@dataclass(frozen=True)
class _Page:
    """A document's text, folded, with its known names by their first and last character."""

    text: str
    folded: str
    lang: str
    words: Words
    grammar: Grammar
    on: str | None
    starts: dict[int, Name]
    ends: dict[int, Name]
    over: dict[int, Name]

    def other_name(self, at: int) -> bool:
        """Say whether a character belongs to a known name that is no person's."""
        return at in self.over and self.over[at].kind != "person"


def find_titles(text: str, names: Sequence[Name], on: str | None, lang: str = "en") -> tuple[Titled, ...]:
    """Return the offices mentioned in `text`, in order; `names` are what `find_names` found in it.

    `on` is the ISO day in question, for the holders that are not named; without it none is inferred.
    """
    page = _Page(
        text,
        text.translate(FOLD),
        lang,
        words_of(lang),
        grammar(lang),
        on,
        {name.start: name for name in names},
        {name.end: name for name in names},
        {at: name for name in names for at in range(name.start, name.end)},
    )
    found: list[_Phrase] = []
    for titles, start, end in titles_in(page.folded, lang):
        if start in page.over and page.over[start] is page.over.get(end - 1):
            continue  # part of a name: the Council of Heads of State
        phrase = _phrase(page, titles, start, end)
        joined = found and page.grammar.joined.fullmatch(page.folded, found[-1].title_end, start)
        if joined and phrase.owner is None:
            phrase = replace(phrase, owner=found[-1].owner)
        found.append(phrase)
    titled = (_titled(page, phrase) for phrase in found if not phrase.lower)
    return tuple(one for one in titled if one)


@dataclass(frozen=True)
class _Phrase:
    """A title and what stands around it, before it is known which office it is."""

    titles: list[Title]
    start: int
    end: int
    title_end: int
    owner: Name | None
    person: tuple[int, int, Name | None] | None
    former: bool
    other_time: bool
    lower: bool


def _phrase(page: _Page, titles: list[Title], start: int, end: int) -> _Phrase:
    left, owner, flags = _leftwards(page, start)
    another_time = page.grammar.another_time
    incoming = another_time.match(page.folded, end)
    right = incoming.end() if incoming and not incoming.group()[-1].isdigit() else end
    of = None if owner else _owner_after(page, right)
    if of:
        owner, right = of, of.end
    person = _person_after(page, left, right)
    if person and owner is None:
        late = _owner_after(page, person[1])
        owner, right = (late, late.end) if late else (None, person[1])
    elif person:
        right = max(right, person[1])
    else:
        person = _person_before(page, left, right)
        left = person[0] if person else left
    return _Phrase(
        titles,
        left,
        right,
        end,
        owner,
        person,
        "former" in flags,
        bool(flags & {"former", "past"} or incoming or another_time.match(page.folded, right)),
        "lower" in flags,
    )


def _leftwards(page: _Page, start: int) -> tuple[int, Name | None, set[str]]:
    """Walk left over country and modifiers; return where the phrase starts, whose it is, what was said."""
    flags: set[str] = set()
    owner = page.over.get(start)  # "Kyrgyz parliament" reaches into "parliament speaker"
    at = owner.start if owner else start
    while True:
        before = page.folded[max(0, at - 30) : at]
        gap = len(before) - len(before.rstrip(" -"))
        possessed = before.rstrip().endswith(page.words.possessive)
        name = page.ends.get(at - gap - (len(page.words.possessive) if possessed else 0))
        if gap and owner is None and name and name.kind in ("country", "organisation"):
            owner, at = name, name.start
            continue
        word = _modifier(page, before)
        if word is None:
            return at, owner, flags
        flags.add(word[0])
        at -= word[1]


def _modifier(page: _Page, before: str) -> tuple[str, int] | None:
    match = page.grammar.modifier.search(before)
    return (str(match.lastgroup), len(match.group())) if match else None


def _owner_after(page: _Page, end: int) -> Name | None:
    """Return the country or body in "… of the Republic of Kazakhstan", right after `end`."""
    for word in page.words.of:
        at = end + len(word) + 2
        if page.folded[end:at] == f" {word} ":
            name = page.starts.get(at)
            if name and name.kind in ("country", "organisation") and name.form != "demonym":
                return None if page.folded.startswith(page.words.possessive, name.end) else name
    return None


def _person_after(page: _Page, left: int, end: int) -> tuple[int, int, Name | None] | None:
    gap = page.grammar.name_follows.match(page.folded, end)
    if gap is None:
        return None
    at = gap.end()
    known = page.starts.get(at)
    if known:
        return (known.start, known.end, known) if known.kind == "person" else None
    if "," in gap.group():
        return None
    match = page.grammar.person.match(page.folded, at)
    if match is None or page.other_name(at):
        return None
    start, end = match.start(1), _end_of_name(page, *match.span(1))
    written = page.folded[start:end]
    if len(written) < 3 or NOT_A_NAME.match(written) or in_title_case(page.folded, left, end, page.lang):
        return None
    return start, end, None


def _end_of_name(page: _Page, start: int, end: int) -> int:
    """Return where a run of capitalised words stops being a name: at another name, or at "To", "In"."""
    for word in re.finditer(r"\S+", page.folded[start:end]):
        if page.other_name(start + word.start()) or word.group().lower() in page.words.openers:
            end = start + word.start()
            break
    return start + len(page.folded[start:end].rstrip(" .-'").removesuffix(page.words.possessive))


def _person_before(page: _Page, left: int, right: int) -> tuple[int, int, Name | None] | None:
    """Return the name before an apposition: "Akiko Sano, a former foreign minister of Japan,"."""
    if not page.grammar.apposition_ends.match(page.text, right):
        return None
    match = page.grammar.person_before.search(page.folded, max(0, left - 80), left)
    if match is None:
        return None
    start, end = match.span(1)
    known = page.ends.get(end)
    if known:
        return (known.start, known.end, known) if known.kind == "person" else None
    article = page.folded[:start].rpartition(" ")[0].rpartition(" ")[2].lower() in page.words.articles
    return None if page.other_name(start) or article else (start, end, None)


def _titled(page: _Page, phrase: _Phrase) -> Titled | None:
    base = knowledge()
    if all(title.named_only for title in phrase.titles) and not phrase.person:
        return None
    known = phrase.person[2] if phrase.person else None
    office = _office(base, phrase, known)
    role = office.role if office else phrase.titles[0].role
    written = page.text[phrase.person[0] : phrase.person[1]] if phrase.person else None
    person = _person(base, office, known, written)
    if office is None and phrase.owner is None and person is None and phrase.titles[0] is LEADER:
        return None
    country = phrase.owner.country if phrase.owner else (office.country if office else None)
    unnamed = office is not None and written is None and not phrase.other_time and page.on is not None
    held = base.holders_on(office.id, page.on) if unnamed and office and page.on else ()
    return Titled(
        phrase.start,
        phrase.end,
        page.text[phrase.start : phrase.end],
        office.id if office else None,
        role,
        country,
        phrase.person[0] if phrase.person else None,
        phrase.person[1] if phrase.person else None,
        written,
        person,
        held[0].person if held else None,
        phrase.former,
        phrase.other_time,
    )


def _office(base: Knowledge, phrase: _Phrase, person: Name | None) -> Office | None:
    """Return the one office meant: the owner's, or else the one of that title which the person held."""
    if phrase.owner:
        owners = (
            [phrase.owner.id, phrase.owner.country]
            if phrase.owner.kind == "organisation"
            else [phrase.owner.id]
        )
        for owner in owners:
            found = offices_of(owner, phrase.titles) if owner else []
            if found:
                return found[0] if len(found) == 1 else None
        return None
    if person is None:
        return None
    held = [base.offices[t.office] for t in base.terms_of.get(person.id, ())]
    fitting = {o.id: o for o in held if any(fits(o, t) for t in phrase.titles)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _person(base: Knowledge, office: Office | None, known: Name | None, written: str | None) -> str | None:
    """Return who is named: a family name alone is rather the office's holder's than another's."""
    if known and known.form == "name":
        return known.id
    return _holder_named(base, office, written) or (known.id if known else None)


def _holder_named(base: Knowledge, office: Office | None, written: str | None) -> str | None:
    """Return the holder of an office whose name is the one written, where only one is."""
    if office is None or written is None:
        return None
    people = {
        t.person for t in base.terms_of.get(office.id, ()) if same_person(written, t.person, exact=True)
    }
    return people.pop() if len(people) == 1 else None
