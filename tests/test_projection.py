"""A parsed text over other tokens: what a token stands for, and that its tree is one whatever the tokens are."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.doc import Doc
from onrecord.projection import project
from onrecord.report import Report
from tests.parses import parse

LED = (
    "The/the/DET/5/det UN/UN/PROPN/4/obl -/-/PUNCT/4/punct led/lead/VERB/5/amod talks/talk/NOUN/6/nsubj "
    "failed/fail/VERB/0/root"
)
SAID = "He/he/PRON/2/nsubj said/say/VERB/0/root so/so/ADV/2/advmod ././PUNCT/2/punct"


def over(doc, *texts):
    """The projection over tokens given by their texts."""
    spans, at = [], 0
    for token in texts:
        start = doc.report.text.index(token, at)
        at = start + len(token)
        spans.append((start, at))
    return project(doc, spans)


def test_over_its_own_words_a_text_stays_as_it_is():
    doc = parse(SAID, SAID)
    projection = project(doc, doc.spans)
    assert (projection.heads, projection.deprels) == (doc.heads, doc.deprels)
    assert projection.words == list(range(8))
    assert projection.sentences == [0] * 4 + [1] * 4


def test_a_token_of_several_words_is_the_one_that_governs_the_others():
    doc = parse(LED, text="The UN-led talks failed")
    projection = over(doc, "The", "UN-led", "talks", "failed")
    assert projection.words == [0, 3, 4, 5]
    assert projection.heads == [2, 2, 3, 3]
    assert projection.deprels == ["det", "amod", "nsubj", "root"]


def test_later_pieces_of_a_word_go_with_its_first():
    doc = parse("anti-war/anti-war/ADJ/2/amod groups/group/NOUN/0/root")
    projection = over(doc, "anti", "-", "war", "groups")
    assert projection.words == [0, None, None, 1]
    assert projection.heads == [3, 0, 0, 3]
    assert projection.deprels == ["amod", "goeswith", "goeswith", "root"]


def test_white_space_belongs_to_the_token_before():
    doc = parse(SAID, SAID, text=" He said so.\n\nHe said so.")
    projection = project(doc, [(0, 1), *doc.spans[:4], (12, 14), *doc.spans[4:]])
    assert projection.heads[:6] == [2, 2, 2, 2, 2, 4]
    assert projection.sentences == [0] * 6 + [1] * 4
    assert projection.deprels[0] == projection.deprels[5] == "dep"


def test_a_sentence_that_begins_within_a_token_begins_after_it():
    doc = parse(SAID, SAID, text="He said so.He said so.")
    projection = over(doc, "He", "said", "so.He", "said", "so", ".")
    assert projection.sentences == [0, 0, 0, 1, 1, 1]
    assert projection.heads == [1, 1, 1, 3, 3, 3]
    assert projection.deprels.count("root") == 2


def test_without_words_white_space_is_a_sentence():
    projection = project(Doc(Report(" \n "), []), [(0, 1), (1, 3)])
    assert (projection.heads, projection.deprels) == ([0, 0], ["root", "dep"])


@st.composite
def parses_and_tokens(draw):
    """A text, words of it in sentences with any trees, and tokens cut anywhere else."""
    text = draw(st.text(alphabet="ab. \n", max_size=40))
    cuts = draw(st.sets(st.integers(0, len(text))))
    words = [match.span() for match in re.finditer(r"a+|b+|\.", text)]
    edges = sorted({0, len(text), *cuts})
    tokens = [
        (start + match.start(), start + match.end())
        for start, end in pairwise(edges)
        for match in re.finditer(r"\S+|\s+", text[start:end])
    ]
    doc = Doc(Report(text), words)
    doc.sentence_starts = sorted({0, *draw(st.sets(st.integers(0, max(len(words) - 1, 0))))}) if words else []
    for sentence in doc.sentences():
        order = draw(st.permutations(range(*sentence)))
        heads = {order[0]: order[0]}
        for place in range(1, len(order)):
            heads[order[place]] = order[draw(st.integers(0, place - 1))]
        doc.heads += [heads[word] for word in range(*sentence)]
    doc.deprels = ["root" if head == word else f"under{head}" for word, head in enumerate(doc.heads)]
    return doc, tokens


@settings(max_examples=300)
@given(parses_and_tokens())
def test_over_any_tokens_each_sentence_is_one_tree(drawn):
    doc, tokens = drawn
    projection = project(doc, tokens)
    assert projection.sentences == sorted(projection.sentences)
    roots = [token for token, head in enumerate(projection.heads) if head == token]
    assert [projection.sentences[root] for root in roots] == sorted(set(projection.sentences))
    for token in range(len(tokens)):
        assert (projection.deprels[token] == "root") == (token in roots)
        at, steps = token, 0
        while projection.heads[at] != at:
            assert projection.sentences[projection.heads[at]] == projection.sentences[token]
            at, steps = projection.heads[at], steps + 1
            assert steps <= len(tokens)


@settings(max_examples=300)
@given(parses_and_tokens())
def test_nothing_is_lost_where_token_and_word_are_the_same(drawn):
    doc, tokens = drawn
    projection = project(doc, tokens)
    token_of = {doc.spans.index(span): token for token, span in enumerate(tokens) if span in doc.spans}
    starts = {doc.spans[sentence.start] for sentence in doc.sentences()}
    whole = all(any(start == token[0] for token in tokens) for start, _ in starts)  # no sentence begins in a token
    for word, token in token_of.items():
        assert projection.words[token] == word
        if whole:
            assert projection.deprels[token] == doc.deprels[word]
            if doc.heads[word] in token_of:
                assert projection.heads[token] == token_of[doc.heads[word]]


def test_a_tree_of_any_depth_is_laid_over():
    size = 20_000
    text = "a " * size
    doc = Doc(Report(text), [(at, at + 1) for at in range(0, len(text), 2)], [0])
    doc.heads = [0, *range(size - 1)]
    doc.deprels = ["root", *["dep"] * (size - 1)]
    assert project(doc, doc.spans).heads == doc.heads
