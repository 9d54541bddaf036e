"""Write docs/cli.md from the help of the command line; with --check only say whether it is up to date."""

import os
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).with_name("cli.md")
WIDTH = "100"
COMMANDS = (("onrecord",), ("onrecord", "read"))
HEAD = "# The command line\n\nThis page is written by `make docs` from each command's `--help`.\n"


def page() -> str:
    """The page as it should be."""
    return HEAD + "".join(f"\n## {' '.join(command)}\n\n```\n{help_of(*command[1:])}```\n" for command in COMMANDS)


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
