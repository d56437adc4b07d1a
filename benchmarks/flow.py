"""What a run costs beside the extraction in it: ``python -m benchmarks.flow [--documents N]``.

Three ways over the same generated documents, in processor seconds of all their processes:

- *alone*: the extraction, nothing stored;
- *plain*: extracted by one worker process, stored and published, without Prefect;
- *flow*: the same as a run of the flow, with a server of its own, as `datelines ingest` starts it.

Each way runs three times in a home of its own: *first* and *few* over a hundredth of the documents, then
over all of them. The first run compiles the seeds and has Prefect make its database; no later one does.
Orchestration is what *flow* costs beyond *plain*, with the server's start. Throughput is *alone* in *flow*,
both less what they cost for few: loading models and seeds, which each way does once a process. Memory is
that of the largest process. The three go on side by side, since a core that is shared costs more processor
time: what else the machine does then costs each of them the same.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed import ONE_THREAD

ROOT = Path(__file__).parents[1]
COUNTRIES = (
    "Kazakhstan",
    "Uzbekistan",
    "Kyrgyzstan",
    "Tajikistan",
    "Turkmenistan",
    "Japan",
    "China",
    "Italy",
)
DEEDS = (
    "met in Astana",
    "signed an agreement on transport",
    "held talks on trade in Tashkent",
    "discussed water",
)
OTHERWISE = (
    "The weather in the valley stayed dry for the whole of the week.",
    "Prices of wheat rose a little on the local markets.",
    "A school for music was repaired by its pupils and their parents.",
    "The museum shows carpets, coins and old maps.",
)
MONTHS = ("January", "March", "May", "July", "October")
GROUP = 32


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: processor and wall seconds, megabytes of the largest of its processes."""

    processor: float
    memory: int


def texts(count: int) -> Iterator[dict[str, str]]:
    """Yield records of some ten sentences, a third of them about diplomacy."""
    chance = random.Random(count)  # noqa: S311
    for number in range(count):
        sentences = [_sentence(chance) for _ in range(chance.randint(6, 14))]
        day = f"2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        yield {
            "id": str(number),
            "text": " ".join(sentences),
            "published": day,
            "url": f"https://a.example/{number}",
        }


def _sentence(chance: random.Random) -> str:
    if chance.random() > 1 / 3:
        return f"{chance.choice(OTHERWISE)} It is note {chance.randint(1, 10**6)}."
    one, other = chance.sample(COUNTRIES, 2)
    when = f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(2019, 2025)}"
    return f"On {when} the presidents of {one} and {other} {chance.choice(DEEDS)}."


def alone(source: Path, home: Path) -> None:
    """Extract, and keep nothing."""
    del home
    from datelines.extractors.pipeline import extract_many
    from datelines.flows.run.portions import groups, plan, read
    from datelines.sources.records import Document

    for portion in plan([source]):
        documents = (item for _, item in read(portion) if isinstance(item, Document))
        for group in groups(documents, GROUP):
            list(extract_many(group))


def plain(source: Path, home: Path) -> None:
    """Extract in a worker process, store and publish."""
    from datelines.flows.run.known import write_known
    from datelines.flows.run.portions import plan
    from datelines.flows.run.session import Session
    from datelines.flows.run.work import installed_rules
    from datelines.flows.run.workers import Orders, Workers
    from datelines.warehouse.store import Writer

    moment = "2026-01-01T00:00:00+00:00"
    rules = installed_rules()
    with Writer(home) as writer:
        writer.start_run("run", moment, {}, rules.version, rules.seeds_digest)
        session = Session(writer, rules, "run", moment, print, lambda _: None)
        with Workers(1, Orders(write_known((), home / "parts" / "known"), home / "parts")) as workers:
            session.share(workers)
            session.ingest(list(plan([source])))
        writer.finish_run("run", moment, "ok", session.counts.as_dict())
        writer.publish()


def flow(source: Path, home: Path) -> None:
    """Do the same as a run of the flow."""
    from datelines.flows.run import engine

    with engine.server(home):
        from datelines.flows.run.ingest import ingest

        ingest([str(source)], str(home), workers=1)


WAYS = {"alone": alone, "plain": plain, "flow": flow}


def cost(way: str, source: Path, folder: Path) -> Cost:
    """Return what one way costs, in a process of its own, with those that it starts."""
    home = folder / way
    command = [sys.executable, "-m", "benchmarks.flow", "--way", way, str(source), str(home)]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **ONE_THREAD, "DATELINES_HOME": str(home)}
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{way} failed")
    written = json.loads((folder / f"{home.name}.json").read_text())
    return Cost(usage.ru_utime + usage.ru_stime, max(written["memory"], usage.ru_maxrss // 1024))


def _run(way: str, source: Path, home: Path) -> None:
    WAYS[way](source, home)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    home.with_name(f"{home.name}.json").write_text(json.dumps({"memory": peak // 1024}))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.flow", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--way", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.way:
        way, source, home = chosen.way
        _run(way, Path(source), Path(home))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        few = chosen.documents // 100
        sources = [_written(folder, count) for count in (few, few + 1, chosen.documents)]
        with ThreadPoolExecutor(len(WAYS)) as side_by_side:
            found = side_by_side.map(lambda way: [cost(way, source, folder) for source in sources], WAYS)
            costs = dict(zip(WAYS, found, strict=True))
    start, whole = ({way: some[number] for way, some in costs.items()} for number in (1, 2))
    net = {way: whole[way].processor - start[way].processor for way in WAYS}
    print(f"{chosen.documents:,} documents, and {few:,} (few), in processor seconds:")
    for way, [first, some, every] in costs.items():
        print(
            f"  {way:6} {every.processor:8.1f}, for few {some.processor:5.1f}, first {first.processor:5.1f}"
            f"  memory {some.memory} to {every.memory} MB"
        )
    over = (whole["flow"].processor - whole["plain"].processor) / whole["flow"].processor
    print(f"orchestration   {over:.1%} of the run")
    print(f"throughput      {net['alone'] / net['flow']:.2f} of the extraction alone")
    return 0


def _written(folder: Path, count: int) -> Path:
    path = folder / f"{count}.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in texts(count)))
    return path


if __name__ == "__main__":
    sys.exit(main())
