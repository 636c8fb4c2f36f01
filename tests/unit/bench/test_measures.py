import copy

import pytest

from bench.quality.lineage import ExportError
from bench.quality.measures import HEADLINE, flatten, score_pile
from gold_exports import make_perfect
from invented_pile import GOLD, REPORTS


@pytest.fixture
def export():
    return make_perfect(REPORTS, GOLD)


def _score(export, gold=GOLD):
    return dict(flatten(score_pile(REPORTS, gold, export)))


def test_a_perfect_export_scores_one_on_every_part_of_the_headline(export):
    scored = _score(export)
    assert scored["headline"] == 1
    assert {name: scored[name] for name in HEADLINE} == dict.fromkeys(HEADLINE, 1)


def test_an_empty_export_scores_nothing():
    scored = _score({})
    assert scored["headline"] == 0
    assert scored["headline_of"] == 8


def test_origins_joined_into_one_lose_precision_only(export):
    export["origins"] = [["r1", "r2", "r3"]]
    scored = _score(export)
    assert scored["origins.b3.p"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert scored["origins.b3.r"] == 1
    assert scored["origins.count.exact"] == 0


def test_a_report_in_two_origins_is_refused(export):
    export["origins"].append(["r1"])
    with pytest.raises(ExportError, match="r1"):
        _score(export)


def test_an_edge_the_wrong_way_round_is_a_pair_but_no_parent(export):
    edge = export["retellings"][0]
    edge["child"], edge["parent"] = edge["parent"], edge["child"]
    scored = _score(export)
    assert (scored["retellings.pairs.f1"], scored["retellings.parent_accuracy"], scored["retellings.direction_accuracy"]) == (1, 0, 0)


def test_the_most_probable_parent_is_the_one_that_counts(export):
    export["retellings"].insert(0, {"child": "r2", "parent": "r3", "kind": "rewrite", "probability": 0.95})
    assert _score(export)["retellings.parent_accuracy"] == 0


def test_changes_outside_the_gold_retellings_do_not_count(export):
    export["changes"].append({**export["changes"][0], "child": "r3"})
    assert _score(export)["changes.f1"] == 1


def test_a_change_of_another_kind_or_place_is_missed(export):
    other_kind, other_place = copy.deepcopy(export), copy.deepcopy(export)
    other_kind["changes"][0]["kind"] = "quote_altered"
    other_place["changes"][0]["after"] = {"start": 0, "end": 3}
    assert _score(other_kind)["changes.f1"] == _score(other_place)["changes.f1"] == 0


def test_a_change_in_the_headline_is_not_one_in_the_text(export):
    export["changes"][0]["after"]["in"] = "title"
    assert _score(export)["changes.f1"] == 0


def test_the_wrong_voice_breaks_the_link_but_not_the_content(export):
    export["attributions"][2]["voice"] = "renn"
    scored = _score(export)
    assert scored["attributions.linked.f1"] == pytest.approx(2 / 3)
    assert scored["attributions.content.f1"] == 1


def test_less_than_half_of_the_content_is_no_match(export):
    content = export["attributions"][0]["content"][0]
    content["end"] = content["start"] + (content["end"] - content["start"]) // 2 - 1
    assert _score(export)["attributions.content.r"] == pytest.approx(2 / 3)


def test_an_attribution_in_a_report_without_annotation_is_no_error(export):
    gold = {**GOLD, "annotated": ["r1"], "attributions": GOLD["attributions"][:1]}
    assert _score(export, gold)["attributions.linked.p"] == 1


def test_bounds_wider_than_the_gold_are_not_inside(export):
    export["propositions"][0]["independent_reports"] = [1, 2]
    scored = _score(export)
    assert scored["propositions.central.independent_inside"] == 0
    assert scored["propositions.central.independent_error"] == 0.5


def test_a_status_holds_until_the_next_one(export):
    export["propositions"][0]["status"] = [{"as_of": None, "status": "contested"}, {"as_of": "2041-05-07", "status": "conceded"}]
    assert _score(export)["propositions.central.status_accuracy"] == 1
    export["propositions"][0]["status"][1]["as_of"] = "2041-05-06"
    assert _score(export)["propositions.central.status_accuracy"] == 0


def test_a_figure_needs_the_bound_and_the_place(export):
    export["figures"][0]["high"] = 12
    export["figures"][1]["start"], export["figures"][1]["end"] = 0, 3
    assert _score(export)["figures.f1"] == 0


def test_what_the_gold_does_not_hold_is_not_measured(export):
    gold = {**GOLD, "changes": [], "retellings": []}
    export["changes"], export["retellings"] = [], []
    scored = _score(export, gold)
    assert scored["changes.f1"] is None
    assert scored["headline_of"] == 6
