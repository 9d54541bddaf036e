"""The report's text as HTML, its statements marked.

Without its tags it is the text, code point by code point (markup.py says what HTML can't hold), so that a place in the
page is a place in the report.
"""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.record import Record
from onrecord.report import Span
from onrecord.views.markup import attribute, element_text
from onrecord.views.named import Named
from onrecord.views.outline import Entry
from onrecord.views.segments import Mark, Segment, paragraphs, segments
from onrecord.views.wording import told_by

__all__ = ["Article", "look"]

DEEPEST = 3
TAGS = {"content": "mark", "source": "b", "cue": "i", "qualifier": "u"}
"""Of the parts of a statement; all else is a span."""


def look(entry: Entry, hues: Mapping[str, int]) -> str:
    """The statement's classes: how deep it lies in others, and its speaker's hue."""
    hue = hues[entry.speakers[0]] if entry.speakers else 0
    return f"d{min(entry.depth, DEEPEST)} v{hue}"


class Article:
    """The text of one record on its way to HTML; `linked` numbers lead to the statements' cards.

    The words of `named` actors, times and places are marked too, to be shown where the page's script asks for them.
    """

    def __init__(
        self,
        record: Record,
        entries: Sequence[Entry],
        hues: Mapping[str, int],
        named: Sequence[Named] = (),
        *,
        linked: bool,
    ) -> None:
        self._report = record.report
        self._record = record
        self._entries = entries
        self._named = named
        self._hues = {one.anchor: one.hue for one in named}
        self._looks = [look(entry, hues) for entry in entries]
        self._linked = linked
        self.heading = "h1" if linked else "h3"
        edges = [edge for span in (record.headline, record.dek) if span for edge in span]
        self._blocks = [(block, self._role(block)) for block in paragraphs(record.report.text, edges)]
        self.placed: set[int] = set()
        """Statements whose number stands in the text; the others' spans hold nothing of it."""
        self.anchors: set[str] = set()
        """Of the words for actors, times and places: the ids to which links may lead."""
        self.has_heading = any(role == "headline" for _, role in self._blocks)
        self.html = "".join(self._text())

    def _text(self) -> Iterator[str]:
        text = self._report.text
        waiting = segments(len(text), self._marks(), [edge for block, _ in self._blocks for edge in block])
        last_end, heading = 0, self.heading
        for (start, end), role in self._blocks:
            tag = heading if role == "headline" else "p"
            heading = "p" if role == "headline" else heading  # a headline of two lines is one heading
            yield element_text(text[last_end:start])
            yield f'<{tag} class="{role}" dir="auto">' if role else f'<{tag} dir="auto">'
            yield from self._block([segment for segment in _until(waiting, end) if segment.start >= start])
            yield f"</{tag}>"
            last_end = end
        yield element_text(text[last_end:])

    def _role(self, block: Span) -> str:
        """Whether the paragraph is the headline's or dek's: white space apart, it lies inside."""
        text = self._report.text
        for role, span in (("headline", self._record.headline), ("dek", self._record.dek)):
            if span and span[0] < block[1] and block[0] < span[1]:
                around = text[block[0] : span[0]] + text[span[1] : block[1]]
                return "" if around.strip() else role
        return ""

    def _block(self, block: list[Segment]) -> Iterator[str]:
        """One paragraph: an element ends where its mark ends or one further out does, in which case it begins anew."""
        text = self._report.text
        open_marks: tuple[Mark, ...] = ()
        for start, end, marks in block:
            kept = _common(open_marks, marks)
            yield _closings(open_marks[kept:])
            for mark in marks[kept:]:
                if mark.part in TAGS and mark.number not in self.placed and self._is_place(mark):
                    self.placed.add(mark.number)
                    yield self._number(self._entries[mark.number - 1])
                yield self._opening(mark)
            yield element_text(text[start:end])
            open_marks = marks
        yield _closings(open_marks)

    def _marks(self) -> Iterator[Mark]:
        for start, end in self._record.not_report_text:
            yield Mark(start, end, "outside")
        for credit in self._record.credits:
            yield Mark(*credit.span, "credit")
        for entry in self._entries:
            statement = entry.statement
            for part, spans in (
                ("content", statement.content), ("source", statement.source),
                ("cue", statement.cue), ("qualifier", statement.qualified_by),
            ):  # fmt: skip
                for start, end in spans:
                    yield Mark(start, end, part, entry.number)
        for one in self._named:
            for item, (start, end) in enumerate(one.spans, 1):
                yield Mark(start, end, one.part, one.number, item)

    def _opening(self, mark: Mark) -> str:
        part, number = mark.part, mark.number
        if part in TAGS:
            return f'<{TAGS[part]} class="{part} {self._looks[number - 1]}" data-s="{number}">'
        if not mark.item:
            return f'<span class="{part}">'
        about, words = f"{part}-{number}", f"{part}-{number}-{mark.item}"
        anchor = "" if words in self.anchors else f' id="{words}"'
        self.anchors.add(words)
        return f'<span class="{part} v{self._hues[about]}"{anchor} data-e="{about}">'

    def _is_place(self, mark: Mark) -> bool:
        """Does the statement's number stand here: at its content, or where it has none at its first part?"""
        return mark.part == "content" or not self._entries[mark.number - 1].statement.content

    def _number(self, entry: Entry) -> str:
        """The statement's number; the style sheet writes it, for it is no part of the report's text."""
        classes = f"at {self._looks[entry.number - 1]}"
        if not self._linked:
            return f'<span class="{classes}" data-s="{entry.number}"></span>'
        label = attribute(f"Statement {entry.number}: {told_by(entry)}, {entry.statement.stance}")
        ends = f'id="{entry.anchor}-text" href="#{entry.anchor}"'
        return f'<a class="{classes}" {ends} data-s="{entry.number}" aria-label="{label}"></a>'


def _until(waiting: Iterator[Segment], end: int) -> Iterator[Segment]:
    """The next segments, up to the one that ends at `end`, where the text is cut."""
    for segment in waiting:
        yield segment
        if segment.end >= end:
            return


def _common(open_marks: Sequence[Mark], marks: Sequence[Mark]) -> int:
    """How many of the open marks, from the outermost, go on."""
    for same, (here, there) in enumerate(zip(open_marks, marks, strict=False)):
        if here is not there:
            return same
    return min(len(open_marks), len(marks))


def _closings(marks: Sequence[Mark]) -> str:
    return "".join(f"</{TAGS.get(mark.part, 'span')}>" for mark in reversed(marks))
