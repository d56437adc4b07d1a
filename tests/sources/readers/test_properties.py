"""What must hold for any input: a reader answers with documents or one-line refusals and never raises."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datelines.extractors.language.detect import detect
from datelines.extractors.published import candidates
from datelines.extractors.published.candidates import precision_of, publish_time
from datelines.sources import identity, moments, written_dates
from datelines.sources.identity import canonical_address
from datelines.sources.markup import text_of
from datelines.sources.moments import parse_moment
from datelines.sources.read import read_all
from datelines.sources.readers import by_suffix
from datelines.sources.records import Document
from datelines.sources.results import Unreadable
from datelines.sources.written_dates import written_date

ANY = settings(max_examples=100, deadline=None, derandomize=True)
BYTES = st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode(errors="surrogatepass"))
ADDRESS = st.text(max_size=60) | st.from_regex(
    r"(https?://)?[a-z.]{1,10}(:\d{1,6})?/?[^\s]{0,20}", fullmatch=True
)
DATE = st.text(max_size=60) | st.from_regex(
    r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}([T ]\d{1,2}:\d{2}(:\d\d)?(Z|[+-]\d{2}:?\d\d)?)?", fullmatch=True
)


@pytest.mark.parametrize("suffix", [*sorted(by_suffix()), ""])
@ANY
@given(data=BYTES)
def test_any_bytes_give_documents_or_refusals(suffix: str, data: bytes) -> None:
    for found in read_all(data, f"a{suffix}"):
        assert isinstance(found, Document | Unreadable)
        if isinstance(found, Unreadable):
            assert found.kind != "reader-failed"
            assert found.message.isprintable()


@ANY
@given(url=ADDRESS)
def test_a_canonical_address_is_its_own_canonical_address(url: str) -> None:
    assert canonical_address(canonical_address(url)) == canonical_address(url)


@ANY
@given(text=DATE)
def test_a_date_that_is_read_is_as_precise_as_it_says(text: str) -> None:
    for moment in (parse_moment(text), written_date(text), written_date(text, "dmy")):
        assert moment is None or precision_of(moment.value) == moment.precision


@ANY
@given(text=st.text(max_size=200))
def test_any_text_has_a_language_or_none_and_a_time_or_none(text: str) -> None:
    time, _ = publish_time(Document(id="a", text=text))
    assert (time.value is None) == (time.candidates == ())
    assert detect(text) is None or detect(text).islower()  # type: ignore[union-attr]
    assert "\0" not in text_of(text)


@pytest.mark.parametrize(
    "module", [identity, moments, candidates, written_dates], ids=lambda module: module.__name__
)
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0
