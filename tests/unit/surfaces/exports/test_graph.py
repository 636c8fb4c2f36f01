from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_picture import HOSTILE, PICTURE, RETELLING, make_hostile
from sayso.model import Picture, Report, Retelling
from sayso.surfaces.exports import FORMATS

G = "{http://graphml.graphdrawing.org/xmlns}"


def read(picture):
    """Return nodes and edges with what they carry."""
    root = ElementTree.fromstring(FORMATS["graphml"].write(picture, None)["retellings.graphml"])
    names = {key.get("id"): key.get("attr.name") for key in root.iter(f"{G}key")}
    held = {
        element: {names[data.get("key")]: data.text for data in element.iter(f"{G}data")}
        for kind in ("node", "edge")
        for element in root.iter(G + kind)
    }
    nodes = {each.get("id"): data for each, data in held.items() if each.tag == f"{G}node"}
    edges = {(each.get("source"), each.get("target")): data for each, data in held.items() if each.tag == f"{G}edge"}
    return nodes, edges


def test_an_edge_leads_from_parent_to_child_with_what_was_judged():
    nodes, edges = read(PICTURE)
    assert edges["r01", "r02"]["kind"] == "rewrite"
    assert edges["r01", "r02"]["credited"] == "true"
    assert edges["r01", "r02"]["n_changes"] == "4"
    assert float(edges["r01", "r02"]["probability"]) == 0.97
    assert nodes["r02"]["outlet"] == "The Morning Lantern"
    assert nodes["r01"]["origin"] == nodes["r02"]["origin"] != nodes["r03"]["origin"]


def test_a_parent_outside_the_pile_is_a_node_of_its_own():
    nodes, edges = read(PICTURE)
    assert nodes["outside.r03"]["in_pile"] == "false"
    assert edges["outside.r03", "r03"]["kind"] == "common_origin"


def test_every_edge_has_both_its_nodes():
    for picture in (PICTURE, make_hostile(PICTURE)):
        nodes, edges = read(picture)
        assert {end for edge in edges for end in edge} <= nodes.keys()


@pytest.mark.parametrize("odd", [HOSTILE, "]]>", "<data>", "&amp;", "\x00\x08\x0b\x1f\x7f\x85", "\ufffe\uffff", "\ud800"])
def test_any_words_leave_it_well_formed(odd):
    nodes, _ = read(replace(PICTURE, reports=(replace(PICTURE.reports[0], title=odd, outlet=odd), *PICTURE.reports[1:])))
    assert len(nodes["r01"]["title"].split()) >= 1


@given(st.lists(st.text(min_size=1, max_size=8), min_size=2, max_size=4, unique=True))
def test_any_ids_give_nodes_of_their_own(ids):
    reports = tuple(Report(id_, "A dam.") for id_ in ids)
    nodes, edges = read(
        Picture(
            reports=reports,
            retellings=(replace(RETELLING, child=ids[1], parent=ids[0]), Retelling(ids[1], None, "rewrite", 1, 1, False, 1)),
        )
    )
    assert len(nodes) == len(ids) + 1
    assert len(edges) == 2
