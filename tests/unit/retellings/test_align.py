from __future__ import annotations

import pytest

from sayso.model import Alignment
from sayso.retellings import align_documents
from sayso.text import read_document

_TEXT = (
    "The old ferry left the island for the last time on Sunday. Hundreds of people stood on the pier.\n\n"
    "A bridge will replace it next summer. It cost 40 million crowns and took six years to build.\n\n"
    "Skipper Hanno Lierk said he would keep the ship's bell. “She never once failed us,” he told the crowd.\n\n"
    "The island council plans a museum in the boat shed. Schoolchildren have begun to collect photographs."
)


def align(parent: str, child: str) -> Alignment:
    return align_documents(read_document(parent), read_document(child))


def kinds(alignment: Alignment) -> list[str]:
    return [link.kind for link in alignment.sentences]


def test_a_text_is_kept_by_itself_as_one_passage() -> None:
    found = align(_TEXT, _TEXT)
    assert set(kinds(found)) == {"kept"}
    assert found.passages == (((0, len(_TEXT)), (0, len(_TEXT))),)


def test_case_marks_and_white_space_do_not_reword() -> None:
    child = _TEXT.upper().replace("“", '"').replace("”", '"').replace("\n\n", " ")
    assert set(kinds(align(_TEXT, child))) == {"kept"}


def test_reworded_sentences_stay_linked() -> None:
    child = "On Sunday the old ferry sailed from the island for the last time. Next summer it will be replaced by a bridge."
    assert kinds(align(_TEXT, child))[:1] == ["reworded"]
    assert [len(link.parent_spans) for link in align(_TEXT, child).sentences if link.child_spans] == [1, 1]


def test_a_dropped_sentence_is_one_omitted_link() -> None:
    found = align(_TEXT, _TEXT.replace(" Hundreds of people stood on the pier.", ""))
    assert [link.parent_spans[0].text for link in found.sentences if link.kind == "omitted"] == ["Hundreds of people stood on the pier."]
    assert "added" not in kinds(found)


def test_swapped_paragraphs_are_moved_and_not_omitted_and_added() -> None:
    first, second, third, last = _TEXT.split("\n\n")
    found = kinds(align(_TEXT, "\n\n".join([first, third, second, last])))
    assert found.count("moved") == 2 and found.count("kept") == 6


def test_a_joined_sentence_is_merged_and_back_split() -> None:
    parent = "The bridge cost 40 million crowns. The bridge took six years to build."
    child = "The bridge cost 40 million crowns and took six years to build."
    assert kinds(align(parent, child)) == ["merged"]
    assert kinds(align(child, parent)) == ["split"]


def test_strangers_share_nothing() -> None:
    child = "Snow fell on the pass all night. Two lorries slid into a ditch, and the road to the mine was shut until noon."
    found = align(_TEXT, child)
    assert set(kinds(found)) == {"omitted", "added"} and found.passages == ()


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "\ud800", "…"])
def test_empty_and_broken_texts_align(text: str) -> None:
    assert align(text, text).changes == ()
    assert all(link.kind == "omitted" for link in align("One sentence.", "").sentences)


def test_long_texts_are_cut_at_anchors_and_stay_linked() -> None:
    parent = " ".join(f"Item{k} number{k * 7} was sold to buyer{k * 3} at the fair." for k in range(600))
    found = align(parent, parent)
    assert set(kinds(found)) == {"kept"} and len(found.sentences) == 600


def test_repetitive_texts_without_anchors_are_not_searched_in_full() -> None:
    parent, child = "He said no. " * 3000, "So he said no. " * 3000
    found = align(parent, child)
    assert sum(len(link.parent_spans) for link in found.sentences) == 3000
