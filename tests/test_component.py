"""The spaCy component: what it sets, that it is always well formed, and that it goes where spaCy's docs go."""

import pickle
import subprocess
import sys
from datetime import date, datetime

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import Doc, DocBin

import onrecord
from onrecord.component import SPANS, Component, make_doc, record_of
from onrecord.engine.words import split
from onrecord.report import Report
from tests.strategies import news_text

TEXT = """Talks resume

“We will sign the anti-war accord,” Maria Lindqvist told reporters in Oslo. The UN-led talks began on Monday.

The ministry denied that it had broken off the talks, Reuters reports."""
BY_WORDS = {"nlp": {"tokenizer": {"@tokenizers": "onrecord.words.v1"}}}


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    return nlp


@pytest.fixture(scope="module")
def tokenizer():
    return spacy.blank("en", config=BY_WORDS).tokenizer


@pytest.fixture(scope="module")
def reader():
    return onrecord.load()


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def token(doc, text):
    return next(token for token in doc if token.text == text)


def assert_well_formed(doc):
    """What every doc that was read must be."""
    if not len(doc):
        return
    assert doc.has_annotation("DEP", require_complete=True)
    assert doc.has_annotation("SENT_START", require_complete=True)
    assert all(token.pos_ for token in doc)
    at = 0
    for sentence in doc.sents:
        assert sentence.start == at
        at = sentence.end
        roots = [token for token in sentence if token.head == token]
        assert [root.dep_ for root in roots] == ["ROOT"]
        for token in sentence:
            assert sentence.start <= token.head.i < sentence.end
            assert token == roots[0] or roots[0] in token.ancestors
    assert at == len(doc)
    assert all(entity.text.strip() for entity in doc.ents)


def test_a_process_that_imports_spacy_alone_finds_component_and_tokenizer():
    script = f"""
import sys
sys.modules["torch"] = None  # spaCy would load it where it is, which takes seconds
import spacy
nlp = spacy.blank("en", config={BY_WORDS!r})
nlp.add_pipe("onrecord")
doc = nlp("The ministry denied it.")
print(doc._.record.statements[0].stance, [token.pos_ for token in doc])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.startswith("deny ['DET', 'NOUN', 'VERB',")


def test_without_spacy_the_error_says_what_to_install():
    script = "import sys; sys.modules['spacy'] = None; import onrecord.component"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, encoding="utf-8")
    assert done.stderr.splitlines()[-1] == "ImportError: onrecord.component needs spaCy: pip install 'onrecord[spacy]'"


def test_the_record_is_that_of_the_reader(doc, reader):
    assert doc._.record == reader.read(TEXT) == record_of(doc)


def test_tags_and_trees(doc):
    told = token(doc, "told")
    assert (told.pos_, told.dep_) == ("VERB", "ROOT")
    assert told.morph.get("Tense") == ["Past"]
    maria = token(doc, "Maria")
    assert (maria.pos_, maria.dep_, maria.head.text) == ("PROPN", "nsubj", "told")
    assert [sentence.text for sentence in doc.sents][2] == "The UN-led talks began on Monday.\n\n"
    assert_well_formed(doc)


def test_tokens_that_are_no_words_of_ours(doc):
    first = token(doc, "anti")
    assert (first.pos_, first.lemma_) == ("ADJ", "anti-war")
    assert [(piece.pos_, piece.dep_, piece.head) for piece in first.children] == [("X", "goeswith", first)] * 2
    led = token(doc, "UN")
    assert led.ent_type_ == "ORG"
    blank = token(doc, "\n\n")
    assert (blank.pos_, blank.dep_, blank.lemma_) == ("SPACE", "dep", "\n\n")


def test_names(doc):
    assert {(entity.text, entity.label_) for entity in doc.ents} >= {
        ("Maria Lindqvist", "PERSON"),
        ("Oslo", "LOC"),
        ("Reuters", "ORG"),
    }


def test_the_parts_of_statements_are_spans(doc):
    record = doc._.record
    denied = next(one for one in record.statements if one.stance == "deny")
    parts = {span.label_: span.text for span in doc.spans[SPANS] if span.id_ == denied.id}
    assert (parts["SOURCE"], parts["CUE"]) == ("The ministry", "denied")
    assert parts["CONTENT"] == record.words(denied.content)


@pytest.mark.parametrize(("style", "options"), [("dep", {}), ("ent", {}), ("span", {"spans_key": SPANS})])
def test_displacy_draws_it(doc, style, options):
    drawn = displacy.render(doc, style=style, options=options, jupyter=False)
    assert {"dep": "nsubj", "ent": "PERSON", "span": "SOURCE"}[style] in drawn


def test_the_pipeline_has_no_problems(nlp):
    found = nlp.analyze_pipes()
    assert found["problems"] == {"onrecord": []}
    assert "doc._.record" in found["summary"]["onrecord"]["assigns"]


@pytest.mark.parametrize("processes", [1, 2])
def test_contexts_tell_of_the_publication(nlp, reader, processes):
    report = Report(TEXT, id="talks", published=date(2024, 3, 1), outlet="Example Times", headline=(0, 12))
    contexts = [
        report,
        {"id": 7, "published": "2024-03-01", "outlet": "Example Times", "page": 3},
        {"published": datetime(2024, 3, 1, 8, 30)},
        "page 3",
        None,
    ]
    read = list(nlp.pipe([(TEXT, context) for context in contexts], as_tuples=True, n_process=processes))
    assert [context for _, context in read] == contexts
    records = [doc._.record for doc, _ in read]
    expected = [
        reader.read_report(report),
        reader.read(TEXT, id="7", published="2024-03-01", outlet="Example Times"),
        reader.read(TEXT, published="2024-03-01"),
        reader.read(TEXT),
        reader.read(TEXT),
    ]
    assert [record.to_json() for record in records] == [record.to_json() for record in expected]


@pytest.mark.parametrize("processes", [1, 2])
def test_docs_of_reports_keep_what_is_known_of_them(nlp, processes):
    reports = [Report(TEXT, id=f"r{number}", outlet="Example Times") for number in range(3)]
    docs = nlp.pipe([make_doc(nlp, report) for report in reports], n_process=processes)
    assert [record_of(doc).report for doc in docs] == reports


@pytest.mark.parametrize(
    ("context", "problem"),
    [
        ({"published": "yesterday"}, "report: published: 'yesterday' is no date; write it like 2024-06-18"),
        ({"published": 2024, "id": "a"}, "a: published: 2024 is no date; write it like 2024-06-18"),
        ({"outlet": float("nan")}, "report: outlet: nan is no text"),
        (Report("another text", id="b"), "b: its text is not that of the doc it came with"),
    ],
)
def test_a_context_that_cannot_be_used_is_told(nlp, context, problem):
    with pytest.raises(onrecord.InputError) as raised:
        list(nlp.pipe([(TEXT, context)], as_tuples=True))
    assert str(raised.value) == problem


def test_records_survive_bytes_and_docbin(doc, nlp):
    bare = spacy.blank("en")
    for again in (
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        pickle.loads(pickle.dumps(doc)),
        *DocBin(docs=[doc], store_user_data=True).get_docs(bare.vocab),
        *DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(bare.vocab),
    ):
        assert again._.record == doc._.record
        assert [span.text for span in again.spans[SPANS]] == [span.text for span in doc.spans[SPANS]]
        assert_well_formed(again)


def test_actors_of_ones_own_are_known_in_a_pipeline_and_its_copies(tmp_path):
    mine = tmp_path / "mine.tsv"
    mine.write_text("name\tkind\tcountry\nBlue Shield\tarmed group\tSDN\n", encoding="utf-8")
    component = Component(actors=str(mine))
    for one in (component, pickle.loads(pickle.dumps(component))):
        record = record_of(one(spacy.blank("en")("Blue Shield said that it had left.")))
        assert [(actor.id, actor.country) for actor in record.actors] == [("armed:blue-shield", "SDN")]


def test_a_pipeline_survives_the_disk_with_its_own_cues(tmp_path):
    cues = tmp_path / "mine.tsv"
    cues.write_text("cue\tpos\tstance\ndeny\tVERB\tagree\n", encoding="utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"cues": str(cues)})
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again(TEXT)._.record.to_json() == nlp(TEXT)._.record.to_json()
    assert "agree" in [one.stance for one in again(TEXT)._.record.statements]
    cues.unlink()
    with pytest.raises(onrecord.CodebookError, match=r"mine\.tsv"):
        spacy.load(tmp_path / "pipeline")
    assert spacy.load(tmp_path / "pipeline", config={"components": {"onrecord": {"cues": None}}})(TEXT)._.record


def test_a_component_that_is_sent_to_a_process_reads_the_same(nlp, doc):
    component = pickle.loads(pickle.dumps(nlp.get_pipe("onrecord")))
    assert component(nlp.make_doc(TEXT))._.record == doc._.record


def test_other_languages_are_refused():
    with pytest.raises(onrecord.LanguageError, match="only English is read"):
        spacy.blank("de").add_pipe("onrecord")


def test_an_attribute_of_the_users_is_not_taken(nlp):
    ours = Doc.remove_extension("record")
    Doc.set_extension("record", default="theirs")
    try:
        with pytest.raises(ValueError, match="record"):
            spacy.blank("en").add_pipe("onrecord")
    finally:
        Doc.remove_extension("record")
        Doc.set_extension("record", getter=ours[2])


def test_a_doc_that_was_not_read_has_no_record(nlp):
    assert nlp.make_doc(TEXT)._.record is None


def test_a_part_of_a_doc_does_not_pass_for_the_whole(doc):
    assert next(doc.sents).as_doc(copy_user_data=True)._.record is None
    with pytest.warns(UserWarning, match="'record'"):
        joined = Doc.from_docs([doc, doc])
    assert joined._.record is None
    assert len(joined.spans[SPANS]) == 2 * len(doc.spans[SPANS])


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n \t", "12", "…", "a" * 5000, "\u200b\u202eabc\ufeff", "👩\u200d🚀 said so."]
)
def test_odd_texts_are_read(nlp, reader, text):
    doc = nlp(text)
    assert doc._.record == reader.read(text)
    assert_well_formed(doc)


@pytest.mark.parametrize(
    ("words", "spaces"),
    [
        (["He", "said", "so", "."], [False] * 4),
        (["He", "sai", "d", "so."], [True, False, True, False]),
        (["He said", " so"], [True, True]),
        (["Hesaid so.She", "left."], None),
    ],
)
def test_docs_of_any_tokens_are_read(nlp, reader, words, spaces):
    doc = nlp(Doc(nlp.vocab, words=words, spaces=spaces))
    assert doc._.record == reader.read(doc.text)
    assert_well_formed(doc)


def test_a_long_text_is_read(nlp):
    doc = nlp(f"{TEXT}\n\n" * 40)
    assert_well_formed(doc)
    assert len(doc._.record.statements) > 60


def encodable(text):
    """Without lone surrogates, which spaCy's strings can't hold."""
    return text.encode("utf-8", "ignore").decode()


@settings(max_examples=60, deadline=None)
@given(news_text().map(encodable))
def test_any_text_is_well_formed_and_has_the_readers_record(nlp, reader, text):
    doc = nlp(text)
    assert doc.text == text
    assert_well_formed(doc)
    assert doc._.record == reader.read(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(news_text(3).map(encodable).filter(bool), st.booleans()), max_size=15))
def test_any_tokens_are_well_formed(nlp, drawn):
    doc = nlp(Doc(nlp.vocab, words=[word for word, _ in drawn], spaces=[space for _, space in drawn]))
    assert_well_formed(doc)
    assert all(span.text for span in doc.spans[SPANS])


@settings(max_examples=200)
@given(news_text().map(encodable))
def test_our_tokenizer_makes_our_words_and_keeps_the_text(tokenizer, text):
    doc = tokenizer(text)
    assert doc.text == text
    assert [(token.idx, token.idx + len(token)) for token in doc if not token.is_space] == split(text)


def test_over_our_own_words_the_parse_is_the_readers(reader):
    nlp = spacy.blank("en", config=BY_WORDS)
    nlp.add_pipe("onrecord")
    tokens = [token for token in nlp(TEXT) if not token.is_space]
    parsed = reader.parse(Report(TEXT))
    assert [token.lemma_ for token in tokens] == parsed.lemmas
    assert [token.dep_.lower() for token in tokens] == parsed.deprels
    assert [tokens.index(token.head) for token in tokens] == parsed.heads
