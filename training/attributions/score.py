"""Scores of a tagger on annotated articles: exact spans, linked attributions, and the share found of each slice of the gold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.text import Document, read_document
from training.attributions.corpus import ROLES, tidy

Spans = list[tuple[int, int]]
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "him", "her", "them", "me", "us", "one"))
_LENGTHS = ((5, "content of 1-5 words"), (15, "content of 6-15 words"), (30, "content of 16-30 words"))
_LEAST_ALIKE = 0.5


@dataclass(frozen=True)
class Attribution:
    """One attribution, its spans by role as they are scored."""

    source: Spans
    cue: Spans
    content: Spans


Find = Callable[[Document], Sequence[Mapping[str, Any]]]


def read_attributions(raw: Sequence[Mapping[str, Any]], text: str) -> list[Attribution]:
    """Return annotated or found attributions tidied."""
    return [Attribution(*(tidy(each.get(role) or [], text) for role in ROLES)) for each in raw]


def score_records(records: Sequence[Mapping[str, Any]], find: Find, seen_cues: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return precision, recall and F1 by role and linked, pooled over articles, and the share found of each slice."""
    tally = _Tally(defaultdict(Counter), defaultdict(Counter), seen_cues)
    for record in records:
        document = read_document(record["text"])
        found = read_attributions(find(document), document.text)
        people = [read_attributions(raw, document.text) for _, raw in sorted(record["annotations"].items())]
        for gold in people:
            tally.count(document, gold, found, 1 / len(people))
    exact = {role: _measure(tally.counts[role]) for role in ROLES}
    mean = round(sum(exact[role]["f1"] for role in ROLES) / len(ROLES), 2)
    shares = {name: {"n": round(c["gold"], 1), "found": round(100 * c["tp"] / c["gold"], 1)} for name, c in sorted(tally.slices.items())}
    return {"exact": exact, "mean_f1": mean, "linked": _measure(tally.counts["linked"]), "slices": shares}


@dataclass(frozen=True)
class _Tally:
    """Weighted counts by measure and by slice."""

    counts: dict[str, Counter[str]]
    slices: dict[str, Counter[str]]
    seen_cues: frozenset[str]

    def count(self, document: Document, gold: Sequence[Attribution], found: Sequence[Attribution], weight: float) -> None:
        """Count one annotator's view of one article."""
        for role in ROLES:
            mine, theirs = ({span for each in side for span in getattr(each, role)} for side in (found, gold))
            _add(self.counts[role], len(mine & theirs), len(mine), len(theirs), weight)
        pairs = link(gold, found)
        _add(self.counts["linked"], len(pairs), sum(bool(a.content) for a in found), sum(bool(a.content) for a in gold), weight)
        for n, each in enumerate(gold):
            if each.content:
                for name in name_slices(document, each, self.seen_cues):
                    _add(self.slices[name], n in pairs, 0, 1, weight)


def _add(count: Counter[str], tp: float, found: float, gold: float, weight: float) -> None:
    for name, value in (("tp", tp), ("found", found), ("gold", gold)):
        count[name] += value * weight  # type: ignore[assignment]


def _measure(count: Counter[str]) -> dict[str, float]:
    tp, found, gold = count["tp"], count["found"], count["gold"]
    return {
        "precision": round(100 * tp / max(found, 1), 2),
        "recall": round(100 * tp / max(gold, 1), 2),
        "f1": round(200 * tp / max(found + gold, 1), 2),
    }


def link(gold: Sequence[Attribution], found: Sequence[Attribution]) -> set[int]:
    """Return the gold attributions that are found: contents and sources alike by half or more, one to one, the most alike first."""
    pairs = sorted(_pairs(gold, found))
    matched: set[int] = set()
    used: set[int] = set()
    for _, g, f in pairs:
        if g not in matched and f not in used:
            matched.add(g)
            used.add(f)
    return matched


def _pairs(gold: Sequence[Attribution], found: Sequence[Attribution]) -> Iterator[tuple[float, int, int]]:
    for g, a in enumerate(gold):
        for f, b in enumerate(found):
            alike = _jaccard(a.content, b.content)
            if alike >= _LEAST_ALIKE and ((not a.source and not b.source) or _jaccard(a.source, b.source) >= _LEAST_ALIKE):
                yield -alike, g, f


def _jaccard(a: Spans, b: Spans) -> float:
    if not a or not b or max(e for _, e in a) <= min(s for s, _ in b) or max(e for _, e in b) <= min(s for s, _ in a):
        return 0.0
    left, right = ({k for s, e in spans for k in range(s, e)} for spans in (a, b))
    return len(left & right) / len(left | right)


def name_slices(document: Document, each: Attribution, seen_cues: frozenset[str]) -> Iterator[str]:
    """Yield the slices that a gold attribution belongs to."""
    quoted = [document.is_quoted(*part) for part in each.content]
    yield "direct" if all(q is True for q in quoted) else "indirect" if all(q is False for q in quoted) else "mixed"
    source = " ".join(document.text[s:e] for s, e in each.source).lower()
    yield "no source" if not source else "pronoun source" if source in _PRONOUNS else "other source"
    if each.cue and seen_cues:
        yield "cue seen in training" if _read_cue(document.text, each) in seen_cues else "cue unseen in training"
    n_words = sum(len(document.text[s:e].split()) for s, e in each.content)
    yield next((name for most, name in _LENGTHS if n_words <= most), "content of 31 words or more")


def _read_cue(text: str, each: Attribution) -> str:
    return " ".join(" ".join(text[s:e].lower().split()) for s, e in each.cue)


def find_cues(records: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Return every cue that was annotated in some records."""
    return frozenset(
        _read_cue(record["text"], each)
        for record in records
        for raw in record["annotations"].values()
        for each in read_attributions(raw, record["text"])
        if each.cue
    )
