"""What the documentation shows works as shown."""

import re
from pathlib import Path

import onrecord

DOCS = Path(__file__).parent.parent / "docs"


def test_the_example_of_the_python_interface_runs(capsys):
    (code,) = re.findall(r"```python\n(.*?)```", (DOCS / "api.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "docs/api.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert any(line.startswith("deny | The ministry") for line in printed)
    assert any("Reuters" in line for line in printed)


def test_every_public_name_is_documented():
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    assert [name for name in onrecord.__all__ if f"`{name}" not in text] == []


def test_links_between_documents_lead_somewhere():
    for page in [*DOCS.glob("*.md"), DOCS.parent / "README.md"]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http:", "https:")):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
