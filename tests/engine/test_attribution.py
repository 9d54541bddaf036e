"""The attribution graph, decoded from scores written by hand."""

import math

from onrecord.doc import Attribution
from onrecord.engine.attribution import decode_attributions
from onrecord.engine.labels import ROLES, Labels
from tests.engine.scores import window


def free_labels() -> Labels:
    """Any role may follow any, but a "+" goes on with its own part."""
    rows = []
    for before in (*ROLES, "none"):
        goes_on = [role.rstrip("+") == before.rstrip("+") for role in ROLES]
        rows.append(
            tuple(0.0 if fits or not role.endswith("+") else -1e4 for role, fits in zip(ROLES, goes_on, strict=True))
        )
    return Labels((), (), (), (), {}, tuple(rows))


def parts(one: Attribution) -> tuple[list, list, list]:
    return tuple([tuple(words) for words in spans] for spans in (one.source, one.cue, one.content))  # type: ignore[return-value]


def test_one_source_serves_two_cues() -> None:
    # He said they left , adding it rained
    roles = {
        0: "source", 1: "cue", 2: "content", 3: "content+", 5: "cue", 6: "content", 7: "content+",
    }  # fmt: skip
    scores = window(8, roles=roles, cues={2: 1, 3: 1, 6: 5, 7: 5}, sources={1: 0, 5: 0})
    said, adding = decode_attributions([scores], free_labels())
    assert parts(said) == ([(0, 1)], [(1, 2)], [(2, 4)])
    assert parts(adding) == ([(0, 1)], [(5, 6)], [(6, 8)])


def test_a_cue_that_points_at_itself_has_no_source() -> None:
    scores = window(4, roles={0: "source", 1: "cue", 2: "content", 3: "content+"}, cues={2: 1, 3: 1}, sources={1: 1})
    (one,) = decode_attributions([scores], free_labels())
    assert parts(one) == ([], [(1, 2)], [(2, 4)])


def test_content_around_its_cue_is_one_statement() -> None:
    roles = {0: "content", 1: "content+", 2: "cue", 3: "source", 4: "content", 5: "content+"}
    scores = window(6, start=100, roles=roles, cues={0: 2, 1: 2, 4: 2, 5: 2}, sources={2: 3})
    (one,) = decode_attributions([scores], free_labels())
    assert parts(one) == ([(103, 104)], [(102, 103)], [(100, 102), (104, 106)])
    assert 0 < one.score <= 1


def test_a_cue_without_content_attributes_nothing() -> None:
    assert decode_attributions([window(3, roles={0: "source", 1: "cue"}, sources={1: 0})], free_labels()) == []
    assert decode_attributions([window(3, roles={0: "content"})], free_labels()) == []


def test_a_weaker_link_makes_a_weaker_statement() -> None:
    roles = {0: "source", 1: "cue", 2: "content", 3: "content+"}
    sure_of_it = window(4, roles=roles, cues={2: 1, 3: 1}, sources={1: 0})
    doubtful = window(4, roles=roles, cues={2: 1, 3: 1}, sources={1: 0})
    doubtful.sources[1] = [math.log(share) for share in (0.55, 0.43, 0.01, 0.01)]
    (strong,), (weak,) = (decode_attributions([scores], free_labels()) for scores in (sure_of_it, doubtful))
    assert parts(strong) == parts(weak)
    assert weak.score < strong.score
