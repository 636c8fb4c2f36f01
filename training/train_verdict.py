"""Trains the coefficients of the retelling verdict and writes ``src/sayso/retellings/verdict.toml``.

    python -m training.train_verdict [DATA] [--piles PILE...] [--write]

DATA (default ``$SAYSO_DATA``, else ``../shared/data``) holds ``versions/``, ``rewrites/`` and ``same-event/``. None of their text
is kept: only one coefficient for each signal. Positives: translations of one document, human rewrites, copies cut from the end,
and digests made of them by leaving out sentences, replacing freely chosen words and putting in foreign paragraphs. Negatives: reports of
one event by different outlets, whole and cut, the first part of a document against the last part of another version of
it, and documents of one day that have much in common. Of each PILE (default: those in ``tests/piles`` that are not only scored) all pairs
count in which a retelling's words are to be told from a second report's; what outlets and credits add there is taken as given.
Prints five-fold cross-validation by document, event or pile. Needs numpy, which the product itself does not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sayso.engines import open_engine
from sayso.ingest import read_reports
from sayso.lexicon import read_words
from sayso.model import Report
from sayso.retellings import compare_reports
from sayso.retellings.align import find_linked
from sayso.retellings.candidates import find_candidates, read_features
from sayso.retellings.compare import CIRCUMSTANCES
from sayso.retellings.pair import ReportText, read_pair
from sayso.retellings.profile import read_profile
from sayso.retellings.quotations import compare_quotations
from sayso.retellings.runs import find_runs, share_quotations
from sayso.retellings.signals import SIGNAL_NAMES, find_counterparts, measure_signals
from sayso.settings import RetellingSettings
from sayso.text import read_document

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "retellings" / "verdict.toml"
PILES = Path(__file__).parents[1] / "tests" / "piles"
IN_PILE = "pair in a pile"
SEED, FOLDS, RIDGE, SAME_EVENT_WEIGHT, PILE_WEIGHT, NEIGHBOURS = 5, 5, 3.0, 4.0, 2.0, 2
SETTINGS = RetellingSettings()


class Example(NamedTuple):
    """Two texts, whether one retells the other, and the document or event that they come from."""

    is_retelling: bool
    group: str
    kind: str
    first: str
    second: str
    beside: float = 0.0  # log-odds of what is not in the words


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the records of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def cut(text: str, start: float, end: float) -> str:
    """Return the paragraphs of a text between two shares of it, at least one."""
    paragraphs = text.split("\n\n")
    first = min(round(len(paragraphs) * start), len(paragraphs) - 1)
    return "\n\n".join(paragraphs[first : max(first + 1, round(len(paragraphs) * end))])


def digest(text: str, rng: random.Random, words: list[str], foreign: list[str]) -> str:
    """Return a text as a careless desk might retell it: sentences left out, words replaced, at times a paragraph of something else."""
    functional = read_words("function_words", "all")
    drop, swap = rng.uniform(0.2, 0.75), rng.uniform(0.1, 0.45)

    def reword(word: str) -> str:
        is_free = word.isalpha() and word.islower() and word not in functional
        return rng.choice(words) if is_free and rng.random() < swap else word

    kept = []
    for paragraph in text.split("\n\n"):
        sentences = [paragraph[s.start : s.end] for s in read_document(paragraph).sentences if rng.random() >= drop]
        if sentences:
            kept.append(" ".join(reword(word) for sentence in sentences for word in sentence.split(" ")))
    if rng.random() < 0.5:
        kept.insert(rng.randrange(len(kept) + 1), rng.choice(foreign))
    return "\n\n".join(kept)


def from_rewrites(records: list[dict[str, Any]], rng: random.Random, words: list[str], foreign: list[str]) -> Iterator[Example]:
    """Yield examples of articles that were rewritten by hand at three levels."""
    for record in records:
        group = f"rewrites {record['id']}"
        long, middle, short = ("\n\n".join(p for p in record[k].split("\n") if p.strip()) for k in ("adv", "int", "ele"))
        for kind, one, other in (("rewrite", long, middle), ("rewrite", middle, short), ("far rewrite", long, short)):
            yield Example(True, group, kind, one, other)
        yield Example(True, group, "far rewrite, cut", long, cut(short, 0, 0.5))
        yield Example(True, group, "copy, cut", long, cut(long, 0, rng.uniform(0.3, 0.8)))
        yield Example(True, group, "digest", long, digest(short, rng, words, foreign))
        yield Example(True, group, "digest", long, digest(middle, rng, words, foreign))
        yield Example(False, group, "other part", cut(long, 0, 0.4), cut(middle, 0.6, 1))
        yield Example(False, group, "other part", cut(short, 0, 0.4), cut(long, 0.6, 1))


def from_versions(records: list[dict[str, Any]], rng: random.Random, words: list[str], foreign: list[str]) -> Iterator[Example]:
    """Yield examples of documents that were translated several times. Segments stand as paragraphs; short documents are left out."""
    documents: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        documents[record["document"]].append(record)
    for name, versions in sorted(documents.items()):
        picked = rng.sample(sorted(versions, key=lambda v: v["version"]), min(3, len(versions)))
        first, second, third = ("\n\n".join(segment[1] for segment in version["segments"]) for version in picked)
        flat = " ".join(second.split("\n\n"))
        if len(first.split()) < 60:
            continue
        yield Example(True, name, "translation", first, flat)
        yield Example(True, name, "digest", first, digest(second, rng, words, foreign))
        if len(picked[0]["segments"]) >= 6:
            yield Example(True, name, "translation, cut", second, cut(third, 0, 0.5))
            yield Example(False, name, "other part", cut(first, 0, 0.5), cut(second, 0.5, 1))


def from_neighbours(records: list[dict[str, Any]], rng: random.Random) -> Iterator[Example]:
    """Yield translations of different documents that have much in common: other reports of one day's news, many of them short."""
    documents: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        documents[record["document"]].append(record)
    picked = {name: rng.choice(sorted(versions, key=lambda v: v["version"])) for name, versions in sorted(documents.items())}
    texts = {name: "\n\n".join(segment[1] for segment in version["segments"]) for name, version in picked.items()}
    features = {name: read_features(read_document(text)) for name, text in texts.items()}
    settings = replace(SETTINGS, candidate_partners=NEIGHBOURS)
    for one, other in find_candidates(features, open_engine(1), settings):
        yield Example(False, one, "other document", texts[one], texts[other])


def from_events(records: list[dict[str, Any]], rng: random.Random) -> Iterator[Example]:
    """Yield pairs of independent reports of one event, whole and cut, and cut copies of each."""
    events: defaultdict[str, list[str]] = defaultdict(list)
    for record in records:
        events[record["event"]].append("\n\n".join(p for p in record["paragraphs"] if p.strip()))
    for event, texts in sorted(events.items()):
        for one, other in combinations(texts, 2):
            yield Example(False, event, "same event", one, other)
            for share in (0.3, 0.5):
                yield Example(False, event, "same event, cut", cut(one, 0, share), other)
                yield Example(False, event, "same event, cut", one, cut(other, 0, share))
        for text in texts:
            yield Example(True, event, "copy, cut", text, cut(text, 0, rng.uniform(0.3, 0.8)))


def list_fitted_piles(folder: Path = PILES) -> list[Path]:
    """Return the piles that models may be fitted to, sorted: all but those that are only scored."""
    scored = (folder / "scored-only.txt").read_text("utf-8").split()
    return sorted(gold.parent for gold in folder.glob("*/gold.json") if gold.parent.name not in scored)


def read_texts(pile: Path) -> list[ReportText]:
    """Return the reports of a pile with their texts cut into pieces, by id."""
    reports = [each for each in read_reports([pile / "reports.jsonl"]) if isinstance(each, Report)]
    return [(report, read_document(report.text, report.language)) for report in sorted(reports, key=lambda report: report.id)]


def pair_up(pile: Path) -> Iterator[tuple[ReportText, ReportText, str | None, bool]]:
    """Yield each two reports of a pile, with the kind of retelling that the gold calls them, and whether it counts them as one origin."""
    gold = json.loads((pile / "gold.json").read_text("utf-8"))
    home = {report: k for k, origin in enumerate(gold["origins"]) for report in origin}
    kinds = {frozenset((edge["child"], edge["parent"])): edge["kind"] for edge in gold["retellings"]}
    for one, other in combinations(read_texts(pile), 2):
        yield one, other, kinds.get(frozenset((one[0].id, other[0].id))), home[one[0].id] == home[other[0].id]


def from_pile(pile: Path) -> Iterator[Example]:
    """Yield the pairs of a pile that its gold calls a retelling or tells apart. What has a third text in common is neither here."""
    for one, other, kind, is_one_origin in pair_up(pile):
        if (kind is None and is_one_origin) or kind in ("excerpt", "common_origin") or read_pair(one, other, SETTINGS) is None:
            continue
        reasons = compare_reports(one, other, SETTINGS).reasons
        beside = sum(reason.weight or 0.0 for reason in reasons if reason.code in CIRCUMSTANCES)
        yield Example(kind is not None, f"pile {pile.name}", IN_PILE, one[0].text, other[0].text, beside)


def make_examples(data: Path) -> list[Example]:
    """Return all examples of the corpora; the same data gives the same examples."""
    rng = random.Random(SEED)
    rewrites = read_lines(data / "rewrites" / "onestop.jsonl.gz")
    words = sorted({w for r in rewrites for w in r["adv"].split() if w.isalpha() and w.islower() and len(w) > 3})
    foreign = [p for r in rewrites for p in r["int"].split("\n") if 100 < len(p) < 400]
    versions = read_lines(data / "versions" / "wmt21.jsonl.gz")
    events = read_lines(data / "same-event" / "basil.jsonl.gz")
    return [
        *from_rewrites(rewrites, rng, words, foreign),
        *from_versions(versions, rng, words, foreign),
        *from_events(events, rng),
        *from_neighbours(versions, rng),
    ]


def gather_examples(data: Path, piles: Iterable[Path]) -> list[Example]:
    """Return all examples of the corpora and of some piles."""
    return [*make_examples(data), *(example for pile in piles for example in from_pile(pile))]


def measure(example: Example) -> tuple[float, ...]:
    """Return the signals of an example, as ``compare_reports`` measures them."""
    documents = [read_document(example.first), read_document(example.second)]
    small, large = sorted(documents, key=lambda d: (-len(read_profile(d).words), d.text), reverse=True)
    runs = find_runs(read_profile(small), read_profile(large))
    small_profile, large_profile = share_quotations(read_profile(small), read_profile(large), runs)
    counterparts = find_counterparts(find_linked(large, small, SETTINGS), SETTINGS)
    quotations = compare_quotations(small_profile, large_profile, SETTINGS)
    return measure_signals(large_profile, small_profile, counterparts, runs, quotations).values()


def fit(x: Any, y: Any, weight: Any, beside: Any) -> tuple[float, Any]:
    """Return intercept and coefficients of a ridge logistic regression, by Newton's method on standardised signals.

    ``beside``: log-odds of each example that are given.
    """
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.column_stack([np.ones(len(x)), (x - mean) / spread])
    ridge = RIDGE * np.diag([0.0] + [1.0] * x.shape[1])
    beta = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(z @ beta + beside)))
        hessian = (z * (weight * p * (1 - p) + 1e-9)[:, None]).T @ z + ridge
        beta = beta - np.linalg.solve(hessian, z.T @ (weight * (p - y)) + ridge @ beta)
    scaled = beta[1:] / spread
    return float(beta[0] - (scaled * mean).sum()), scaled


def weigh(examples: list[Example]) -> Any:
    """Return example weights.

    Both classes of the corpora weigh the same, whole reports of one event more than made-up negatives. Pairs of piles stand in
    the proportions in which they are met.
    """
    made = [e.is_retelling for e in examples if e.kind != IN_PILE]
    share = sum(made) / len(made)

    def weigh_one(example: Example) -> float:
        if example.kind == IN_PILE:
            return PILE_WEIGHT
        if example.is_retelling:
            return 0.5 / share
        return 0.5 / (1 - share) * (SAME_EVENT_WEIGHT if example.kind == "same event" else 1.0)

    return np.array([weigh_one(each) for each in examples])


def cross_validate(examples: list[Example], x: Any, y: Any, weight: Any) -> Any:
    """Return the probability of each example under a model that has not seen its document, event or pile."""
    beside = np.array([e.beside for e in examples])
    fold = np.array([zlib.crc32(e.group.encode()) % FOLDS for e in examples])
    p = np.zeros(len(y))
    for k in range(FOLDS):
        intercept, beta = fit(x[fold != k], y[fold != k], weight[fold != k], beside[fold != k])
        p[fold == k] = 1 / (1 + np.exp(-(intercept + x[fold == k] @ beta + beside[fold == k])))
    return p


def area_under_roc(y: Any, p: Any) -> float:
    """Return the probability that a retelling is scored above a pair of independent reports."""
    rank = np.empty(len(y))
    rank[np.argsort(p, kind="stable")] = np.arange(1, len(y) + 1)
    n = y.sum()
    return float((rank[y == 1].sum() - n * (n + 1) / 2) / (n * (len(y) - n)))


def report(examples: list[Example], y: Any, p: Any) -> list[str]:
    """Return the lines that say how well the model does on what it has not seen."""
    threshold = SETTINGS.join_probability
    said = p >= threshold
    in_pile = np.array([e.kind == IN_PILE for e in examples])
    lines = [
        f"{len(examples)} pairs, {int(y.sum())} retellings; {FOLDS}-fold cross-validation by document, event or pile",
        f"area under ROC {area_under_roc(y, p):.4f}; at {threshold}: precision {y[said].mean():.4f}, recall {said[y == 1].mean():.4f}",
    ]
    total, wrong = Counter(e.kind for e in examples), Counter[str]()
    for example, is_joined in zip(examples, said, strict=True):
        wrong[example.kind] += bool(is_joined) != example.is_retelling
    if in_pile.any():
        n_joined, n_missed = int((said & (y == 0))[in_pile].sum()), int((~said & (y == 1))[in_pile].sum())
        lines.append(f"piles: area under ROC {area_under_roc(y[in_pile], p[in_pile]):.4f}; {n_joined} joined wrongly, {n_missed} missed")
    return [*lines, *(f"{kind}: {wrong[kind]} of {total[kind]} wrong" for kind in sorted(total))]


def main() -> None:
    """Train, print the cross-validation, and write the coefficients if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=Path(os.environ.get("SAYSO_DATA", "../shared/data")))
    parser.add_argument("--piles", nargs="*", type=Path, help="by default those in tests/piles that are not only scored")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    piles = list_fitted_piles() if arguments.piles is None else arguments.piles
    examples = gather_examples(arguments.data, piles)
    x, y = np.array([measure(e) for e in examples]), np.array([float(e.is_retelling) for e in examples])
    weight = weigh(examples)
    lines = report(examples, y, cross_validate(examples, x, y, weight))
    intercept, beta = fit(x, y, weight, np.array([e.beside for e in examples]))
    means = x[[e.kind == "same event" for e in examples]].mean(axis=0)
    text = "".join(
        [
            "# Written by training/train_verdict.py from BASIL, WMT21, OneStopEnglish and piles of our own; no text is in it.\n",
            *(f"# {line}\n" for line in lines),
            f"\nintercept = {intercept:.4f}\n\n[weights]   # log-odds per unit\n",
            *(f"{name} = {value:.4f}\n" for name, value in zip(SIGNAL_NAMES, beta, strict=True)),
            "\n[means]   # of whole reports of one event\n",
            *(f"{name} = {value:.4f}\n" for name, value in zip(SIGNAL_NAMES, means, strict=True)),
        ]
    )
    print(text)
    if arguments.write:
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
