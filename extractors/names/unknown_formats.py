"""Names of standing formats that the knowledge base does not know: capitalised, a noun of formats as head.

"U.S.-Pakistan Health Dialogue", "Joint Commission on Trade", "Council of Foreign Ministers of the Union".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from datelines.extractors.language import grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.parse import SentenceParse
from datelines.seeds.letters import UPPER

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Not measured: chosen by hand.
SHORTEST = 3  # words of a name: "the Joint Committee" may be any
LONGEST = 80  # characters of a name before its noun
DASHES = frozenset({"-", "–", "+"})


def named(head: Token, unit: SentenceParse) -> Entry | None:
    """Return the name whose noun is a format's; None where it has too few words or is a state's own body."""
    doc = unit.doc
    start, end = _start(head, unit.lang), _end(head, unit)
    if end - start < SHORTEST:
        return None
    of_state = (e.kind == "country" for t in doc[head.i + 1 : end] for e in unit.at(t))
    if start == head.i and any(of_state):  # "the Council of Ministers of Oman"
        return None
    at = unit.span(start, end)
    text = unit.text(start, end)
    article = next((a for a in words(unit.lang).articles if text.startswith(f"{a} ")), None)
    if article:
        at, text = (at[0] + len(article) + 1, at[1]), text[len(article) + 1 :]
    return Entry(*at, "mechanism", text, at, known=False)


@cache
def _heads(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words(lang).formats))})\b")


def in_text(text: str, offset: int, lang: str) -> list[Entry]:
    """Return the names of formats that a sentence holds, unparsed, in order: each up to its noun. `offset` is
    where the sentence begins."""
    found = []
    for head in _heads(lang).finditer(text):
        before = text[max(0, head.start() - LONGEST) : head.start()]
        run = _run(lang).search(before)
        name = (run[0] if run else "") + head[0]
        if len(re.split(r"[\s–+-]+", name)) >= SHORTEST:
            at = offset + head.end() - len(name), offset + head.end()
            found.append(Entry(*at, "mechanism", name, at, known=False))
    return found


@cache
def _run(lang: str) -> re.Pattern[str]:
    """Return a pattern for capitalised words that end a text, without articles and numbers of sessions."""
    lists = words(lang)
    small = "|".join(sorted((lists.joining - lists.articles) | {"the"}))
    numbers = "|".join(sorted(lists.ordinals.keys() | lists.articles))
    word = rf"(?!(?i:{numbers})\b)[{UPPER}][\w.’'-]*"
    return re.compile(rf"{word}(?:[ –+-]+(?:{word}|(?:{small})\b(?=[ ]))){{0,8}}[ –+-]+$")


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() or token.text in DASHES or token.text[:1].isdigit()


def _start(head: Token, lang: str) -> int:
    """Return where the run of capitalised words that ends in a name's noun begins."""
    lists = words(lang)
    start = index = head.i
    while index > 0:
        token = head.doc[index - 1]
        if token.is_sent_start and token.lower_ in lists.articles:
            break
        ending = token.text in lists.name_endings or token.text.startswith("'")
        if _is_capital(token) and token.lower_ not in lists.articles and token.ent_type_ != "ORDINAL":
            start = index - 1
        elif token.lower_ not in lists.joining and not ending:
            break
        index -= 1
    return _after_session(head.doc, start, head.i, lang)


def _after_session(doc: Doc, start: int, end: int, lang: str) -> int:
    """Return where a name begins without what is said of its session: "Third Session of the …"."""
    lists = words(lang)
    sessions = [i for i in range(start, end) if grammar.has_lemma(doc[i], lists.sessions)]
    if sessions and doc[sessions[-1] + 1].lower_ in lists.of:
        start = sessions[-1] + 2
    while start < end and (doc[start].text in DASHES or _is_small(doc[start], lang)):
        start += 1
    return start


def _is_small(token: Token, lang: str) -> bool:
    """Say whether a name does not begin with a word: an article, a number of the session."""
    lists = words(lang)
    numbered = re.fullmatch(rf"\d+(?:{'|'.join(lists.ordinal_endings)})", token.lower_)
    return token.lower_ in lists.articles | lists.ordinals.keys() or numbered is not None


def _end(head: Token, unit: SentenceParse) -> int:
    """Return where a name ends that goes on after its noun: "… on Trade and Transit"."""
    joining = words(unit.lang).joining - set(words(unit.lang).at)
    doc = head.doc
    end = index = head.i + 1
    if index + 1 >= len(doc) or doc[index].lower_ not in joining:
        return end
    days = {dated.timex.start for _, dated in unit.dated}
    for token in doc[index:]:
        capital = _is_capital(token)
        if unit.offset(token) in days or not (capital or token.lower_ in joining):
            break
        end = token.i + 1 if capital else end
    return end
