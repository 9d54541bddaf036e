"""Write the columns into docs/exports.md from their declarations; with --check only say whether it is up to date."""

import re
import sys
from pathlib import Path

from onrecord.exports.tables import TABLES, TYPES, Table

PAGE = Path(__file__).with_name("exports.md")
PLACE = re.compile("(?<=<!-- tables -->\n).*?(?=<!-- /tables -->)", re.DOTALL)


def page(current: str) -> str:
    """The page as it should be."""
    return PLACE.sub(lambda _: "\n".join([types(), *map(columns, TABLES.values())]), current)


def types() -> str:
    """How each type is written, as a table."""
    rows = "".join(f"| {words} | `{arrow}` | {csv} |\n" for arrow, csv, words in TYPES.values())
    return f"\n| type | Arrow, Parquet | CSV |\n| --- | --- | --- |\n{rows}"


def columns(table: Table) -> str:
    """A table's section."""
    rows = "".join(f"| `{one.name}` | {TYPES[one.type][2]} | {one.description} |\n" for one in table.columns)
    key = " and ".join(f"`{name}`" for name in table.key)
    head = f"### {table.name}\n\n{table.description} Its key is {key}.\n"
    return f"{head}\n| column | type | holds |\n| --- | --- | --- |\n{rows}"


def main() -> int:
    """Write or check the page; 1 if the check fails."""
    current = PAGE.read_text(encoding="utf-8")
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page(current), encoding="utf-8")
        return 0
    if current == page(current):
        return 0
    print("docs/exports.md does not tell the columns that there are; run `make docs`")
    return 1


if __name__ == "__main__":
    sys.exit(main())
