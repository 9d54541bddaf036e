"""Codes of a record in words: countries by ISO 3166-1 alpha-3, sectors."""

from onrecord.actors.tables import load_actors

__all__ = ["SECTORS", "country_name"]

SECTORS = {
    "GOV": "government", "MIL": "armed forces", "POL": "police, security", "LEG": "legislature", "JUD": "courts",
    "PTY": "political party", "OPP": "opposition", "REB": "armed rebels", "UAF": "unidentified armed",
    "SPY": "intelligence", "IGO": "intergovernmental organisation", "NGO": "non-governmental organisation",
    "MED": "media", "BUS": "business", "EDU": "education", "REL": "religion", "LAB": "labour", "CRM": "crime",
    "CVL": "civilians", "REF": "refugees",
}  # fmt: skip
"""PLOVER's sectors, spelt out."""


def country_name(code: str) -> str:
    """The country's usual name; the code itself where the table of countries lacks it."""
    country = load_actors().countries.get(code)
    return country.name if country else code
