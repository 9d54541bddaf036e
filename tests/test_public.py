"""What the package offers, what importing it loads, and which module may import which."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

SOURCE = Path(onrecord.__file__).parent

ORDER = (
    ("errors",),
    ("settings",),
    ("report",),
    ("record",),
    ("doc", "exports"),
    ("records",),
    ("codebooks", "projection"),
    ("intake",),
    ("engine",),
    ("statements",),
    ("times", "places"),
    ("actors",),
    ("events",),
    ("links",),
    ("views",),
    ("worker",),
    ("corpus",),
    ("pipeline",),
    ("cli", "component"),
    ("__main__",),
)
"""A module imports only what stands above it, or what is of its own part."""
FRAME = {"__init__"}
"""The package itself, which loads public names on first use."""
ALLOWED = {("record", "views"), ("records", "views"), ("worker", "pipeline"), ("corpus", "pipeline")}
"""Records show themselves in a notebook, a worker makes a reader in its own process; they import where
they do it. The corpus names the reader's type alone."""

PLACE = {part: number for number, parts in enumerate(ORDER) for part in parts}


def modules():
    return sorted(SOURCE.rglob("*.py"))


def part_of(path):
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imported_parts(path):
    """The parts of onrecord that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "onrecord" and rest.partition(".")[0] in PLACE:
                yield rest.partition(".")[0]


@pytest.mark.parametrize("name", onrecord.__all__)
def test_public_names_are_there_and_documented(name):
    assert getattr(onrecord, name).__doc__


def test_all_is_sorted_and_listed():
    assert onrecord.__all__ == sorted(onrecord.__all__)
    assert set(onrecord.__all__) <= set(dir(onrecord))


def test_an_unknown_name_is_told_with_those_there_are():
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'; it has CodebookError"):
        _ = onrecord.Nothing


def test_importing_the_package_loads_nothing_else():
    script = "import sys; before = set(sys.modules); import onrecord; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8")
    assert {name for name in done.stdout.split() if name.partition(".")[0] not in sys.stdlib_module_names} == {
        "onrecord"
    }


def test_every_part_has_its_place():
    assert {part_of(path) for path in modules()} - FRAME <= set(PLACE)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_import_only_what_stands_before_them(path):
    part = part_of(path)
    if part in FRAME:
        return
    wrong = [
        other
        for other in imported_parts(path)
        if other != part and PLACE[other] >= PLACE[part] and (part, other) not in ALLOWED
    ]
    assert wrong == []


def test_nothing_shipped_imports_what_is_for_training():
    heavy = {"torch", "transformers", "onnx", "safetensors", "spacy", "training", "benchmarks"}
    for path in set(modules()) - {SOURCE / "component.py"}:  # it is a part of spaCy's pipelines
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not heavy & {name.partition(".")[0] for name in names}, path
