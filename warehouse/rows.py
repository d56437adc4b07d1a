"""Turn one document's extraction into rows of the fact tables: values in, values out.

Ids hash content, so that the same document read by the same rules gives the same rows wherever and
in whatever order it is written. Offsets are code points into the document's text.
"""

from __future__ import annotations

import calendar
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from datelines.sources.records import Chain, Document, Extraction, Published, Report, ReviewItem
from datelines.warehouse.signature import signature

Row = dict[str, Any]
_ID_LENGTH = 16  # 64 bits: ten million ids collide with a chance of three in a million


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a flow hands over for one document; `model` names the language model, if one was used."""

    document: Document
    extraction: Extraction
    extractor_version: str
    seeds_digest: str
    model: str | None = None


def content_id(*parts: str) -> str:
    """Return the id of some content: the first 64 bits of a SHA-256 over its parts, in hex."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_ID_LENGTH]


def extraction_id(item: Extracted) -> str:
    """Return the key of an extraction: document, extractor version and seeds."""
    return content_id("extraction", item.document.id, item.extractor_version, item.seeds_digest)


def report_id(document_id: str, extracted_id: str) -> str:
    """Return a report's id: the same for every version of the rules that finds it again."""
    return content_id("report", document_id, extracted_id)


def rows_of(item: Extracted) -> dict[str, list[Row]]:
    """Return the rows of one extraction by fact table (without the run ledger)."""
    key = extraction_id(item)
    extraction = item.extraction
    reports = [(report_id(item.document.id, report.id), report) for report in extraction.events]
    return {
        "documents": [_document(item.document, extraction)],
        "extractions": [_extraction(item, key)],
        "timexes": [
            {
                "extraction_id": key,
                "ordinal": ordinal,
                "span_start": timex.start,
                "span_end": timex.end,
                "text": timex.text,
                "type": timex.type,
                "value": timex.value,
                "mod": timex.mod,
            }
            for ordinal, timex in enumerate(extraction.timexes)
        ],
        "reports": [_report(key, item.document.id, number, report) for number, report in reports],
        "mentions": [row for number, report in reports for row in _mentions(key, number, report)],
        "participants": [row for number, report in reports for row in _participants(key, number, report)],
        "chains": [_chain(key, chain, extraction.text) for chain in extraction.chains],
        "chain_mentions": [row for chain in extraction.chains for row in _chain_mentions(key, chain)],
        "review_items": _unique(_review(key, item.document.id, entry) for entry in extraction.review),
    }


def _unique(rows: Iterable[Row]) -> list[Row]:
    return list({row["review_id"]: row for row in rows}.values())


def _document(document: Document, extraction: Extraction) -> Row:
    return {
        "document_id": document.id,
        "url": document.url or extraction.url,
        "title": document.title or extraction.title,
        "lang": document.lang,
        "publisher": document.publisher,
        "source": document.source,
        "zone": document.zone,
        "text": document.text,
        "text_hash": content_id("text", " ".join(document.text.split())),
        "raw_hash": document.raw_hash,
        "signature": signature(document.text),
    }


def _extraction(item: Extracted, key: str) -> Row:
    published = item.extraction.published
    instant, day = published_time(published, item.document.zone)
    return {
        "extraction_id": key,
        "document_id": item.document.id,
        "extractor_version": item.extractor_version,
        "seeds_digest": item.seeds_digest,
        "model": item.model,
        "lang": item.extraction.lang,
        "status": item.extraction.status,
        "published": published.value,
        "published_at": instant,
        "published_day": day,
        "published_precision": published.precision,
        "published_method": published.method,
        "published_confidence": published.confidence,
        "published_candidates": json.dumps(
            [asdict(each) for each in published.candidates], ensure_ascii=False
        ),
    }


def published_time(published: Published, zone: str | None = None) -> tuple[datetime | None, date | None]:
    """Return a DCT as an instant in UTC (without tzinfo) and as the day on which the text was out.

    The day is read in the offset given, else in the source's zone, else in UTC (DESIGN.md). A date
    alone stands for its midnight. A month or a year alone gives its last day: until then nobody can
    say that the text was out.
    """
    value, precision = published.value, published.precision
    if value is None or precision is None:
        return None, None
    if precision in {"year", "month", "day"}:
        day = _last_day(value, precision)
        return datetime(day.year, day.month, day.day), day  # noqa: DTZ001 (a UTC column without zone)
    local = datetime.fromisoformat(value)
    if local.tzinfo is None:
        local = local.replace(tzinfo=ZoneInfo(zone) if zone else UTC)
    elif zone and value.endswith("Z"):
        local = local.astimezone(ZoneInfo(zone))
    return local.astimezone(UTC).replace(tzinfo=None), local.date()


def _last_day(value: str, precision: str) -> date:
    if precision == "day":
        return date.fromisoformat(value[:10])
    year, month = int(value[:4]), 12 if precision == "year" else int(value[5:7])
    return date(year, month, calendar.monthrange(year, month)[1])


def _report(key: str, document_id: str, number: str, report: Report) -> Row:
    date_range, place, mechanism = report.date, report.place, report.mechanism
    work, attribution, venue, position = report.work_title, report.attribution, report.venue, report.position
    return {
        "extraction_id": key,
        "report_id": number,
        "document_id": document_id,
        "extracted_id": report.id,
        "event_type": report.type,
        "subtype": report.subtype,
        "cameo": report.cameo,
        "plover_root": report.plover.root,
        "plover_mode": report.plover.mode,
        "title": report.title,
        "work_title": work.text if work else None,
        "work_title_start": work.start if work else None,
        "work_title_end": work.end if work else None,
        "date_start": date.fromisoformat(date_range.start) if date_range else None,
        "date_end": date.fromisoformat(date_range.end) if date_range else None,
        "date_precision": date_range.precision if date_range else None,
        "date_basis": date_range.basis if date_range else None,
        "date_timex": date_range.timex if date_range else None,
        "date_steps": list(date_range.steps) if date_range else [],
        "factuality": report.factuality,
        "attribution": attribution.text if attribution else None,
        "attribution_start": attribution.start if attribution else None,
        "attribution_end": attribution.end if attribution else None,
        "attribution_via": attribution.via if attribution else None,
        "place": (place.name or place.text) if place else None,
        "place_text": place.text if place else None,
        "place_start": place.start if place else None,
        "place_end": place.end if place else None,
        "place_country": place.country if place else None,
        "place_lat": place.lat if place else None,
        "place_lon": place.lon if place else None,
        "venue": venue.text if venue else None,
        "venue_start": venue.start if venue else None,
        "venue_end": venue.end if venue else None,
        "mechanism_id": mechanism.id if mechanism else None,
        "mechanism": mechanism.name if mechanism else None,
        "mechanism_text": mechanism.text if mechanism else None,
        "mechanism_start": mechanism.start if mechanism else None,
        "mechanism_end": mechanism.end if mechanism else None,
        "mechanism_stage": mechanism.stage if mechanism else None,
        "mechanism_ordinal": mechanism.ordinal if mechanism else None,
        "position_holder": position.holder if position else None,
        "position_topic_id": position.topic.id if position else None,
        "position_topic": position.topic.text if position else None,
        "position_stance": position.stance if position else None,
        "evidence": report.evidence.text,
        "evidence_start": report.evidence.start,
        "evidence_end": report.evidence.end,
        "confidence": report.confidence,
        "salience": report.salience,
        "steps": list(report.steps),
    }


def _mentions(key: str, number: str, report: Report) -> list[Row]:
    return [
        {
            "extraction_id": key,
            "report_id": number,
            "ordinal": ordinal,
            "span_start": mention.start,
            "span_end": mention.end,
        }
        for ordinal, mention in enumerate(report.mentions)
    ]


def _participants(key: str, number: str, report: Report) -> list[Row]:
    return [
        {
            "extraction_id": key,
            "report_id": number,
            "ordinal": ordinal,
            "text": participant.text,
            "span_start": participant.start,
            "span_end": participant.end,
            "name": participant.name,
            "actor_id": participant.id,
            "kind": participant.kind,
            "country": participant.country,
            "role": participant.role,
            "chain": participant.chain,
        }
        for ordinal, participant in enumerate(report.participants)
    ]


def _chain(key: str, chain: Chain, text: str) -> Row:
    first = next((mention for mention in chain.mentions if mention.form == "name"), chain.mentions[0])
    return {
        "extraction_id": key,
        "chain": chain.id,
        "text": text[first.start : first.end],
        "n_mentions": len(chain.mentions),
        "name": chain.name,
        "entity_id": chain.entity,
        "kind": chain.kind,
        "country": chain.country,
        "members": list(chain.members),
    }


def _chain_mentions(key: str, chain: Chain) -> list[Row]:
    return [
        {
            "extraction_id": key,
            "chain": chain.id,
            "ordinal": ordinal,
            "span_start": mention.start,
            "span_end": mention.end,
            "form": mention.form,
            "rule": mention.rule,
            "antecedent": mention.antecedent,
        }
        for ordinal, mention in enumerate(chain.mentions)
    ]


def _review(key: str, document_id: str, entry: ReviewItem) -> Row:
    spans = [list(span) for span in entry.spans]
    return {
        "extraction_id": key,
        "review_id": content_id("review", document_id, entry.kind, entry.text, json.dumps(spans)),
        "kind": entry.kind,
        "text": entry.text,
        "why": entry.why,
        "spans": spans,
    }
