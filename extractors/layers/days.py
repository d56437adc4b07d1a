"""The days that a text speaks of at each of its places."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

Span = tuple[str, str]  # the first and the last ISO day, both inclusive


@dataclass(frozen=True, slots=True)
class Days:
    """`published` is the ISO day of publication, or null. `starts` are where sentences begin, in order.

    `told` are the spans that each sentence tells; `before` those of the last dated sentence ahead of it:
    in its paragraph, or for a text without a day of publication anywhere.
    """

    published: str | None
    starts: tuple[int, ...] = ()
    told: tuple[tuple[Span, ...], ...] = ()
    before: tuple[tuple[Span, ...], ...] = ()

    def told_at(self, position: int) -> tuple[Span, ...]:
        """Return the dates of the sentence at an offset, those after the publication aside."""
        return self._of(self.told, position)

    def readings(self, position: int) -> tuple[tuple[Span, ...], ...]:
        """Return what the days in question may be at an offset: one answer, or two to choose between."""
        told = self.told_at(position)
        if told:
            return (told,)
        before = self._of(self.before, position)
        today = ((self.published, self.published),) if self.published else ()
        return tuple(days for days in (before, today) if days) or ((),)

    def all_at(self, position: int) -> tuple[Span, ...]:
        """Return every span of `readings`, none where nothing is dated."""
        return tuple(span for reading in self.readings(position) for span in reading)

    def _of(self, spans: tuple[tuple[Span, ...], ...], position: int) -> tuple[Span, ...]:
        number = bisect_right(self.starts, position) - 1
        return spans[number] if number >= 0 else ()


def as_days(on: str | Days | None) -> Days:
    """Return the days of a text that speaks of one ISO day only, or of none."""
    return on if isinstance(on, Days) else Days(on)
