"""Pieces of HTML to text, paragraph by paragraph: for feeds and mail, where all of it is the text."""

from __future__ import annotations

import re

from lxml import etree, html

# https://html.spec.whatwg.org/multipage/rendering.html: the elements that browsers show as blocks.
_BLOCKS = frozenset(
    re.findall(
        r"\S+",
        """
        address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer
        form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead
        tr ul
        """,
    )
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "iframe", "object", "svg", "head"})


def text_of(markup: str) -> str:
    """Return the text of a piece of HTML: blocks on lines of their own, spaces as a browser shows them."""
    if not markup.strip():
        return ""
    try:
        tree = html.fragment_fromstring(markup.replace("\0", ""), create_parent="div")
    except (etree.ParserError, ValueError):  # nothing but comments, or characters that XML does not have
        return ""
    lines: list[str] = [""]
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        _add(lines, event, element, tree)
    return "\n".join(filter(None, (re.sub(r"[ \t\r\n\f]+", " ", line).strip(" ") for line in lines)))


def _add(lines: list[str], event: str, element: etree._Element, root: etree._Element) -> None:
    """Add an element's own text at its start, and the text after it at its end, a block on a new line."""
    visible = isinstance(element.tag, str) and element.tag not in _UNSEEN and not _inside_unseen(element)
    if visible and element.tag in _BLOCKS:
        lines.append("")
    if event == "start" and visible:
        lines[-1] += element.text or ""
    elif event != "start" and element is not root and not _inside_unseen(element):
        lines[-1] += element.tail or ""


def _inside_unseen(element: etree._Element) -> bool:
    return any(parent.tag in _UNSEEN for parent in element.iterancestors())
