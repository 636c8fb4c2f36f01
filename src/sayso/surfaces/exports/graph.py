"""The family tree of retellings as GraphML, which network programs open: a node a report, an edge from parent to child."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from sayso.surfaces.exports.wellformed import mend_xml

Json = dict[str, Any]

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_NAME = re.compile(r"[A-Za-z0-9_.:-]+")  # the ids that GraphML allows for certain
# What nodes and edges carry: its name and type.
_OF_NODE = {
    "report": "string", "outlet": "string", "title": "string", "published": "string", "language": "string", "url": "string",
    "origin": "string", "n_chars": "int", "in_pile": "boolean",
}  # fmt: skip
_OF_EDGE = {
    "kind": "string", "probability": "double", "direction_probability": "double", "share_of_child": "double",
    "credited": "boolean", "n_changes": "int", "changes": "string", "reasons": "string",
}  # fmt: skip


def document_to_graphml(document: Json) -> str:
    """Return the reports and retellings of the export document. A parent outside the pile is a node of its own for each child."""
    root = ElementTree.Element("graphml", {"xmlns": _SPACE})
    for kind, held in (("node", _OF_NODE), ("edge", _OF_EDGE)):
        for name, type_ in held.items():
            ElementTree.SubElement(root, "key", {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": type_})
    graph = ElementTree.SubElement(root, "graph", {"id": "retellings", "edgedefault": "directed"})
    ids = _choose_ids([report["id"] for report in document["reports"]])
    for node_id, node in _nodes(document, ids):
        _add(graph, "node", {"id": node_id}, node)
    for n, (edge, retelling) in enumerate(_edges(document, ids)):
        _add(graph, "edge", {"id": f"e{n}", **edge}, retelling)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _choose_ids(reports: list[str]) -> dict[str, str]:
    """Return a node id for each report: its own where GraphML allows it."""
    taken, chosen = {each for each in reports if _NAME.fullmatch(each)}, {}
    for n, each in enumerate(reports):
        chosen[each] = each if each in taken else _free(f"report-{n}", taken)
    return chosen


def _free(wanted: str, taken: set[str]) -> str:
    while wanted in taken:
        wanted += "-"
    taken.add(wanted)
    return wanted


def _nodes(document: Json, ids: Mapping[str, str]) -> Iterator[tuple[str, Json]]:
    origins = {report: f"o{n}" for n, origin in enumerate(document["origins"], 1) for report in origin}
    for report in document["reports"]:
        yield ids[report["id"]], {**report, "report": report["id"], "origin": origins.get(report["id"]), "in_pile": True}
    outside = [_outside(ids, retelling) for retelling in document["retellings"] if retelling["parent"] is None]
    for node in dict.fromkeys(outside):
        yield node, {"title": "a text outside the pile", "in_pile": False}


def _outside(ids: Mapping[str, str], retelling: Json) -> str:
    return _free(f"outside.{ids[retelling['child']]}", set(ids.values()))


def _edges(document: Json, ids: Mapping[str, str]) -> Iterator[tuple[dict[str, str], Json]]:
    changes: dict[tuple[str, str], Counter[str]] = {}
    for each in document["changes"]:
        changes.setdefault((each["parent"], each["child"]), Counter())[each["kind"]] += 1
    for each in document["retellings"]:
        found = changes.get((each["parent"], each["child"]), Counter())
        source = ids[each["parent"]] if each["parent"] is not None else _outside(ids, each)
        counted = " ".join(f"{kind}:{n}" for kind, n in sorted(found.items()))
        reasons = "; ".join(reason["says"] for reason in each["reasons"])
        told = {**each, "n_changes": found.total(), "changes": counted or None, "reasons": reasons or None}
        yield {"source": source, "target": ids[each["child"]]}, told


def _add(graph: ElementTree.Element, kind: str, attributes: dict[str, str], held: Json) -> None:
    element = ElementTree.SubElement(graph, kind, attributes)
    for name in _OF_NODE if kind == "node" else _OF_EDGE:
        value = held.get(name)
        if value is not None:
            data = ElementTree.SubElement(element, "data", {"key": f"{kind}_{name}"})
            data.text = mend_xml(str(value).lower() if isinstance(value, bool) else str(value))
