from __future__ import annotations

from sayso.retellings.align import align_sentences
from sayso.settings import RetellingSettings
from sayso.text import read_document

SETTINGS = RetellingSettings()


def links(parent: str, child: str) -> list[tuple[int, int, str]]:
    found = align_sentences(read_document(parent), read_document(child), SETTINGS)
    return [(len(link.parent_spans), len(link.child_spans), link.kind) for link in found]


BEFORE = "The ferry Alder left Tolm pier at seven. Captain Ines Brakk had forty lorries on deck."
AFTER = "The strike at the Tolm yard goes on. Welders want nine crowns more an hour."


def test_a_sentence_in_the_place_of_another_is_its_rewording_where_texts_run_side_by_side() -> None:
    found = links(f"{BEFORE} Waves were quite high. {AFTER}", f"{BEFORE} A rough sea ran. {AFTER}")
    assert (1, 1, "reworded") in found and {kind for _, _, kind in found} == {"kept", "reworded"}


def test_a_long_sentence_is_no_rewording_of_a_short_one_it_shares_nothing_with() -> None:
    long = "Shareholders in the capital meanwhile met for lunch, heard a speech about quarterly figures and voted for a new auditor."
    kinds = {kind for _, _, kind in links(f"{BEFORE} Waves were high. {AFTER}", f"{BEFORE} {long} {AFTER}")}
    assert {"omitted", "added"} <= kinds


def test_half_a_sentence_that_was_split_off_stays_with_its_other_half() -> None:
    parent = "Captain Ines Brakk turned the ferry round at once and brought the two injured stewards to the hospital in Tolm."
    child = "Captain Ines Brakk turned the ferry round at once. She brought the two injured stewards to hospital."
    assert links(f"{parent} {AFTER}", f"{child} {AFTER}")[0] == (1, 2, "split")


def test_a_sentence_left_over_alone_belongs_to_the_neighbour_that_is_too_short_without_it() -> None:
    child = f"{BEFORE} Waves were high, and a rough sea ran all day. {AFTER}"
    assert (2, 1, "merged") in links(f"{BEFORE} Waves were high all day. Nobody slept on board. {AFTER}", child)
    assert "omitted" in {kind for _, _, kind in links(f"{BEFORE} Nobody slept on board. {AFTER}", f"{BEFORE} {AFTER}")}


def test_what_is_left_over_on_both_sides_belongs_together_if_it_is_alike_at_all() -> None:
    moved = "Harbour pilots praised the crew."
    child = f"{moved.replace('praised', 'had kind words for')} {BEFORE} {AFTER}"
    assert (1, 1, "moved") in links(f"{BEFORE} {AFTER} {moved}", child)


def test_a_pair_that_order_alone_made_gives_way_to_a_counterpart_elsewhere() -> None:
    moved = "Harbour pilots praised the crew of the lifeboat Brant."
    child = f"{BEFORE} The pilots of Tolm slept. {AFTER} {moved}"
    found = align_sentences(read_document(f"{BEFORE} {moved} {AFTER}"), read_document(child), SETTINGS)
    assert [link.child_spans[0].text for link in found if link.kind == "moved"] == [moved]
