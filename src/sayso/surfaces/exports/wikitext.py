"""The reports as references for a wiki: a bullet for each independent report, and below it those that go back to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sayso.surfaces.exports.wellformed import is_web_address, mend_controls

Json = dict[str, Any]

# What a wiki would obey: templates, links, tags, tables, signatures, bold and italic words, switches such as __TOC__.
_ENTITIES = {ord(each): f"&#{ord(each)};" for each in "&<>[]{}|~'_=\""}
_IN_ADDRESS = {ord(each): f"%{ord(each):02X}" for each in "[]{}|~"}
_LEADS = "*#:;"  # obeyed where they begin a line
_OUTSIDE = "a text outside the pile"


def document_to_wikitext(document: Json) -> str:
    """Return the references, in the order of publication. Two bullets of the first level share no origin."""
    told = "Reports below one bullet of the first level go back to one report, and count once."
    return "\n".join([f"<!-- {told} -->", *_list_origins(document)]) + "\n"


def _list_origins(document: Json) -> Iterator[str]:
    reports = {report["id"]: report for report in document["reports"]}
    order = {id_: n for n, id_ in enumerate(reports)}
    made: defaultdict[str, list[Json]] = defaultdict(list)
    for edge in document["retellings"]:
        made[edge["child"]].append(edge)
    for origin in sorted(document["origins"], key=lambda origin: min(order[id_] for id_ in origin)):
        # what was made from none of them comes first, be it dated later: then somebody said that the others are made from it
        in_order = sorted(origin, key=lambda id_: (any(edge["parent"] in origin for edge in made[id_]), order[id_]))
        for n, id_ in enumerate(in_order):
            from_which = ", ".join(map(_say_edge, made[id_]))
            yield f"{'**' if n else '*'} {_refer(reports[id_])}{f' {from_which}' if from_which else ''}"


def _say_edge(edge: Json) -> str:
    parent = _escape(edge["parent"]) if edge["parent"] is not None else _OUTSIDE
    return f"shares a text with {parent}" if edge["kind"] == "common_origin" else f"{edge['kind']} of {parent}"


def _refer(report: Json) -> str:
    """Return a reference under the report's id; a wiki takes no bare number for a name."""
    name = _escape(report["id"])
    cited = {
        "title": _escape(report["title"]),
        "author": _escape(report["byline"]),
        "work": _escape(report["outlet"]),
        "date": report["published"][:10] if report["published"] else "",
        "language": report["language"] or "",
        "url": report["url"].translate(_IN_ADDRESS) if is_web_address(report["url"]) else "",
    }
    filled = "".join(f" |{field}={value}" for field, value in cited.items() if value)
    return f'<ref name="{"report " if name.isdigit() else ""}{name}">{{{{cite news{filled}}}}}</ref>'


def _escape(words: str | None) -> str:
    """Return words on one line that a wiki shows as they are.

    >>> _escape("A {{b}} [[c]] | <d>")
    'A &#123;&#123;b&#125;&#125; &#91;&#91;c&#93;&#93; &#124; &#60;d&#62;'
    """
    line = " ".join(mend_controls(words).split()).translate(_ENTITIES) if words else ""
    return f"&#{ord(line[0])};{line[1:]}" if line.startswith(tuple(_LEADS)) else line
