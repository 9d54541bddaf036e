"""A page as a parser sees it."""

from collections import defaultdict
from html.parser import HTMLParser

VOID = {"meta", "br"}


class Reading(HTMLParser):
    """A page as a parser sees it: its elements, well nested, and the marks over each character of the text."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.parts: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.words: dict[str, str] = defaultdict(str)
        self.deepest = 0
        self.feed(written)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
            self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.words[self.open[-1][0] if self.open else ""] += data
        if not any(tag == "article" for tag, _ in self.open):
            return
        here = range(len(self.text), len(self.text) + len(data))
        self.text += data
        for _, attributes in self.open:
            part = (attributes.get("class") or "").split(" ")[0]
            if part in ("outside", "credit") or "data-s" in attributes or "data-e" in attributes:
                self.parts[attributes.get("data-s") or attributes.get("data-e") or "", part].update(here)

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.elements if name in (attributes.get("class") or "").split()]
