"""Small tables for a notebook, which shows them in its own style."""

from collections.abc import Iterable, Sequence

from onrecord.views.markup import attribute

__all__ = ["cell", "notebook_table"]


def cell(text: str) -> str:
    """The text of a cell: nothing in it can act, or turn the direction of what stands around it.

    What our pages show by number, a notebook without our style can't; it becomes U+FFFD.
    """
    return f"<bdi>{attribute(text)}</bdi>" if text else ""


def notebook_table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table; the caption and the cells are HTML, the columns' names plain words."""
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    body = "\n".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in rows)
    return (
        f"<table>\n<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"
    )
