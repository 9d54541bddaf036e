"""What the site has beyond docs/: the model card and the samples' licences, which stand elsewhere, and the notebook."""

import re
from pathlib import Path

import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

CHECKOUT = Path(__file__).parent.parent
ELSEWHERE = {
    "model_card.md": "src/onrecord/engine/model/MODEL_CARD.md",
    "samples.md": "examples/reports/README.md",
    "record.schema.json": "src/onrecord/record.schema.json",
}
"""Pages of the site, and the files of the checkout that they are."""
NOTEBOOK = "notebook.ipynb"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are not files of docs/."""
    for page, path in ELSEWHERE.items():
        files.append(File.generated(config, page, abs_src_path=str(CHECKOUT / path)))
    notebook = nbformat.read(Path(config.docs_dir) / NOTEBOOK, as_version=4)
    files.append(File.generated(config, "notebook.md", content=as_markdown(notebook)))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Lead links that leave docs/ to the pages that the site has instead."""
    for page, path in ELSEWHERE.items():
        markdown = markdown.replace(f"](../{path}", f"]({page}")
    return markdown


def as_markdown(notebook: nbformat.NotebookNode) -> str:
    """The notebook's cells as a page, each piece of code followed by what it gave."""
    return "\n\n".join(part for cell in notebook.cells for part in _parts(cell))


def _parts(cell: nbformat.NotebookNode) -> list[str]:
    if cell.cell_type != "code":
        return [cell.source]
    return [f"```python\n{cell.source}\n```", *map(_output, cell.outputs)]


def _output(output: nbformat.NotebookNode) -> str:
    if output.output_type == "stream":
        return f"```text\n{output.text}\n```"
    shown = output.data.get("text/html")
    if shown is None:
        return f"```text\n{output.data['text/plain']}\n```"
    lines = re.sub(r"<style.*?</style>", "", shown, flags=re.DOTALL).splitlines()
    return f'<div class="output" tabindex="0">{" ".join(line.strip() for line in lines)}</div>'
