"""Write the generated blocks of README.md and docs/*.md again: `make docs`.

A block stands between two markers, and everything between them is written over:

    <!-- generated: commands -->
    …
    <!-- end generated -->

Real output, between ``snapshot`` markers, is written again too (see `docs.snapshots`). `--check`
changes nothing, takes no snapshot, and ends with 1 where a page does not say what the code says.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from docs import snapshots
from docs.blocks import BLOCKS

ROOT = Path(__file__).parents[1]
MARKED = re.compile(
    r"^<!-- generated: (?P<name>[a-z-]+) -->\n(?P<body>.*?)^<!-- end generated -->$", re.M | re.S
)
MARKER = re.compile(r"^<!-- (generated:|end generated)", re.M)


class BlockError(ValueError):
    """A page has a marker that does not fit: says which page, and what is wrong."""


def pages(root: Path = ROOT) -> list[Path]:
    """Return the pages that may hold generated blocks."""
    return [root / "README.md", *sorted((root / "docs").glob("*.md"))]


def rendered(text: str, blocks: Mapping[str, Callable[[], str]] = BLOCKS, page: str = "page") -> str:
    """Return a page with its blocks written again. Raises `BlockError` for a wrong marker."""
    found = list(MARKED.finditer(text))
    if len(MARKER.findall(text)) != 2 * len(found):
        raise BlockError(f"{page}: a generated block without its other marker")
    for block in found:
        if block["name"] not in blocks:
            raise BlockError(
                f"{page}: no block is called {block['name']}: there are {', '.join(sorted(blocks))}"
            )
        if MARKER.search(block["body"]):
            raise BlockError(f"{page}: a generated block inside another")
    return MARKED.sub(
        lambda block: (
            f"<!-- generated: {block['name']} -->\n{blocks[block['name']]()}\n<!-- end generated -->"
        ),
        text,
    )


def stale(root: Path = ROOT) -> dict[Path, str]:
    """Return the pages that do not say what the code says, with the text that they should have."""
    fresh = {}
    for page in pages(root):
        text = page.read_text(encoding="utf-8")
        if (written := rendered(text, page=page.name)) != text:
            fresh[page] = written
    return fresh


def write(root: Path = ROOT) -> list[Path]:
    """Write blocks and snapshots of all pages again and return the pages that changed."""
    texts = {page: page.read_text(encoding="utf-8") for page in pages(root)}
    fresh = texts | stale(root)
    if any(snapshots.commands(text) for text in fresh.values()):
        with snapshots.starter_home() as shell:
            fresh = {page: snapshots.rendered(text, shell) for page, text in fresh.items()}
    changed = [page for page, text in fresh.items() if text != texts[page]]
    for page in changed:
        page.write_text(fresh[page], encoding="utf-8")
    return changed


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m docs.generate", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing, end with 1 where a page is stale"
    )
    if not parser.parse_args(arguments).check:
        for page in write():
            sys.stdout.write(f"{page.relative_to(ROOT)}: written\n")
        return 0
    wrong = stale()
    for page in wrong:
        sys.stdout.write(f"{page.relative_to(ROOT)}: is stale, run `make docs`\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
