"""The mentions of places in a parsed text, with what the words around say of each: its sort, and what it lies in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from onrecord.doc import Doc, Name, WordRange
from onrecord.places.governments import acts
from onrecord.places.keys import place_key
from onrecord.places.load import Gazetteer, regions_of
from onrecord.report import Span

__all__ = ["Mention", "find_mentions"]

_REGIONS = frozenset(
    "province provinces state oblast krai region governorate department prefecture republic territory voivodeship "
    "canton".split()
)
_COUNTIES = frozenset("county district counties districts borough parish raion subdistrict".split())
_CITIES = frozenset(
    "city town village capital port settlement metropolis suburb hometown township municipality".split()
)
_FACILITIES = frozenset(
    "airport airfield hospital bridge university college stadium arena street road avenue boulevard highway square "
    "mosque church cathedral temple shrine synagogue palace park center centre hall prison jail camp base barracks "
    "station school museum gallery tower dam plant refinery hotel house building court theatre theater cemetery "
    "monument memorial library gate crossing checkpoint pipeline lawn shipyard terminal market mall zoo garden gardens "
    "institute monastery observatory spaceport speedway racecourse embassy consulate headquarters laboratory".split()
)
_WATERS = frozenset(
    "sea ocean gulf bay strait straits river lake channel canal estuary creek lagoon fjord reservoir basin".split()
)
_RELIEF = frozenset(
    "mount mountain mountains mt hills hill alps peak range valley desert cape peninsula plateau island islands "
    "archipelago glacier forest volcano coast delta highlands isle reef".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern upper lower inner outer mid greater downtown rural "
    "north-east north-west south-east south-west north-eastern north-western south-eastern south-western".split()
)
_BETWEEN = frozenset("the of in large old main northern southern eastern western central".split())
_FAR = 6
"""Words looked at before a name for "the Iraqi city of"."""
_HOLDERS = 3
"""How many places one lies in are read: "Chatham, Illinois, United States"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that the text names. `sort` is what the words say it is: city, region, county, facility, water, relief,
    part (of a larger place), or "" where they don't."""

    words: WordRange
    text: str
    key: str
    sort: str
    holders: tuple[str, ...]
    """Keys of what the text says that it lies in, the nearest first."""
    country: str
    """Of the adjective or the possessive before it ("the Iraqi city of"); "" without one."""


def find_mentions(
    doc: Doc, gazetteer: Gazetteer, actors: Collection[Span], left_out: Collection[Span]
) -> list[Mention]:
    """The names of places, in order, without those that are peoples ("Iraqi"), speak (`actors`) or act themselves."""
    found = []
    speaking = set(actors)
    for name in sorted(name for name in doc.names if name.kind == "place" and name.end > name.start):
        span = doc.span(WordRange(name.start, name.end))
        if span in speaking or any(start <= span[0] < end for start, end in left_out):
            continue
        mention = _mention(doc, gazetteer, name)
        people = mention.key in gazetteer.peoples and mention.key not in gazetteer.countries
        if mention.key and not people and not acts(doc, mention.words, mention.key, gazetteer):
            found.append(mention)
    return found


def _mention(doc: Doc, gazetteer: Gazetteer, name: Name) -> Mention:
    words = WordRange(name.start, name.end)
    text = doc.text_of(words)
    holders = list(_holders(doc, name))
    key = place_key(text)
    if "," in text and not _known(gazetteer, key):
        text, *inside = (part.strip() for part in text.split(","))
        key, holders = place_key(text), [*map(place_key, inside), *holders]
    before, country = _before(doc, gazetteer, name)
    if _is_home(doc, gazetteer, name, key):
        before = "region"
    sort, key, inner = _sort(key, gazetteer, _after(doc, name), before)
    return Mention(words, text, key, sort, tuple(filter(None, (*inner, *holders))), country)


def _known(gazetteer: Gazetteer, key: str) -> bool:
    return key in gazetteer.countries or key in gazetteer.areas or key in gazetteer.old or bool(gazetteer.find(key))


def _sort(key: str, gazetteer: Gazetteer, after: str, before: str) -> tuple[str, str, tuple[str, ...]]:
    """The sort, the key without the word that tells it, and what the name itself says that it lies in."""
    tokens = key.split()
    if key in gazetteer.areas or key in gazetteer.countries or key in gazetteer.old:
        return ("region" if after in _REGIONS else before if key in gazetteer.old else ""), key, ()
    if len(tokens) > 1:
        if (middle := next((word for word in tokens[1:-2] if word in _REGIONS), "")) and f" {middle} of " in key:
            inside, _, holder = key.partition(f" {middle} of ")
            return "region", inside, (holder,)
        if tokens[-1] in _REGIONS:
            return "region", " ".join(tokens[:-1]), ()
        if tokens[1] == "of" and " ".join(tokens[2:]) in gazetteer.countries:
            return "", " ".join(tokens[2:]), ()
        if tokens[0] in _REGIONS and tokens[1] == "of":
            return "region", " ".join(tokens[2:]), ()
        if tokens[0] in _CITIES and tokens[1] == "of":
            return "city", " ".join(tokens[2:]), ()
        if tokens[-1] in _COUNTIES or tokens[0] in _COUNTIES:
            return "county", key, ()
        for sort, nouns in (("facility", _FACILITIES), ("water", _WATERS), ("relief", _RELIEF)):
            if tokens[-1] in nouns or (sort != "facility" and tokens[0] in nouns):
                return sort, key, ()
        if tokens[-1] == "city" and not gazetteer.find(key):
            return "city", " ".join(tokens[:-1]), ()
        if tokens[0] in _DIRECTIONS and not _known(gazetteer, key):
            return "part", " ".join(tokens[1:]), ()
    if after in _REGIONS or after in _COUNTIES:
        return ("region" if after in _REGIONS else "county"), key, ()
    return ("facility" if after in _FACILITIES else before), key, ()


def _after(doc: Doc, name: Name) -> str:
    return doc.words[name.end].lower() if name.end < len(doc) else ""


def _before(doc: Doc, gazetteer: Gazetteer, name: Name) -> tuple[str, str]:
    """The sort and the country that the words before tell: "the Iraqi city of", "Georgia's capital"."""
    sort = ""
    for word in range(name.start - 1, max(-1, name.start - 1 - _FAR), -1):
        token = doc.words[word].lower()
        if token in _CITIES or token in _REGIONS:
            near = word >= name.start - 2
            sort = sort or (("city" if token in _CITIES else "region") if near else "")
        elif token in ("'s", "’s") and word:
            codes = gazetteer.countries.get(place_key(_name_before(doc, word)), ())
            return sort, codes[0] if codes else ""
        elif code := gazetteer.peoples.get(place_key(token)) if doc.words[word][:1].isupper() else None:
            return (sort, code) if sort or word == name.start - 1 else ("", "")
        elif token not in _BETWEEN and not (sort and token.isalpha() and token.islower()):
            break
    return sort, ""


def _is_home(doc: Doc, gazetteer: Gazetteer, name: Name, key: str) -> bool:
    """Whether it is the region of the place before it: "Saratoga Springs, New York"."""
    if name.start < 2 or doc.words[name.start - 1] != ",":
        return False
    inner = place_key(_name_before(doc, name.start - 1))
    regions = {one.row for one in regions_of(gazetteer, key)}
    lies = (one.region in regions and not one.is_region for one in gazetteer.find(inner) if one.main)
    return bool(regions) and (inner in gazetteer.areas or any(lies))


def _name_before(doc: Doc, end: int) -> str:
    """The name of a place that ends there; "" if none does."""
    return next((doc.text_of(WordRange(one.start, end)) for one in doc.names if one.end == end), "")


def _holders(doc: Doc, name: Name) -> Iterator[str]:
    """Keys of the places after it, one by one, behind a comma, in brackets, or after "in"."""
    by_start = {one.start: one for one in doc.names if one.kind == "place"}
    here = name.end
    for _ in range(_HOLDERS):
        if here + 1 >= len(doc):
            return
        link = doc.words[here].lower()
        if link not in (",", "(", "in", "of"):
            return
        begin = here + 1
        while begin < min(here + 4, len(doc) - 1) and doc.words[begin].lower() in (_DIRECTIONS | {"the", "'s"}):
            if begin in by_start:
                break
            begin += 1
        if (one := by_start.get(begin)) is None:
            return
        yield place_key(doc.text_of(WordRange(one.start, one.end)))
        here = one.end
