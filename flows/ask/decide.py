"""A person's decision on a review item: stored, and published at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from datelines.flows.ask.published import review_id
from datelines.flows.settings import home
from datelines.warehouse.store import Writer


def decide(
    beginning: str, verdict: Literal["accept", "correct"], value: str | None, why: str | None, by: str | None
) -> str:
    """Store and publish a decision on the item whose id begins so; return the id."""
    item = review_id(beginning)
    with Writer(home()) as writer:
        writer.decide(item, verdict, datetime.now(UTC).isoformat(), value, why, by)
        writer.publish()
    return item
