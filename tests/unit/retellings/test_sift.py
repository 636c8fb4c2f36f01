import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retelling_texts import EXCERPT, OTHER, OWN, REPRINT, REWRITE, WIRE, make_pair, make_report
from sayso.retellings import read_sketch, sift, sift_candidates, sketch_from_bytes, sketch_to_bytes, sort_by_family
from sayso.retellings.pair import read_pair
from sayso.retellings.profile import read_profile
from sayso.settings import RetellingSettings
from sayso.text import read_document

SETTINGS = RetellingSettings()
WORDS = st.lists(
    st.sampled_from(["boats", "lamps", "left", "went", "harbour", "master", "saw", "the", "of", "and", "40", "12", "crane", "fell."]),
    max_size=40,
).map(" ".join)
ANY = WORDS | st.text(max_size=60) | st.sampled_from([WIRE, REPRINT, REWRITE, EXCERPT, OWN, OTHER])


def _is_left(one: str, other: str) -> bool:
    sketches = {"a": read_sketch(read_document(one), SETTINGS), "b": read_sketch(read_document(other), SETTINGS)}
    return sift_candidates([("a", "b")], sketches, SETTINGS) == [("a", "b")]


@pytest.mark.parametrize("bits", [32, 4])
@given(one=ANY, other=ANY)
@settings(max_examples=150, deadline=None)
def test_nothing_is_put_aside_that_would_be_aligned_however_many_numbers_fall_together(bits: int, one: str, other: str) -> None:
    fold = sift._fold
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sift, "_fold", lambda mixed: fold(mixed) >> np.uint32(32 - bits))
        pair = read_pair(make_pair(make_report("a", one)), make_pair(make_report("b", other)), SETTINGS)
        assert pair is None or _is_left(one, other)


@given(ANY)
def test_a_sketch_counts_what_a_profile_holds(text: str) -> None:
    sketch, profile = read_sketch(read_document(text), SETTINGS), read_profile(read_document(text))
    assert (sketch.n_words, sketch.pairs.n_things, sketch.grams.n_things) == (len(profile.words), len(profile.pairs), len(profile.grams))


def test_another_story_is_put_aside_and_retellings_are_not() -> None:
    assert not _is_left(WIRE, OTHER)
    assert all(_is_left(WIRE, retold) for retold in (WIRE, REPRINT, REWRITE, EXCERPT))


def test_a_short_copy_is_left_and_two_empty_texts_are_not() -> None:
    assert _is_left("He did it.", "He did it.")
    assert not _is_left("", "")


@given(ANY)
def test_bytes_bring_back_the_same_sketch(text: str) -> None:
    sketch = read_sketch(read_document(text), SETTINGS)
    raw = sketch_to_bytes(sketch)
    assert sketch_to_bytes(sketch_from_bytes(raw)) == raw
    assert sketch_from_bytes(raw).pairs.bound_shared(sketch.pairs) == sketch.pairs.n_things


def test_pairs_that_hang_together_follow_each_other() -> None:
    assert sort_by_family([("b", "d"), ("a", "c"), ("c", "e"), ("b", "f")], str) == [("a", "c"), ("c", "e"), ("b", "d"), ("b", "f")]
