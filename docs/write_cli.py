"""Write docs/cli.md from the help of the command line; with --check only say whether it is up to date."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import typer.main

from onrecord.cli import app

PAGE = Path(__file__).with_name("cli.md")
WIDTH = "100"
HEAD = "# The command line\n\nThis page is written by `make docs` from each command's `--help`.\n"


def page() -> str:
    """The page as it should be."""
    commands = commands_of(typer.main.get_command(app), ())
    return HEAD + "".join(f"\n## {' '.join(('onrecord', *it))}\n\n```\n{help_of(*it)}```\n" for it in commands)


def commands_of(command: object, names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The names of a command and of all below it."""
    yield names
    for name, below in getattr(command, "commands", {}).items():
        yield from commands_of(below, (*names, name))


def help_of(*command: str) -> str:
    """What a command prints for --help, in lines without spaces at their ends."""
    arguments = [sys.executable, "-m", "onrecord", *command, "--help"]
    environment = os.environ | {"COLUMNS": WIDTH, "PYTHONIOENCODING": "utf-8"}
    printed = subprocess.run(arguments, env=environment, capture_output=True, check=True, encoding="utf-8").stdout
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def main() -> int:
    """Write or check the page; 1 if the check fails."""
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print("docs/cli.md is not what --help prints; run `make docs`")
    return 1


if __name__ == "__main__":
    sys.exit(main())
