import pytest
from hypothesis import given

from onrecord.report import Report, Span
from onrecord.statements.layout import Layout, after_dateline, find_layout, find_paragraphs, trim
from tests.growth import grows_linearly
from tests.strategies import news_text

LEAD = "The minister met her neighbours on Monday to talk about the border and the price of water there."
MORE = "She said the talks would go on in June, and that nobody had asked for more than a week of rest."


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def part(text: str, span: Span | None) -> str | None:
    return None if span is None else text[slice(*span)]


# ---------------------------------------------------------------- paragraphs
@pytest.mark.parametrize("newline", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\n \t\n", "\u2029"])
def test_paragraphs_in_every_style(newline: str) -> None:
    text = newline.join([LEAD, MORE, "It rained."])
    assert words(text, find_paragraphs(text)) == [LEAD, MORE, "It rained."]


def test_newline_inside_a_sentence_starts_no_paragraph() -> None:
    text = "The northern \ncoalition\n struck ten places on Monday.\nIt lost none of its own."
    assert words(text, find_paragraphs(text)) == [
        "The northern \ncoalition\n struck ten places on Monday.",
        "It lost none of its own.",
    ]


def test_items_of_a_list_stay_apart() -> None:
    text = "The plan pays for:\nnew roads;\nnew schools; and\na bridge."
    assert len(find_paragraphs(text)) == 4


def test_hard_wrapped_text() -> None:
    text = (
        "The minister met her neighbours on Monday to talk about\nthe border and the price of water there. Nobody "
        "from\nOslo came, though all\nhad been asked to.\n\nShe said the talks would go on in June, and that\nnobody had "
        "asked."
    )
    assert [paragraph[:12] for paragraph in words(text, find_paragraphs(text))] == ["The minister", "She said the"]


def test_invisible_characters_are_no_paragraph() -> None:
    assert find_paragraphs("\ufeff\n\u200b \n\u00a0") == ()
    assert trim("\ufeff a\u00a0", 0, 4) == (2, 3)


# ---------------------------------------------------------------- headline and dek
def test_headline_and_dek() -> None:
    text = f"Neighbours talk about water\n\nThe price of it is what divides them\n\n{LEAD}\n\n{MORE}"
    layout = find_layout(Report(text))
    assert part(text, layout.headline) == "Neighbours talk about water"
    assert part(text, layout.dek) == "The price of it is what divides them"
    assert words(text, layout.body) == [LEAD, MORE]


def test_section_label_and_repeated_headline_are_no_report_text() -> None:
    headline = "Neighbours talk about water"
    text = "\n\n".join(["World News /", headline, "A dek of five words", headline, LEAD, MORE])
    layout = find_layout(Report(text))
    assert words(text, layout.not_report_text) == ["World News /", "Neighbours talk about water"]
    assert layout.headline == (14, 41)
    assert part(text, layout.dek) == "A dek of five words"


def test_dek_that_is_a_sentence_is_told_from_the_lead_if_the_lead_says_it_again() -> None:
    dek = "The minister met her neighbours to talk about water."
    lead = "The minister met her neighbours in Oslo on 10 May to talk about water and about the border they share."
    again, not_again = f"Water talks in Oslo\n{dek}\n{lead}\n{MORE}", f"Water talks in Oslo\n{dek}\n{MORE}\n{LEAD}"
    assert part(again, find_layout(Report(again)).dek) == dek
    assert find_layout(Report(not_again)).dek is None


@pytest.mark.parametrize(
    "first",
    [
        LEAD,
        "Friday, July 21, 2017",
        "The minister said:",
        "OSLO (AP) — Talks",
        "- an item of a list",
        "Dear Madam Speaker",
        "“We will go.”",
    ],
)
def test_what_is_no_headline(first: str) -> None:
    assert find_layout(Report(f"{first}\n{LEAD}\n{MORE}")).headline is None


def test_text_of_one_paragraph_has_no_headline() -> None:
    assert find_layout(Report("Neighbours talk about water")).headline is None
    assert find_layout(Report("")) == Layout(paragraphs=())


# ---------------------------------------------------------------- datelines
@pytest.mark.parametrize(
    ("lead", "dateline"),
    [
        ("BAGHDAD - The army left.", "BAGHDAD -"),
        ("OSLO (AP) — The army left.", "OSLO (AP) —"),
        ("OSLO, March 3 (Reuters) - The army left.", "OSLO, March 3 (Reuters) -"),
        ("Nairobi, Kenya (CNN) -- The army left.", "Nairobi, Kenya (CNN) --"),
        ("Washington, D.C.— The army left.", "Washington, D.C.—"),
        ("WASHINGTON, D.C. – The army left.", "WASHINGTON, D.C. –"),
        ("Petrova – who leads the army – left.", None),
        ("The army - all of it - left.", None),
        ("A well-known army left.", None),
    ],
)
def test_dateline(lead: str, dateline: str | None) -> None:
    text = f"The army leaves\n\n{lead}\n\n{MORE}"
    layout = find_layout(Report(text))
    assert part(text, layout.dateline) == dateline
    assert after_dateline(lead, (0, len(lead))) == (lead.index("The army") if dateline else 0)


def test_date_on_a_line_of_its_own() -> None:
    text = f"Neighbours talk about water\n\nFriday, July 21, 2017\n\n{LEAD}\n\n{MORE}"
    layout = find_layout(Report(text))
    assert part(text, layout.dateline) == "Friday, July 21, 2017"
    assert layout.dek is None
    assert words(text, layout.body) == [LEAD, MORE]


# ---------------------------------------------------------------- captions and footers
@pytest.mark.parametrize(
    "line",
    [
        "Image: Anna Petrova.",
        "The river in spring. Image: Anna Petrova.",
        "Photo by Anna Petrova",
        "Petrova at the river; from file, 2008.",
        "Anna Petrova at the river",
        "* * *",
    ],
)
def test_captions(line: str) -> None:
    text = f"{LEAD}\n\n{line}\n\n{MORE}\n\n{LEAD}"
    assert words(text, find_layout(Report(text)).not_report_text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "*For corrections please email [email\u00a0protected]*",
        "For corrections please email us",
        "Media contact: 555 0100",
        "Follow the minister on the web",
        "© 2024 The Oslo Paper",
        "Reporting by Anna Petrova; Editing by Olu Hassan",
        "ENDS",
        "-ENDS-",
        "###",
        "-30-",
        "4:08 P.M. EST",
    ],
)
def test_footers(line: str) -> None:
    text = f"{LEAD}\n\n{MORE}\n\n{line}"
    assert words(text, find_layout(Report(text)).not_report_text) == [line]


@pytest.mark.parametrize("heading", ["Notes to editors", "NOTES TO EDITORS:", "Further information", "Note to Editors"])
def test_all_below_the_notes_is_no_report_text(heading: str) -> None:
    text = f"{LEAD}\n{heading}\n{MORE}\n{LEAD} Again."
    assert words(text, find_layout(Report(text)).not_report_text) == [heading, MORE, f"{LEAD} Again."]


def test_lines_that_only_sound_like_footers_stay() -> None:
    text = f"{LEAD}\n\nRead the report she must.\n\nThe war ends, he said.\n\n{MORE}"
    assert find_layout(Report(text)).not_report_text == ()


# ---------------------------------------------------------------- properties
@given(news_text())
def test_paragraphs_hold_every_letter_in_order(text: str) -> None:
    at = 0
    for start, end in find_paragraphs(text):
        assert at <= start < end
        assert not any(character.isalnum() for character in text[at:start])
        assert trim(text, start, end) == (start, end)
        at = end
    assert not any(character.isalnum() for character in text[at:])


@given(news_text())
def test_every_part_is_a_paragraph(text: str) -> None:
    layout = find_layout(Report(text))
    paragraphs = set(layout.paragraphs)
    assert layout.paragraphs == find_paragraphs(text)
    parts = [span for span in (layout.headline, layout.dek, *layout.not_report_text) if span is not None]
    assert set(parts) <= paragraphs
    assert len(parts) == len(set(parts))
    assert list(layout.body) == sorted(layout.body)
    if layout.dateline is not None:
        assert any(start <= layout.dateline[0] < layout.dateline[1] <= end for start, end in paragraphs)


@pytest.mark.parametrize("unit", ["a\n", "A b. ", "A\r\n", "*\n", "ENDS\n", "A, ", "LONDON ", "Image: ", "read here "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    assert grows_linearly(lambda times: find_layout(Report(unit * times)), 1_000, 8_000)
