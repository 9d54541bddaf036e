"""Places: the names of countries, regions and cities, and which one each stands for by the report's own words."""

from onrecord.places.read import find_places

__all__ = ["find_places"]
