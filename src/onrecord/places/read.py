"""The places of a report: each name is resolved twice, the second time by what the first has made sure."""

from collections.abc import Collection
from dataclasses import replace

from onrecord.doc import Doc, WordRange
from onrecord.places.find import Mention, find_mentions
from onrecord.places.keys import place_key
from onrecord.places.load import Gazetteer, load_gazetteer, regions_of
from onrecord.places.resolve import Answer, Evidence, resolve
from onrecord.record import Place
from onrecord.report import Span

__all__ = ["find_places"]


def find_places(doc: Doc, *, actors: Collection[Span] = (), left_out: Collection[Span] = ()) -> tuple[Place, ...]:
    """The places of a report in the order of the text.

    `actors` are spans of names that speak or act, which are no places: "Moscow" in "Moscow said". Names that begin in
    `left_out` are not read. Raises CodebookError if the gazetteer is broken.
    """
    if not any(name.kind == "place" for name in doc.names):
        return ()
    gazetteer = load_gazetteer()
    mentions = find_mentions(doc, gazetteer, actors, left_out)
    keys = {mention.key for mention in mentions}
    mentions = [_beside_its_city(mention, keys, gazetteer) for mention in mentions]
    evidence = _peoples(doc, gazetteer)
    for mention in mentions:
        codes = gazetteer.countries.get(mention.key, ())
        if len(codes) == 1 and mention.sort == "" and not mention.holders and not gazetteer.find(mention.key):
            evidence.countries[codes[0]].add(mention.key)
    first = [resolve(mention, gazetteer, evidence) for mention in mentions]
    for mention, answer in zip(mentions, first, strict=True):
        evidence.add(mention, answer)
    told = _told(mentions, first)
    return tuple(
        _place(doc, mention, told.get((mention.key, mention.sort)) or resolve(mention, gazetteer, evidence), gazetteer)
        if not mention.holders
        else _place(doc, mention, resolve(mention, gazetteer, evidence), gazetteer)
        for mention in mentions
    )


def _beside_its_city(mention: Mention, keys: Collection[str], gazetteer: Gazetteer) -> Mention:
    """ "New York" is the state in a report that has "New York City" too."""
    city = mention.sort == "" and f"{mention.key} city" in keys and regions_of(gazetteer, mention.key)
    return replace(mention, sort="region") if city else mention


def _peoples(doc: Doc, gazetteer: Gazetteer) -> Evidence:
    """The countries whose adjectives and peoples the report names."""
    evidence = Evidence()
    for name in doc.names:
        if name.kind == "people":
            key = place_key(doc.text_of(WordRange(name.start, name.end)))
            if code := gazetteer.peoples.get(key) or gazetteer.peoples.get(key.removesuffix("s")):
                evidence.countries[code].add(key)
    return evidence


def _told(mentions: list[Mention], answers: list[Answer]) -> dict[tuple[str, str], Answer]:
    """What a name came to where the text said what it lies in: it is the same place without those words."""
    return {
        (mention.key, mention.sort): answer
        for mention, answer in zip(mentions, answers, strict=True)
        if mention.holders and answer.candidate is not None and answer.reason.startswith("the text puts it")
    }


def _place(doc: Doc, mention: Mention, answer: Answer, gazetteer: Gazetteer) -> Place:
    one, city = answer.candidate, answer.candidate is not None and not answer.candidate.is_region
    name = one.name if one is not None else mention.text
    if answer.kind == "country":
        name = gazetteer.country_name(answer.country)
    return Place(
        span=doc.span(mention.words),
        name=name,
        kind=answer.kind,
        country=answer.country or None,
        region=gazetteer.region_name(one.region) or None if one is not None else None,
        geonames=one.geonames if one is not None and city else None,
        latitude=round(one.latitude, 4) if one is not None and city else None,
        longitude=round(one.longitude, 4) if one is not None and city else None,
        confidence=round(answer.confidence, 3),
        reason=answer.reason,
    )
