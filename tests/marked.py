"""Sentences with the answer marked in [brackets], as seeds carry them."""

from __future__ import annotations


def unmark(marked: str) -> tuple[str, int, int]:
    """Return the plain sentence, and where the marked words start and end in it."""
    start = marked.index("[")
    end = marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end
