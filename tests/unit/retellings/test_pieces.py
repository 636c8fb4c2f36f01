from __future__ import annotations

import pytest

from sayso.retellings.align import align_sentences
from sayso.retellings.pieces import link_sentences, read_pieces
from sayso.settings import RetellingSettings
from sayso.text import read_document

SETTINGS = RetellingSettings()


def pieces(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in read_pieces(read_document(text)).places]


def test_sentences_that_a_paragraph_quotes_stand_apart() -> None:
    text = "“The weir was old. It broke at noon. Nobody saw it,” she said."
    assert pieces(text) == ["“The weir was old.", "It broke at noon.", "Nobody saw it,” she said."]


def test_a_quotation_that_goes_on_with_its_sentence_is_not_cut() -> None:
    text = "She said, “The weir was old. It broke at noon.” Then she left."
    assert pieces(text)[0] == "She said, “The weir was old. It broke at noon.”"


def test_a_lone_quotation_mark_hides_no_sentences() -> None:
    text = 'The gun was a 5" piece. It stood on the quay. Nobody guarded it. The owner’s men had gone home. They came back late.'
    assert len(pieces(text)) == 5


@pytest.mark.parametrize("text", ["", "…", '"', "“”", '" " "', "a\ud800“b. C”. D", "’’’ ' ‘. ‘A"])
def test_pieces_part_the_sentences_of_any_text(text: str) -> None:
    document = read_document(text)
    places = read_pieces(document).places
    assert [p.start for p in places if p.start in {s.start for s in document.sentences}] == [s.start for s in document.sentences]
    assert all(text[p.start : p.end].strip() for p in places)


def test_links_between_the_same_sentences_are_counted_once() -> None:
    parent = read_document("“The weir was old. It broke at noon,” said Ila Dorn. Nobody was hurt.")
    child = read_document("“The weir was old. It broke about noon,” Ila Dorn said. Nobody was hurt.")
    found = link_sentences(align_sentences(parent, child, SETTINGS), parent, child)
    assert [(each.parents, each.children) for each in found] == [((0,), (0,)), ((1,), (1,))]
