"""Real output in the documentation: commands that run on the digests that ship.

    <!-- snapshot: datelines timeline --country JPN --since 2025-12 -->
    …
    <!-- end snapshot -->

`make docs` runs the command and writes what it printed. Tests run it too, but do not compare: what
a text is read as may grow better without the page. A word in capitals and braces, as in
``datelines explain {SPEECH}``, stands for what its query below gives.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
MARKED = re.compile(
    r"^<!-- snapshot: (?P<command>datelines [^\n]*) -->\n.*?^<!-- end snapshot -->$", re.M | re.S
)
WIDEST = 150
STANDS_FOR = {
    "SPEECH": "SELECT event_id[:8] FROM speeches ORDER BY date_start DESC LIMIT 1",
}


class SnapshotError(RuntimeError):
    """A shown command does not run: says which, and what it printed."""


@dataclass(frozen=True, slots=True)
class Shell:
    """Runs the installed command in a home of its own."""

    home: Path

    def run(self, command: str) -> str:
        """Return what a command prints. Raises `SnapshotError` where it fails."""
        words = shlex.split(command)
        words[0] = str(Path(sys.executable).with_name(words[0]))
        environment = {k: v for k, v in os.environ.items() if k != "DATELINES_WAREHOUSE"}
        environment |= {"DATELINES_HOME": str(self.home), "NO_COLOR": "1", "COLUMNS": str(WIDEST)}
        # The words come from our own pages.
        done = subprocess.run(words, env=environment, capture_output=True, text=True, cwd=ROOT)  # noqa: S603
        if done.returncode:
            raise SnapshotError(f"{command}: {done.stderr.strip()}")
        return done.stdout

    def filled(self, command: str) -> str:
        """Return a command with its placeholders replaced by what they stand for."""
        for name, query in STANDS_FOR.items():
            if f"{{{name}}}" in command:
                answer = self.run(f"datelines sql {shlex.quote(query)} --format csv").splitlines()
                command = command.replace(f"{{{name}}}", answer[1])
        return command


@contextmanager
def starter_home() -> Iterator[Shell]:
    """A home in which the digests that ship have been ingested."""
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(Path(folder))
        shell.run("datelines ingest")
        yield shell


def commands(text: str) -> list[str]:
    """Return the commands whose output a page shows."""
    return [match["command"] for match in MARKED.finditer(text)]


def _cut(line: str) -> str:
    line = line.rstrip()
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"


def rendered(text: str, shell: Shell) -> str:
    """Return a page with its snapshots taken again."""

    def again(match: re.Match[str]) -> str:
        command = shell.filled(match["command"])
        lines = [f"$ {command}", *map(_cut, shell.run(command).splitlines())]
        body = "\n".join(["```text", *lines, "```"])
        return f"<!-- snapshot: {match['command']} -->\n{body}\n<!-- end snapshot -->"

    return MARKED.sub(again, text)
