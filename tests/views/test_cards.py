"""The statements as cards."""

import html
import re
from dataclasses import replace

from onrecord.record import Statement
from onrecord.views.html import page
from tests.views.reading import Reading
from tests.views.records import PORT, RADIO, RUIZ, STRIKE, span


def test_a_statement_without_words_in_the_text_has_a_card_without_a_link() -> None:
    nowhere = replace(RUIZ, content=((900, 950),), source=(), cue=())
    written = page(replace(STRIKE, statements=(nowhere,)))
    assert 'href="#s1-text"' not in written
    assert '<span class="back" id="s1" tabindex="-1">1</span>' in written


def card_of(statement: Statement, *others: Statement) -> str:
    """What the last card says."""
    written = page(replace(STRIKE, statements=(*others, statement))).rpartition('<li class="card')[2]
    return " ".join(html.unescape(re.sub("<[^>]*>", "", ">" + written.partition("</li>")[0])).split())


def test_a_card_tells_who_said_what_how_and_where_it_stands() -> None:
    told = card_of(RUIZ)
    assert "1 Ana Ruiz pledge union leader Ana Ruiz said" in told
    assert "direct · named person · to reporters · 91% sure" in told
    assert "s1 · characters 64–84, 113–142" in told


def test_on_whose_word_we_have_it_is_told_from_the_nearest_on() -> None:
    third = replace(PORT, id="s4", speaker=("A minister",), reported_in="s3", content=(span("to talk"),))
    assert "on the word of 2 Port of Lakeside, told by 1 Lakeside Radio" in card_of(third, RADIO, PORT)


def test_a_long_chain_ends_with_others() -> None:
    deep = [replace(RADIO, id=f"s{number}", reported_in=f"s{number - 1}") for number in range(9)]
    told = card_of(deep[-1], *deep[:-1])
    assert told.count("told by") == 5
    assert "told by others" in told


def test_a_statement_that_may_be_wrong_says_so() -> None:
    assert "unsure, 34%" in card_of(PORT)


def test_ids_that_are_no_names_or_not_alone_get_links_of_their_own() -> None:
    odd = [replace(RUIZ, id=name) for name in ("s1", "s1", '"><b>', "text")]
    reading = Reading(page(replace(STRIKE, statements=tuple(odd))))
    ids = [attributes["id"] for attributes in reading.with_class("back") if "id" in attributes]
    assert ids == ["s1", "n2", "n3", "n4"]
