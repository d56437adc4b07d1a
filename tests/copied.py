"""A copy of the package, to be changed as an upgrade would change it, and its commands run one by one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests import ROOT

PACKAGES = ("flows", "extractors", "warehouse", "sources", "dashboard", "seeds")


@dataclass(frozen=True)
class Copy:
    """The package in `folder`, with a home of its own."""

    folder: Path

    @property
    def package(self) -> Path:
        return self.folder / "tree" / "datelines"

    def change(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands once in a file of the package."""
        path = self.package / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *arguments: str, **more: str) -> tuple[str, str]:
        """Run a command that ends well, in an environment with `more`; return what it printed and said."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("DATELINES_")}
        environment |= {"PYTHONPATH": str(self.package.parent), "DATELINES_HOME": str(self.folder / "home")}
        program = [sys.executable, "-c", "from datelines.flows.cli import main; main()", *arguments]
        done = subprocess.run(
            program, cwd=self.folder, env=environment | more, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout, done.stderr


def copied(folder: Path) -> Copy:
    """Copy the package into a folder."""
    copy = Copy(folder)
    for name in PACKAGES:
        shutil.copytree(ROOT / name, copy.package / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "datelines" / "__init__.py", copy.package)
    return copy
