"""The codebook of cues: what it holds, how a cue is looked up, what is wrong with a table."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.codebooks.load import CueBook, CueMatch, load_cues
from onrecord.doc import Doc
from onrecord.errors import CodebookError
from onrecord.record import STANCES
from onrecord.report import Report

CUES = load_cues()


def doc_of(words: str, tags: str = "") -> Doc:
    """Words parted by spaces, tags likewise or none; no lemmas and no tree."""
    spans, at = [], 0
    for word in words.split():
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return Doc(Report(words), spans, [0], upos=tags.split())


def match(words: str, tags: str = "", cue: range | None = None, contents: tuple[str, ...] = ()) -> CueMatch:
    doc = doc_of(words, tags)
    return CUES.match(doc, cue if cue is not None else range(len(doc)), contents)


def row_of(words: str, **more: object) -> str:
    return " ".join(match(words, **more).cue.words)  # type: ignore[arg-type]


def overlaid(tmp_path: Path, rows: str, header: str = "cue\tpos\tstance") -> CueBook:
    path = tmp_path / "mine.tsv"
    path.write_text(f"{header}\n{rows}\n", encoding="utf-8")
    return load_cues(path)


def test_holds_cues_enough_of_every_stance() -> None:
    assert len(CUES) >= 600
    assert {cue.stance for cue in CUES} == set(STANCES)


def test_rows_of_one_key_are_one() -> None:
    keys = [cue.key for cue in CUES]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("said", "say"),
        ("has repeatedly denied", "deny"),
        ("said on Monday", "say"),
        ("was quoted as saying", "quote as say"),
        ("went on to say", "go on to say"),
        ("made clear", "make clear"),
        ("made it clear", "make it clear"),
        ("According to", "according to"),
        ("as per", "as per"),
        ("declined to comment", "decline to comment"),
        ("issued a brief statement", "issue statement"),
        ("claimed responsibility", "claim responsibility"),
        ("called urgently on", "call on"),
        ("wrote", "write"),
        ("tweeted", "tweet"),
    ],
)
def test_finds_the_row_without_a_parse(words: str, row: str) -> None:
    found = match(words)
    assert (" ".join(found.cue.words), found.how) == (row, "known")


def test_irregular_form_counts_more_than_an_odd_lemma() -> None:
    doc = Doc(Report("began"), [(0, 5)], [0], upos=["VERB"], lemmas=["beg"])
    assert CUES.match(doc, [0]).cue.words == ("begin",)


def test_longest_row_wins() -> None:
    assert row_of("spelled out") == "spell out"
    assert row_of("called for") == "call for"
    assert row_of("called") == "call"


def test_first_verb_gives_way_to_the_reporting_verb_after_to() -> None:
    assert row_of("continued to insist", tags="VERB PART VERB") == "insist"
    assert row_of("continued", tags="VERB") == "continue"
    assert row_of("continue to urge calm", tags="VERB PART VERB NOUN", cue=range(1)) == "urge"
    assert row_of("wants to urge calm", tags="VERB PART VERB NOUN", cue=range(1)) == "want"
    assert row_of("refused to condemn", tags="VERB PART VERB") == "refuse"


def test_verb_comes_before_the_noun_and_the_preposition() -> None:
    assert row_of("dismissed reports of", tags="VERB NOUN ADP") == "dismiss"
    assert row_of("accused in a statement", tags="VERB ADP DET NOUN") == "accuse"


def test_phrase_reaches_into_the_content() -> None:
    assert row_of("expressed its deep concern", tags="VERB PRON ADJ NOUN", cue=range(1)) == "express concern"


def test_phrase_does_not_reach_over_other_verbs() -> None:
    assert row_of("said it made the statement", tags="VERB PRON VERB DET NOUN", cue=range(1)) == "say"


def test_part_of_speech_tells_noun_and_verb_apart() -> None:
    assert match("claims", tags="NOUN").cue.pos == "NOUN"
    assert match("claims", tags="VERB").cue.pos == "VERB"


def test_content_chooses_among_rows_of_one_cue() -> None:
    assert match("asked", contents=("infinitive",)).cue.stance == "request"
    assert match("asked", contents=("question",)).cue.stance == "ask"
    assert match("told", contents=("infinitive",)).cue.stance == "request"
    assert match("told", contents=("clause",)).cue.stance == "assert"


def test_unseen_noun_is_taken_for_the_verb_it_is_formed_from() -> None:
    found = match("exhortations", tags="NOUN")
    assert (found.how, found.cue.stance) in (("known", "request"), ("derived", "request"))
    assert match("castigation").how == "derived"
    assert match("castigation").cue.words == ("castigate",)


def test_unknown_cue_is_a_plain_saying_that_needs_a_clause() -> None:
    found = match("zigzagged")
    assert (found.how, found.cue.stance, found.cue.statement) == ("default", "assert", "clause")


def test_no_words_no_row() -> None:
    assert CUES.match(doc_of("nothing"), ()).how == "default"


def test_reporting_lemmas() -> None:
    assert all(map(CUES.is_reporting, ["say", "deny", "accuse", "according", "per"]))
    assert not any(map(CUES.is_reporting, ["hope", "support", "mock", "eat", "want"]))


def test_attitudes_are_no_statements() -> None:
    rows = {cue.words[0]: cue.statement for cue in CUES if cue.pos == "VERB" and not cue.content}
    assert {rows[lemma] for lemma in ("like", "mock", "hope", "want", "fear", "support")} == {"no"}
    assert {rows[lemma] for lemma in ("believe", "think")} == {"clause"}


@given(st.lists(st.text(min_size=1, max_size=8).filter(lambda word: not any(map(str.isspace, word))), max_size=8))
def test_any_words_have_an_answer_inside_the_doc(words: list[str]) -> None:
    doc = doc_of(" ".join(words))
    found = CUES.match(doc, range(len(doc)))
    assert all(0 <= word < len(doc) for word in found.words)
    assert list(found.words) == sorted(set(found.words))


def test_users_row_takes_the_place_of_ours(tmp_path: Path) -> None:
    mine = overlaid(tmp_path, "deny\tVERB\trefuse")
    assert len(mine) == len(CUES)
    assert mine.match(doc_of("denied"), [0]).cue.stance == "refuse"
    assert CUES.match(doc_of("denied"), [0]).cue.stance == "deny"


def test_users_row_is_added(tmp_path: Path) -> None:
    mine = overlaid(tmp_path, "# ours\n\nclear air\tphrase\tannounce")
    assert mine.match(doc_of("cleared the air"), [0, 1, 2]).cue.stance == "announce"
    assert len(mine) == len(CUES) + 1


def test_users_row_switches_ours_off(tmp_path: Path) -> None:
    mine = overlaid(tmp_path, "tweet\tVERB\toff")
    assert len(mine) == len(CUES) - 1
    assert not mine.is_reporting("tweet")


@pytest.mark.parametrize(
    ("rows", "line", "problem"),
    [
        ("deny\tVERB\tdenies", 2, "stance 'denies' is none of"),
        ("deny\tverb\tdeny", 2, "pos 'verb' is none of"),
        ("deny\tVERB\tdeny\ndeny\tVERB\trefuse", 3, "the same cue, pos and content as in"),
        ("call for\tVERB\trequest", 2, 'pos is "phrase" for several words'),
        ("deny\tphrase\tdeny", 2, 'pos is "phrase" for several words'),
        ("make a promise\tphrase\tpledge", 2, "leave out the article 'a'"),
        ("\tVERB\tdeny", 2, "the cue is empty"),
        ("deny\tVERB\tdeny\tyes", 2, "4 cells in a table of 3 columns"),
        ("zigzag\tVERB\toff", 2, "no row to switch off for cue 'zigzag'"),
    ],
)
def test_wrong_row_is_named_by_file_and_line(tmp_path: Path, rows: str, line: int, problem: str) -> None:
    with pytest.raises(CodebookError) as error:
        overlaid(tmp_path, rows)
    assert f"mine.tsv:{line}: " in str(error.value)
    assert problem in str(error.value)


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("cue\tpos\tclass", "unknown column 'class'"),
        ("cue\tpos", "the header lacks stance"),
        ("cue\tpos\tstance\tstance", "a column stands twice"),
    ],
)
def test_wrong_header_is_named(tmp_path: Path, header: str, problem: str) -> None:
    with pytest.raises(CodebookError, match=problem):
        overlaid(tmp_path, "deny\tVERB\tdeny", header)


def test_unreadable_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"none\.tsv: can't be read"):
        load_cues(tmp_path / "none.tsv")
    (tmp_path / "latin.tsv").write_bytes("cue\tpos\tstance\nd\xe9nier\tVERB\tdeny".encode("latin-1"))
    with pytest.raises(CodebookError, match=r"latin\.tsv: not UTF-8"):
        load_cues(tmp_path / "latin.tsv")
