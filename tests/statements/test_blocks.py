import pytest
from hypothesis import given

from onrecord.report import Report
from onrecord.statements.blocks import Block, find_blocks
from onrecord.statements.layout import find_layout
from onrecord.statements.quotations import find_quotations
from tests.growth import grows_linearly
from tests.strategies import news_text

LEAD = "The minister met her neighbours on Monday to talk about the border."
FIRST = "I am glad that we met, and that nobody asked for more."
SECOND = "The river belongs to no one. Its water must be shared."


def blocks(text: str) -> list[Block]:
    return find_blocks(text, find_layout(Report(text)), find_quotations(text))


def the_block(text: str) -> tuple[str, str | None, list[str], Block]:
    """The only block: the texts of introduction, speaker and content."""
    (block,) = blocks(text)
    return (
        text[slice(*block.introduction)],
        None if block.speaker is None else text[slice(*block.speaker)],
        [text[start:end] for start, end in block.content],
        block,
    )


# ---------------------------------------------------------------- introduced by a line
@pytest.mark.parametrize("newline", ["\n", "\n\n", "\r\n\r\n"])
def test_text_below_a_colon_goes_on_to_the_end(newline: str) -> None:
    text = newline.join(["Neighbours talk about water", LEAD, "The Foreign Minister Anna Petrova said:", FIRST, SECOND])
    introduction, speaker, content, block = the_block(text)
    assert introduction == "The Foreign Minister Anna Petrova said:"
    assert speaker == "The Foreign Minister Anna Petrova"
    assert content == [FIRST + newline + SECOND]
    assert (block.shape, block.quoted, block.ended_by) == ("introduced", False, "end of text")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Following the talks the Foreign Minister will travel to Oslo.", "narration"),
        ("He also said that the talks would go on.", "narration"),
        ("Notes to editors", "layout"),
        ("ENDS", "layout"),
    ],
)
def test_block_ends_where_the_outlet_speaks_again(line: str, reason: str) -> None:
    text = "\n\n".join([LEAD, "After the talks the Foreign Minister said:", FIRST, SECOND, line])
    _, speaker, content, block = the_block(text)
    assert speaker == "the Foreign Minister"
    assert content == [f"{FIRST}\n\n{SECOND}"]
    assert block.ended_by == reason


def test_next_introduction_ends_the_block() -> None:
    text = "\n".join([LEAD, "Anna Petrova said:", FIRST, SECOND, "Olu Hassan said:", FIRST])
    first, second = blocks(text)
    assert text[slice(*first.content[0])] == f"{FIRST}\n{SECOND}"
    assert first.ended_by == "introduction"
    assert text[slice(*second.introduction)] == "Olu Hassan said:"


def test_only_the_last_sentence_introduces() -> None:
    text = f"They met in Oslo. A spokeswoman said later:\n“{FIRST}”"
    introduction, speaker, content, block = the_block(text)
    assert introduction == "A spokeswoman said later:"
    assert speaker == "A spokeswoman"
    assert content == [f"“{FIRST}”"]
    assert (block.quoted, block.ended_by) == (True, "quotation")


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("OSLO – Senator Anna Petrova (X-YZ) today released the following statement on water:", "Senator Anna Petrova"),
        ("Senator Anna Petrova, who leads the committee, issued the following statement:", "Senator Anna Petrova"),
        ("And from Olu Hassan:", "Olu Hassan"),
        ("Statement from President Anna Petrova:", "President Anna Petrova"),
        ("Olu Hassan, Head of Research, Oslo Institute:", "Olu Hassan, Head of Research, Oslo Institute"),
        ("The message reads, in part:", None),
        ("On the price of water:", None),
        ("Anna Petrova and Olu Hassan said:", "Anna Petrova and Olu Hassan"),
        ("She added:", "She"),
    ],
)
def test_introductions_of_quotations(line: str, speaker: str | None) -> None:
    text = f"{LEAD}\n{line}\n“{FIRST}\n“{SECOND}”"
    introduction, found, content, _ = the_block(text)
    assert introduction.endswith(line[-20:])
    assert found == speaker
    assert content == [f"“{FIRST}\n“{SECOND}”"]


def test_quotation_opened_once_and_closed_once() -> None:
    _, _, content, block = the_block(f"{LEAD}\nThe message reads:\n“{FIRST}\n{SECOND}”\nThey met again later.")
    assert content == [f"“{FIRST}\n{SECOND}”"]
    assert block.ended_by == "quotation"


def test_quotation_that_is_never_closed_is_cut_like_text_without_marks() -> None:
    _, _, content, block = the_block(f"{LEAD}\nAnna Petrova said:\n“{FIRST}\n{SECOND}\nMs Petrova also said no more.")
    assert content == [f"“{FIRST}\n{SECOND}"]
    assert (block.quoted, block.ended_by) == (True, "narration")


def test_paragraphs_closed_one_by_one_are_one_block() -> None:
    _, _, content, _ = the_block(f"{LEAD}\nAnna Petrova said:\n“{FIRST}”\n“{SECOND}”\n“It rains,” he added.")
    assert content == [f"“{FIRST}”", f"“{SECOND}”"]


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD}\nThe plan includes:\nNew roads for all.\nNew schools.",
        f"{LEAD}\nThey signed:\nAn agreement on water;\nAn agreement on roads.",
        f"{LEAD}\nThe minister said these are:\n- roads\n- schools",
        f"Dear Madam Speaker:\n{FIRST}\n{SECOND}",
        f"{LEAD}\nRead what she said:\n{FIRST}",
        f"{LEAD}\nShe said: “{FIRST}”",
        f"{LEAD}\nThe minister said:",
        "said:",
    ],
)
def test_lists_letters_and_running_text_are_no_blocks(text: str) -> None:
    assert blocks(text) == []


def test_report_in_the_first_person_gives_one_paragraph_only() -> None:
    text = f"I thank the House.\nOn the first day Mr Hassan said:\n{FIRST}\n{SECOND}\nWe all agreed."
    _, speaker, content, block = the_block(text)
    assert speaker == "Mr Hassan"
    assert content == [FIRST]
    assert block.ended_by == "narration"


# ---------------------------------------------------------------- signed
@pytest.mark.parametrize("dash", ["–", "—", "--", "-"])
@pytest.mark.parametrize("between", [" ", "\n"])
def test_quotation_signed_below_or_beside(dash: str, between: str) -> None:
    text = f"{LEAD}\n“{FIRST}”{between}{dash} Anna Petrova, Head of Research\n{SECOND}"
    introduction, speaker, content, block = the_block(text)
    assert introduction == f"{dash} Anna Petrova, Head of Research"
    assert speaker == "Anna Petrova, Head of Research"
    assert content == [f"“{FIRST}”"]
    assert (block.shape, block.quoted, block.ended_by) == ("signed", True, "signature")


def test_dash_glued_to_the_name() -> None:
    assert the_block(f'{LEAD}\n"{FIRST}" –Petrova')[1] == "Petrova"


@pytest.mark.parametrize(
    "line", [f"“{FIRST}” – as she said", f"“{FIRST}” – Petrova said", f"He said “{FIRST}” – Petrova"]
)
def test_dashes_that_sign_nothing(line: str) -> None:
    assert blocks(f"{LEAD}\n{line}") == []


# ---------------------------------------------------------------- turns
def test_turns_of_an_interview() -> None:
    text = f"QUESTION: Why now?\nPRESIDENT PETROVA: {FIRST}\n{SECOND}\nQUESTION: And then?\nPRESIDENT PETROVA: No."
    found = blocks(text)
    assert [text[slice(*block.speaker)] for block in found if block.speaker] == ["QUESTION", "PRESIDENT PETROVA"] * 2
    assert [text[slice(*block.content[0])] for block in found] == ["Why now?", f"{FIRST}\n{SECOND}", "And then?", "No."]
    assert [block.ended_by for block in found] == ["turn"] * 3 + ["end of text"]
    assert text[slice(*found[1].introduction)] == "PRESIDENT PETROVA:"


def test_names_with_office_and_asides_as_labels() -> None:
    text = (
        f"President of Norland Anna Petrova: Friends, {FIRST}\n"
        "Prime Minister of Sudland Olu Hassan (retranslated): Thank you.\nAnna Petrova: You are welcome.\nOlu Hassan: Good."
    )
    assert [text[slice(*block.speaker)] for block in blocks(text) if block.speaker] == [
        "President of Norland Anna Petrova",
        "Prime Minister of Sudland Olu Hassan",
        "Anna Petrova",
        "Olu Hassan",
    ]


def test_bare_question_letter() -> None:
    text = "MS. PETROVA: Thank you all.\nQ Why now?\nMS. PETROVA: Why not?\nQ Good."
    assert [text[slice(*block.introduction)] for block in blocks(text)] == ["MS. PETROVA:", "Q", "MS. PETROVA:", "Q"]


def test_label_on_a_line_of_its_own() -> None:
    text = f"{LEAD}\nCongresswoman Anna Petrova:\n“{FIRST}”\nCongressman Olu Hassan:\n“{SECOND}”"
    assert [text[slice(*block.content[0])] for block in blocks(text)] == [f"“{FIRST}”", f"“{SECOND}”"]


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD}\nBackground: The river is old.\n{SECOND}",
        f"FACT SHEET: The river is old.\n{SECOND}",
        f"GIVING THE RIVER A CHANCE: The river is old.\n{SECOND}",
        f"WHO: Anna Petrova\nWHAT: A talk\nWHEN: Monday\n{SECOND}",
        f"Helping Farmers and Opening Roads: The plan pays.\n{SECOND}",
        f"{LEAD}\nThe question is this: who pays?",
    ],
)
def test_headings_with_a_colon_are_no_turns(text: str) -> None:
    assert blocks(text) == []


# ---------------------------------------------------------------- properties
@given(news_text(120))
def test_blocks_lie_in_the_text_apart(text: str) -> None:
    at = 0
    for block in blocks(text):
        for start, end in sorted([block.introduction, *block.content]):
            assert at <= start < end <= len(text)
            assert not text[start].isspace()
            at = end
        if block.speaker is not None:
            assert block.introduction[0] <= block.speaker[0] < block.speaker[1] <= block.introduction[1]
        assert any(character.isalnum() for start, end in block.content for character in text[start:end]) or block.quoted


@pytest.mark.parametrize(
    "unit",
    [
        "He said:\n",
        "A B: c\n",
        "“A”\n– B\n",
        "Q: a\n",
        "A A A ",
        "A said:\nI go.\n",
        "A, B said the following: ",
        "said ",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    assert grows_linearly(lambda times: blocks(unit * times + ":\nWe go."), 500, 4_000)
