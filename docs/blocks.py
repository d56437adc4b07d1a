"""The generated blocks of the documentation: each function returns the Markdown of one block.

What a block repeats is read from where it is defined: the commands from the program's own help,
columns from the views' comments, event types from their seed files, the record from its models.
"""

from __future__ import annotations

import dataclasses
import re
import tempfile
import typing
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import UnionType
from typing import Any

from datelines.sources import records

HELP_WIDTH = 96


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; bars and line breaks inside a cell are made harmless."""
    lines = [list(head), ["---"] * len(head), *rows]
    cells = (" | ".join(re.sub(r"\s+", " ", cell).replace("|", "\\|") for cell in line) for line in lines)
    return "\n".join(f"| {line} |" for line in cells)


def _commands() -> Iterator[tuple[str, Any, Any]]:
    """Yield name, command and context of every command, subcommands by their full name."""
    import typer

    from datelines.flows.cli import app

    def walk(command: Any, context: Any) -> Iterator[tuple[str, Any, Any]]:
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child.hidden:
                continue
            child.rich_markup_mode = None  # plain text, no boxes
            below = child.context_class(child, info_name=name, parent=context, terminal_width=HELP_WIDTH)
            if hasattr(child, "list_commands"):
                yield from walk(child, below)
            else:
                yield below.command_path.removeprefix("datelines "), child, below

    root: Any = typer.main.get_command(app)
    yield from walk(root, root.context_class(root, info_name="datelines", terminal_width=HELP_WIDTH))


def commands() -> str:
    """The commands, one line each."""
    rows = [
        (f"`datelines {name}`", command.get_short_help_str(limit=200)) for name, command, _ in _commands()
    ]
    return table(("command", "what it does"), rows)


def help_texts() -> str:
    """The whole help of each command, as it is printed without colours."""
    return "\n\n".join(
        f"### datelines {name}\n\n```text\n{command.get_help(context).rstrip()}\n```"
        for name, command, context in _commands()
    )


def _empty_warehouse(folder: Path) -> Any:
    from datelines.warehouse.store import Reader, Writer

    with Writer(folder, folder / "timeline.duckdb") as writer:
        return Reader(writer.publish())


VIEWS = """
SELECT view_name, comment FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' ORDER BY view_name
"""
COLUMNS = """
SELECT table_name, column_name, data_type, comment FROM duckdb_columns()
WHERE schema_name = 'main' ORDER BY table_name, column_index
"""
MACROS = """
SELECT comment FROM duckdb_functions()
WHERE NOT internal AND schema_name = 'main' AND comment IS NOT NULL AND function_type = $kind
ORDER BY function_name
"""


def views() -> str:
    """The views, one line each: what one row is."""
    with tempfile.TemporaryDirectory() as folder:
        rows = _empty_warehouse(Path(folder)).query(VIEWS).rows
    return table(("view", "one row is"), [(f"`{name}`", comment or "") for name, comment in rows])


def _macros(kind: str, head: str) -> str:
    """Return a table of the macros of a kind: how each is called, and what it gives."""
    with tempfile.TemporaryDirectory() as folder:
        rows = _empty_warehouse(Path(folder)).query(MACROS, {"kind": kind}).rows
    parts = [
        (call, said.removeprefix("one row is ")) for call, _, said in (row[0].partition(": ") for row in rows)
    ]
    return table(("macro", head), [(f"`{call}`", said) for call, said in parts])


def macros() -> str:
    """The macros that are used like a table: what one row is."""
    return _macros("table_macro", "one row is")


def functions() -> str:
    """The macros that give a value."""
    return _macros("macro", "gives")


def columns() -> str:
    """The columns of each view, with their types and comments."""
    with tempfile.TemporaryDirectory() as folder:
        reader = _empty_warehouse(Path(folder))
        named = reader.query(VIEWS).rows
        rows = reader.query(COLUMNS).rows
    parts = []
    for view, comment in named:
        cells = [(f"`{column}`", kind, note or "") for owner, column, kind, note in rows if owner == view]
        parts.append(f"### {view}\n\n{comment or ''}\n\n{table(('column', 'type', 'what it says'), cells)}")
    return "\n\n".join(parts)


def view_columns() -> str:
    """The views with the names of their columns, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        reader = _empty_warehouse(Path(folder))
        named: dict[str, list[str]] = {view: [] for view, _ in reader.query(VIEWS).rows}
        for owner, column, _, _ in reader.query(COLUMNS).rows:
            if owner in named:
                named[owner].append(f"`{column}`")
    rows = [(f"[`{view}`](views.md#{view})", ", ".join(some)) for view, some in named.items()]
    return table(("view", "columns"), rows)


def rooms() -> str:
    """The rooms of reading, and what the first line of each says."""
    from importlib import import_module
    from pkgutil import iter_modules

    from datelines import extractors

    names = [room.name for room in iter_modules(extractors.__path__) if room.ispkg]
    about = {name: import_module(f"{extractors.__name__}.{name}").__doc__ or "" for name in names}
    rows = [(f"`{name}/`", text.split("\n")[0]) for name, text in about.items()]
    return table(("room", "what it asks, and what may be touched there"), rows)


def steps() -> str:
    """The steps of reading in order, with the layers of a page that each needs and gives."""
    from datelines.extractors.pipeline import STEPS

    rows = [
        (
            f"`{step.name}`",
            ", ".join(step.needs),
            ", ".join(step.gives),
            "yes" if step.optional else "",
        )
        for step in STEPS
    ]
    return table(("step", "needs", "gives", "may be left out"), rows)


def event_types() -> str:
    """The event types: meaning, CAMEO code, and what PLOVER's manual makes of them when planned."""
    from datelines.seeds import event_types as types

    rows = []
    for kind in types.event_types().values():
        folds = ", ".join(f"{factuality} → {root}" for factuality, root in kind.folds.items())
        plover = folds or "the same" if kind.plover else "none"
        rows.append((f"`{kind.type}`", kind.meaning, kind.cameo or "", plover))
    return table(("type", "meaning", "CAMEO", "PLOVER code where it differs"), sorted(rows))


def languages() -> str:
    """What each language with a folder has, and what it lacks; then those that are only told apart."""
    from datelines.seeds import languages_with
    from datelines.seeds.models.languages import languages as told_apart

    counts = {
        head: {lang: count(path) for lang, path in languages_with(name).items()}
        for head, (name, count) in LANGUAGE.items()
    }
    own = sorted({lang for column in counts.values() for lang in column})
    tags = {language.tag: language for language in told_apart().languages}
    rows = [
        (
            f"{tags[lang].name} (`{lang}`)",
            "yes" if tags[lang].read else "no",
            *(column.get(lang, "–") for column in counts.values()),
        )
        for lang in own
    ]
    others = ", ".join(language.name for tag, language in tags.items() if tag not in own)
    return f"{table(('language', 'read', *counts), rows)}\n\nTold apart, and no more: {others}."


def seats() -> str:
    """The seats, the features of each with the rule's weights, and the languages that have a table."""
    from datelines.extractors.learned.seats import SEATS
    from datelines.seeds import ROOT

    parts = []
    for seat in SEATS.values():
        rows = [(f"`{name}`", means, f"{seat.weights[name]:g}") for name, means in seat.features.items()]
        tables = ", ".join(sorted(path.stem for path in (ROOT / "weights" / seat.name).glob("*.yml")))
        told = f"Gives a {seat.gives}. Fingerprint `{seat.fingerprint}`. Tables: {tables or 'none'}."
        parts.append(f"### {seat.name}: {seat.asks}\n\n{told}\n\n{table(('feature', 'is', 'rule'), rows)}")
    return "\n\n".join(parts)


def triggers() -> str:
    """The triggers of each event type, by language."""
    from datelines.seeds import languages_with, read_folder
    from datelines.seeds.models.events import EventType

    folders = languages_with("triggers")
    rows = [
        (f"`{kind.type}`", *(_rows(folder / f"{stem}.yml") for folder in folders.values()))
        for stem, kind in read_folder("events", EventType).items()
    ]
    return table(("type", *folders), rows)


def _rows(path: Path) -> str:
    """Return how many rows a file, or all files below a folder, have; a dash for none."""
    from datelines.seeds.loader import read_yaml

    files = sorted(path.rglob("*.yml")) if path.is_dir() else [path] if path.exists() else []
    return str(sum(len(read_yaml(file)) for file in files)) if files else "–"


def _rules(path: Path) -> str:
    """Return how many time rules lie in a folder, its words and cues left out."""
    from datelines.seeds.loader import read_yaml

    return str(sum(len(read_yaml(file)) for file in path.glob("*.yml")))


def _under(*keys: str) -> Callable[[Path], str]:
    """Return what counts the rows under some keys of a file."""
    from datelines.seeds.loader import read_yaml

    return lambda path: str(sum(len(read_yaml(path).get(key, ())) for key in keys))


# What a language may have: the file or folder, and how to count it.
LANGUAGE: dict[str, tuple[str, Callable[[Path], str]]] = {
    "datelines": ("datelines.yml", _under("lines", "addresses")),
    "time rules": ("time", _rules),
    "names": ("names.yml", _under("guards", "endings", "suffixes")),
    "offices": ("roles.yml", _under("titles")),
    "words": ("lexicon.yml", _under("words")),
    "flags": ("lexicon.yml", _under("flags")),
    "slots": ("slots.yml", _under("slots")),
    "triggers": ("triggers", _rows),
    "cues": ("cues", _rows),
    "title words": ("titles.yml", _under("subtypes", "rules")),
}


def subtypes() -> str:
    """The subtypes: the type to which each belongs, what it means, the view that lists it."""
    from datelines.seeds import event_types as types

    rows = [
        (f"`{one.name}`", f"`{kind.type}`", one.meaning, f"`{one.view}`" if one.view else "")
        for kind in types.event_types().values()
        for one in kind.subtypes.values()
    ]
    return table(("subtype", "belongs to", "meaning", "listed by"), rows)


def _shown(kind: Any) -> str:
    """Return a type as the record's reader sees it: JSON's words, no Python."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return ", ".join(str(value) for value in arguments)
    if origin in (typing.Union, UnionType):
        return " or ".join(_shown(argument) for argument in arguments)
    if origin is tuple:
        inner = [argument for argument in arguments if argument is not Ellipsis]
        return f"list of {_shown(inner[0])}"
    if dataclasses.is_dataclass(kind):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"  # type: ignore[union-attr]
    return {str: "text", int: "integer", float: "number", type(None): "null"}.get(kind, str(kind))


RECORD = (
    records.Extraction, records.Published, records.DctCandidate, records.Timex, records.Report,
    records.Plover, records.DateRange, records.Participant, records.Place, records.Passage,
    records.Attribution, records.MechanismRef, records.Position, records.Topic, records.Span,
    records.ReviewItem,
    records.Unread,
)  # fmt: skip


def record() -> str:
    """The objects of the extraction record with their fields."""
    parts = []
    for model in RECORD:
        kinds = typing.get_type_hints(model)
        rows = [(f"`{field.name}`", _shown(kinds[field.name])) for field in dataclasses.fields(model)]
        text = (model.__doc__ or "").strip()
        said = "" if text.startswith(f"{model.__name__}(") else re.sub(r"\n\s+", "\n", text) + "\n\n"
        parts.append(f"### {model.__name__}\n\n{said}{table(('field', 'value'), rows)}")
    return "\n\n".join(parts)


SHOWN_FIGURES = {
    "gold/en/event_date.f1": "events with the right date (English documents), F1",
    "gold/en/type_accuracy": "their type, accuracy",
    "gold/en/factuality_macro_f1": "their factuality, macro-F1",
    "gold/en/participants.f1": "their participants, F1",
    "gold/en/participant_country.f1": "the countries these act for, F1",
    "gold/en/place_country_accuracy": "the country of the place, accuracy",
    "timex/timebank/relaxed.f1": "time expressions found (TimeBank), F1",
    "timex/timebank/value.f1": "and their value right, F1",
    "timex/wikiwars-dev/value.f1": "the same in narratives (WikiWars), F1",
    "plover/plv_train/root_macro_f1": "PLOVER root of a relation sentence, macro-F1",
}


def figures() -> str:
    """The floors of the figures that say most: what is measured is not below them."""
    from benchmarks.floors import read_floors
    from benchmarks.gate import FLOORS

    floors = read_floors(FLOORS).floors
    rows = [(text, f"{floors[name]:.2f}") for name, text in SHOWN_FIGURES.items() if name in floors]
    return table(("what", "at least"), rows)


BLOCKS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "help": help_texts,
    "views": views,
    "macros": macros,
    "functions": functions,
    "columns": columns,
    "view-columns": view_columns,
    "rooms": rooms,
    "steps": steps,
    "event-types": event_types,
    "languages": languages,
    "seats": seats,
    "triggers": triggers,
    "subtypes": subtypes,
    "record": record,
    "figures": figures,
}
