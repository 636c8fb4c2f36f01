from bench.speed.invent import invent_reports


def test_the_same_size_and_seed_give_the_same_pile_and_a_larger_one_begins_with_it():
    assert invent_reports(60) == invent_reports(60)
    assert invent_reports(60)[:20] == invent_reports(20)
    assert invent_reports(20, seed=2) != invent_reports(20)


def test_every_slot_is_filled_and_every_report_differs():
    reports = invent_reports(200)
    assert not [report for report in reports if "{" in report["text"] or "}" in report["text"]]
    assert len({report["text"] for report in reports}) == 200
    assert len({report["id"] for report in reports}) == 200
