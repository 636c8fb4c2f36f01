from dataclasses import replace

import pytest

from sayso.retellings.signals import SIGNAL_NAMES, Signals
from sayso.retellings.verdict import Evidence, explain_signals, judge_kind, read_model, score_probability, score_signals
from sayso.settings import RetellingSettings

SETTINGS = RetellingSettings()
REPRINT = Evidence(0.99, False, False, False, 0.95, 0.95, 0.97, 200, 200)


def test_the_model_has_a_weight_for_every_signal_and_no_other() -> None:
    model = read_model()
    assert set(model.weights) == set(model.means) == set(SIGNAL_NAMES)


def test_independent_reports_of_one_event_score_low_and_copies_high() -> None:
    model = read_model()
    typical = Signals(**model.means)
    assert score_probability(score_signals(typical, model)) < 0.05
    assert score_probability(score_signals(replace(typical, **dict.fromkeys(SIGNAL_NAMES, 1.0)), model)) > 0.99
    assert all(reason.weight == 0 for reason in explain_signals(typical, model))


@pytest.mark.parametrize("log_odds", [-1e9, -3.0, 0.0, 3.0, 1e9])
def test_probabilities_of_both_directions_add_up(log_odds: float) -> None:
    assert score_probability(log_odds) + score_probability(-log_odds) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize(
    ("evidence", "kind"),
    [
        (REPRINT, "reprint"),
        (replace(REPRINT, is_same_outlet=True), "update"),
        (replace(REPRINT, is_third_party=True), "common_origin"),
        (replace(REPRINT, verbatim_small=0.4, verbatim_child=0.4, narrative_words=10, passage_words=10), "rewrite"),
        (replace(REPRINT, verbatim_small=0.5, verbatim_child=0.45, share_of_child=0.5, narrative_words=10, passage_words=60), "rewrite"),
        (replace(REPRINT, probability=0.2, verbatim_small=0.2, share_of_child=0.2, narrative_words=60, passage_words=60), "excerpt"),
        (replace(REPRINT, verbatim_small=0.5, verbatim_child=0.45, share_of_child=0.5, narrative_words=60, passage_words=60), "excerpt"),
        (replace(REPRINT, verbatim_small=0.3, verbatim_child=0.2, share_of_child=0.5, narrative_words=60, passage_words=60), "rewrite"),
        (replace(REPRINT, probability=0.1, verbatim_small=0.1, passage_words=5, is_statement=True), "common_origin"),
    ],
)
def test_kinds(evidence: Evidence, kind: str) -> None:
    assert judge_kind(evidence, SETTINGS) == kind
