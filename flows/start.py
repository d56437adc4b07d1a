"""Start a run from the command line, Prefect only if there is work, and say what was done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from datelines.flows import settings
from datelines.flows.ask import published
from datelines.flows.run import engine
from datelines.flows.run.look_ahead import look
from datelines.flows.run.reread import Again, behind, forget_stored, read_again
from datelines.flows.run.session import Counts, Report
from datelines.flows.run.work import Rules, installed_rules
from datelines.flows.show.events import unread_text
from datelines.flows.show.tables import as_json
from datelines.flows.terminal import Problem, emit, note
from datelines.flows.visit.inputs import collect, is_address
from datelines.warehouse.errors import NotPublished, WarehouseError
from datelines.warehouse.store import Reader, Writer


def ingest(
    names: Sequence[str],
    wait: float,
    workers: int,
    json: bool,
    again: Collection[Again] = (),
    hosts: Sequence[str] = (),
    reread: bool = False,
) -> int:
    """Ingest what was typed; without any, the documents that ship. Return the exit status.

    `again` names what is read once more, `hosts` are private ones that may be asked. With `reread` all is
    read once more that the rules of now have not read.
    """
    from datelines import seeds
    from datelines.flows.visit.fetch import release_answered, settle

    home = settings.home()
    inputs = collect(names, home, hosts)
    if names and inputs.wrong == len(names):
        raise Problem("nothing to ingest")
    paths = [*inputs.paths, *inputs.fetched, *read_again(home, again)]
    if not names and not again and not reread:
        paths = [seeds.ROOT / "documents"]
    if inputs.fetched:
        with Writer(home, wait=wait) as writer:
            release_answered(writer, inputs.fetched)
    late = reread and bool(behind(home, installed_rules(), wait))
    if reread and not late:
        note("nothing is behind: the code, model and seeds of now have read all that is stored")
    report = _report(paths, wait, workers, late)
    if report.status in {"ok", "unchanged"}:
        settle(inputs.fetched)
    forget_stored(home)
    say(report, json)
    return 1 if inputs.wrong else exit_status(report)


def _report(paths: Sequence[Path], wait: float, workers: int, reread: bool) -> Report:
    """Return what a run did, or what it would have found: nothing to do."""
    if reread:
        return _start_ingest(paths, wait, workers, reread)
    return _unchanged(paths, wait) or _start_ingest(paths, wait, workers) if paths else _nothing()


def _nothing() -> Report:
    return Report(None, "unchanged", Counts(), str(settings.published()))


def retry(wait: float, json: bool, keys: Collection[str] | None = None) -> int:
    """Try again what waits in quarantine, or `keys` of it; addresses are fetched. Return the exit status."""
    with Writer(settings.home(), wait=wait) as writer:
        waiting = [item for item in writer.quarantined() if keys is None or item.key in keys]
    if not waiting:
        say(_nothing(), json)
        return 0
    addresses = [item.location for item in waiting if item.raw is None and is_address(item.location)]
    with engine.server(settings.home()):
        from datelines.flows.run.ingest import retry as flow

        if addresses:
            ingest(addresses, wait, 1, json=False)
        report = flow(str(settings.home()), wait, None if keys is None else sorted(keys))
    say(report, json)
    return exit_status(report)


def _start_ingest(paths: Sequence[Path], wait: float, workers: int, reread: bool = False) -> Report:
    with engine.server(settings.home()):
        from datelines.flows.run.ingest import ingest as flow

        return flow([str(path) for path in paths], str(settings.home()), wait, workers, reread=reread)


def _unchanged(paths: Sequence[Path], wait: float) -> Report | None:
    """Return a report where every input was read before and is published, None where a run is needed.

    Prefect takes seconds to start: a run that would change nothing ought not to.
    """
    rules = installed_rules()
    with Writer(settings.home(), wait=wait) as writer:
        known = writer.known(rules.version, rules.seeds_digest)
        waiting = {item.key for item in writer.quarantined()}
    if not known or known != _published_ids(rules):
        return None
    seen = look(paths)
    if seen is None or not all(each.key in (waiting if each.wrong else known) for each in seen):
        return None
    failed = [each.wrong for each in seen if each.wrong]
    for line in failed:
        note(line)
    counts = Counts(known=len(seen) - len(failed), quarantined=len(failed))
    return Report(None, "unchanged", counts, str(settings.published()))


def _published_ids(rules: Rules) -> set[str]:
    try:
        return Reader(settings.published()).read_by(rules.version, rules.seeds_digest)
    except (NotPublished, WarehouseError):  # none yet, or made by another version: a run replaces it
        return set()


def say(report: Report, json: bool) -> None:
    """Print what a run did, and what of all that is stored could not be read."""
    if json:
        emit(as_json(report))
    counts = report.counts
    parts = [f"{counts.new} new", f"{counts.known} read before"]
    parts += [f"{counts.quarantined} set aside (see `datelines status`)"] if counts.quarantined else []
    parts += [f"{counts.released} released from quarantine"] if counts.released else []
    parts += [f"{counts.lost_steps} steps lost: run it again"] if counts.lost_steps else []
    note(f"{', '.join(parts)}; the timeline is in {report.published}")
    _say_unread()


def _say_unread() -> None:
    """Say how many of the stored documents are in a language that is not read."""
    with suppress(NotPublished, WarehouseError):
        if documents := published.unread():
            note(unread_text(documents))


def exit_status(report: Report) -> int:
    """Return 1 only where nothing could be done, or a step was lost."""
    counts = report.counts
    nothing = counts.quarantined > 0 and counts.new + counts.known + counts.released == 0
    return 1 if nothing or counts.lost_steps else 0
