"""What statements mean, as vectors that can be compared."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claims import Reading, read_claims, read_meaning, reading_from_json, reading_to_json, score_likeness
from sayso.claims.neural.files import read_tokenizer
from sayso.claims.neural.meaning import MOST_BEFORE, MOST_PIECES, N_SIDE, N_TOPIC, POSTURES, encode_statement, lay_out, write_out
from sayso.model import Report
from sayso.text import read_document


def mean(source: str, cue: str, content: str, before: str = ""):
    return read_meaning(encode_statement(write_out(source, cue, content), before))


TAKEN = mean("the army", "said", "its troops had captured the town of Oskarsel on Monday")
HOLDING = mean("the governor", "insisted", "Oskarsel was still held by its defenders and had not fallen")
PRICE = mean("the bakers' guild", "said", "bread would cost a third more from spring")


def test_statements_about_one_thing_lie_closer_than_statements_about_two() -> None:
    assert score_likeness(TAKEN.topic, HOLDING.topic) > score_likeness(TAKEN.topic, PRICE.topic) + 0.2


def test_of_statements_about_one_thing_those_that_contradict_stand_on_other_sides() -> None:
    again = mean("a general", "told state radio", "our flag flies over the town hall of Oskarsel")
    assert score_likeness(TAKEN.side, again.side) > score_likeness(TAKEN.side, HOLDING.side)


def test_a_denial_sounds_like_one() -> None:
    assert mean("the ministry", "denied", "that any shell had hit the school").is_likely("deny") > 0.5
    assert mean("the ministry", "said", "a shell had hit the school").is_likely("deny") < 0.5


def test_postures_are_probabilities() -> None:
    assert sum(TAKEN.is_likely(posture) for posture in POSTURES) == pytest.approx(1, abs=0.1)


def test_what_stands_before_tells_what_a_pointer_is_about() -> None:
    claim = write_out("the army", "said", "its troops had captured the town of Oskarsel on Monday")
    price = write_out("the bakers' guild", "said", "bread would cost a third more from spring")
    after_claim, after_price = (mean("the governor", "denied", "the report", before) for before in (claim, price))
    assert score_likeness(TAKEN.topic, after_claim.topic) > score_likeness(TAKEN.topic, after_price.topic)
    assert score_likeness(PRICE.topic, after_price.topic) > score_likeness(PRICE.topic, after_claim.topic)


@given(st.text(max_size=80), st.text(max_size=30), st.text(max_size=3000), st.text(max_size=3000))
@settings(max_examples=25, deadline=None)
def test_any_statement_has_a_meaning_of_unit_vectors(source: str, cue: str, content: str, before: str) -> None:
    kept = encode_statement(write_out(source, cue, content), before)
    meaning = read_meaning(kept)
    assert len(kept) == N_TOPIC + N_SIDE + len(POSTURES)
    assert np.linalg.norm(meaning.topic) == pytest.approx(1, abs=1e-3)
    assert np.linalg.norm(meaning.side) == pytest.approx(1, abs=1e-3)


def test_what_stands_behind_the_first_pieces_is_not_read() -> None:
    begin = "the bridge was closed " * MOST_PIECES
    assert encode_statement(begin) == encode_statement(begin + "and opened again")


def test_a_statement_is_laid_out_behind_what_stands_before_it() -> None:
    tokenizer = read_tokenizer()
    own, start = lay_out(tokenizer, "", "the bridge is open")
    assert start == 0
    both, start = lay_out(tokenizer, "the bridge was closed " * MOST_BEFORE, "the bridge is open")
    assert start == MOST_BEFORE
    assert both[start:] == own[1:]
    assert both[start - 1] == own[-1]  # the mark that ends a text stands between them


def test_a_reading_keeps_the_meanings_of_statements_and_title() -> None:
    text = "The dam holds, the mayor said. Rain fell all night on the upper valley.\n\n“Nobody warned us,” said a farmer."
    reading = read_claims(Report("r1", text, title="Dam holds, says mayor", language="en"), read_document(text, "en"))
    kept: Reading = reading_from_json(reading_to_json(reading), text)
    assert kept == reading
    assert len(kept.meanings) == len(kept.attributions) > 0
    assert kept.headline == encode_statement(write_out("", "", "Dam holds, says mayor"))


def test_each_statement_is_read_after_the_one_before_it_and_the_first_after_the_headline() -> None:
    text = "The dam holds, the mayor said. “Nobody warned us,” said a farmer."
    reading = read_claims(Report("r1", text, title="Dam holds, says mayor", language="en"), read_document(text, "en"))
    first, second = (write_out(a.source.text, a.cue.text, a.content[0].text) for a in reading.attributions)
    assert reading.meanings == (encode_statement(first, write_out("", "", "Dam holds, says mayor")), encode_statement(second, first))
