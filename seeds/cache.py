"""What is compiled from seeds, kept as JSON for the next process: a cache, which may always be lost.

Several versions may work in one home at once, and the files of a version may be replaced under a process that
runs. So the key holds the code as it was imported, and what cannot be made sense of is compiled anew.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import orjson
import platformdirs

KEPT = 4  # versions, the last that were compiled: two that take turns do not compile each time
T = TypeVar("T")


def fingerprint(files: Iterable[Path], *packages: str) -> str:
    """Return a SHA-256 over files, each by name, folder and bytes, and the installed versions of packages."""
    total = hashlib.sha256()
    for path in files:
        total.update("/".join(path.parts[-2:]).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    for package in packages:
        total.update(f"{package} {version(package)}".encode())
    return total.hexdigest()


def folder() -> Path:
    """Return where the files are: in DATELINES_HOME, else where the system keeps caches."""
    home = os.environ.get("DATELINES_HOME")
    return Path(home) / "cache" if home else platformdirs.user_cache_path("datelines")


def kept(
    kind: str, key: str, load: Callable[[Any], T], compiled: Callable[[], Any], sound: Callable[[], bool]
) -> T:
    """Return what `load` makes of the file under `key`, or else of what is compiled.

    That is kept, unless it is not `sound` any more: compiled of something else than what `key` stands for.
    """
    path = folder() / f"{kind}-{key[:20]}.json"
    try:
        return load(orjson.loads(path.read_bytes()))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):  # none, damaged, or another shape
        content = orjson.dumps(compiled())
    found = load(orjson.loads(content))  # as it will be the next time: lists for tuples
    if sound():
        _write(path, content, kind)
    return found


def _write(path: Path, content: bytes, kind: str) -> None:
    """Write a file whole or not at all, and remove the oldest of its kind. A full disk is no error."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
        others = sorted(path.parent.glob(f"{kind}-*.json"), key=lambda file: file.stat().st_mtime)
        for old in others[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
