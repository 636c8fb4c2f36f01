import json
from dataclasses import replace

from retelling_texts import EXCERPT, OTHER, OWN, REWRITE, WIRE
from sayso.engines import open_engine
from sayso.retellings import find_candidates, read_features
from sayso.settings import RetellingSettings
from sayso.text import read_document

LARGE = replace(RetellingSettings(), candidate_all_pairs=0)


def features(*texts: str) -> dict[str, list[list[str]]]:
    return {f"r{n}": read_features(read_document(text)) for n, text in enumerate(texts)}


def test_in_a_small_pile_every_pair_is_compared() -> None:
    assert find_candidates(features(WIRE, OWN, OTHER), open_engine(1), RetellingSettings()) == [("r0", "r1"), ("r0", "r2"), ("r1", "r2")]


def test_a_rewrite_and_an_excerpt_surface_and_another_story_does_not() -> None:
    found = find_candidates(features(WIRE, REWRITE, OTHER, EXCERPT), open_engine(1), LARGE)
    assert {("r0", "r1"), ("r0", "r3")} <= set(found)
    assert not any("r2" in pair for pair in found)


def test_many_copies_make_few_pairs_and_stay_connected() -> None:
    limits = replace(LARGE, candidate_most_reports=5)
    found = find_candidates(features(*[WIRE] * 30), open_engine(1), limits)
    assert len(found) <= 30 * limits.candidate_neighbours
    assert all((f"r{n}", f"r{n + 1}") in found for n in (10, 15, 28))


def test_features_are_json_and_hold_no_grammar() -> None:
    rows = read_features(read_document("The mayor of Ebbing spoke to 40 swimmers."))
    assert json.loads(json.dumps(rows)) == rows == [sorted(["mayor", "ebb", "spoke", "40", "swimmer"])]


def test_reports_without_words_are_no_candidates() -> None:
    assert find_candidates(features("", "\0", "..."), open_engine(1), LARGE) == []


def test_a_lone_surrogate_does_no_harm() -> None:
    text = "\ud800ab cried the harbour master of Ebbing. " + WIRE
    assert find_candidates(features(text, text), open_engine(1), LARGE) == [("r0", "r1")]
