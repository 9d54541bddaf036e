"""Whose voice "I", "we" and "you" are."""

import pytest

from onrecord.actors.context import Issuer
from onrecord.actors.voices import Voices
from onrecord.statements.cast import Cast
from onrecord.statements.draft import Draft
from tests.texts import read

ISSUER = Issuer("Ana Roe", "Government of Peru")


def voices(doc, drafts=(), issuer=ISSUER):
    return Voices(doc, Cast(doc), list(drafts), issuer)


def quoted(doc, words, speaker, kind="named person"):
    start = doc.report.text.index(words)
    return Draft([], [], [(start, start + len(words))], [speaker] if speaker else [], source_kind=kind)


def voice(found, form, number=1):
    """The voice of the `number`-th such word."""
    places = [place for place, one in enumerate(found.doc.words) if one == form]
    return found.of(places[number - 1], form.lower())


def names(found, form, number=1):
    return [figure.name for figure in voice(found, form, number).figures]


# ---------------------------------------------------------------- the report's own voice
def test_pronouns_of_the_third_person_have_no_voice():
    assert voice(voices(read("He left.")), "He") is None


def test_what_is_issued_is_the_issuers_voice():
    found = voices(read("I left. We won. You lost.", person=[]))
    assert names(found, "I") == ["Ana Roe"]
    assert names(found, "We") == ["Government of Peru"]
    assert names(found, "You") == ["you"]
    assert voice(found, "I").reason == "who issued the text"


def test_an_issuer_whom_the_text_names_is_the_same():
    doc = read("President Ana Roe spoke. I left.", person=["Ana Roe"])
    found = voices(doc)
    assert voice(found, "I").figures == (found.cast.by_start[1],)


def test_without_an_issuer_the_report_speaks_for_nobody_known():
    found = voices(read("I left, I think. We won."), issuer=Issuer())
    assert names(found, "I") == ["I"]
    assert voice(found, "I").figures == voice(found, "I", 2).figures
    assert names(found, "We") == ["we"]
    assert voice(found, "We").figures[0].plural
    assert voice(found, "I").reason == "in the report's own voice"


# ---------------------------------------------------------------- quotations
QUOTED = "Bo Diaz said: “I left my house. We won. You lost.” I saw it."


def test_in_a_quotation_it_is_the_speakers_voice_not_the_issuers():
    doc = read(QUOTED, person=["Bo Diaz"])
    found = voices(doc, [quoted(doc, "“I left my house. We won. You lost.”", "Bo Diaz")])
    diaz = found.cast.by_start[0]
    assert voice(found, "I").figures == voice(found, "my").figures == (diaz,)
    assert names(found, "I", 2) == ["Ana Roe"]
    we, you = voice(found, "We"), voice(found, "You")
    assert we.side is diaz
    assert diaz not in (*we.figures, *you.figures)
    assert we.figures != you.figures


def test_the_we_of_a_body_is_the_body():
    doc = read("Sea Union said: “We won.”", organisation=["Sea Union"])
    found = voices(doc, [quoted(doc, "“We won.”", "Sea Union", "organisation")])
    assert names(found, "We") == ["Sea Union"]


def test_two_quotations_of_nobody_known_are_of_two():
    doc = read("“I left.” “I stayed.”")
    found = voices(doc, [quoted(doc, "“I left.”", ""), quoted(doc, "“I stayed.”", "")])
    assert voice(found, "I").figures != voice(found, "I", 2).figures
    assert "somebody unnamed" in voice(found, "I").reason


def test_reported_speech_is_no_quotation():
    doc = read("Bo Diaz said that I left.", person=["Bo Diaz"])
    found = voices(doc, [quoted(doc, "that I left", "Bo Diaz")])
    assert names(found, "I") == ["Ana Roe"]


def test_of_quotations_within_one_another_the_inner_one_speaks():
    text = "Bo Diaz said: “Eva Lund told me ‘I left’ once.”"
    doc = read(text, person=["Bo Diaz", "Eva Lund"])
    outer, inner = "“Eva Lund told me ‘I left’ once.”", "‘I left’"
    found = voices(doc, [quoted(doc, outer, "Bo Diaz"), quoted(doc, inner, "Eva Lund")])
    assert (names(found, "me"), names(found, "I")) == (["Bo Diaz"], ["Eva Lund"])


# ---------------------------------------------------------------- transcripts
TRANSCRIPT = """PRIME MINISTER: Thank you. I will go. We will win.

QUESTION: Do you agree?

PRIME MINISTER: I do.

And I stay.

SENATOR DIAZ: I do not. You will lose."""


def test_a_label_begins_a_turn_that_lasts_until_the_next():
    found = voices(read(TRANSCRIPT))
    assert [names(found, "I", number) for number in (1, 2, 3)] == [["Ana Roe"]] * 3
    assert names(found, "I", 4) == ["Diaz"]


def test_in_a_transcript_you_is_the_other_side():
    found = voices(read(TRANSCRIPT))
    assert names(found, "you", 2) == ["Ana Roe"]
    assert names(found, "you") != ["Ana Roe"]
    assert names(found, "You") == ["Ana Roe"]


def test_in_a_transcript_we_is_of_the_one_whose_turn_it_is():
    found = voices(read(TRANSCRIPT))
    we = voice(found, "We")
    assert we.side is voice(found, "I").figures[0]
    assert we.figures[0].plural


def test_a_label_with_a_name_that_the_text_has_is_that_person():
    doc = read("Bo Diaz met the press.\n\nDIAZ: I left.\n\nQ: Did you?", person=["Bo Diaz"])
    found = voices(doc, issuer=Issuer())
    assert names(found, "I") == ["Bo Diaz"]
    assert names(found, "you") == ["Bo Diaz"]


def test_q_asks():
    found = voices(read("Q Did I hear you?\n\nTHE PRESIDENT: I did."))
    assert names(found, "I") == ["interviewer"]
    assert names(found, "I", 2) == ["Ana Roe"]


def test_without_a_known_holder_an_office_is_a_side_of_its_own():
    found = voices(read("PRESIDENT: I left.\n\nQ: Did you?\n\nPRESIDENT: I did."), issuer=Issuer())
    assert voice(found, "I").figures == voice(found, "I", 2).figures == voice(found, "you").figures


def test_one_label_makes_no_transcript():
    found = voices(read("NOTE: I left."))
    assert voice(found, "I").reason == "who issued the text"


# ---------------------------------------------------------------- interviews
INTERVIEW = """Bo Diaz is a singer. Bo Diaz sings. Eva Lund wrote this.

Why do you sing? Do I know?

I like it. You know.

Will you stop?

I will not."""


def test_in_an_interview_the_guest_answers():
    found = voices(read(INTERVIEW, person=["Bo Diaz", "Eva Lund"]), issuer=Issuer())
    assert names(found, "you") == names(found, "you", 2) == ["Bo Diaz"]
    assert names(found, "I", 2) == names(found, "I", 3) == ["Bo Diaz"]


def test_in_an_interview_the_one_who_asks_is_not_the_guest():
    found = voices(read(INTERVIEW, person=["Bo Diaz", "Eva Lund"]), issuer=Issuer())
    assert names(found, "I") == ["interviewer"]
    assert names(found, "You") != ["Bo Diaz"]


@pytest.mark.parametrize("text", ["Why do you sing?\n\nI like it.", "Why? I like it. How?"])
def test_one_question_makes_no_interview(text):
    found = voices(read(text, person=[]), issuer=Issuer())
    assert voice(found, "I").reason == "in the report's own voice"


def test_paragraphs_are_numbered_by_lines():
    assert voices(read("One two.\n\nThree.\nFour.")).paragraphs == [0, 0, 0, 1, 1, 2, 2]


def test_a_text_without_words():
    assert voices(read("")).paragraphs == []
