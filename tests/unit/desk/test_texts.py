"""The methods on bare texts: no case, no file, no network."""

import socket

import pytest

import sayso

PARENT = (
    "The flood gate at Orlek had failed, engineer Sanna Brook said on Monday. “Not one bolt is left,” she told reporters. "
    "Mayor Jonas Ferrel denied the claim. At least 40 families have left."
)
CHILD = "The flood gate at Orlek had failed. “No bolts were left,” Sanna Brook told reporters. At least 60 families have left."


def test_alignment_names_what_the_child_changed():
    told = sayso.align(PARENT, CHILD)
    kinds = {change.kind for change in told.changes}
    assert {"attribution_lost", "quote_altered", "figure_changed", "omitted"} <= kinds
    assert "negation_flipped" not in kinds


def test_every_sentence_of_both_texts_stands_in_one_link():
    told = sayso.align(PARENT, CHILD)
    for text, side in ((PARENT, "parent_spans"), (CHILD, "child_spans")):
        spans = sorted(span for link in told.sentences for span in getattr(link, side))
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert "".join("".join(span.text.split()) for span in spans) == "".join(text.split())


def test_passages_are_slices_of_both_texts():
    text = f"{PARENT}\n\nNobody was hurt when the water came down the valley, the fire brigade said in the evening."
    told = sayso.align(text, text)
    assert told.passages == (((0, len(text)), (0, len(text))),)
    assert told.changes == ()


def test_attributions_are_source_cue_and_content():
    said = sayso.attributions(PARENT)
    assert [each.source.text for each in said[:3]] == ["engineer Sanna Brook", "she", "Mayor Jonas Ferrel"]
    assert [each.cue.text.split()[0] for each in said[:3]] == ["said", "told", "denied"]
    for each in said:
        for span in (each.source, each.cue, *each.content):
            assert span is None or PARENT[span.start : span.end] == span.text


def test_a_language_that_is_not_measured_gives_no_attributions():
    assert sayso.attributions("Der Bürgermeister sagte, dass die Brücke offen sei.", language="de") == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\0", "“", "said", "\ud800", "x" * 5_000, "שלום אמר", "a\r\nb\r"])
def test_any_text_will_do(text):
    assert isinstance(sayso.attributions(text), list)
    sayso.align(text, text)
    sayso.align(PARENT, text)
    sayso.align(text, PARENT)


def test_no_network_is_asked_for(monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    assert sayso.attributions(PARENT)
    assert sayso.align(PARENT, CHILD).changes
