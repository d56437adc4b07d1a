"""Read seed files into typed models, wholly or not at all.

A folder under ``seeds/`` is a kind, a file in it an entry, the file's name its id; a folder under
``seeds/languages`` is a language, and what lies in it all that the program knows of it. A file that is
empty, has an unknown key, a repeated key or a value of the wrong type raises `SeedError`, which names file
and line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

ROOT = Path(__file__).parent
M = TypeVar("M")


class SeedModel(BaseModel):
    """A frozen model that refuses unknown keys: the base of every model under ``seeds/models``."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class SeedError(ValueError):
    """A seed file that cannot be used: says which file, which line, and what is wrong."""

    def __init__(self, path: Path, line: int | None, message: str) -> None:
        self.path, self.line, self.message = path, line, message
        where = path.relative_to(ROOT.parent) if path.is_relative_to(ROOT.parent) else path
        super().__init__(f"{where}{f':{line}' if line else ''}: {message}")


class _UniqueKeyLoader(yaml.CSafeLoader):
    """CSafeLoader with YAML 1.2's few implicit types, in which a repeated key is an error."""


def _unique_mapping(loader: _UniqueKeyLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"repeated key {key!r}", key_node.start_mark)
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_UniqueKeyLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _unique_mapping)
# YAML 1.1 reads `no` as a boolean, 010 as eight, 12:30 as 750, 2004-09-01 as a date; here they are words.
_UniqueKeyLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag in {"tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"}
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_UniqueKeyLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?\d+\.\d+$"), list("-+0123456789")
)
_UniqueKeyLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9]\d*)$"), list("-+0123456789")
)
_UniqueKeyLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:true|false)$"), ["t", "f"])


def read_yaml(path: Path) -> Any:
    """Return the plain data of a YAML file. Raises `SeedError` where it is missing, empty or malformed."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueKeyLoader)
    except FileNotFoundError as error:
        raise SeedError(path, None, "there is no such file") from error
    except UnicodeDecodeError as error:
        raise SeedError(path, None, f"not UTF-8: {error}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise SeedError(path, line, error.problem or str(error)) from error
    if not data:
        raise SeedError(path, None, "the file is empty")
    return data


def line_of(path: Path, location: tuple[int | str, ...]) -> int | None:
    """Return the line of the deepest YAML node that `location` reaches."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    line = None
    for step in location:
        if node is None:
            break
        line = node.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == str(step)]
            if not found:
                continue
            line, node = found[0][0].start_mark.line + 1, found[0][1]
    return line


def read_seed(path: Path, shape: type[M]) -> M:
    """Validate one file as `shape` (a `SeedModel`, or a type such as ``list[SomeModel]``)."""
    data = read_yaml(path)
    try:
        return TypeAdapter(shape).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise SeedError(path, line_of(path, first["loc"]), f"{where}: {first['msg']}") from error


def files(folder: str, root: Path = ROOT) -> Iterator[Path]:
    """Yield the YAML files of a seed folder, in order of name."""
    found = sorted((root / folder).glob("*.yml"))
    if not found:
        raise SeedError(root / folder, None, "no seed files in this folder")
    yield from found


def read_folder(folder: str, shape: type[M], root: Path = ROOT) -> dict[str, M]:
    """Return every file of a seed folder, validated, by its name without the suffix."""
    return {path.stem: read_seed(path, shape) for path in files(folder, root)}


def languages_with(name: str, root: Path = ROOT) -> dict[str, Path]:
    """Return by its tag each language that has a file or folder of this name, and where that lies."""
    return {path.parent.name: path for path in sorted((root / "languages").glob(f"*/{name}"))}


def read_languages(name: str, shape: type[M], root: Path = ROOT) -> dict[str, M]:
    """Return a file of each language that has one, validated, by the language's tag."""
    found = {lang: read_seed(path, shape) for lang, path in languages_with(name, root).items()}
    if not found:
        raise SeedError(root / "languages", None, f"no language has a file {name}")
    return found


@cache
def digest(root: Path = ROOT) -> str:
    """Return a SHA-256 over all seed files that extraction depends on: its key in the warehouse."""
    total = hashlib.sha256()
    for path in sorted(root.rglob("*.yml")):
        folder = path.relative_to(root).parts[0]
        if folder in {"documents", "sources"}:
            continue
        total.update(path.relative_to(root).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
