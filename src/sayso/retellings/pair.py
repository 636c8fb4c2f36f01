"""Two reports laid beside each other, and what is measured on them together."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.lexicon import read_lexicon
from sayso.model import Report
from sayso.retellings.align import find_linked
from sayso.retellings.credits import find_agency, is_outlet_of
from sayso.retellings.profile import Profile, clip_document, read_profile
from sayso.retellings.runs import Run, count_words, find_passages_verbatim, find_runs, share_quotations
from sayso.retellings.signals import Counterpart, find_counterparts
from sayso.settings import RetellingSettings
from sayso.text import Document, read_document

ReportText = tuple[Report, Document]


@dataclass(frozen=True)
class Pair:
    """Two reports with what was measured on them; ``counterparts`` and ``runs`` are between ``large`` and ``small``."""

    large: Report
    small: Report
    large_profile: Profile
    small_profile: Profile
    counterparts: tuple[Counterpart, ...]
    runs: tuple[Run, ...]

    @property
    def is_copy(self) -> bool:
        """Whether both have the very same words: however short they are, and however little there is to align."""
        return self.large_profile.lowers == self.small_profile.lowers


def _sort(first: ReportText, second: ReportText) -> tuple[ReportText, ReportText]:
    """Return the longer text first; of equally long ones the smaller text, of equal texts the smaller id."""

    def rank(each: ReportText) -> tuple[int, str, str]:
        return -len(read_profile(each[1]).words), each[1].text, each[0].id

    small, large = sorted((first, second), key=rank, reverse=True)
    return large, small


def read_pair(first: ReportText, second: ReportText, settings: RetellingSettings) -> Pair | None:
    """Return the pair, the same in whichever order it is given, or None where the texts have next to nothing in common."""
    clipped = [(report, clip_document(document, settings.most_sentences)) for report, document in (first, second)]
    large, small = _sort(*clipped)
    large_profile, small_profile = read_profile(large[1]), read_profile(small[1])
    if not _is_worth_aligning(large_profile, small_profile, settings):
        return None
    runs = find_runs(small_profile, large_profile)
    small_profile, large_profile = share_quotations(small_profile, large_profile, runs)
    counterparts = find_counterparts(find_linked(large[1], small[1], settings), settings)
    return Pair(large[0], small[0], large_profile, small_profile, counterparts, runs)


def _is_worth_aligning(large: Profile, small: Profile, settings: RetellingSettings) -> bool:
    """Return whether the texts have enough in common for a closer look: neighbouring words, or a verbatim passage in a long text."""
    if large.lowers == small.lowers:
        return bool(small.words)
    n_shared = len(large.pairs & small.pairs)
    if n_shared < settings.least_shared_pairs:
        return False
    is_near = n_shared >= settings.least_shared_pairs_share * len(small.pairs)
    return is_near or len(large.grams.keys() & small.grams.keys()) >= settings.least_shared_runs


def find_shared_agency(pair: Pair) -> str | None:
    """Return the agency that both carry, if it is neither report's outlet."""
    agency = find_agency(pair.large)
    if agency is None or agency != find_agency(pair.small):
        return None
    return None if any(is_outlet_of(report, agency) for report in (pair.large, pair.small)) else agency


def score_verbatim(pair: Pair, side: int) -> float:
    """Return the share of a text's words that stand in verbatim runs; side 0 is the longer text."""
    if pair.is_copy:
        return 1.0
    profile = (pair.large_profile, pair.small_profile)[side]
    places = bytearray(len(profile.words))
    for run in pair.runs:
        start, end = (run.start, run.end) if side else (run.other, run.other_end)
        places[start:end] = b"\1" * (end - start)
    return places.count(1) / len(places) if places else 0.0


@dataclass(frozen=True, slots=True)
class Verbatim:
    """What two reports have word for word. ``n_narrative``: words of the longest passage of narrative, ``n_words`` with what it quotes."""

    n_narrative: int
    n_words: int
    is_statement: bool  # both print one written statement


def find_verbatim(pair: Pair, settings: RetellingSettings) -> Verbatim:
    """Return what two reports have word for word. Quotations count for a passage where narrative goes with them."""
    passages = find_passages_verbatim(pair.runs, settings.passage_gap_words)
    counted = [[count_words(pair.small_profile, each, is_quoted=quoted) for quoted in (False, True)] for each in passages]
    narrative = max((n for n, _ in counted), default=0)
    words = max((n + quoted for n, quoted in counted if n >= settings.excerpt_narrative), default=narrative)
    n_quoted, quotation = max(zip((quoted for _, quoted in counted), passages, strict=True), key=lambda each: each[0], default=(0, ()))
    return Verbatim(narrative, words, _is_statement(pair, quotation, n_quoted, settings))


def _is_statement(pair: Pair, quotation: tuple[Run, ...], n_quoted: int, settings: RetellingSettings) -> bool:
    """Return whether the passage with the most quoted words is one written statement that both print.

    Words heard at one news conference stand in many reports, a sentence of them picked by several alike. A statement's words count where
    both reports say that it was written, or where one does and both print several sentences of it on end.
    """
    if n_quoted < max(settings.statement_words, settings.statement_share * len(pair.large_profile.words)):
        return False
    written = read_lexicon("retellings")["statements"]
    n_saying = sum(any(word in report.text.casefold() for word in written) for report in (pair.large, pair.small))
    words = pair.small_profile.words
    printed = read_document(pair.small.text[words[quotation[0].start].start : words[quotation[-1].end - 1].end], pair.small.language)
    return n_saying == 2 or (n_saying == 1 and len(printed.sentences) >= settings.statement_sentences)
