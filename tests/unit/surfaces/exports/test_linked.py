"""The linked data, loaded by a program that reads linked data, and asked."""

import json
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from invented_picture import PICTURE, RETELLING, make_hostile
from sayso.model import Overruling, Picture
from sayso.surfaces.exports import FORMATS

rdflib = pytest.importorskip("rdflib")
# The library warns of what it does itself while it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset)[ .]:DeprecationWarning")

PREFIXES = """
PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX sayso: <urn:sayso:terms:>
"""
TEXTS = {report.id: report.text for report in PICTURE.reports}


def load(picture):
    graph = rdflib.Graph()
    graph.parse(data=FORMATS["jsonld"].write(picture, None)["case.jsonld"], format="json-ld")
    return graph


@pytest.fixture(scope="module")
def graph():
    return load(PICTURE)


def ask(graph, question):
    return [tuple(str(cell) for cell in row) for row in graph.query(PREFIXES + question)]


@pytest.fixture(autouse=True)
def _offline(monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)


def test_who_denies_which_claim(graph):
    found = ask(graph, "SELECT ?text ?name WHERE { ?c a schema:Claim; schema:text ?text; sayso:deniedBy/schema:name ?name } ORDER BY ?name")
    assert found == [("The dam at Orlek is safe", "Bo Hadd"), ("The dam at Orlek is safe", "valley council")]


def test_how_much_is_denied_and_by_which_words(graph):
    question = """SELECT ?scope ?part ?words WHERE { ?a a sayso:Attribution; sayso:denialScope ?scope.
        ?note oa:hasBody ?a; sayso:part ?part; oa:hasTarget/oa:hasSelector/oa:exact ?words }"""
    found = {(scope, part, words) for scope, part, words in ask(graph, question)}
    assert ("part", "shows how much is denied", "Water seeps") in found
    assert ("part", "denied", "Not one crack has been found") in found


def test_which_article_was_derived_from_which(graph):
    question = """SELECT ?child ?parent ?kind WHERE {
        ?a a schema:NewsArticle; schema:identifier ?child; prov:wasDerivedFrom/schema:identifier ?parent;
        prov:qualifiedDerivation/sayso:kind ?kind }"""
    assert ask(graph, question) == [("r02", "r01", "rewrite")]


def test_a_reprint_was_quoted_from_its_parent_and_a_common_origin_was_not_derived():
    reprint = load(_with_kind("reprint"))
    assert len(ask(reprint, "SELECT ?a WHERE { ?a a schema:NewsArticle; prov:wasQuotedFrom ?b }")) == 1
    common = load(_with_kind("common_origin"))
    assert ask(common, "SELECT ?a WHERE { ?a a schema:NewsArticle; prov:wasDerivedFrom ?b }") == []
    assert len(ask(common, "SELECT ?a WHERE { ?a sayso:sharesOriginWith ?b }")) == 1


def _with_kind(kind):
    return replace(PICTURE, retellings=(replace(RETELLING, kind=kind),))


def test_only_direct_and_mixed_speech_is_a_quotation(graph):
    assert ask(graph, "SELECT ?q WHERE { ?q a schema:Quotation }") == []
    said = tuple(replace(each, mode="direct") for each in PICTURE.attributions)
    quoted = load(replace(PICTURE, attributions=said))
    question = "SELECT ?q ?name WHERE { ?q a schema:Quotation; schema:spokenByCharacter/schema:name ?name; prov:wasQuotedFrom ?r }"
    assert len(ask(quoted, question)) == len(PICTURE.attributions)


def test_every_span_has_both_selectors_and_they_agree_with_the_text(graph):
    question = """SELECT ?report ?start ?end ?exact ?prefix ?suffix WHERE {
        ?t oa:hasSource/schema:identifier ?report; oa:hasSelector ?p, ?q.
        ?p a oa:TextPositionSelector; oa:start ?start; oa:end ?end.
        ?q a oa:TextQuoteSelector; oa:exact ?exact; oa:prefix ?prefix; oa:suffix ?suffix }"""
    rows = ask(graph, question)
    n_targets = len(ask(graph, "SELECT ?t WHERE { ?t a oa:SpecificResource }"))
    assert len(rows) == n_targets > 20
    for report, start, end, exact, prefix, suffix in rows:
        text = TEXTS[report]
        assert text[int(start) : int(end)] == exact
        assert text[: int(start)].endswith(prefix)
        assert text[int(end) :].startswith(suffix)
        assert prefix or int(start) == 0


def test_an_annotation_ties_a_span_to_what_it_is_evidence_of(graph):
    question = """SELECT ?exact WHERE { ?a a oa:Annotation; oa:hasBody/schema:identifier "a3"; sayso:part "cue";
        oa:hasTarget/oa:hasSelector/oa:exact ?exact }"""
    assert ask(graph, question) == [("denied",)]


def test_figures_keep_open_bounds_open(graph):
    question = """SELECT ?text ?low WHERE { ?f a schema:QuantitativeValue; schema:text ?text; schema:minValue ?low.
        FILTER NOT EXISTS { ?f schema:maxValue ?high } } ORDER BY ?text"""
    assert ask(graph, question) == [("At least 40", "40"), ("Dozens", "24")]


def test_the_standing_of_a_claim_has_its_days(graph):
    question = """SELECT ?day ?status WHERE { ?c schema:identifier "p1"; sayso:standing ?s.
        ?s sayso:status ?status; sayso:asOf ?day } ORDER BY ?day"""
    assert ask(graph, question) == [("2041-05-05", "asserted"), ("2041-05-06", "contested")]


def test_a_script_is_no_link():
    picture = replace(PICTURE, reports=(replace(PICTURE.reports[0], url="javascript:alert(1)"), *PICTURE.reports[1:]))
    assert ask(load(picture), "SELECT ?u WHERE { ?a schema:url ?u }") == []


def test_two_piles_in_one_store_stay_apart(graph):
    other = load(Picture(reports=PICTURE.reports[:1], origins=(("r01",),)))
    names = "SELECT ?a WHERE { ?a a schema:NewsArticle }"
    assert not set(ask(graph, names)) & set(ask(other, names))


def test_hostile_words_load(graph):
    hostile = load(make_hostile(PICTURE))
    assert len(ask(hostile, "SELECT ?c WHERE { ?c a schema:Claim }")) == 2
    assert hostile.serialize(format="nt")


def test_no_term_is_used_that_the_context_does_not_know():
    document = json.loads(FORMATS["jsonld"].write(PICTURE, None)["case.jsonld"])
    known = set(document["@context"])

    def walk(node):
        if isinstance(node, dict):
            for key, value in node.items():
                assert key in known or key.split(":")[0] in known, key
                walk(value)
        elif isinstance(node, list):
            for each in node:
                walk(each)

    walk(document["@graph"])


def test_what_was_overruled_by_whom_and_why_stands_there():
    at = datetime(2041, 5, 9, 10, tzinfo=UTC)
    log = (
        Overruling(1, at, "Ines", "one dam", "same_claim", '{"claim": {"id": "p1"}}', state="undone"),
        Overruling(2, at, None, "two, after all", "undo", undoes=1),
    )
    question = """SELECT ?kind ?who ?state ?why WHERE { ?o a sayso:Overruling; sayso:kind ?kind; sayso:state ?state; sayso:reason ?why;
        prov:endedAtTime ?at. OPTIONAL { ?o sayso:decidedBy ?who } } ORDER BY ?kind"""
    found = ask(load(replace(PICTURE, overrulings=log)), question)
    assert found == [("same_claim", "Ines", "undone", "one dam"), ("undo", "None", "holds", "two, after all")]
