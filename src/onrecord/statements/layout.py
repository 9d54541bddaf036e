"""The layout of a report's text: paragraphs, headline and dek, datelines, captions and footers.

Texts come with one newline between paragraphs or with two, hard-wrapped, or broken in the middle of a sentence where a
link stood. Nothing is changed or removed: the layout is spans over the text as it is. When in doubt a line is body.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from onrecord.report import Report, Span

__all__ = ["Layout", "after_dateline", "find_layout", "find_paragraphs", "trim"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a report's text. `paragraphs` are all of them in order, without the white space around them."""

    paragraphs: tuple[Span, ...]
    headline: Span | None = None
    dek: Span | None = None
    dateline: Span | None = None
    """The place, date or agency that the body begins with: "BAGHDAD - ", "Friday, July 21, 2017"."""
    not_report_text: tuple[Span, ...] = ()
    """Section labels, repeated headlines, captions, footers."""

    @property
    def body(self) -> tuple[Span, ...]:
        """The paragraphs that tell the report; a dateline may still stand at the start of the first."""
        apart = [span for span in (self.headline, self.dek, self.dateline, *self.not_report_text) if span]
        return tuple(span for span in self.paragraphs if not _within(span, apart))


# ---------------------------------------------------------------- paragraphs
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_NEVER_SOFT = (":", ";", ".", "!", "?", " and", " or")
_WRAPPED = range(45, 101)  # characters of the longest line


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space and invisible characters at its edges; may be empty."""
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    return start, end


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text in order, none empty. A newline inside a sentence starts none."""
    lines = [line for line in (trim(text, *found.span()) for found in _LINE.finditer(text)) if line[0] < line[1]]
    width = _wrapped_width(text, lines)
    paragraphs: list[Span] = []
    previous: Span | None = None
    for line in lines:
        if previous is not None and _is_soft(text, previous, line, width):
            paragraphs[-1] = (paragraphs[-1][0], line[1])
        else:
            paragraphs.append(line)
        previous = line
    return tuple(paragraphs)


def _newlines(text: str, before: Span, after: Span) -> int:
    gap = text[before[1] : after[0]]
    return gap.count("\n") or gap.count("\r") or gap.count("\u2028") + 2 * gap.count("\u2029")


def _wrapped_width(text: str, lines: list[Span]) -> int:
    """The width to which newlines fill the lines; 0 if they mark paragraphs, as they mostly do."""
    width = max((end - start for start, end in lines), default=0)
    if len(lines) < 4 or width not in _WRAPPED:
        return 0
    single = [after for before, after in pairwise(lines) if _newlines(text, before, after) == 1]
    lower = sum(text[start].islower() for start, _ in single)
    return width if lower >= 3 and lower >= 0.3 * len(single) else 0


def _is_soft(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether the newline between two lines stands inside a paragraph."""
    if _newlines(text, before, line) > 1:
        return False
    if width:
        return before[1] - before[0] > 0.7 * width or not _ends_sentence(text, before)
    return text[line[0]].islower() and not text[before[1] - 4 : before[1]].endswith(_NEVER_SOFT)


# ---------------------------------------------------------------- lines that are not the report's text
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_DATE_LINE = re.compile(
    rf"{_WEEKDAY}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}})\.?",
    re.IGNORECASE,
)
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+"
_PLACE = rf"{_CAPITALS}(?:\s{_CAPITALS}){{0,3}}"
_TITLED = r"[A-ZÀ-Þ][\w.’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]+){0,2}"
_AGENCY = r"\s?\([A-Z][\w&/ .-]{1,30}\)"
_DASH = r"\s?(?:--?|[–—])\s?"
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:,\s{_TITLED}){{0,2}}(?:,\s{_MONTH}\s\d{{1,2}})?(?:,\s\d{{4}})?(?:{_AGENCY})?"
    rf"|{_TITLED}(?:,\s{_TITLED}){{0,2}}(?:,\s{_MONTH}\s\d{{1,2}})?{_AGENCY}"  # Nairobi, Kenya (CNN)
    rf"|{_TITLED},\s(?:[A-Z]\.?){{2,3}}){_DASH}(?=\S)"  # Washington, D.C.
)
_SECTIONS = frozenset(
    """world|world news|news|politics|opinion|analysis|business|national|international|local|regional|breaking|
    breaking news|latest|latest news|top stories|headlines|exclusive|report|press release|media release|news release|
    news story|for immediate release|immediate release|statement|press statement|middle east|africa|asia|europe|
    americas|us news|uk news|updated|live""".replace("\n    ", "").split("|")
)
_LABEL = re.compile(r"\W*([\w ,&’'-]{2,40}?)\s*[/|»>]\W*")
_CAPTION = re.compile(
    r"(?:image|photo|photograph|photo credit|image credit|picture|caption|credit|file photo|map|graphic|video)s?"
    r"\s?(?::|by\b|courtesy)|\((?:image|photo|file|ap photo|reuters/)",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"(?:\b(?:image|photo|photograph|picture|credit)s?(?: credit)?: [^.:]{2,60}|from file,? \d{4}|"
    r"\((?:ap photo|photo|file|image)[^()]{0,60}\)|/ ?(?:ap|afp|reuters|getty images))\.?",
    re.IGNORECASE,
)
_END_MARK = re.compile(
    r"[-–—*\s]*(?:ENDS|Ends|[-–—]\s*(?:ends|30)\s*[-–—]|(?i:end of (?:statement|release|document)))[-–—*\s]*|"
    r"\[ENDS\]|(?:#\s?){2,}|(?:END\s+)?\d{1,2}:\d\d\s?[AP]\.?M\.?\s?E[SD]T"
)
_SEPARATOR = re.compile(r"\*(?:\s?\*){0,}|[_=~-]{3,}|(?:[•·—–-]\s){2,}[•·—–-]|[<\[(](?:…|\.{3})[>\])]")
_NOTES_HEADING = re.compile(
    r"notes?\s+(?:to|for)\s+(?:the\s+)?(?:editors?|news\s?desks?|journalists|media)|further information", re.IGNORECASE
)
_FOOTER_HEADING = re.compile(
    r"more information|(?:media|press) (?:contacts?|enquiries|inquiries)|contacts?|"
    r"for (?:media|press) (?:enquiries|inquiries)|follow us|related (?:links|stories|articles|content|news)|read more|"
    r"see also|sources|share this(?: (?:page|story|article))?|about the author|external links?|sister links?|"
    r"updates to this page",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"for corrections\b|for (?:further|more) (?:information|details)\b|(?:media )?contact\s?:|"
    r"(?:media|press) (?:contacts?|enquiries|inquiries)\b|follow (?:us|the|him|her|@)|sign up\b|subscribe\b|"
    r"click here\b|read (?:more|also|the full)\b|"
    r"copyright\b|©|\(c\) \d{4}|all rights reserved|share this\b|this article (?:was|is|has been|first|originally)\b|"
    r"(?:additional )?reporting by [A-Z]|editing by [A-Z]|(?:the )?associated press .{0,60}contributed to this report|"
    r"https?://\S+$|[^\r\n]{0,200}\b(?:clicking|available|found|viewed|read|downloaded)\b[^\r\n]{0,60}\b(?:here|below)[:.]?$|"
    r"[\w ]{2,40} contributed to this report|please email\b|e-?mail\s?:|tel(?:ephone)?\s?:|press office\b",
    re.IGNORECASE,
)
_NO_HEADLINE = re.compile(
    r"[-•*]|Dear\b|(?:Q|A|(?i:question|answer|host|journalist|moderator|interviewer|reporter))\s?:"
)
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»')\]]*$")
_LONGEST_HEADLINE = 30  # words
_LONGEST_DEK = 45
_MOST_LABELS = 3
_LONGEST_LINE = 8  # words of a heading or caption within the body
_LONGEST_FOOTER = 60


def find_layout(report: Report) -> Layout:
    """Tell a report's headline, dek, dateline, captions and footers from its body, where intake does not know them."""
    text = report.text
    paragraphs = find_paragraphs(text)
    rest = [span for span in paragraphs if not _within(span, report.not_report_text)]
    labels = [] if report.headline else _take_labels(text, rest)
    headline = report.headline or _take_headline(text, rest)
    repeated: list[Span] = []
    dek = report.dek
    if headline is not None:
        rest = [span for span in rest if not _within(span, (headline,))]
        repeated = [span for span in rest[:8] if _words(text, span) == _words(text, headline)]
        rest = [span for span in rest if span not in repeated]
        dek = dek or (None if report.headline else _find_dek(text, rest, headline))
    body = [span for span in rest if not _within(span, (dek,) if dek else ())]
    body, footers = _without_footers(text, body)
    captions = _captions(text, body)
    return Layout(
        paragraphs=paragraphs,
        headline=headline,
        dek=dek,
        dateline=_find_dateline(text, body),
        not_report_text=tuple(sorted({*report.not_report_text, *labels, *repeated, *footers, *captions})),
    )


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _words(text: str, span: Span) -> list[str]:
    return [word.lower() for word in _WORD.findall(text, *span)]


def _ends_sentence(text: str, span: Span) -> bool:
    return bool(_SENTENCE_END.search(text, max(span[0], span[1] - 8), span[1]))


def _take_labels(text: str, rest: list[Span]) -> list[Span]:
    labels: list[Span] = []
    while (
        len(rest) > 1 and len(labels) < _MOST_LABELS and _is_label(text[rest[0][0] : min(rest[0][1], rest[0][0] + 60)])
    ):
        labels.append(rest.pop(0))
    return labels


def _is_label(line: str) -> bool:
    return line.strip(" :/|»>*-").lower() in _SECTIONS or bool(_LABEL.fullmatch(line))


def _take_headline(text: str, rest: list[Span]) -> Span | None:
    if len(rest) < 2 or not _is_headline(text, rest[0]):
        return None
    return rest.pop(0) if any(_ends_sentence(text, span) for span in rest[1:8]) else None


def _is_headline(text: str, span: Span) -> bool:
    line = text[span[0] : min(span[1], span[0] + 400)]
    words = _words(text, span) if span[1] - span[0] < 400 else []
    return (
        2 <= len(words) <= _LONGEST_HEADLINE
        and not line.endswith((".", ",", ":", ";", '."', ".”", ",”", ',"'))
        and not _NO_HEADLINE.match(line)
        and not _DATE_LINE.fullmatch(line)
        and not _DATELINE.match(line)
    )


def _find_dek(text: str, rest: list[Span], headline: Span) -> Span | None:
    if len(rest) < 2 or rest[0][1] - rest[0][0] > 500:
        return None
    span = rest[0]
    line, words = text[span[0] : span[1]], _words(text, span)
    if len(words) > _LONGEST_DEK or len(words) < 4 or line.endswith((":", ",", ";")):
        return None
    if _DATE_LINE.fullmatch(line) or _DATELINE.match(line) or _CAPTION.match(line):
        return None
    if not _ends_sentence(text, span):
        return span if _ends_sentence(text, rest[1]) or text[rest[1][1] - 1] == ":" else None
    # a dek that is a whole sentence is told from the lead only if the lead says the same again at more length
    again = set(_words(text, rest[1])) if rest[1][1] - rest[1][0] < 5000 else set()
    long_words = {word for word in words if len(word) > 3}
    return span if len(again) > len(set(words)) and len(long_words & again) >= 0.8 * len(long_words) else None


def _find_dateline(text: str, body: list[Span]) -> Span | None:
    for span in body[:2]:
        if span[1] - span[0] < 60 and _DATE_LINE.fullmatch(text, *span):
            return span
        if (end := after_dateline(text, span)) > span[0]:
            return trim(text, span[0], end)
    return None


def after_dateline(text: str, span: Span) -> int:
    """Where a paragraph goes on after "LONDON, March 3 (AP) - "; its start if it has no such beginning."""
    found = _DATELINE.match(text, *span)
    return found.end() if found else span[0]


def _without_footers(text: str, body: list[Span]) -> tuple[list[Span], list[Span]]:
    """Cut off all after a mark of the end, and the lines at the end that speak of the outlet or of contacts."""
    end = len(body)
    for number, span in enumerate(body):
        if number and span[1] - span[0] < 80 and _is_end(text[span[0] : span[1]], number >= len(body) // 2):
            end = number
            break
    while end > 1 and _is_footer(text, body[end - 1]):
        end -= 1
    return body[:end], body[end:]


def _is_end(line: str, in_second_half: bool) -> bool:
    if _END_MARK.fullmatch(line):
        return in_second_half
    return bool(_NOTES_HEADING.fullmatch(line.strip("*_:- "))) or (
        in_second_half and bool(_FOOTER_HEADING.fullmatch(line.strip("*_:- ")))
    )


def _is_footer(text: str, span: Span) -> bool:
    line = text[span[0] : min(span[1], span[0] + 600)]
    if len(line) == 600:
        return False
    starred = len(line) > 2 and line[0] == line[-1] == "*"
    return starred or (len(_words(text, span)) <= _LONGEST_FOOTER and bool(_FOOTER.match(line.lstrip("*_(["))))


def _captions(text: str, body: list[Span]) -> list[Span]:
    return [
        span
        for number, span in enumerate(body)
        if span[1] - span[0] < 400 and (_is_caption(text, span) or _is_lone_line(text, body, number))
    ]


def _is_caption(text: str, span: Span) -> bool:
    line = text[span[0] : span[1]]
    return bool(_CAPTION.match(line) or _SEPARATOR.fullmatch(line)) or any(
        found.end() == len(line) for found in _CREDIT_AT_END.finditer(line)
    )


def _is_lone_line(text: str, body: list[Span], number: int) -> bool:
    """A heading or caption: a few words that end no sentence, between two paragraphs that do."""
    span = body[number]
    line = text[span[0] : span[1]]
    if not 0 < number < len(body) - 1 or not 1 < len(_words(text, span)) <= _LONGEST_LINE:
        return False
    if _ends_sentence(text, span) or not line[0].isupper() or re.search(r"[\"“”«»:;,]|^[-•*–—]|[-–—]$", line):
        return False
    before, after = body[number - 1], body[number + 1]
    return _ends_sentence(text, before) and _ends_sentence(text, after) and after[1] - after[0] > 2 * len(line)
