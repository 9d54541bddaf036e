"""Who the source is: names, offices, acronyms, pronouns, capitals, outlets and documents, within the report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.doc import Doc, Name
from onrecord.report import Report
from onrecord.statements.draft import Draft
from onrecord.statements.speakers import resolve
from tests.growth import grows_linearly
from tests.parses import parse
from tests.strategies import news_text
from tests.texts import read, said


def speakers(doc: Doc, *drafts: Draft) -> list[tuple[list[str], str]]:
    resolve(doc, list(drafts))
    return [(draft.speaker, draft.source_kind) for draft in drafts]


def speaker(text: str, source: str, *, number: int = 1, outlet: str | None = None, **names: list[str]) -> list[str]:
    doc = read(text, outlet, **names)
    draft = said(doc, source, number=number)
    resolve(doc, [draft])
    return draft.speaker


# ---------------------------------------------------------------- names
def test_a_family_name_is_joined_to_the_full_name_before_or_after():
    text = "Lopez said no. Gen. Ana M. Lopez met the press. Later Lopez said yes."
    doc = read(text, person=["Ana M. Lopez", "Lopez"])
    drafts = [said(doc, "Lopez"), said(doc, "Lopez", number=3)]
    assert speakers(doc, *drafts) == [(["Ana M. Lopez"], "named person")] * 2


def test_a_family_name_mistaken_for_an_organisation_is_still_the_person():
    text = "Ivo Novak spoke. Novak said it rained."
    assert speaker(text, "Novak", number=2, person=["Ivo Novak"], organisation=["Novak"]) == ["Ivo Novak"]


def test_an_east_asian_family_name_stands_first():
    text = "Kim Min Ho met Li Wei. Kim said yes. Li said no."
    names = {"person": ["Kim Min Ho", "Li Wei", "Kim", "Li"]}
    assert speaker(text, "Kim", number=2, **names) == ["Kim Min Ho"]
    assert speaker(text, "Li", number=2, **names) == ["Li Wei"]


def test_an_article_of_an_arabic_name_may_be_left_out():
    text = "Omar al-Hadidi spoke. Hadidi said yes."
    assert speaker(text, "Hadidi", number=2, person=["Omar al-Hadidi", "Hadidi"]) == ["Omar al-Hadidi"]


def test_an_honorific_keeps_two_of_one_family_name_apart():
    text = "Anna Berg and Peter Berg came. Mr. Berg said no. Ms. Berg said yes."
    names = {"person": ["Anna Berg", "Peter Berg", "Berg"]}
    assert speaker(text, "Mr. Berg", **names) == ["Peter Berg"]
    assert speaker(text, "Ms. Berg", **names) == ["Anna Berg"]


def test_a_bare_family_name_is_not_given_to_a_relative_of_another_gender():
    text = "Mr. Berg spoke. He came with Anna Berg. Berg said no."
    assert speaker(text, "Berg", number=3, person=["Anna Berg", "Berg"]) == ["Berg"]


def test_a_title_is_no_part_of_the_name():
    text = "Deputy Secretary of State Ana Lopez said no."
    assert speaker(text, "Deputy Secretary of State Ana Lopez", person=["Ana Lopez"]) == ["Ana Lopez"]
    assert speaker("Minister Novak said no.", "Minister Novak", person=["Minister Novak"]) == ["Novak"]
    assert speaker("Christian Novak said no.", "Christian Novak", person=["Christian Novak"]) == ["Christian Novak"]


def test_an_acronym_stands_for_the_organisation_that_it_was_introduced_for():
    text = "The Hill Farmers Union (HFU) met. The HFU said no. Later the Union said yes."
    names = {"organisation": ["Hill Farmers Union", "HFU", "Union"]}
    assert speaker(text, "The HFU", **names) == ["Hill Farmers Union"]
    assert speaker(text, "the Union", **names) == ["Hill Farmers Union"]


# ---------------------------------------------------------------- offices
def test_an_office_is_the_person_who_was_introduced_with_it():
    text = (
        "Chadian President Issa Deby met Ana Lopez, the Peruvian foreign minister. The minister said no. "
        "The Chadian president said yes. The press secretary said maybe. Harbour Press Secretary Ivo Novak left."
    )
    names = {"person": ["Issa Deby", "Ana Lopez", "Ivo Novak"], "people": ["Chadian", "Peruvian"]}
    assert speaker(text, "The minister", **names) == ["Ana Lopez"]
    assert speaker(text, "The Chadian president", **names) == ["Issa Deby"]
    assert speaker(text, "The press secretary", **names) == ["Ivo Novak"]


def test_an_office_of_another_country_or_portfolio_is_not_taken():
    text = "Peruvian President Ana Lopez left. The Chadian president said no."
    names = {"person": ["Ana Lopez"], "people": ["Peruvian", "Chadian"]}
    assert speaker(text, "The Chadian president", **names) == ["The Chadian president"]
    text = "Defence Minister Ana Lopez left. The finance minister said no."
    assert speaker(text, "The finance minister", person=["Ana Lopez"]) == ["The finance minister"]


def test_a_spokesmans_chief_is_not_the_spokesman():
    text = "Ivo Novak, a spokesman for President Ana Lopez, came. The spokesman said no."
    assert speaker(text, "The spokesman", person=["Ivo Novak", "Ana Lopez"]) == ["Ivo Novak"]


def test_an_office_in_capitals_is_the_person_whose_office_is_not_told():
    text = "Ana Lopez met the Chadian Foreign Minister, Issa Deby. The Foreign Secretary said no."
    names = {"person": ["Ana Lopez", "Issa Deby"], "people": ["Chadian"]}
    assert speaker(text, "The Foreign Secretary", **names) == ["Ana Lopez"]


@pytest.mark.parametrize("source", ["A police officer", "two officials", "residents", "Critics"])
def test_people_never_named_keep_the_texts_words(source):
    doc = read(f"Ana Lopez left. Later {source} said no.", person=["Ana Lopez"])
    assert speakers(doc, said(doc, source)) == [([source], "unnamed person")]


def test_the_official_is_the_one_told_of_before():
    doc = read("A senior official said no. The official said it rained.")
    drafts = [said(doc, "A senior official"), said(doc, "The official")]
    assert speakers(doc, *drafts) == [(["A senior official"], "unnamed person")] * 2


# ---------------------------------------------------------------- governments, organisations, outlets
@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Moscow", "Government of Russia"),
        ("the U.S.", "United States government"),
        ("The United States", "United States government"),
        ("the Russian government", "Government of Russia"),
        ("the government of Peru", "Government of Peru"),
    ],
)
def test_a_country_or_capital_that_speaks_is_its_government(source, name):
    names = {"place": ["Moscow", "U.S.", "United States", "Peru"], "people": ["Russian"]}
    doc = read(f"Late on Monday {source} said no.", **names)
    assert speakers(doc, said(doc, source)) == [([name], "organisation")]


def test_two_capitals_are_two_speakers():
    doc = read("Moscow and Pyongyang said no.", place=["Moscow", "Pyongyang"])
    expected = (["Government of Russia", "Government of North Korea"], "organisation")
    assert speakers(doc, said(doc, "Moscow and Pyongyang")) == [expected]


def test_institutions_keep_their_own_name():
    doc = read("The White House said no. The U.S. Treasury Department said yes.", organisation=["White House", "U.S. Treasury Department"])  # fmt: skip
    drafts = [said(doc, "The White House"), said(doc, "The U.S. Treasury Department")]
    assert speakers(doc, *drafts) == [(["White House"], "organisation"), (["U.S. Treasury Department"], "organisation")]


def test_two_departments_that_share_a_noun():
    doc = read("After some interplay the Trade and Home Affairs Departments said no.")
    draft = said(doc, "the Trade and Home Affairs Departments")
    assert speakers(doc, draft) == [(["Trade Department", "Home Affairs Department"], "organisation")]


def test_the_outlet_is_the_last_one_named():
    text = "Reuters reports rain. The Valley Herald disagrees. No, the newspaper said. “Yes,” per Reuters. The agency said so."
    names = {"organisation": ["Reuters", "Valley Herald"]}
    doc = read(text, **names)
    assert speakers(doc, said(doc, "the newspaper")) == [(["Valley Herald"], "outlet")]
    assert speakers(doc, said(doc, "Reuters")) == [(["Reuters"], "outlet")]


def test_this_newspaper_is_the_reports_own_outlet():
    assert speaker("This newspaper said no.", "This newspaper", outlet="Valley Herald") == ["Valley Herald"]


def test_the_ministry_is_the_one_named_before():
    text = "The Trade Ministry met Acme Steel. The ministry said no. The company said yes."
    names = {"organisation": ["Trade Ministry", "Acme Steel"]}
    assert speaker(text, "The ministry", **names) == ["Trade Ministry"]


# ---------------------------------------------------------------- documents
def test_a_document_speaks_for_who_issued_it():
    text = (
        "The Harbour Council voted to adopt Resolution 12. Resolution 12 said no. The Board’s report said yes. "
        "A study by Ivo Novak said maybe. A leaked memo said so."
    )
    doc = read(text, organisation=["Harbour Council", "Board"], person=["Ivo Novak"])
    found = speakers(
        doc,
        said(doc, "Resolution 12"),
        said(doc, "The Board’s report"),
        said(doc, "A study by Ivo Novak"),
        said(doc, "A leaked memo"),
    )
    assert found == [
        (["Harbour Council"], "document"),
        (["Board"], "document"),
        (["Ivo Novak"], "document"),
        (["A leaked memo"], "document"),
    ]


def test_a_joint_statement_speaks_for_both_who_signed_it():
    text = "Ana Lopez met with Peruvian leader Luis Vega to sign a joint statement reaffirming their ties."
    doc = read(text, person=["Ana Lopez", "Luis Vega"])
    draft = said(doc, "a joint statement", cue="reaffirming")
    assert speakers(doc, draft) == [(["Ana Lopez", "Luis Vega"], "document")]


# ---------------------------------------------------------------- pronouns
def test_he_in_a_run_of_quotations_is_their_speaker():
    text = (
        "“We lost,” said Ivo Novak. Ana Lopez, he added, left early.\n"
        "“Omar Hadidi was at the game, and Omar Hadidi saw it,” he said."
    )
    doc = read(text, person=["Ivo Novak", "Ana Lopez", "Omar Hadidi"])
    first = said(doc, "Ivo Novak", "“We lost,”")
    second = said(doc, "he", cue="added")
    third = said(doc, "he said", "“Omar Hadidi was at the game, and Omar Hadidi saw it,”")
    third.source = [(third.source[0][0], third.source[0][0] + 2)]
    assert [names for names, _ in speakers(doc, first, second, third)] == [["Ivo Novak"]] * 3


def test_she_skips_a_man():
    text = "Ana Lopez met Peter Berg. She said no."
    assert speaker(text, "She", person=["Ana Lopez", "Peter Berg"]) == ["Ana Lopez"]
    text = "Ana Lopez met Peter Berg. He said no."
    assert speaker(text, "He", person=["Ana Lopez", "Peter Berg"]) == ["Peter Berg"]


def test_he_may_be_somebody_without_a_name():
    doc = read("A bus driver said it rained. He said the road was closed.")
    drafts = [said(doc, "A bus driver"), said(doc, "He")]
    assert speakers(doc, *drafts) == [(["A bus driver"], "unnamed person")] * 2


def test_they_are_the_two_who_met():
    text = "Ana Lopez met the mayor, Ivo Novak, in Lima. They agreed to talk."
    doc = read(text, person=["Ana Lopez", "Ivo Novak"], place=["Lima"])
    assert speakers(doc, said(doc, "They", cue="agreed")) == [(["Ana Lopez", "Ivo Novak"], "named person")]


def test_it_is_an_organisation():
    text = "Acme Steel fired Ana Lopez. It said no."
    assert speaker(text, "It", organisation=["Acme Steel"], person=["Ana Lopez"]) == ["Acme Steel"]


def test_a_pronoun_without_anybody_it_fits_stays():
    doc = read("It rained. She said no.")
    assert speakers(doc, said(doc, "She")) == [(["She"], "unnamed person")]


def test_he_inside_a_quotation_is_not_its_speaker():
    text = "Ivo Novak praised Omar Hadidi. “Everybody knows that he said no,” Ivo Novak said."
    doc = read(text, person=["Ivo Novak", "Omar Hadidi"])
    outer = said(doc, "Ivo Novak", "“Everybody knows that he said no,”", number=2)
    inner = said(doc, "he said")
    inner.source = [(inner.source[0][0], inner.source[0][0] + 2)]
    assert [names for names, _ in speakers(doc, outer, inner)] == [["Ivo Novak"], ["Omar Hadidi"]]


def test_i_inside_a_quotation_is_its_speaker():
    doc = read("“I said no,” Ana Lopez said.", person=["Ana Lopez"])
    outer, inner = said(doc, "Ana Lopez", "“I said no,”"), said(doc, "I")
    assert speakers(doc, inner, outer) == [(["Ana Lopez"], "named person")] * 2


@pytest.mark.parametrize(
    ("outlet", "name", "kind"),
    [
        ("US Department of Trade", "United States government", "organisation"),
        ("Harbour Council", "Harbour Council", "organisation"),
        (None, "We", "unnamed person"),
    ],
)
def test_we_of_a_release_is_who_issued_it(outlet, name, kind):
    doc = read("We urge all sides to talk.", outlet)
    assert speakers(doc, said(doc, "We", cue="urge")) == [([name], kind)]


def test_with_a_tree_he_is_the_subject_without_a_name():
    doc = parse(
        "A/a/DET/2/det teacher/teacher/NOUN/4/nsubj:pass was/be/AUX/4/aux held/hold/VERB/0/root near/near/ADP/6/case "
        "Lima/Lima/PROPN/4/obl ././PUNCT/4/punct",
        "He/he/PRON/2/nsubj said/say/VERB/0/root no/no/INTJ/2/obj ././PUNCT/2/punct",
    )
    doc.names = [Name(5, 6, "place")]
    assert speakers(doc, said(doc, "He")) == [(["A teacher"], "unnamed person")]


def test_with_a_tree_who_is_what_the_clause_belongs_to():
    doc = parse(
        "Ana/Ana/PROPN/5/nsubj Lopez/Lopez/PROPN/1/flat ,/,/PUNCT/1/punct who/who/PRON/1/nsubj left/leave/VERB/1/acl:relcl "
        ",/,/PUNCT/1/punct met/meet/VERB/0/root Ivo/Ivo/PROPN/7/obj Novak/Novak/PROPN/8/flat ././PUNCT/7/punct"
    )
    doc.names = [Name(0, 2, "person"), Name(7, 9, "person")]
    assert speakers(doc, said(doc, "who", cue="left")) == [(["Ana Lopez"], "named person")]


# ---------------------------------------------------------------- the stage as a whole
def test_nobody():
    doc = read("It was said to rain.")
    assert speakers(doc, Draft([], [], [])) == [([], "nobody")]


def test_sources_lose_their_relative_clause_and_gain_what_qualifies_them():
    doc = read("A nurse who was at the gate said it fell.")
    draft = said(doc, "A nurse who was at the gate", "it fell")
    resolve(doc, [draft])
    assert [doc.report[span] for span in draft.source] == ["A nurse"]
    assert [doc.report[span] for span in draft.qualified_by] == ["who was at the gate"]
    assert draft.speaker == ["A nurse"]


@given(news_text(), st.data())
def test_any_text_and_spans_are_resolved_within_the_text(text, data):
    words = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 6)), max_size=2)
    doc = read(text, person=["Hassan", "Anna Petrova"], organisation=["AP"])
    drafts = []
    for _ in range(data.draw(st.integers(0, 4))):
        spans = [
            [(doc.spans[a][0], doc.spans[min(a + n, len(doc)) - 1][1]) for a, n in data.draw(words) if a < len(doc)]
            for _ in range(3)
        ]
        drafts.append(Draft(*spans))
    resolve(doc, drafts)
    for draft in drafts:
        assert (draft.source_kind == "nobody") == (not draft.speaker)
        assert all(name.strip() for name in draft.speaker)
        assert all(0 <= start < end <= len(text) for start, end in draft.source + draft.qualified_by)


def test_time_grows_with_the_length_of_the_report_not_its_square():
    def work(copies: int) -> None:
        text = "Ana Lopez met Ivo Novak in Lima. The minister said no. He said that they left. " * copies
        doc = read(text, person=["Ana Lopez", "Ivo Novak"], place=["Lima"])
        drafts = [
            Draft([(i * len(text) // copies + at, i * len(text) // copies + at + size)], [], [])
            for i in range(copies)
            for at, size in ((33, 12), (55, 2))
        ]
        resolve(doc, drafts)

    assert grows_linearly(work, 40, 320)


def test_an_empty_report():
    resolve(Doc(Report(""), []), [])


def test_a_president_of_one_country_is_not_the_president_of_another():
    text = "Ivo Novak spoke with President of Peru Ana Lopez. The President of Chad said no."
    names = {"person": ["Ivo Novak", "Ana Lopez"], "place": ["Peru", "Chad"]}
    assert speaker(text, "The President of Chad", **names) != ["Ana Lopez"]
