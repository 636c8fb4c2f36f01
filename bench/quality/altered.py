"""How well typed changes are found: changed facts against harmless rewording, altered quotations, and the changes of the piles."""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from itertools import combinations
from typing import Any

from bench.quality.shared_data import Scores, load_scorer, read_records, spread
from sayso.retellings import align_documents, find_changes
from sayso.text import read_document

# typed changes


def change_kinds(parent: str, child: str) -> list[str]:
    """Return the kinds of typed changes between two bare texts."""
    one, other = read_document(parent), read_document(child)
    return sorted({change.kind for change in find_changes(one, other, align_documents(one, other))})


def measure_facts(options: argparse.Namespace) -> Scores:
    """Return the scores of typed changes between a sentence, its paraphrase, and the paraphrase with one fact changed."""
    gold = spread(read_records("fact-changes/demetr-1-500.jsonl.gz"), options.sample)
    clean: dict[tuple[str, str], list[str]] = {}
    predicted = []
    for record in gold:
        key = record["reference"], record["clean"]
        if key not in clean:
            clean[key] = change_kinds(*key)
        perturbed = change_kinds(record["reference"], record["perturbed"])
        predicted.append({"kind": record["kind"], "id": record["id"], "clean": clean[key], "perturbed": perturbed})
    return load_scorer("facts").score(gold, predicted), predicted


# quotations


_QUOTED = re.compile(r'["“„«]([^"“”„«»]+)["”“»]')


def _fold(quoted: str) -> str:
    """Return the words of a quotation without case and marks: what two quotations must have in common to be equal."""
    return " ".join(re.findall(r"\w+", quoted.casefold().replace("’", "").replace("'", "")))


def measure_quotes(options: argparse.Namespace) -> Scores:
    """Return how well altered quotations are told from intact ones: segments of two versions with one quotation each."""
    documents: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in read_records("versions/wmt21.jsonl.gz"):
        documents[record["document"]].append(record)
    wrong, right, missed, n = 0, 0, 0, 0
    misses = []
    for _, versions in sorted(documents.items()):
        for one, other in list(combinations(sorted(versions, key=lambda v: v["version"]), 2))[:: options.sample or 7]:
            there = dict(other["segments"])
            for key, before in one["segments"]:
                after = there.get(key, "")
                quotes = _QUOTED.findall(before), _QUOTED.findall(after)
                if [len(q) for q in quotes] != [1, 1] or not all(_fold(q[0]) for q in quotes):
                    continue
                is_altered, found = _fold(quotes[0][0]) != _fold(quotes[1][0]), "quote_altered" in change_kinds(before, after)
                n += 1
                right, wrong, missed = right + (is_altered and found), wrong + (found > is_altered), missed + (is_altered > found)
                if is_altered != found:
                    misses.append({"altered": is_altered, "before": before, "after": after})
    rates = {"p": right / (right + wrong), "r": right / (right + missed), "f1": 2 * right / (2 * right + wrong + missed), "segments": n}
    return {"altered": rates}, misses
