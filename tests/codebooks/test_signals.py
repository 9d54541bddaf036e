"""Signals of a stance in the content."""

import pytest

from onrecord.codebooks.signals import Part, SignalBook, load_signals, load_words
from onrecord.doc import Doc, Name
from onrecord.record import STANCES
from onrecord.report import Report


def stance_of(sentence: str, names: tuple[Name, ...] = ()) -> str | None:
    spans, at = [], 0
    for word in sentence.split():
        spans.append((at, at + len(word)))
        at += len(word) + 1
    doc = Doc(Report(sentence), spans, [0], names=list(names))
    return load_signals().stance(doc, range(len(doc)))


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("We will keep the border open", "pledge"),
        ("it would send two hospital ships", "pledge"),
        ("Both sides must put down their weapons", "request"),
        ("the urgent need for a new bridge", "request"),
        ("we strongly urge the drivers to return to work", "request"),
        ("It is vital that aid gets through", "request"),
        ("We welcome the verdict", "praise"),
        ("I am very proud of these nurses", "praise"),
        ("I am deeply troubled by the ruling", "criticise"),
        ("What the company did is unacceptable", "criticise"),
        ("the regime murdered its own people", "accuse"),
        ("the factory had nothing to do with the spill", "deny"),
        ("The charge is completely baseless", "deny"),
        ("Anyone who helps them will face consequences", "threaten"),
        ("the strike could lead to a wider war", "warn"),
    ],
)
def test_sentence_with_a_signal(sentence: str, stance: str) -> None:
    assert stance_of(sentence) == stance


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was closed on Tuesday",
        "We will be a larger company",
        "we are not very concerned about the weather",
        "the train must have left early",
        "it would be difficult",
    ],
)
def test_sentence_without(sentence: str) -> None:
    assert stance_of(sentence) is None


def test_collective_names_can_do_wrong_and_persons_are_left_to_the_cue() -> None:
    sentence = "Ruritania invaded the islands"
    assert stance_of(sentence, (Name(0, 1, "place"),)) == "accuse"
    assert stance_of(sentence, (Name(0, 1, "person"),)) is None


def test_an_accusation_outweighs_the_judgement_in_it() -> None:
    assert stance_of("I am appalled by this brutal attack by the regime") == "accuse"


def test_every_signal_can_be_found_by_its_own_words() -> None:
    book = load_signals()
    assert {signal.stance for signal in book.signals} <= set(STANCES)
    for signal in book.signals:
        keys = [{"…"} if part.negated else {min(part.options)} for part in signal.parts]
        assert signal in book.found(keys), signal.where


def test_gaps_are_bounded_and_stop_at_a_negation() -> None:
    book = load_signals()
    signal = next(
        s for s in book.signals if s.parts == (Part(frozenset(["we", "i"])), *s.parts[1:]) and s.parts[-1].gap
    )
    only = SignalBook([signal])
    words = [{min(part.options)} for part in signal.parts]
    gap = signal.parts[-1].gap
    assert only.found([*words[:-1], *[{"…"}] * gap, words[-1]])
    assert not only.found([*words[:-1], *[{"…"}] * (gap + 1), words[-1]])
    assert not only.found([*words[:-1], {"not"}, words[-1]])


def test_lists_have_words() -> None:
    assert all(load_words().values())
