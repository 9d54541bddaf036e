"""A row of a table, or an object of JSON, turned into a report."""

from collections.abc import Mapping

from onrecord.errors import FaultError, InputError
from onrecord.intake.columns import cell
from onrecord.intake.compose import compose
from onrecord.intake.day import find_day
from onrecord.intake.fragments import plain
from onrecord.intake.options import Columns
from onrecord.intake.publication import Publication
from onrecord.intake.settle import make_report
from onrecord.intake.source import Source
from onrecord.intake.text import check_text, decode
from onrecord.report import Report

__all__ = ["read_row"]

Cells = Mapping[str, object]


def read_row(
    cells: Cells, columns: Columns, source: Source, name: str, id: str, notes: tuple[str, ...] = ()
) -> Report | InputError:
    """The report of a row, or the error that says why it holds none.

    `name` is what errors call it ("news.csv, row 17"); `id` its id if no column holds one.
    """
    try:
        body, body_notes = plain(_text(cells, columns, source, name), "text")
        headline, headline_notes = plain(_words(cell(cells, columns.headline)), "headline")
        published, day_notes = find_day(cell(cells, columns.published))
        url, url_notes = _address(_words(cell(cells, columns.url)))
        outlet = _words(cell(cells, columns.outlet))
        publication = Publication(
            published,
            None if _is_address(outlet) else outlet or None,
            url,
            _words(cell(cells, columns.byline)) or None,
            origin="column",
        )
        return make_report(
            compose(body, headline=headline),
            name,
            _words(cell(cells, columns.id)) or id,
            (*source.publications, publication),
            (*notes, *body_notes, *headline_notes, *day_notes, *url_notes),
        )
    except InputError as error:
        return error
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other rows their records
        return FaultError(name, error)


def _text(cells: Cells, columns: Columns, source: Source, name: str) -> str:
    value = cell(cells, columns.text)
    if isinstance(value, bytes):
        value, _ = decode(value, name)
    if value is None or value == "" or value != value:  # NaN, as data frames write what is missing
        raise InputError(name, f"its text is missing (column {columns.text!r})")
    if not isinstance(value, str):
        raise InputError(name, f"column {columns.text!r} holds {_kind(value)}, where the text should be")
    if len(value) * 4 > source.limits.report and len(value.encode("utf-8", "replace")) > source.limits.report:
        raise source.limits.too_large(name)
    check_text(value, name)
    return value


def _words(value: object) -> str:
    """What a cell says in one line: names of a list with commas between; nothing for what is no text and no number."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_word, value)))
    return _word(value)


def _word(value: object) -> str:
    if isinstance(value, dict):  # {"name": "Jane Doe", "url": ...}
        value = value.get("name")
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer():  # whole numbers with gaps, as data frames hold them
        value = int(value)
    return " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _address(text: str) -> tuple[str | None, tuple[str, ...]]:
    """The address that a cell holds; any other text is none, and noted."""
    if not text or _is_address(text):
        return text or None, ()
    return None, (f"url: {text[:80]!r} is no address on the web",)


def _is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def _kind(value: object) -> str:
    kinds = {bool: "true or false", dict: "an object", list: "a list", int: "a number", float: "a number"}
    return kinds.get(type(value), f"a value of type {type(value).__name__}")
