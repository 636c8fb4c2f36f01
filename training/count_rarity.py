"""Counts in how many news articles each English stem stands, and writes ``src/sayso/lexicon/rarity.toml``.

    python -m training.count_rarity [DATA]

DATA (default ``$SAYSO_DATA``, else ``../shared/data``) holds ``polnear/`` (train), ``versions/`` and ``same-event/``. None of their
text is kept: only, for each lower-case stem in at least four articles, how rare it is. Capitalised words inside sentences, numbers and
grammar are left out.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from sayso.lexicon import read_words
from sayso.text import find_tokens

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "lexicon" / "rarity.toml"
LEAST_ARTICLES = 4


def read_articles(data: Path) -> Iterator[str]:
    """Yield the text of each article; of several versions of one, the first."""
    for record in _read(data / "polnear" / "train.jsonl.gz"):
        yield record["text"]
    for record in _read(data / "same-event" / "basil.jsonl.gz"):
        yield "\n\n".join(record["paragraphs"])
    seen = set()
    for record in _read(data / "versions" / "wmt21.jsonl.gz"):
        if record["document"] not in seen:
            seen.add(record["document"])
            yield " ".join(text for _, text in record["segments"])


def _read(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def count(articles: Iterator[str]) -> tuple[Counter[str], int]:
    """Return in how many articles each stem stands, and how many articles there are."""
    functional = read_words("function_words", "all")
    found: Counter[str] = Counter()
    n_articles = 0
    for text in articles:
        n_articles += 1
        found.update({t.stem for t in find_tokens(text) if t.kind == "word" and t.text.islower() and t.lower not in functional})
    return found, n_articles


def main() -> None:
    """Write the lexicon, stems grouped by rarity in tenths."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SAYSO_DATA", "../shared/data"))
    counts, n = count(read_articles(data))
    bands: dict[int, list[str]] = defaultdict(list)
    for stem, df in counts.items():
        if df >= LEAST_ARTICLES and stem.isalpha():
            bands[round(10 * math.log(n / df) / math.log(n))].append(stem)
    lines = [
        "# How rare English stems are in news: counted by training/count_rarity.py, not by hand. The key is the rarity in tenths:",
        f"# log(articles / articles with the stem) / log(articles), over {n:,} articles. Stems that are not here have rarity 1.",
        "",
    ]
    lines += [f'{band} = "{" ".join(sorted(stems))}"' for band, stems in sorted(bands.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, bands.values())):,} stems of {n:,} articles")


if __name__ == "__main__":
    main()
