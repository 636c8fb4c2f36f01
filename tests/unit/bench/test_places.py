import pytest

from bench.quality.places import GoldError, find_content, find_places, read_spans

REPORT = {"id": "r1", "title": "Fire", "text": "Fires. A fire, a second fire: one said 'a fire'."}


def _starts(quoted, **where):
    return [min(places) for places in find_places(REPORT, quoted, **where)]


def test_whole_words_come_before_parts_of_words():
    assert _starts("fire") == [9, 24, 42]
    assert _starts("Fire") == [0]  # in the text, if only inside a word, before the headline


def test_the_nth_occurrence_counts_parts_of_words_too_and_falls_back_to_the_first():
    assert _starts("ire", nth=0) == [1]
    assert _starts("fire", nth=9) == [9]


def test_places_in_the_headline_are_negative():
    assert find_places(REPORT, "Fire", field="title") == [frozenset({-1, -2, -3, -4})]


def test_a_string_that_stands_nowhere_is_an_error_of_the_gold():
    with pytest.raises(GoldError, match="r1 does not contain 'flood'"):
        find_places(REPORT, "flood")


def test_content_stands_where_it_is_closest_to_the_rarest_string():
    attribution = {"content": ["a fire"], "source": "one", "cue": "said"}
    assert min(find_content(REPORT, attribution)) == 40


def test_exact_spans_settle_where_content_stands():
    assert find_content(REPORT, {"spans": {"content": [[3, 5], [8, 9]]}}) == {3, 4, 8}


def test_missing_spans_cover_nothing():
    assert read_spans([None, {"start": 2, "end": 4}, {"start": 0, "end": 1, "in": "title"}]) == {2, 3, -1}
