"""What the lists of actors, times and places have in common: the ways to the text, and how sure each entry is."""

from collections.abc import Collection

from onrecord.record import Record
from onrecord.views.markup import isolated
from onrecord.views.named import Named
from onrecord.views.wording import UNSURE, phrase

__all__ = ["Leads", "sureness"]


class Leads:
    """The ways between the entries of a list and the words in the text; none where the page is not `linked`."""

    def __init__(self, record: Record, anchors: Collection[str], *, linked: bool) -> None:
        self._report = record.report
        self._anchors = anchors
        self.linked = linked

    def opening(self, one: Named, name: str) -> str:
        """The beginning of the entry's element; `name` is its class."""
        place = f' data-e="{one.anchor}"' if self.linked else ""
        return f'<li class="{name} v{one.hue}"{place}>'

    def title(self, one: Named, name: str) -> str:
        """The entry's name, given as HTML: links to the entry arrive there, and it leads to its first words."""
        if not self.linked:
            return f'<b class="title">{name}</b>'
        words = (f"{one.anchor}-{item}" for item in range(1, len(one.spans) + 1))
        to = next((anchor for anchor in words if anchor in self._anchors), None)
        if to is None:
            return f'<b class="title" id="{one.anchor}" tabindex="-1">{name}</b>'
        return f'<a class="title" id="{one.anchor}" href="#{to}">{name}</a>'

    def words(self, one: Named, item: int) -> str:
        """The words under the `item`-th span, from 1; they lead to where they stand."""
        told = f"“{isolated(phrase(self._report[one.spans[item - 1]]))}”"
        anchor = f"{one.anchor}-{item}"
        return f'<a href="#{anchor}">{told}</a>' if self.linked and anchor in self._anchors else told


def sureness(confidence: float) -> str:
    """How sure it is; nothing where it is certain, as what was written by hand."""
    if confidence < UNSURE:
        return f'<strong class="unsure">unsure, {confidence:.0%}</strong>'
    return f'<span class="sure">{confidence:.0%} sure</span>' if confidence < 1 else ""
