"""Stance, channel and addressee of drafts over hand-made parses, and which drafts are statements."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.codebooks.load import load_cues
from onrecord.doc import Doc, Name
from onrecord.record import STANCES
from onrecord.report import Report
from onrecord.statements.draft import Draft
from onrecord.statements.stance import classify, is_statement

CUES = load_cues()


def read(
    marked: str, tags: str = "", *, kind: str = "indirect", source_kind: str = "named person"
) -> tuple[Doc, Draft]:
    """A Doc and its one draft from words parted by spaces: [source], {cue} and (content) are marked, tags one a word.

    A name of an organisation, place or people is a word that begins with "#".
    """
    spans: dict[str, list[tuple[int, int]]] = {"[": [], "{": [], "(": []}
    words, names, starts, text, opened = [], [], [0], "", {}
    for piece in marked.split():
        for mark in re.findall(r"[\[{(]", piece):
            opened[mark] = len(text)
        word = re.sub(r"[\[\]{}()#]", "", piece)
        if "#" in piece:
            names.append(Name(len(words), len(words) + 1, "place"))
        words.append((len(text), len(text) + len(word)))
        for mark in re.findall(r"[\]})]", piece):
            opening = {"]": "[", "}": "{", ")": "("}[mark]
            spans[opening].append((opened[opening], len(text) + len(word)))
        text += word + " "
        if word in (".", "?", "!"):
            starts.append(len(words))
    doc = Doc(Report(text), words, [s for s in starts if s < len(words)], upos=tags.split(), names=names)
    return doc, Draft(spans["["], spans["{"], spans["("], kind=kind, source_kind=source_kind)


def classified(marked: str, tags: str = "", **more: str) -> Draft:
    doc, draft = read(marked, tags, **more)
    classify(doc, draft, CUES)
    return draft


def counts(marked: str, tags: str = "", **more: str) -> bool:
    return is_statement(*read(marked, tags, **more), CUES)


@pytest.mark.parametrize(
    ("marked", "stance"),
    [
        ("[The mayor] {said} (the bridge was open)", "assert"),
        ("{According to} [the mayor] , (the bridge was open)", "assert"),
        ("[The mayor] {claims} (the bridge was open)", "claim"),
        ("[The ministry] {accused} (the rebels of burning crops)", "accuse"),
        ("[The company] {denied} (it had known)", "deny"),
        ("[The union] {vowed} (to strike)", "pledge"),
        ("[The union] {called for} (better pay)", "request"),
        ("[The judge] {warned} (of delays)", "warn"),
        ("[The general] {threatened} (to resign)", "threaten"),
        ("[The minister] {praised} (the nurses)", "praise"),
        ("[The minister] {condemned} (the raid)", "criticise"),
        ("[Both] {agreed} (to share the costs)", "agree"),
        ("[The clerk] {announced} (the result)", "announce"),
        ("[A group] {claimed} (responsibility)", "claim"),
        ("[The office] {expressed} (its concerns)", "criticise"),
        ("[They] {underlined} (their full commitment to the treaty)", "pledge"),
        ("[They] {stressed} (the need for calm)", "request"),
    ],
)
def test_stance_of_the_cue(marked: str, stance: str) -> None:
    assert classified(marked).stance == stance


@pytest.mark.parametrize(
    ("marked", "stance"),
    [
        ("[The officials] {have not said} (why the road is closed)", "refuse"),
        ("[The officials] {did not deny} (the report)", "refuse"),
        ("[The officials] {declined to say} (who paid)", "refuse"),
        ("[She] {neither confirmed nor denied} (the sale)", "refuse"),
        ("[She] {does not believe} (that he left)", "claim"),
        ("[She] {did not rule out} (a vote)", "assert"),
        ("[She] {not only said} (it was late)", "assert"),
    ],
)
def test_stance_of_a_negated_cue(marked: str, stance: str) -> None:
    assert classified(marked).stance == stance


def test_negation_before_the_cue_counts_and_that_of_another_sentence_does_not() -> None:
    assert classified("[He] has not {said} (who paid)", "PRON AUX PART VERB PRON VERB").stance == "refuse"
    assert (
        classified("They did not . [He] {said} (it rains)", "PRON AUX PART PUNCT PRON VERB PRON VERB").stance
        == "assert"
    )


@pytest.mark.parametrize(
    ("marked", "stance"),
    [
        ("[She] {asked} (whether the road was open)", "ask"),
        ("[She] {asked} (the court to wait)", "request"),
        ("[She] {told} them (to wait)", "request"),
        ("[She] {told} them (that it rained)", "assert"),
        ("[He] {rejected} (allegations of theft)", "deny"),
        ("[He] {rejected} (the offer)", "refuse"),
    ],
)
def test_stance_by_the_form_of_the_content(marked: str, stance: str) -> None:
    assert classified(marked).stance == stance


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("“ We will rebuild every house . We will not leave . ”", "pledge"),
        ("“ Both sides must return to the talks . ”", "request"),
        ("“ We welcome the ruling . ”", "praise"),
        ("“ I am appalled by this decision . ”", "criticise"),
        ("“ The attack was carried out by the regime and #Ruritania invaded the islands . ”", "accuse"),
        ("“ We had nothing to do with it . ”", "deny"),
        ("“ Who paid for the road ? ”", "ask"),
        ("“ Who paid for the road ? The town did . ”", "assert"),
        ("“ The road is long . It is steep . We must walk . We welcome guests . ”", "assert"),
    ],
)
def test_stance_of_a_plain_cue_goes_by_the_content(content: str, stance: str) -> None:
    assert classified(f"[Ms Ode] {{said}} : ({content})", kind="direct").stance == stance


def test_a_cue_with_a_stance_of_its_own_keeps_it() -> None:
    assert classified("[Ms Ode] {warned} : (“ We will rebuild . ”)", kind="direct").stance == "warn"


def test_witnesses_and_spokesmen_assert_where_officials_accuse() -> None:
    content = "[He] {said} (the regime murdered its own people)"
    assert classified(content).stance == "accuse"
    assert classified(content, source_kind="unnamed person").stance == "assert"


def test_media_report_whatever_the_plain_cue() -> None:
    for cue in ("said", "reported", "claimed", "announced", "per"):
        assert classified(f"[The Courier] {{{cue}}} (we will rebuild)", source_kind="outlet").stance == "report"
    assert classified("[Local media] {said} (it rained)", source_kind="organisation").stance == "report"
    assert classified("[The police] {reported} (two thefts)", source_kind="organisation").stance == "assert"
    assert classified("[KCNA] {condemned} (the drill)", source_kind="outlet").stance == "criticise"


def test_ones_own_belief_is_an_assertion() -> None:
    assert classified("[We] {believe} (that it helps)").stance == "assert"
    assert classified("[She] {believes} (that it helps)").stance == "claim"


@pytest.mark.parametrize(
    ("marked", "tags", "addressee"),
    [
        ("[He] {told} reporters (it rained)", "PRON VERB NOUN PRON VERB", "reporters"),
        ("[He] {told} the press on Monday (it rained)", "PRON VERB DET NOUN ADP PROPN PRON VERB", "press"),
        ("[He] {told} reporters Monday (it rained)", "PRON VERB NOUN PROPN PRON VERB", "reporters"),
        ("[We] {urge} (our foreign partners to pay)", "PRON VERB PRON ADJ NOUN PART VERB", "foreign partners"),
        ("[He] {called on} (Iran to leave)", "PRON VERB ADP PROPN PART VERB", "Iran"),
        ("[He] {asked} (the Court of Appeal to wait)", "PRON VERB DET PROPN ADP PROPN PART VERB", "Court of Appeal"),
        ("[He] {warned} Ode (that it rained)", "PRON VERB PROPN SCONJ PRON VERB", "Ode"),
        ("[He] {explained} to parents (that it rained)", "PRON VERB ADP NOUN SCONJ PRON VERB", "parents"),
        ("[He] {told} him (it rained)", "PRON VERB PRON PRON VERB", None),
        ("[He] {told} a news conference (it rained)", "PRON VERB DET NOUN NOUN PRON VERB", None),
        ("[He] {responded} to questions (that it rained)", "PRON VERB ADP NOUN SCONJ PRON VERB", None),
        ("[He] {accused} (Iran of theft)", "PRON VERB PROPN ADP NOUN", None),
        ("[He] {told} (“ Rain fell . ”)", "PRON VERB PUNCT NOUN VERB PUNCT PUNCT", None),
    ],
)
def test_addressee(marked: str, tags: str, addressee: str | None) -> None:
    assert classified(marked, tags).addressee == addressee


@pytest.mark.parametrize(
    ("marked", "tags", "channel", "addressee"),
    [
        ("[He] {told} CNN (it rained)", "PRON VERB PROPN PRON VERB", "CNN", "CNN"),
        ("[He] {told} the BBC (it rained)", "PRON VERB DET PROPN PRON VERB", "BBC", "BBC"),
        (
            "[He] {said} in an interview with Reuters (it rained)",
            "PRON VERB ADP DET NOUN ADP PROPN PRON VERB",
            "Reuters",
            None,
        ),
        ("[He] {wrote} on Twitter (it rained)", "PRON VERB ADP PROPN PRON VERB", "Twitter", None),
        (
            "Speaking to NHK , [he] {said} (it rained)",
            "VERB ADP PROPN PUNCT PRON VERB PRON VERB",
            "NHK",
            None,
        ),
        (
            "[He] {wrote} in an article published by Rodong Sinmun (it rained)",
            "PRON VERB ADP DET NOUN VERB ADP PROPN PROPN PRON VERB",
            "Rodong Sinmun",
            None,
        ),
        ("[He] {said} in a statement (it rained)", "PRON VERB ADP DET NOUN PRON VERB", None, None),
        ("(It rained) , [he] {said} , per Reuters", "PRON VERB PUNCT PRON VERB PUNCT ADP PROPN", None, None),
        ("(It rained) , [he] {said} , CNN reported", "PRON VERB PUNCT PRON VERB PUNCT PROPN VERB", None, None),
        ("[He] {said} (he told CNN nothing)", "PRON VERB PRON VERB PROPN PRON", None, None),
    ],
)
def test_channel(marked: str, tags: str, channel: str | None, addressee: str | None) -> None:
    draft = classified(marked, tags)
    assert (draft.channel, draft.addressee) == (channel, addressee)


def test_an_outlet_has_no_channel_of_its_own() -> None:
    tags = "PROPN VERB ADP PROPN PRON VERB"
    assert classified("[Reuters] {reported} on Twitter (it rained)", tags, source_kind="outlet").channel is None


@pytest.mark.parametrize(
    ("marked", "more"),
    [
        ("[She] {said} (it rained)", {}),
        ("[She] {spoke of} (rain)", {}),
        ("[She] {believes} (that it rained)", {}),
        ("[She] {denied} (the theft)", {}),
        ("[Her] {claim} (that it rained)", {}),
        ("[The survey] {shows} (that it rained)", {"source_kind": "document"}),
        ("[She] {laughed} : (“ It rained all day . ”)", {"kind": "direct"}),
        ("[She] {declined to comment} (on the theft)", {}),
    ],
)
def test_statements(marked: str, more: dict[str, str]) -> None:
    assert counts(marked, **more)


@pytest.mark.parametrize(
    ("marked", "more"),
    [
        ("[She] {hopes} (that it rains)", {}),
        ("[She] {mocked} (the plan)", {}),
        ("[She] {wants} (to leave)", {}),
        ("[She] {believes in} (rain)", {}),
        ("{is believed} (that it rained)", {"source_kind": "nobody"}),
        ("[The trees] {show} (that it rained)", {"source_kind": "nobody"}),
        ("(It rained ,) {reportedly}", {"source_kind": "nobody"}),
        ("[She] {extended condolences} (to the families)", {}),
        ("[She] {zigzagged} (the road)", {}),
        ("(It rained for ten hours) {per} [day]", {}),
    ],
)
def test_attitudes_hedges_and_things_make_no_statement(marked: str, more: dict[str, str]) -> None:
    assert not counts(marked, **more)


@given(st.data())
def test_any_draft_gets_a_stance_and_words_of_the_report(data: st.DataObject) -> None:
    text = data.draw(st.text(max_size=60))
    spans = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    doc = Doc(Report(text), spans, [0] if spans else [])
    cut = st.lists(st.sampled_from(spans), max_size=2).map(sorted) if spans else st.just([])
    draft = Draft(data.draw(cut), data.draw(cut), data.draw(cut))
    classify(doc, draft, CUES)
    assert draft.stance in STANCES
    flat = " ".join(text.split())
    assert (draft.addressee or "") in flat
    assert (draft.channel or "") in flat
    assert isinstance(is_statement(doc, draft, CUES), bool)
