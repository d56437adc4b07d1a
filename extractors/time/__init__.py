"""Time expressions: find -> value -> resolve. The first two never see the anchor. See docs/time.md."""

from datelines.extractors.time.tagger import find_dates

__all__ = ["find_dates"]
