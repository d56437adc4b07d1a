"""Look into the quarantine: one input with its bytes, which the published file does not have; drop it."""

from __future__ import annotations

from collections.abc import Sequence

from datelines.flows.ask import published
from datelines.flows.settings import home
from datelines.flows.terminal import Problem, one_line
from datelines.warehouse.store import Writer

_SHOWN = 300  # characters of the bytes


def keys(beginnings: Sequence[str]) -> list[str]:
    """Return the keys that begin so. Raises `Problem` where none or several do."""
    return [published.quarantine_key(beginning) for beginning in beginnings]


def shown(beginning: str, wait: float = 0) -> dict[str, object]:
    """Return what is known of one input that failed; `begins` is how its bytes do, where they were kept."""
    [key] = keys([beginning])
    with Writer(home(), wait=wait) as writer:
        found = next((item for item in writer.quarantined() if item.key == key), None)
    if found is None:  # released since the file was published
        raise Problem(f"{beginning} is no longer in quarantine")
    raw = found.raw
    return {
        "key": found.key,
        "location": found.location,
        "stage": found.stage,
        "kind": found.kind,
        "message": found.message,
        "bytes": None if raw is None else len(raw),
        "begins": None if raw is None else one_line(raw[: 4 * _SHOWN].decode(errors="replace"))[:_SHOWN],
    }


def drop(beginnings: Sequence[str], wait: float = 0) -> list[str]:
    """Forget inputs that failed, and publish; return their keys."""
    chosen = keys(beginnings)
    with Writer(home(), wait=wait) as writer:
        writer.drop(chosen)
        writer.publish()
    return chosen
