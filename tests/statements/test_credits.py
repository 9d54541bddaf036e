import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.report import Report
from onrecord.statements.credits import find_credits
from onrecord.statements.layout import find_layout

HEADLINE = "Leaders meet in Geneva for talks\n\n"
BODY = (
    "The leaders of two countries met on Monday in Geneva, officials said, and agreed to meet again.\n\n"
    "They spoke for an hour, and neither answered questions."
)


def credits_of(text):
    found = find_credits(text, find_layout(Report(text)))
    return [(text[slice(*credit.span)], credit.outlet) for credit in found]


@pytest.mark.parametrize(
    ("beginning", "found"),
    [
        ("GENEVA, March 3, 2024 (Reuters) - ", [("Reuters", "Reuters")]),
        ("GENEVA (AP) — ", [("AP", "Associated Press")]),
        ("(AFP) - ", [("AFP", "Agence France-Presse")]),
        ("GENEVA (AP/Reuters) - ", [("AP", "Associated Press"), ("Reuters", "Reuters")]),
        ("By The Associated Press\n\n", [("The Associated Press", "Associated Press")]),
        ("By JANE DOE, Associated Press\n\n", [("Associated Press", "Associated Press")]),
        ("By Jane Doe of AFP\n\n", [("AFP", "Agence France-Presse")]),
        ("By Jane Doe and John Roe, Reuters Correspondents\n\n", [("Reuters", "Reuters")]),
        ("AFP\n\n", [("AFP", "Agence France-Presse")]),
        ("Time\n\n", []),
        ("By Jane Doe\n\n", []),
        ("GENEVA (UK) — ", []),
        ("The report by the Associated Press (AP) - an agency - was wrong, they said.\n\n", []),
        ("The Associated Press reported this first, officials said on Monday.\n\n", []),
    ],
)
def test_credits_in_dateline_and_byline(beginning, found):
    assert credits_of(HEADLINE + beginning + BODY) == found


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("\n\nReuters contributed to this report.", [("Reuters", "Reuters")]),
        (
            "\n\nThe Associated Press and AFP contributed to this story.",
            [("The Associated Press", "Associated Press"), ("AFP", "Agence France-Presse")],
        ),
        (
            "\n\nAssociated Press writers Jane Doe in Paris and John Sun in Rome contributed to this report.",
            [("Associated Press", "Associated Press")],
        ),
        ("\n\nCNN's Jane Doe contributed reporting.", [("CNN", "CNN")]),
        (
            "\n\nWith files from Reuters and The Canadian Press",
            [("Reuters", "Reuters"), ("The Canadian Press", "Canadian Press")],
        ),
        ("\n\n(With inputs from ANI)", [("ANI", "ANI")]),
        ("\n\nAdditional reporting by AFP.", [("AFP", "Agence France-Presse")]),
        ("\n\nThis story was originally published by ProPublica.", [("ProPublica", "ProPublica")]),
        (
            "\n\nCopyright 2024 The Associated Press. All rights reserved.",
            [("The Associated Press", "Associated Press")],
        ),
        ("\n\n© 2024 AFP", [("AFP", "Agence France-Presse")]),
        (" (AP)", [("AP", "Associated Press")]),
        (" — AFP", [("AFP", "Agence France-Presse")]),
        (" /AFP", [("AFP", "Agence France-Presse")]),
        ("\n\n— AP", [("AP", "Associated Press")]),
        ("\n\n(Reuters)", [("Reuters", "Reuters")]),
    ],
)
def test_credits_at_the_end(end, found):
    assert credits_of(HEADLINE + BODY + end) == found


@pytest.mark.parametrize(
    "end",
    [
        "\n\nHe told Reuters that the Associated Press was wrong.",
        "\n\n“Reuters contributed to this report,” he said.",
        '\n\nShe said that AP contributed to this report of the ministry, "but too late".',
        "\n\nJane Sun contributed to this report.",
        "\n\nSun Li contributed to this report.",
        "\n\nAdditional reporting by Jane Doe.",
        "\n\nReporting by Jane Doe; Editing by John Roe",
        "\n\nPhoto: AFP",
        "\n\n(AP Photo/Jane Doe)",
        "\n\nWith files from the archive, he proved it.",
        "\n\nThe bank contributed to this report of the Guardian's critics.",
        "\n\nDawn",
    ],
)
def test_what_is_no_credit(end):
    assert credits_of(HEADLINE + BODY + end) == []


def test_a_credit_in_the_middle_of_a_long_text_is_a_sentence_like_others():
    middle = "\n\nReuters contributed to this report."
    assert credits_of(HEADLINE + BODY + middle + f"\n\n{BODY}" * 4) == []


def test_a_text_without_paragraphs_has_none():
    assert credits_of("") == []
    assert credits_of(" \n") == []


@given(
    st.lists(
        st.sampled_from(
            [
                "(AP)",
                "Reuters",
                "AFP",
                " contributed to this report",
                "By ",
                "With files from ",
                " - ",
                "\n\n",
                ". ",
                "“",
                "”",
                "(",
                ")",
                "The ",
                "Jane Doe",
                "/",
                "©",
                " and ",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_spans_hold_names_of_the_outlet_in_order(text):
    found = find_credits(text, find_layout(Report(text)))
    assert [credit.span for credit in found] == sorted({credit.span for credit in found})
    assert {text[slice(*credit.span)] for credit in found} <= {"AP", "Reuters", "AFP"} | {
        "The AP",
        "The Reuters",
        "The AFP",
    }


@pytest.mark.parametrize(
    "piece",
    ["A ", "(AP) ", "By A, ", "contributed to this report ", "With files from A ", ". - A", "A/", "(", "-", "A."],
)
def test_long_texts_of_one_piece_take_no_time(piece):
    text = HEADLINE + piece * (200_000 // len(piece))
    assert len(credits_of(text)) < 10
