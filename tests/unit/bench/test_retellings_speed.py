from __future__ import annotations

from bench.speed.retellings import find_with_sayso, read_pile

TEXT = (
    "The ferry Alder ran aground off Tolm on Tuesday with forty lorries on board, harbour master Ines Brakk said. Tugs from Sillavik "
    "pulled her free at dusk, and nobody was hurt. Divers will look at the rudder before she sails again."
)


def test_copies_are_found_and_strangers_are_not():
    other = "Snow closed the pass above Hask all night, and the mine sent its second shift home before the road was cleared at noon."
    reports = [
        {"id": "a", "text": TEXT, "group": "x"},
        {"id": "b", "text": f"{TEXT} More follows.", "group": "x"},
        {"id": "c", "text": other},
    ]
    found, steps = find_with_sayso(reports)
    assert found == {("a", "b")} and steps["pairs"] >= 1


def test_gold_pairs_are_those_of_one_group(tmp_path):
    path = tmp_path / "pile.jsonl"
    lines = ['{"id": "b", "group": "x", "text": ""}', '{"id": "a", "group": "x", "text": ""}', '{"id": "c", "group": null, "text": ""}']
    path.write_text("\n".join(lines), encoding="utf-8")
    assert read_pile(path)[1] == {("a", "b")}
