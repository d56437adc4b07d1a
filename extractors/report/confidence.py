"""How likely date and type of a report are right, by what is known of its mentions."""

from __future__ import annotations

from datelines.extractors.layers.draft import Cluster
from datelines.extractors.learned.attach import NEAR
from datelines.extractors.learned.confidence import SEAT


def confidence(cluster: Cluster, lang: str) -> float:
    """Return how likely date and type are right, 0-1."""
    return round(SEAT.scorer(lang)(features(cluster)), 2)


def features(cluster: Cluster) -> dict[str, float]:
    """Return what the seat `confidence` weighs."""
    lead = cluster.lead
    date, dated = lead.date, lead.date is not None
    inherited = date is not None and date.basis == "inherited"
    said = {
        "inherited": inherited,
        "dated": dated and not inherited,
        "near": dated and lead.cost < NEAR,
        "known-party": any(p.country or p.id for p in lead.participants),
        "told-again": len(cluster.drafts) > 1,
        "unsure": lead.factuality in {"possible", "underspecified"},
        "planned": lead.factuality == "planned",
        "published": date is not None and date.basis == "dct",
        "coarse": date is not None and date.precision != "day",
        "noun": lead.nominal,
        "heading": lead.unit.heading,
        "placed": lead.place is not None,
        "format": lead.mechanism is not None,
    }
    return {
        **{name: float(holds) for name, holds in said.items()},
        "parties": min(len(lead.participants), 3),
        "late": min(min(draft.unit.number for draft in cluster.drafts) / 10, 3),
    }
