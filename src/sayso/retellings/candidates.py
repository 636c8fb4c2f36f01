"""Which pairs of reports are worth comparing: those that share pairs of rare stems within a sentence.

A rewording keeps few sequences of words but most of a sentence's rare stems. So a sentence is known by the pairs of its
rarest stems, and two reports by the pairs they share, each weighed by how rare it is. It is one self-join, in plain SQL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from sayso.engines import Engine, Table
from sayso.lexicon import read_words
from sayso.settings import RetellingSettings
from sayso.text import Document

Features = list[list[str]]  # for each sentence the stems of its content words, sorted; goes into JSON as it is

# Steps: (1) in how many reports each stem stands; (2) the rarest stems of each sentence; (3) their pairs, once a report;
# (4) in how many reports each pair stands, and the report's place among them; (5) pairs of reports that share a feature. A feature
# of many reports joins each only with its nearest neighbours in the order of ids, so that a thousand copies of one text make
# thousands of pairs and not a million; (6) the sum of weights, and the best partners of each report.
STATEMENT = """
WITH document_frequency AS (
  SELECT stem, COUNT(DISTINCT report) AS n FROM stems GROUP BY stem
), ranked AS (
  SELECT s.report, s.sentence, s.stem,
         ROW_NUMBER() OVER (PARTITION BY s.report, s.sentence ORDER BY d.n, s.stem) AS place
  FROM stems s JOIN document_frequency d ON s.stem = d.stem WHERE d.n > 1
), rarest AS (
  SELECT report, sentence, stem FROM ranked, limits WHERE place <= stems_per_sentence
), features AS (
  SELECT DISTINCT a.report, a.stem AS one, b.stem AS other
  FROM rarest a JOIN rarest b ON a.report = b.report AND a.sentence = b.sentence AND a.stem < b.stem
), counted AS (
  SELECT report, one, other, COUNT(*) OVER (PARTITION BY one, other) AS n,
         ROW_NUMBER() OVER (PARTITION BY one, other ORDER BY report) AS place
  FROM features
), joined AS (
  SELECT a.report AS first, b.report AS second, a.n
  FROM counted a JOIN counted b ON a.one = b.one AND a.other = b.other AND a.place < b.place CROSS JOIN limits WHERE a.n <= most_reports
  UNION ALL
  SELECT a.report AS first, b.report AS second, a.n
  FROM (SELECT counted.*, place + step AS next FROM counted, limits, steps WHERE n > most_reports) a
  JOIN counted b ON a.one = b.one AND a.other = b.other AND a.next = b.place
), shared AS (
  SELECT first, second, LN(1.0 + n_reports / CAST(n AS DOUBLE)) AS weight FROM joined, limits
), scored AS (
  SELECT first, second, SUM(weight) AS score FROM shared GROUP BY first, second HAVING COUNT(*) >= (SELECT least_shared FROM limits)
), sides AS (
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


def build_tables(features_by_report: Mapping[str, Features], settings: RetellingSettings) -> dict[str, Table]:
    """Return the tables of ``STATEMENT``. Reports are numbered in the order of their ids."""
    reports: list[int] = []
    sentences: list[int] = []
    stems: list[str] = []
    for number, report in enumerate(sorted(features_by_report)):
        for sentence, row in enumerate(features_by_report[report]):
            kept = row[: settings.candidate_most_stems]
            reports += [number] * len(kept)
            sentences += [sentence] * len(kept)
            stems += [stem.encode("utf-8", "replace").decode("utf-8") for stem in kept]
    limits = {
        "n_reports": len(features_by_report),
        "stems_per_sentence": settings.candidate_stems,
        "most_reports": settings.candidate_most_reports,
        "least_shared": settings.candidate_least_shared,
        "most_partners": settings.candidate_partners,
    }
    return {
        "stems": {"report": reports, "sentence": sentences, "stem": stems},
        "limits": {name: [limit] for name, limit in limits.items()},
        "steps": {"step": list(range(1, settings.candidate_neighbours + 1))},
    }


def find_candidates(features_by_report: Mapping[str, Features], engine: Engine, settings: RetellingSettings) -> list[tuple[str, str]]:
    """Return the pairs of report ids worth comparing, each sorted, in order. In a small pile that is every pair."""
    ids: Sequence[str] = sorted(features_by_report)
    if len(ids) <= settings.candidate_all_pairs:
        return list(combinations(ids, 2))
    tables = build_tables(features_by_report, settings)
    if not tables["stems"]["stem"]:
        return []
    return sorted((ids[first], ids[second]) for first, second in engine.run(STATEMENT, tables))
