import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_picture import HOSTILE
from sayso.surfaces.exports import document_to_json

TEXTS = st.text(st.characters() | st.sampled_from('\x1b\x7f\x9b\u2028\u202e\ufeff\ud800\U000e0041"\\'))


@given(st.dictionaries(TEXTS, TEXTS | st.integers() | st.none() | st.lists(TEXTS)))
def test_nothing_is_lost(document):
    assert json.loads(document_to_json(document).encode("utf-8").decode("utf-8")) == document


@given(TEXTS)
def test_no_control_character_reaches_a_terminal(words):
    written = document_to_json({"text": words})
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", written)


def test_hostile_words_are_escaped_and_other_scripts_are_not():
    written = document_to_json({"text": HOSTILE})
    assert "\\u001b[31mred" in written
    assert "שלום" in written


def test_sets_are_written_in_order():
    assert json.loads(document_to_json({"ids": {"b", "a", "c"}})) == {"ids": ["a", "b", "c"]}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object()])
def test_what_json_cannot_hold_is_refused(value):
    with pytest.raises((ValueError, TypeError)):
        document_to_json({"value": value})
