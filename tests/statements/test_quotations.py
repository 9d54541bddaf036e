import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.quotations import Quotation, find_quotations, is_scare, kind_of, widen
from tests.growth import grows_linearly
from tests.strategies import news_text, text_and_span


def quoted(text: str) -> list[str]:
    """The text of each quotation, its paragraphs joined by " | "."""
    return [" | ".join(text[start:end] for start, end in quotation.spans) for quotation in find_quotations(text)]


def inner(text: str) -> list[list[str]]:
    return [[text[i.span[0] : i.span[1]] for i in quotation.inner] for quotation in find_quotations(text)]


def span_of(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We leave," she said. "All of us."', ['"We leave,"', '"All of us."']),
        ("“We leave,” she said. “All of us.”", ["“We leave,”", "“All of us.”"]),
        ("He called it «a mistake», twice.", ["«a mistake»"]),
        ("»Nein«, sagte er. „Niemals“, rief sie.", ["»Nein«", "„Niemals“"]),
        ('""We leave,"" she said.', ['""We leave,""']),
        ("''We leave,'' she said.", ["''We leave,''"]),
        ("``We leave,'' she said.", ["``We leave,''"]),
        ('“We leave," she said.', ['“We leave,"']),
        ("”We leave,” she said.", ["”We leave,”"]),
        ("'We leave,' she said. 'All of us.'", ["'We leave,'", "'All of us.'"]),
        ("‘We leave,’ she said. ‘All of us.’", ["‘We leave,’", "‘All of us.’"]),
        ('" We leave , " she said .', ['" We leave , "']),
        ('said ("We leave") and—"All of us"—left', ['"We leave"', '"All of us"']),
        ('They want "...a fair deal".', ['"...a fair deal"']),
        ("All-girl team honoured for 'real achievement' in Oslo", ["'real achievement'"]),
    ],
)
def test_every_printed_mark_is_known(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I don't, you can't, and the workers' union won't.",
        "Back in the '90s and the ’80s, rock 'n' roll and 'em all.",
        "O’Neill of al-Ja’afari's party, the boss's and the bosses' cars",
        "He is 6'2\" and she is 5' 11\" tall.",
        'A 12" pipe and a 30" screen.',
        "At 35° 12' 30\" north",
        "",
        "\n\n \r\n",
    ],
)
def test_apostrophes_and_inches_quote_nobody(text: str) -> None:
    assert find_quotations(text) == []


def test_possessives_inside_single_quotation_leave_it_open() -> None:
    assert quoted("'It is the workers' turn, not the bosses' turn,' he said.") == [
        "'It is the workers' turn, not the bosses' turn,'"
    ]
    assert quoted("The 'United States' of the workers dreams.") == ["'United States'"]


def test_inches_inside_a_quotation_leave_it_open() -> None:
    assert quoted('"We laid the 12" pipe ourselves," he said.') == ['"We laid the 12" pipe ourselves,"']
    assert quoted('"I am 6\'2" tall," he said. "Really."') == ['"I am 6\'2" tall,"', '"Really."']


def test_inner_quotations_are_kept_apart() -> None:
    text = "“They called it a ‘rules-based order’ and left,” he said."
    assert quoted(text) == ["“They called it a ‘rules-based order’ and left,”"]
    assert inner(text) == [["‘rules-based order’"]]
    assert inner("“She said “no” to me,” he said.") == [["“no”"]]
    assert inner("'She said \"no\" to me,' he said.") == [['"no"']]


def test_newspapers_reopen_a_quotation_at_each_paragraph() -> None:
    text = "“We came in May.\n\n“We stayed.\n\n“Now we go,” she said.\n\n“Why?” he asked."
    assert quoted(text) == ["“We came in May. | “We stayed. | “Now we go,”", "“Why?”"]
    assert all(quotation.closed for quotation in find_quotations(text))


@pytest.mark.parametrize("newline", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
def test_releases_open_once_and_close_once(newline: str) -> None:
    text = newline.join(["The message reads:", "“Dear friends,", "We came in May.", "Now we go.”", "He left later."])
    assert quoted(text) == ["“Dear friends, | We came in May. | Now we go.”"]


def test_reopened_single_marks() -> None:
    assert quoted("'We came in May.\n'Now we go,' she said.\nThe workers' union left.") == [
        "'We came in May. | 'Now we go,'"
    ]


def test_a_paragraph_may_be_a_quotation_within() -> None:
    text = "\"A verse hangs in my office:\n'Let the nations know that we came.'\"\nHe left."
    assert quoted(text) == ["\"A verse hangs in my office: | 'Let the nations know that we came.'\""]


def test_inner_quotation_that_ends_a_paragraph_leaves_the_outer_open() -> None:
    assert quoted("“She told me: ‘No.’\n“Then she left,” he said.") == ["“She told me: ‘No.’ | “Then she left,”"]


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'He said, "We leave at once.\nThe mayor was not there.\nThe road was closed.'
    (quotation,) = find_quotations(text)
    assert not quotation.closed
    assert text[slice(*quotation.span)] == '"We leave at once.'


def test_a_stray_mark_swallows_nothing() -> None:
    text = 'The " ship sank.\nNobody was hurt.\n"We swam," a sailor said.\n"It was cold," said another.'
    assert quoted(text)[-2:] == ['"We swam,"', '"It was cold,"']


def test_forgotten_closing_mark_ends_before_the_next_quotation() -> None:
    text = "“We leave, she said. “All of us.”\n“Why?” he asked."
    assert quoted(text) == ["“We leave, she said.", "“All of us.”", "“Why?”"]


def test_words_are_what_stands_between_the_marks() -> None:
    text = 'She said: ""Go now"" twice.'
    (quotation,) = find_quotations(text)
    assert quotation.marks == ('""', '""')
    assert text[slice(*quotation.words)] == "Go now"


# ---------------------------------------------------------------- scare quotes and names
@pytest.mark.parametrize(
    ("text", "scare"),
    [
        ('the team\'s robot, named "Better Idea of Northern Girls," won', True),
        ("He leads the “Super District Council” today.", True),
        ('The girls got "parole" status there.', True),
        ('the "moderate" rebels left', True),
        ('a so-called "peace plan" failed', True),
        ("a “no limits” partnership", False),
        ("it was ‘quite certain’ they would", False),
        ('called the raid "barbaric" and left', False),
        ("“Comrade” Kim goes on as before", False),
        ('She said: "Go."', False),
        ('The plan "Is a Mistake."', False),
    ],
)
def test_scare_quotes_and_names(text: str, scare: bool) -> None:
    (quotation,) = find_quotations(text)
    assert is_scare(text, quotation) is scare


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ('He said "we leave," and left.', '"we leave,"', "direct"),
        ('He said ""we leave"" and left.', '""we leave""', "direct"),
        ("He said that they left.", "that they left", "indirect"),
        ('He promised to build "a new road" soon.', 'to build "a new road" soon', "mixed"),
        ('He said the "moderate" rebels left.', 'the "moderate" rebels left', "indirect"),
        ('He said the ship, named "Northern Star," sank.', 'the ship, named "Northern Star," sank', "indirect"),
        ("'We leave,' he said.", "'We leave,'", "direct"),
        ("He said the workers' union and the '90s were over.", "the workers' union and the '90s were over", "indirect"),
        ('He said "we leave', '"we leave', "direct"),
        ('He said "…".', '"…"', "indirect"),
    ],
)
def test_kind(text: str, content: str, kind: str) -> None:
    assert kind_of(text, [span_of(text, content)], find_quotations(text)) == kind


def test_kind_of_several_spans() -> None:
    text = '"We leave," he said, "in May." She asked why.'
    first, second = span_of(text, '"We leave,"'), span_of(text, '"in May."')
    assert kind_of(text, [first, second], find_quotations(text)) == "direct"
    assert kind_of(text, [first, span_of(text, "why")], find_quotations(text)) == "mixed"


def test_kind_over_paragraphs() -> None:
    text = "“We came.\n\n“We left,” she said."
    assert kind_of(text, [span_of(text, "“We came.\n\n“We left,”")], find_quotations(text)) == "direct"


def test_nested_statement_goes_by_the_marks_inside_it() -> None:
    text = "“The ministry said it was ‘quite sure’ and denied any losses,” the paper wrote."
    quotations, outer = find_quotations(text), [(0, text.index(" the paper"))]
    assert kind_of(text, [span_of(text, "any losses")], quotations, outer) == "indirect"
    assert kind_of(text, [span_of(text, "it was ‘quite sure’")], quotations, outer) == "mixed"
    assert kind_of(text, [span_of(text, "any losses,”")], quotations, outer) == "indirect"


def test_nested_statement_with_marks_of_its_own_is_direct() -> None:
    text = '"We leave," Petrova told Hassan, the agency reported.'
    outer = [span_of(text, '"We leave," Petrova told Hassan')]
    assert kind_of(text, [span_of(text, '"We leave,"')], find_quotations(text), outer) == "direct"
    assert kind_of(text, outer, find_quotations(text)) == "mixed"


# ---------------------------------------------------------------- edges
@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ('"We leave at once," he said.', "We leave at once", '"We leave at once,"'),
        ('"We leave at once," he said.', '"We leave at once', '"We leave at once,"'),
        ('"We leave at once," he said.', '"We leave at once," ', '"We leave at once,"'),
        ('"We all leave this place at once," he said.', "all leave this place at once,", None),
        ("He said: “We leave.” Then he left.", ": “We leave.”", "“We leave.”"),
        ("“It was ‘sure.’” Then", "It was ‘sure", "“It was ‘sure.’”"),
        ("He vowed to build “a new road.” Then", "to build “a new road", "to build “a new road.”"),
        ("She said that they left, and went.", " that they left, ", "that they left"),
        ("She said that they left.", "that they left.", "that they left"),
        ("She lives in Washington, D.C.", "Washington, D.C.", "Washington, D.C."),
        ("They left. Nobody came.", "They left. Nobody came.", "They left. Nobody came."),
        ("They left...", "They left...", "They left..."),
        ("They went (late) and left)", "They went (late)", "They went (late)"),
        ("said (as they left)", "as they left)", "as they left"),
    ],
)
def test_widen(text: str, content: str, expected: str | None) -> None:
    whole = expected if expected is not None else text[slice(*find_quotations(text)[0].span)]
    assert text[slice(*widen(text, span_of(text, content), find_quotations(text)))] == whole


def test_widen_leaves_a_small_part_of_a_quotation_small() -> None:
    text = "“We came in May and saw nothing at all. The ministry denied any losses to the press,” he said."
    content = span_of(text, "denied any losses")
    assert widen(text, content, find_quotations(text)) == content


def test_widen_takes_in_all_paragraphs_of_a_quotation() -> None:
    text = "He said:\n“We came in May and in June.\n“We left in July.”"
    assert widen(text, span_of(text, "We came in May and in June.\n“We left in July"), find_quotations(text)) == (
        9,
        len(text),
    )


def test_widen_of_a_nested_content_looks_at_inner_marks_only() -> None:
    text = "“The ministry denied any losses,” he said."
    (quotation,) = find_quotations(text)
    content = span_of(text, "any losses")
    assert widen(text, content, quotation.inner) == content


# ---------------------------------------------------------------- properties
def _assert_sound(text: str, quotations: list[Quotation] | tuple[Quotation, ...], within: tuple[int, int]) -> None:
    at = within[0]
    for quotation in quotations:
        for start, end in quotation.spans:
            assert at <= start < end <= within[1]
            at = end
        first, last = quotation.span
        assert text.startswith(quotation.marks[0], first)
        assert text[first:last].endswith(quotation.marks[1])
        assert quotation.words[0] <= quotation.words[1]
        _assert_sound(text, quotation.inner, (first, last))


@given(news_text())
def test_spans_lie_in_the_text_in_order_apart(text: str) -> None:
    quotations = find_quotations(text)
    _assert_sound(text, quotations, (0, len(text)))
    assert find_quotations(text) == quotations


@given(text_and_span())
def test_widen_stays_in_the_text_and_is_never_empty(drawn: tuple[str, tuple[int, int]]) -> None:
    text, span = drawn
    quotations = find_quotations(text)
    start, end = widen(text, span, quotations)
    assert 0 <= start < end <= len(text)


@given(text_and_span(), st.booleans())
def test_kind_is_one_of_three(drawn: tuple[str, tuple[int, int]], nested: bool) -> None:
    text, span = drawn
    outer = [(0, len(text))] if nested else None
    kind = kind_of(text, [span], find_quotations(text), outer)
    assert kind in {"direct", "mixed", "indirect"}
    if not any(character.isalnum() for character in text[slice(*span)]):
        assert kind == "indirect"


@pytest.mark.parametrize(
    "unit", ['"', "“", " “x", "'a ", "“x\n", '"x \n', "”\n“a b\n", "s' x ", '("', "“ab ‘c ", "“x “y” ", '12" ', "« »\n"]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    assert grows_linearly(lambda times: find_quotations(unit * times), 1_000, 8_000)
