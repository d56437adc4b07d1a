"""What code says, as a hash: the same however it is worded, set out or explained, and in every Python.

Needs the standard library alone.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# What only some versions of Python note down, or what says how a thing is written and not what it is.
_LEFT_OUT = frozenset({"kind", "type_comment", "type_ignores"})


def code_digest(modules: Mapping[str, Path]) -> str:
    """Return a SHA-256 over the names of modules and what each says."""
    total = hashlib.sha256()
    for name in sorted(modules):
        total.update(f"{name}\n{canonical(modules[name].read_bytes())}\n".encode())
    return total.hexdigest()


def imported(root: Path, package: str, start: Iterable[Path]) -> dict[str, Path]:
    """Return, by dotted name, the modules under `root` that are `start` and all that these import.

    `root` is the folder of `package`; what is imported from elsewhere is left out.
    """
    found: dict[str, Path] = {}
    waiting = list(start)
    while waiting:
        path = waiting.pop()
        name = ".".join((package, *path.relative_to(root).with_suffix("").parts)).removesuffix(".__init__")
        if name in found:
            continue
        found[name] = path
        own = (
            asked.split(".")[1:] for asked in names_imported(path) if f"{asked}.".startswith(f"{package}.")
        )
        waiting += [file for parts in own for file in _files(root, parts)]
    return found


def names_imported(path: Path) -> Iterator[str]:
    """Yield the dotted name of whatever a file may import, within functions too.

    ``from a import b`` gives ``a.b``, which is a module or what the module ``a`` holds.
    """
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _files(root: Path, parts: list[str]) -> Iterator[Path]:
    """Yield the files that are run when a dotted name is imported: of its packages, and its own.

    The file of the whole package is none of them: it only leads callers to what they ask for.
    """
    packages = [root.joinpath(*parts[:depth], "__init__.py") for depth in range(1, len(parts) + 1)]
    modules = [path.parent.with_name(f"{path.parent.name}.py") for path in packages]
    yield from (file for file in (*packages, *modules) if file.is_file())


def canonical(source: bytes) -> str:
    """Return what code says, in one form: no comments and docstrings, nothing of where things stand.

    ``ast.dump`` writes the same tree otherwise in Python 3.13 than before.
    """
    return _written(ast.parse(source))


def _written(value: object) -> str:
    if isinstance(value, ast.JoinedStr):
        return f"JoinedStr({_written(_joined(value.values))})"
    if isinstance(value, ast.AST):
        fields = ((name, getattr(value, name, None)) for name in value._fields if name not in _LEFT_OUT)
        said = ",".join(f"{name}={_written(field)}" for name, field in fields if field not in (None, []))
        return f"{type(value).__name__}({said})"
    if isinstance(value, list):
        return f"[{','.join(_written(item) for item in value if not _does_nothing(item))}]"
    return f"{type(value).__name__}:{value!a}"  # in ASCII: Pythons differ in the letters that they know


def _does_nothing(item: object) -> bool:
    """Say whether it is a statement that only explains or fills a place: a docstring, ``pass``."""
    if isinstance(item, ast.Expr):
        return isinstance(item.value, ast.Constant) and isinstance(item.value.value, str)
    return isinstance(item, ast.Pass)


def _joined(values: list[ast.expr]) -> list[object]:
    """Return the parts of an f-string, text that stands side by side as one: before 3.12 it may be cut."""
    found: list[object] = []
    for value in values:
        part = value.value if isinstance(value, ast.Constant) else value
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part != "":
            found.append(part)
    return found
