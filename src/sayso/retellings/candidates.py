"""Which pairs of reports are worth comparing: those that share pairs of rare stems within a sentence.

A rewording keeps few sequences of words but most of a sentence's rare stems. So a sentence is known by the pairs of its
rarest stems, and two reports by the pairs they share, each weighed by how rare it is. It is a self-join, in plain SQL.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from sayso.engines import Columns, Engine, Row, Table
from sayso.lexicon import read_words
from sayso.settings import RetellingSettings
from sayso.text import Document

Features = list[list[str]]  # for each sentence the stems of its content words, sorted; goes into JSON as it is

# A family of four statements; stems and reports are numbered in their own order.
# RAREST: in how many reports each stem stands, and the rarest stems of each sentence.
RAREST = """
WITH document_frequency AS (
  SELECT stem, COUNT(DISTINCT report) AS n FROM stems GROUP BY stem
), ranked AS (
  SELECT s.report, s.is_new, s.sentence, s.stem, ROW_NUMBER() OVER (PARTITION BY s.sentence ORDER BY d.n, s.stem) AS place
  FROM stems s JOIN document_frequency d ON s.stem = d.stem WHERE d.n > 1
)
SELECT report, is_new, sentence, stem FROM ranked, limits WHERE place <= stems_per_sentence
"""

# SHARED, for one slice of the features after the other, since all at once would fill the memory: the pairs of those stems, once a report,
# those kept that a newcomer and another report have; then pairs of reports that share a feature, at least one of them a newcomer, with
# the weights of what they share. A feature of many reports joins each only with its nearest neighbours in the order of ids, so that a
# thousand copies of one text make thousands of pairs and not a million.
SHARED = """
WITH features AS (
  SELECT DISTINCT a.report, a.is_new, a.stem * CAST(n_stems AS BIGINT) + b.stem AS feature
  FROM (SELECT rarest.* FROM rarest, limits WHERE stem % n_slices = slice) a
  JOIN rarest b ON a.sentence = b.sentence AND a.stem < b.stem CROSS JOIN limits
), held AS (
  SELECT feature, COUNT(*) AS n FROM features GROUP BY feature HAVING COUNT(*) > 1 AND MAX(is_new) = 1
), counted AS (
  SELECT f.report, f.is_new, f.feature, h.n FROM features f JOIN held h ON f.feature = h.feature
), crowded AS (
  SELECT report, is_new, feature, n, ROW_NUMBER() OVER (PARTITION BY feature ORDER BY report) AS place
  FROM counted, limits WHERE n > most_reports
), joined AS (
  SELECT a.report AS first, b.report AS second, a.n
  FROM counted a JOIN counted b ON a.feature = b.feature AND a.report < b.report CROSS JOIN limits
  WHERE a.n <= most_reports AND a.is_new + b.is_new > 0
  UNION ALL
  SELECT a.report AS first, b.report AS second, a.n
  FROM (SELECT crowded.*, place + step AS next FROM crowded, steps) a JOIN crowded b ON a.feature = b.feature AND a.next = b.place
  WHERE a.is_new + b.is_new > 0
)
SELECT first, second, CAST(COUNT(*) AS INTEGER) AS n, SUM(LN(1.0 + n_reports / CAST(joined.n AS DOUBLE))) AS score
FROM joined, limits GROUP BY first, second
"""

# SCORED, for one slice of the pairs after the other: their sums over all slices of the features.
SCORED = """
SELECT first, second, SUM(score) AS score FROM shared GROUP BY first, second HAVING SUM(n) >= (SELECT least_shared FROM limits)
"""

# BEST: the best partners of each report.
BEST = """
WITH sides AS (
  SELECT first, second, score, first AS side FROM scored UNION ALL SELECT first, second, score, second AS side FROM scored
), placed AS (
  SELECT first, second, ROW_NUMBER() OVER (PARTITION BY side ORDER BY ROUND(score, 6) DESC, first, second) AS place FROM sides
)
SELECT DISTINCT first, second FROM placed, limits WHERE place <= most_partners ORDER BY first, second
"""


def read_features(document: Document) -> Features:
    """Return for each sentence the stems by which retellings of it may be found."""
    functional = read_words("function_words", "all")
    return [
        sorted({token.stem for token in tokens if token.kind != "mark" and token.lower not in functional and len(token.stem) > 1})
        for tokens in document.tokens_of_sentence
    ]


def build_tables(
    features_by_report: Mapping[str, Features], settings: RetellingSettings, newcomers: Container[str] | None = None
) -> dict[str, Table]:
    """Return the tables that the statements begin with. Reports are numbered by their ids, sentences through the whole pile."""
    ids = sorted(features_by_report)
    rows = [row[: settings.candidate_most_stems] for report in ids for row in features_by_report[report]]
    n_stems = [sum(len(row[: settings.candidate_most_stems]) for row in features_by_report[report]) for report in ids]
    numbers = _number_stems(set(chain.from_iterable(rows)))
    is_new = np.array([newcomers is None or report in newcomers for report in ids], dtype=np.int8)
    limits = {
        "n_reports": len(ids),
        "n_stems": len(numbers),
        "stems_per_sentence": settings.candidate_stems,
        "most_reports": settings.candidate_most_reports,
        "least_shared": settings.candidate_least_shared,
        "most_partners": settings.candidate_partners,
    }
    return {
        "stems": {
            "report": np.repeat(np.arange(len(ids), dtype=np.int32), n_stems),
            "is_new": np.repeat(is_new, n_stems),
            "sentence": np.repeat(np.arange(len(rows), dtype=np.int32), [len(row) for row in rows]),
            "stem": np.fromiter(map(numbers.__getitem__, chain.from_iterable(rows)), np.int32),
        },
        "limits": {name: [limit] for name, limit in limits.items()},
        "steps": {"step": list(range(1, settings.candidate_neighbours + 1))},
    }


def _number_stems(stems: Iterable[str]) -> dict[str, int]:
    """Return a number for each stem, in their order; what is no Unicode is put right first, and may then be one stem with another."""
    written = {stem: stem.encode("utf-8", "replace").decode("utf-8") for stem in stems}
    numbers = {stem: number for number, stem in enumerate(sorted(set(written.values())))}
    return {stem: numbers[right] for stem, right in written.items()}


def find_candidates(
    features_by_report: Mapping[str, Features], engine: Engine, settings: RetellingSettings, newcomers: Container[str] | None = None
) -> list[tuple[str, str]]:
    """Return the pairs of report ids worth comparing, each sorted, in order. In a small pile that is every pair.

    ``newcomers``: where only these have come to a pile, only pairs with one of them are sought, and none is lost that a search of the
    whole pile would find.
    """
    ids: Sequence[str] = sorted(features_by_report)
    if len(ids) <= settings.candidate_all_pairs:
        return [(one, other) for one, other in combinations(ids, 2) if newcomers is None or one in newcomers or other in newcomers]
    tables = build_tables(features_by_report, settings, newcomers)
    if not len(tables["stems"]["stem"]):
        return []
    return [(ids[first], ids[second]) for first, second in _search(tables, engine, settings.candidate_rows)]


def _search(tables: dict[str, Table], engine: Engine, most_rows: int) -> list[Row]:
    """Return the pairs of numbers that the family of statements finds; ``most_rows``: of how many stems pairs are made at once."""
    fixed = {name: tables[name] for name in ("limits", "steps")}
    rarest = engine.select(RAREST, tables)
    slices = range(1 + len(rarest["stem"]) // most_rows)
    limits = [{**fixed["limits"], "n_slices": [len(slices)], "slice": [number]} for number in slices]
    shared = _put_together([engine.select(SHARED, {**fixed, "rarest": rarest, "limits": each}) for each in limits])
    of_slice = (_pick(shared, shared["first"] % len(slices) == number) for number in slices)
    scored = _put_together([engine.select(SCORED, {**fixed, "shared": each}) for each in of_slice])
    return engine.run(BEST, {**fixed, "scored": scored})


def _put_together(parts: Sequence[Columns]) -> Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _pick(table: Columns, rows: NDArray[np.bool_]) -> Columns:
    return {name: column[rows] for name, column in table.items()}
