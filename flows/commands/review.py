"""`review`, `who` and `seeds`: what a person judges, and what the program knows."""

from __future__ import annotations

from typing import Annotated

import typer

from datelines.flows.commands.options import FormatOption, JsonOption, chosen, format_option, stands_alone
from datelines.flows.commands.timeline import LimitOption
from datelines.flows.terminal import emit, note

WHO = ("name", "table", "json", "csv")
ItemArgument = Annotated[
    str, typer.Argument(metavar="ITEM", help="A review item's id, or the beginning of it.")
]
NoteOption = Annotated[str | None, typer.Option("--note", help="Why, in your words.")]
ByOption = Annotated[str | None, typer.Option("--by", help="Who decided.")]

review = typer.Typer(
    help="List what a person should look at, and decide on it.",
    epilog="Example:  datelines review --format csv",
    rich_markup_mode=None,
    invoke_without_command=True,
)
seeds = typer.Typer(
    help="Look after the knowledge that people edit.",
    epilog="Example:  datelines seeds check",
    rich_markup_mode=None,
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    review.callback()(_review)
    review.command("list", epilog="Example:  datelines review list --json")(list_items)
    review.command(epilog="Example:  datelines review accept 5be1 --note 'checked with the ministry'")(accept)
    review.command(epilog="Example:  datelines review correct 5be1 'Yoriko Kawaguchi' --by aigerim")(correct)
    app.add_typer(review, name="review")
    app.command(epilog="Example:  datelines who 'foreign minister of Japan' --on 2004-08-28")(who)
    seeds.command(epilog="Example:  datelines seeds check")(check)
    app.add_typer(seeds, name="seeds")


def _review(
    context: typer.Context, limit: LimitOption = None, form: FormatOption = None, json: JsonOption = False
) -> None:
    if stands_alone(context):
        list_items(limit, form, json)


def list_items(limit: LimitOption = None, form: FormatOption = None, json: JsonOption = False) -> None:
    """Print what waits for a person, and why."""
    from datelines.flows.ask.published import review_items
    from datelines.flows.show.tables import rendered

    kind = chosen(form, json)
    rows = review_items(limit, short=kind == "table")
    emit(rendered(kind, rows.columns, rows.rows))
    if not rows.rows:
        note("nothing waits for review")


def accept(item: ItemArgument, why: NoteOption = None, by: ByOption = None) -> None:
    """Let stand what the document says; it is not asked about again."""
    from datelines.flows.ask.decide import decide

    note(f"accepted {decide(item, 'accept', None, why, by)}")


def correct(
    item: ItemArgument,
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="What it ought to be. Kept beside the text, which stays.")
    ],
    why: NoteOption = None,
    by: ByOption = None,
) -> None:
    """Note what ought to stand there. The document's own words are never changed."""
    from datelines.flows.ask.decide import decide

    note(f"corrected {decide(item, 'correct', value, why, by)}")


def who(
    office: Annotated[
        str,
        typer.Argument(
            metavar="OFFICE",
            help="An office in words, as in a question if you like, or its id in seeds/actors.",
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="A day (2025-12-19), month or year; without it, today."),
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="List all who held it, whenever.")] = False,
    form: Annotated[
        str | None,
        format_option(WHO, "The name alone, or rows with term and source"),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Print who held an office.

    The name alone goes to stdout, one line; term, source and doubts go to stderr. For a month or a year
    all who held it then are printed, in order of time. Exits with 1 where nobody is known.
    """
    from datetime import UTC, datetime

    from datelines.flows.ask import offices
    from datelines.flows.show.tables import rendered

    kind = chosen(form, json, WHO[0])
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    answer = offices.all_terms(office) if everybody else offices.holders(office, on, today)
    emit("\n".join(answer.names) if kind == "name" else rendered(kind, offices.COLUMNS, answer.rows))
    for said in answer.notes:
        note(said)


def check(json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON.")] = False) -> int:
    """Read all seeds and check them against each other.

    Exits with 1 where something is wrong.
    """
    from datelines.flows.ask.seeds import seed_problems
    from datelines.flows.show.tables import as_json

    found = seed_problems()
    emit(as_json(found) if json else "\n".join(map(str, found)))
    if not found:
        note("the seeds are sound")
    return 1 if found else 0
