"""Time expressions: find -> value -> resolve. The first two never see the anchor. See docs/time.md."""

from __future__ import annotations

from datelines.extractors.time.tagger import Dated, find_dates

__all__ = ["Dated", "find_dates"]
