"""Trains the model of corresponding words and writes ``src/sayso/retellings/words.toml``.

    python -m training.train_words [DATA] [--write]

DATA (default ``$SAYSO_DATA``, else ``../shared/data``) holds ``word-alignment/``. From its training part come one weight for each signal
of each round, and which stems stand for one another and how often, in tenths; no sentence of it is kept. While the weights are
fitted, the pairs of stems for each half come from the other half, since a pair says less of sentences that it was not counted in.
Prints precision, recall and F1 on the development part, which nothing was fitted to.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sayso.retellings.words import LEAST_PROBABILITY, N_ROUNDS, WordsPair, keep_likely
from sayso.text import Token, read_document

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "retellings" / "words.toml"
RIDGE, LEAST_COUNT = 20.0, 1
Pairs = Mapping[tuple[str, str], float]


class Lesson:
    """Two sentences and a table of the tokens that correspond."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.parent, owners = read_side(record["a"])
        self.child, others = read_side(record["b"])
        linked = {(i, j) for i, j in record["sure"] + record["possible"]}
        self.gold = np.array([[float((i, j) in linked) for j in others] for i in owners])


def read_side(text: str) -> tuple[list[Token], list[int]]:
    """Return the tokens of a sentence, and which of its words between spaces each is of."""
    owner = [k for k, word in enumerate(text.split(" ")) for _ in range(len(word) + 1)]
    tokens = list(read_document(text).tokens)
    return tokens, [owner[token.start] for token in tokens]


def read_lessons(path: Path) -> list[Lesson]:
    """Return the lessons of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Lesson(json.loads(line)) for line in lines]


def count_pairs(lessons: Sequence[Lesson]) -> dict[tuple[str, str], float]:
    """Return how often two stems stand for one another, as a share of the sentences of the rarer one, in tenths."""
    together: Counter[tuple[str, str]] = Counter()
    alone: Counter[str] = Counter()
    for lesson in lessons:
        sides = [[t.lower if t.kind == "mark" else t.stem for t in tokens] for tokens in (lesson.parent, lesson.child)]
        for i, j in zip(*np.nonzero(lesson.gold), strict=True):
            one, other = sorted((sides[0][i], sides[1][j]))
            together[one, other] += one != other
        for side in sides:
            alone.update({*side})
    shares = {
        pair: round(10 * n / (min(alone[pair[0]], alone[pair[1]]) + 1)) / 10
        for pair, n in together.items()
        if n >= LEAST_COUNT and all(word.isalnum() for word in pair)
    }
    return {pair: min(1.0, share) for pair, share in shares.items() if share > 0}


def fit(rows: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Return the weights of a ridge logistic regression, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(25):
        odds = 1 / (1 + np.exp(-(rows @ weights)))
        gradient = rows.T @ (odds - targets) + RIDGE * weights
        curve = (rows * (odds * (1 - odds))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, gradient)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def train(lessons: Sequence[Lesson]) -> list[dict[str, float]]:
    """Return the weights of every round."""
    half = len(lessons) // 2
    tables = count_pairs(lessons[half:]), count_pairs(lessons[:half])
    pairs = [WordsPair(lesson.parent, lesson.child, _both_ways(tables[k >= half])) for k, lesson in enumerate(lessons)]
    links = [pair.anchor() for pair in pairs]
    targets = np.concatenate([lesson.gold.ravel() for lesson in lessons])
    rounds = []
    for _ in range(N_ROUNDS):
        measured = [pair.measure(link) for pair, link in zip(pairs, links, strict=True)]
        names = sorted(measured[0])
        rows = np.concatenate([np.stack([each[name].ravel() for name in names], axis=1) for each in measured])
        found = dict(zip(names, (round(float(w), 3) for w in fit(rows, targets)), strict=True))
        rounds.append(found)
        links = [keep_likely(pair.score(link, found)) for pair, link in zip(pairs, links, strict=True)]
    return rounds


def _both_ways(pairs: Pairs) -> dict[tuple[str, str], float]:
    return {**pairs, **{(other, one): share for (one, other), share in pairs.items()}}


def measure(lessons: Sequence[Lesson], rounds: Sequence[Mapping[str, float]], pairs: Pairs) -> tuple[float, float, float]:
    """Return precision, recall and F1 of tokens' links."""
    right = found = wanted = 0.0
    for lesson in lessons:
        pair = WordsPair(lesson.parent, lesson.child, pairs)
        links = pair.anchor()
        for weights in rounds[:-1]:
            links = keep_likely(pair.score(links, weights))
        guess = pair.score(links, rounds[-1]) >= LEAST_PROBABILITY
        right, found, wanted = right + lesson.gold[guess].sum(), found + guess.sum(), wanted + lesson.gold.sum()
    return right / found, right / wanted, 2 * right / (found + wanted)


def write(rounds: Sequence[Mapping[str, float]], pairs: Pairs, scores: tuple[float, float, float]) -> str:
    """Return the model as TOML."""
    lines = [
        "# Written by training/train_words.py from the training part of MultiMWA-MTRef; no sentence of it is in it.",
        "# On its development part: precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(*scores),
    ]
    for k, weights in enumerate(rounds, 1):
        lines += ["", f"[round_{k}]   # log-odds per unit", *(f"{name} = {weight}" for name, weight in weights.items())]
    bands: defaultdict[int, list[str]] = defaultdict(list)
    for (one, other), share in sorted(pairs.items()):
        bands[round(share * 10)].append(f"{one}={other}")
    lines += ["", "[pairs]   # stems that stand for one another, by how often, in tenths"]
    for band, found in sorted(bands.items()):
        lines += [f'{band} = """', *_wrap(found), '"""']
    return "\n".join(lines) + "\n"


def _wrap(words: Sequence[str], width: int = 140) -> list[str]:
    rows, row = [], ""
    for word in words:
        if len(row) + len(word) + 1 > width:
            rows.append(row)
            row = ""
        row = f"{row} {word}".strip()
    return [*rows, row]


def main() -> None:
    """Train, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=Path(os.environ.get("SAYSO_DATA", "../shared/data")))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lessons, others = (read_lessons(options.data / "word-alignment" / f"mtref-{part}.jsonl.gz") for part in ("train", "dev"))
    rounds, pairs = train(lessons), _both_ways(count_pairs(lessons))
    scores = measure(others, rounds, pairs)
    print("precision {:.4f}  recall {:.4f}  F1 {:.4f}".format(*scores), len(pairs) // 2, "pairs of stems")
    if options.write:
        once = {(one, other): share for (one, other), share in pairs.items() if one <= other}
        TARGET.write_text(write(rounds, once, scores), encoding="utf-8")


if __name__ == "__main__":
    main()
