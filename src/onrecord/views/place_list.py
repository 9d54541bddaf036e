"""The places of a record as a list in HTML, the unresolved ones apart."""

from collections.abc import Iterator, Sequence

from onrecord.views.codes import country_name
from onrecord.views.listed import Leads, sureness
from onrecord.views.markup import element_text, isolated, outward_link
from onrecord.views.named import NamedPlace
from onrecord.views.wording import phrase

__all__ = ["ATTRIBUTION", "place_list"]

GEONAMES = "https://www.geonames.org/"
ATTRIBUTION = f'<p class="rights">Place data: {outward_link(GEONAMES, "GeoNames")}, CC BY 4.0</p>'


def place_list(places: Sequence[NamedPlace], leads: Leads) -> str:
    """The two lists."""
    resolved = [_spot(one, leads) for one in places if one.place.kind != "unresolved"]
    unresolved = [_spot(one, leads) for one in places if one.place.kind == "unresolved"]
    shown = _listed(resolved) if resolved else ""
    return shown + (f"\n<h3>Unresolved</h3>\n{_listed(unresolved)}" if unresolved else "")


def _listed(items: Sequence[str]) -> str:
    return '<ul class="spots" role="list">\n' + "\n".join(items) + "\n</ul>"


def _spot(one: NamedPlace, leads: Leads) -> str:
    named, times = one.named, len(one.places)
    often = f'<span class="sum">{times:,}×</span>' if times > 1 else ""
    reasons = dict.fromkeys(place.reason for place in one.places if place.reason)
    why = f'<p class="why">{"; ".join(isolated(phrase(reason)) for reason in reasons)}</p>' if reasons else ""
    title = leads.title(named, isolated(phrase(one.place.name)) or "without a name")
    return f'{leads.opening(named, "spot")}<p class="who">{title} {often}</p>{_facts_line(one)}{why}</li>'


def _facts_line(one: NamedPlace) -> str:
    facts = " · ".join(_facts(one))
    return f'<p class="facts">{facts}</p>' if facts else ""


def _facts(one: NamedPlace) -> Iterator[str]:
    place = one.place
    if place.kind != "unresolved":
        yield element_text(phrase(place.kind))
    if place.region and place.region != place.name:
        yield isolated(phrase(place.region))
    if place.country:
        name, code = country_name(place.country), f"<small>{element_text(phrase(place.country))}</small>"
        yield code if name in (place.name, place.country) else f"{isolated(phrase(name))} {code}"
    if place.latitude is not None and place.longitude is not None:
        yield _coordinates(place.latitude, place.longitude, place.geonames)
    if place.kind != "unresolved" and (sure := sureness(one.confidence)):
        yield sure


def _coordinates(latitude: float, longitude: float, geonames: int | None) -> str:
    """In degrees, with the place's page where it has one."""
    told = f"{abs(latitude):.2f}° {'S' if latitude < 0 else 'N'}, {abs(longitude):.2f}° {'W' if longitude < 0 else 'E'}"
    return outward_link(f"{GEONAMES}{geonames}", told) if isinstance(geonames, int) else told
