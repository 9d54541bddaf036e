"""The lists of actors, times and places as HTML: what they say, and that nothing in them acts."""

import re
from dataclasses import replace
from html import unescape

import pytest

from onrecord.record import Actor, Mention, Record
from onrecord.report import Report
from onrecord.views.actor_list import MOST_MENTIONS, MOST_STATEMENTS
from onrecord.views.html import fragment, page
from tests.views.reading import Reading
from tests.views.records import ELPHBERG, GEORGIA, HOSTILE, RURITANIA, STRIKE, SUMMIT


def section(record: Record, name: str) -> str:
    return page(record).partition(f'<section class="{name}"')[2].partition("</section>")[0]


def words(written: str) -> str:
    """What can be read, on one line."""
    apart = re.sub("</(?:p|dt|dd|li|h3|figcaption)>", " ", written)
    return " ".join(unescape(re.sub("<[^>]+>", "", apart)).split())


def profile(actor: Actor) -> str:
    return words(section(replace(SUMMIT, actors=(actor,)), "actors").partition("</h2>")[2])


def test_an_actor_tells_who_it_is_and_what_is_unconfirmed() -> None:
    told = profile(ELPHBERG)
    assert told.startswith(
        "Rudolf Elphberg 3 mentions President of Ruritania unconfirmed on the report’s day "
        "person · Germany DEU · GOV, government · Wikidata Q42 · 90% sure says 1 2"
    )
    assert "office terms.tsv: 2010 <script>alert(1)</script>" in told
    assert "“he” pronoun · unsure, 40% · <b>the nearest</b>" in told


def test_an_actor_that_may_be_another_names_the_others() -> None:
    assert "ambiguous: may also be region:georgia" in profile(GEORGIA)
    assert "ambiguous" not in profile(replace(GEORGIA, candidates=("gov:GEO",)))


def test_what_is_less_likely_than_not_is_unsure_and_what_is_certain_says_nothing() -> None:
    assert "unsure, 40%" in profile(RURITANIA)
    assert "sure" not in profile(replace(RURITANIA, confidence=1.0))


def test_what_nothing_tells_is_said_to_be_guessed() -> None:
    guessed = replace(
        GEORGIA, reasons={"country": "a guess: the report is mostly about it", "sector": "role_nouns.tsv"}
    )
    assert "Georgia GEO guessed · GOV, government · 70% sure" in profile(guessed)
    assert "guessed" not in profile(GEORGIA)


def test_what_is_not_known_leaves_nothing_behind() -> None:
    assert (
        profile(Actor("unnamed:1", "protesters", "people"))
        == "protesters 0 mentions people Why protesters id unnamed:1"
    )


@pytest.mark.parametrize("wikidata", ["Q42/../../x", 'Q42" onclick="alert(1)', "javascript:alert(1)", "q42", "Q"])
def test_only_an_item_of_wikidata_is_a_link(wikidata: str) -> None:
    written = section(replace(SUMMIT, actors=(replace(ELPHBERG, wikidata=wikidata),)), "actors")
    assert "wikidata.org" not in written
    assert f"Wikidata {wikidata}" in words(written)


def test_a_code_that_nobody_knows_is_told_as_it_is() -> None:
    assert "person · ZZZ · ??? ·" in profile(replace(ELPHBERG, country="ZZZ", sector="???"))


def test_of_many_mentions_and_statements_the_first_are_told() -> None:
    mentions = tuple(Mention((at, at + 1), "pronoun") for at in range(MOST_MENTIONS + 7))
    said = tuple(replace(SUMMIT.statements[0], id=f"s{number}") for number in range(MOST_STATEMENTS + 3))
    record = replace(SUMMIT, statements=said, actors=(replace(ELPHBERG, mentions=mentions),))
    told = words(section(record, "actors"))
    assert "and 7 more, marked in the text" in told
    assert f"{MOST_STATEMENTS} and 3 more" in told


def test_times_tell_what_decided_and_why_they_are_not_told() -> None:
    told = words(section(SUMMIT, "times"))
    assert "18 June 2024 “Tuesday” “said” in the past · 93% sure 19 June 2024 published" in told
    assert told.endswith(
        "Durations and unresolved times 2 days “two days” a duration · 93% sure "
        "unresolved “that night” no day <i>is certain</i>"
    )


def test_places_tell_what_they_are_and_that_they_are_unresolved() -> None:
    told = words(section(SUMMIT, "places"))
    assert "Genève city · Geneva · Switzerland CHE · 46.20° N, 6.15° E · 95% sure the largest" in told
    assert "Unresolved Old Town <u>no city</u> has this name" in told
    assert told.endswith("Place data: GeoNames, CC BY 4.0")
    south_west = replace(SUMMIT.places[2], latitude=-33.45, longitude=-70.66, geonames=None)
    assert "33.45° S, 70.66° W" in words(section(replace(SUMMIT, places=(south_west,)), "places"))


def test_a_list_that_would_be_empty_is_left_out() -> None:
    assert 'class="contents"' not in page(STRIKE)
    assert "GeoNames" not in page(STRIKE)
    some = page(replace(SUMMIT, times=(), places=()))
    assert [
        attributes["href"] for _, attributes in Reading(some).elements if attributes.get("href", "").startswith("#")
    ][1:3] == ["#statements", "#actors"]


def test_words_that_the_text_does_not_have_are_no_link() -> None:
    lost = replace(SUMMIT, actors=(replace(ELPHBERG, mentions=(Mention((900, 910), "name"), Mention((5, 5), "name"))),))
    reading = Reading(page(lost))
    assert reading.with_class("title")[0].get("href") is None
    assert reading.with_class("title")[0]["tabindex"] == "-1"


def test_a_fragment_lists_all_without_links_within_it() -> None:
    reading = Reading(fragment(SUMMIT))
    assert not [attributes for _, attributes in reading.elements if attributes.get("href", "").startswith("#")]
    assert not any("id" in attributes or "data-e" in attributes for _, attributes in reading.elements)
    told = words(fragment(SUMMIT))
    for one in ("3 actors", "5 times", "3 places", "Place data: GeoNames, CC BY 4.0", "unconfirmed"):
        assert one in told


def test_hostile_names_and_reasons_are_inert_in_every_list() -> None:
    for evil in HOSTILE:
        record = replace(
            SUMMIT,
            report=Report(SUMMIT.report.text, id=evil),
            actors=(replace(ELPHBERG, id=evil, name=evil, office=evil, candidates=(evil,), reasons={evil: evil}),),
            times=(replace(SUMMIT.times[0], value=evil, reason=evil),),
            places=(replace(SUMMIT.places[2], name=evil, region=evil, country=evil, reason=evil),),
        )
        for written in (page(record), fragment(record)):
            tags = {tag for tag, _ in Reading(written).elements}
            assert not tags & {"img", "iframe", "object"}
            assert written.count("<script") == written.count("<script>") <= 1
            written.encode("utf-8")
