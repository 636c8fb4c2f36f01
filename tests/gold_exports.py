"""Exports made from gold files: the perfect one, and random damage to it."""

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

from bench.quality.places import find_content, find_places

Export = dict[str, Any]


def make_perfect(reports: list[dict[str, Any]], gold: dict[str, Any]) -> Export:
    """Return the export of a tool that makes no mistake: the gold's answers at the gold's places."""
    by_id = {report["id"]: report for report in reports}
    return {
        "schema": 1,
        "origins": copy.deepcopy(gold["origins"]),
        "retellings": [{**edge, "probability": 0.9} for edge in gold["retellings"]],
        "changes": [_place_change(change, by_id) for change in gold["changes"]],
        "voices": copy.deepcopy(gold["voices"]),
        "attributions": [_place_attribution(n, one, by_id[one["report"]]) for n, one in enumerate(gold["attributions"])],
        "propositions": copy.deepcopy(gold["propositions"]),
        "figures": list(_place_figures(gold["figures"], by_id)),
    }


def damage(export: Export, seed: int) -> Export:
    """Return a copy with a few kinds of mistake in it, chosen by the seed; seeds far apart do not hurt each other."""
    rng = random.Random(seed)
    broken = copy.deepcopy(export)
    for wound in rng.sample(WOUNDS, k=rng.randint(1, len(WOUNDS))):
        wound(broken, rng)
    return broken


def _spans(places: frozenset[int]) -> list[dict[str, Any]]:
    """Return the runs of consecutive places; those of a headline are numbered from -1 downwards."""
    spans: list[dict[str, Any]] = []
    for place in sorted(places, key=lambda place: -place - 1 if place < 0 else place):
        index, field = (-1 - place, {"in": "title"}) if place < 0 else (place, {})
        if spans and spans[-1]["end"] == index:
            spans[-1]["end"] += 1
        else:
            spans.append({"start": index, "end": index + 1, **field})
    return spans


def _place_change(change: dict[str, Any], by_id: dict[str, Any]) -> dict[str, Any]:
    placed = {name: change[name] for name in ("child", "parent", "kind")}
    for side, role in (("before", "parent"), ("after", "child")):
        quoted = change[side]
        found = quoted and find_places(by_id[change[role]], quoted, change.get("nth"), change.get("in", "text"))
        placed[side] = _spans(found[0])[0] if found else None
    return placed


def _place_attribution(number: int, one: dict[str, Any], report: dict[str, Any]) -> dict[str, Any]:
    kept = {name: one[name] for name in ("report", "voice", "mode", "stance", "proposition")}
    return {"id": f"a{number}", **kept, "content": _spans(find_content(report, one))}


def _place_figures(figures: list[dict[str, Any]], by_id: dict[str, Any]) -> Iterator[dict[str, Any]]:
    seen: dict[tuple[str, str], int] = {}
    for figure in figures:
        key = figure["report"], figure["text"]
        found = find_places(by_id[figure["report"]], figure["text"], figure.get("nth"), figure.get("in", "text"))
        yield {**figure, **_spans(found[seen.get(key, 0) % len(found)])[0]}
        seen[key] = seen.get(key, 0) + 1


def _drop(export: Export, rng: random.Random) -> None:
    for name in ("retellings", "changes", "attributions", "propositions", "figures"):
        export[name] = [one for one in export[name] if rng.random() < 0.7]


def _shuffle(export: Export, rng: random.Random) -> None:
    for name in ("origins", "retellings", "changes", "voices", "attributions", "propositions", "figures"):
        rng.shuffle(export[name])


def _repeat(export: Export, rng: random.Random) -> None:
    for name in ("retellings", "changes", "attributions", "figures"):
        export[name] += [copy.deepcopy(one) for one in export[name] if rng.random() < 0.2]


def _merge_origins(export: Export, rng: random.Random) -> None:
    first = export["origins"].pop(rng.randrange(len(export["origins"])))
    if export["origins"]:
        rng.choice(export["origins"]).extend(first)


def _split_origins(export: Export, rng: random.Random) -> None:
    export["origins"] = [part for origin in export["origins"] for part in (origin[::2], origin[1::2]) if part]
    export["origins"].pop(rng.randrange(len(export["origins"])))  # and one is in no origin at all


def _turn_edges(export: Export, rng: random.Random) -> None:
    for edge in export["retellings"]:
        edge["probability"] = rng.choice([None, 0.3, 0.6, 0.9])
        if edge["parent"] is not None and rng.random() < 0.4:
            edge["child"], edge["parent"] = edge["parent"], edge["child"]
        if rng.random() < 0.3:
            edge["kind"] = "excerpt"


def _shift_spans(export: Export, rng: random.Random) -> None:
    spans = [span for one in export["attributions"] for span in one["content"]]
    spans += [span for change in export["changes"] for span in (change["before"], change["after"]) if span]
    for span in [*spans, *export["figures"]]:
        if rng.random() < 0.5:
            span["start"] = max(0, span["start"] + rng.randint(-30, 30))
            span["end"] = max(span["start"] + 1, span["end"] + rng.randint(-30, 30))


def _confuse_voices(export: Export, rng: random.Random) -> None:
    ids = [voice["id"] for voice in export["voices"]]
    for one in export["attributions"]:
        if rng.random() < 0.3:
            one["voice"] = rng.choice([*ids, None, "nobody"])


def _blur_voices(export: Export, rng: random.Random) -> None:
    for voice in export["voices"]:
        for name in ("name", "role", "affiliation"):
            if rng.random() < 0.4:
                voice[name] = None
        voice["mentions"] = [mention for mention in voice["mentions"] if rng.random() < 0.5]
        if voice["name"] and rng.random() < 0.5:
            voice["name"] = f"{voice['name']}'s office"


def _turn_stances(export: Export, rng: random.Random) -> None:
    ids = [proposition["id"] for proposition in export["propositions"]]
    for one in export["attributions"]:
        if rng.random() < 0.3:
            one["stance"] = rng.choice(["affirm", "deny", "other"])
            one["mode"] = rng.choice(["direct", "indirect", "mixed"])
            one["proposition"] = rng.choice([*ids, None])


def _change_standing(export: Export, rng: random.Random) -> None:
    voices, reports = [voice["id"] for voice in export["voices"]], [report for origin in export["origins"] for report in origin]
    for proposition in export["propositions"]:
        low, high = proposition["independent_reports"]
        proposition["independent_reports"] = [max(0, low + rng.randint(-1, 1)), high + rng.randint(0, 1)]
        proposition["affirm"] = [*proposition["affirm"], rng.choice(voices)]
        proposition["deny"] = proposition["deny"][:1]
        proposition["stated_as_fact"] = rng.sample(reports, k=min(2, len(reports)))
        proposition["affirming_voices"] += rng.randint(0, 1)
        proposition["status"] = [{**step, "as_of": rng.choice([None, step["as_of"]])} for step in proposition["status"][:2]]


def _change_figures(export: Export, rng: random.Random) -> None:
    for figure in export["figures"]:
        if rng.random() < 0.3:
            figure["high"] = rng.choice([None, 7])


WOUNDS: list[Callable[[Export, random.Random], None]] = [
    _drop, _shuffle, _repeat, _merge_origins, _split_origins, _turn_edges, _shift_spans, _confuse_voices, _blur_voices, _turn_stances,
    _change_standing, _change_figures,
]  # fmt: skip
