"""The parser: its model, loaded once, and the parses that it gives. English, in spaCy's ClearNLP labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from datelines.extractors.language import english, grammar, which_model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


BATCH = 128


@cache
def model() -> Language:
    """Load the spaCy model once a process. Raises `ModelMissing`."""
    import spacy

    for name in which_model.candidates():
        try:
            return spacy.load(name)
        except OSError:
            continue
    raise which_model.missing()


@cache
def irregular_forms() -> dict[str, list[str]]:
    """Return irregular verb and noun forms with their lemmas, from the model's own table."""
    table = model().get_pipe("lemmatizer").lookups.get_table("lemma_exc")  # type: ignore[attr-defined]
    found: dict[str, list[str]] = {}
    for kind in ("verb", "noun"):
        for form, bases in table.get(kind, {}).items():
            found[form] = [*found.get(form, ()), *bases]
    return found


def tokenize(text: str) -> Doc:
    """Return a text's tokens, unparsed."""
    return model().tokenizer(text)


def parse(sentences: Iterable[tuple[Sequence[str], Sequence[bool]]]) -> Iterator[Doc]:
    """Parse sentences given as words and whether a space follows each, every one a document, in order.

    Names are not looked for: see `recognise`.
    """
    from spacy.tokens import Doc

    nlp = model()
    told = {grammar.KEY: english}
    docs = (
        Doc(nlp.vocab, words=list(words), spaces=list(spaces), user_data=dict(told))
        for words, spaces in sentences
    )
    return nlp.pipe(docs, batch_size=BATCH, disable=["ner"])


def recognise(docs: Sequence[Doc]) -> None:
    """Let the model find names in parsed sentences: half of its whole cost, so only where it is needed."""
    for _ in model().get_pipe("ner").pipe(docs, batch_size=BATCH):  # type: ignore[attr-defined]
        pass
