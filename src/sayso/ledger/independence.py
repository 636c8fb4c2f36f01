"""How many independent reports carry a proposition: an interval, with a reason for every two that count as one.

upper = origins among the carriers, a newsroom's own reports counted as one; a report that carries the proposition only
        inside an excerpt adds none
lower = upper, after merging every two that show a plausible sign of common text: an excerpt, a narrative passage word for word,
        one written statement, the other's outlet or one agency named beside the proposition
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import dropwhile, pairwise
from operator import attrgetter
from typing import NamedTuple

from sayso.ingest import read_outlets
from sayso.ledger.ground import Ground
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Attribution, Merge, Reason, Report, Span
from sayso.retellings import find_agency, find_credit_line, is_outlet_of
from sayso.settings import LedgerSettings
from sayso.text import fold_marks

Spots = frozenset[int | None]  # numbers of sentences; None: the byline

_WORD = re.compile(r"\w+")
_WRITTEN = {"statement", "letter", "e-mail", "text", "social media post", "document", "report"}


@dataclass(frozen=True, slots=True)
class Common:
    """What the whole pile shows of common text, computed once: signs between two reports, whatever the proposition."""

    origin_of: Mapping[str, int]
    outlet_of: Mapping[str, str | None]
    narrative: Mapping[tuple[str, str], str]  # (first, second) -> the shared words
    credits: Mapping[tuple[str, str], tuple[str, Spots]]  # (who credits, whom) -> the outlet's name, and where
    excerpts: Mapping[str, tuple[tuple[str, tuple[tuple[int, int], ...]], ...]]  # child -> (parent, passages of the child)
    agencies: Mapping[str, Mapping[str, Spots]] = field(default_factory=dict)  # name -> (who names it, and where), the agency's own not
    newsroom_of: Mapping[str, str | None] = field(default_factory=dict)  # where a list of outlets was looked at; None: nobody knows which
    sentences: Mapping[str, Sequence[int]] = field(default_factory=dict)  # where the sentences of each report start
    retold: frozenset[str] = frozenset()  # reports that another outlet's report was made into: no newsroom's own


@dataclass(frozen=True, slots=True)
class Carrier:
    """One report that carries a proposition: where in its text, and the written words it quotes for it."""

    report: str
    spans: tuple[Span, ...]
    attributions: tuple[Attribution, ...]


class Sign(NamedTuple):
    """Something that two carriers have in common; there may be thousands, and few of them join two origins."""

    first: str
    second: str
    code: str
    says: str
    of: tuple[str, ...] = ()
    is_sure: bool = False

    def explain(self) -> Merge:
        """Return it as the reason why the two count as one."""
        return Merge(self.first, self.second, self.is_sure, Reason(self.code, self.says.format(*self.of)))


def find_common(ground: Ground) -> Common:
    """Return the signs of common text in a pile."""
    excerpts: dict[str, list[tuple[str, tuple[tuple[int, int], ...]]]] = defaultdict(list)
    for edge in ground.family.retellings:
        if edge.kind == "excerpt" and edge.parent is not None:
            excerpts[edge.child].append((edge.parent, tuple(ground.family.passages.get((edge.child, edge.parent), ()))))
    outlets = read_outlets()
    common = Common(
        origin_of=ground.origin_of,
        outlet_of={report.id: report.outlet for report in ground.reports},
        narrative=_find_shared_narrative(ground),
        credits=_find_credits(ground),
        excerpts={child: tuple(sorted(found)) for child, found in sorted(excerpts.items())},
        agencies=_find_agencies(ground),
        newsroom_of={report.id: outlets.find_newsroom(report.outlet, report.url) for report in ground.reports},
        sentences={report.id: ground.readings[report.id].sentences for report in ground.reports},
        retold=_find_retold(ground),
    )
    return _drop_signs(common, ground.family.unrelated)


def _find_retold(ground: Ground) -> frozenset[str]:
    """Return the reports that were made from another newsroom's report of their origin."""
    home = ground.origin_of
    made = ((e.child, e.parent) for e in ground.family.retellings if e.kind != "update")
    return frozenset(child for child, parent in made if parent is not None and home[child] == home[parent])


def _drop_signs(common: Common, unrelated: frozenset[tuple[str, str]]) -> Common:
    """Return the signs without those by which one of two reports would have its text from the other, where somebody said it has not.

    ``unrelated``: pairs, sorted. That one outlet published both, or that both quote one written statement, is no such sign.
    """
    if not unrelated:
        return common
    narrative = {pair: words for pair, words in common.narrative.items() if pair not in unrelated}
    credits = {pair: outlet for pair, outlet in common.credits.items() if (min(pair), max(pair)) not in unrelated}
    return replace(common, narrative=narrative, credits=credits)


def _find_shared_narrative(ground: Ground) -> dict[tuple[str, str], str]:
    """Return pairs of reports that say some words in a row alike in their own voice. Runs that most of the pile has are common stock."""
    n_words = ground.settings.shared_words
    holders: dict[str, list[str]] = defaultdict(list)
    for report in ground.reports:
        seen = set()
        for start, end in ground.readings[report.id].narrative:
            words = re.findall(r"[\w'-]+", fold_marks(report.text[start:end]).casefold())
            seen |= {" ".join(words[k : k + n_words]) for k in range(len(words) - n_words + 1)}
        for run in seen:
            holders[run].append(report.id)
    shared: dict[tuple[str, str], str] = {}
    for run, ids in sorted(holders.items()):
        for first, second in _pairs(ids):
            shared.setdefault((first, second), run)
    return shared


def _pairs(ids: Sequence[str], at_most: int = 40) -> Iterator[tuple[str, str]]:
    """Yield neighbours of a list: a chain joins all of them, and a run that hundreds share needs no square."""
    ordered = sorted(ids)
    if len(ordered) > at_most:
        yield from pairwise(ordered)
        return
    for k, first in enumerate(ordered):
        for second in ordered[k + 1 :]:
            yield first, second


def _find_credits(ground: Ground) -> dict[tuple[str, str], tuple[str, Spots]]:
    """Return who names the outlet of another report of the pile in its text or byline. An outlet's own name is no credit."""
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for report in ground.reports:
        if report.outlet and len(report.outlet) > 3:
            by_outlet[report.outlet].append(report.id)
    found: dict[tuple[str, str], tuple[str, Spots]] = {}
    patterns = {outlet: re.compile(rf"(?<!\w){re.escape(outlet)}(?!\w)") for outlet in by_outlet}
    for report in ground.reports:
        for outlet, ids in by_outlet.items():
            is_there = outlet != report.outlet and (outlet in report.text or outlet in (report.byline or ""))  # cheaper than a pattern
            if is_there and (spots := _find_spots(report, patterns[outlet], ground.readings[report.id].sentences)):
                found |= {(report.id, other): (outlet, spots) for other in ids}
    return found


def _find_agencies(ground: Ground) -> dict[str, dict[str, Spots]]:
    """Return the agencies that reports of the pile carry in a byline or a date line, or introduce as such, with who names them where."""
    introduced = (match["behind"] or match["before"] for report in ground.reports for match in _agency_pattern().finditer(report.text))
    known = {bare for name in introduced if name and (bare := _strip_common(name, ground.polities.forms.keys()))}
    carried = {report.id: find_agency(report) or _read_byline(report, known) for report in ground.reports}
    named = known | {agency for agency in carried.values() if agency}
    written = {report.id: f"{report.byline or ''} {report.text}" for report in ground.reports}
    folded = {each: text.casefold() for each, text in written.items()}
    found: dict[str, dict[str, Spots]] = {}
    for agency in sorted(named):
        words = agency.split()
        pattern = re.compile(r"(?<!\w)" + r"[^\w\n]+".join(words) + r"(?!\w)", re.IGNORECASE)  # "Reef-Wire" is "reef wire"
        who = {}
        for report in ground.reports:
            is_near = all(word in folded[report.id] for word in words)  # cheap
            if (is_near or carried[report.id] == agency) and not is_outlet_of(report, agency):
                spots = _find_spots(report, pattern, ground.readings[report.id].sentences)
                who[report.id] = spots | {None} if carried[report.id] == agency else spots
        if sum(map(bool, who.values())) > 1:
            name = next((hit.group() for each in who if (hit := pattern.search(written[each]))), agency)
            found[name] = who
    return found


@cache
def _agency_pattern() -> re.Pattern[str]:
    """Return what introduces an agency by name: "the news agency Reefwire", "the Reefwire news agency"."""
    nouns = "|".join(read_lexicon("credits")["agencies"])
    name = r"[^\W\d_a-z][\w-]{1,30}(?: [^\W\d_a-z][\w-]{1,30}){0,2}"
    return re.compile(rf"(?<![\w-])(?:(?P<before>{name}),? (?:the |an? )?)?(?:{nouns})\b(?: (?P<behind>{name}))?")


def _strip_common(name: str, polities: Collection[str]) -> str:
    """Return a name in folded words; nothing is left of "the", "State" or "French", which tell whose agency it is and not which."""
    words, common = _WORD.findall(name.casefold()), read_words("function_words", "all") | read_words("credits", "whose")
    kept = [*dropwhile(lambda word: word in common, words)]
    return "" if all(word in polities or _is_of_country(word) for word in kept) else " ".join(kept)


def _is_of_country(word: str) -> bool:
    """Return whether a folded word seems to be that for a country or its people: "french", "veldanian"."""
    listed = any(word in forms for forms in read_lexicon("countries")["alike"])
    return listed or word.endswith(tuple(read_words("credits", "demonym_endings")))


def _read_byline(report: Report, known: Collection[str]) -> str | None:
    """Return the agency that is all of a byline: "By Norda" where somebody in the pile calls Norda an agency."""
    byline = " ".join(_WORD.findall((report.byline or "").casefold())).removeprefix("by ")
    return byline if byline in known else None


def _find_spots(report: Report, pattern: re.Pattern[str], sentences: Sequence[int]) -> Spots:
    """Return where a report names an outlet; a line at its foot is like a byline."""
    line = find_credit_line(report)
    foot = line[0] if line else len(report.text)
    found = {_number_sentence(hit.start(), sentences) if hit.start() < foot else None for hit in pattern.finditer(report.text)}
    return frozenset(found) | ({None} if pattern.search(report.byline or "") else frozenset())


def _number_sentence(at: int, sentences: Sequence[int]) -> int:
    return bisect_right(sentences, at) - 1


def count_independent(carriers: Sequence[Carrier], common: Common, settings: LedgerSettings) -> tuple[tuple[int, int], tuple[Merge, ...]]:
    """Return the interval of independent reports among some carriers, and the merges behind it."""
    borrowed = dict(_find_borrowed(carriers, common))
    own = [c for c in carriers if c.report not in borrowed] or list(carriers)
    merges = [merge for merge in borrowed.values() if len(own) < len(carriers)]
    group = {c.report: common.origin_of[c.report] for c in own}
    first_of: dict[int, str] = {}
    for c in own:
        known = first_of.setdefault(group[c.report], c.report)
        if known != c.report:
            merges.append(Merge(known, c.report, True, Reason("retelling", "they go back to one report")))
    root = {origin: origin for origin in group.values()}
    made = [c.report for c in own if c.report not in common.retold]
    bounds = []
    for signs in (_find_same_newsroom(made, common), _find_signs(own, common, settings)):
        for sign in sorted(signs, key=attrgetter("first", "second", "code")):
            one, two = _root(root, group[sign.first]), _root(root, group[sign.second])
            if one != two:
                root[max(one, two)] = min(one, two)
                merges.append(sign.explain())
        bounds.append(len({_root(root, origin) for origin in root}))
    upper, lower = bounds
    return (lower, upper), tuple(merges)


def _root(root: dict[int, int], at: int) -> int:
    while root[at] != at:
        at = root[at]
    return at


def _find_borrowed(carriers: Sequence[Carrier], common: Common) -> Iterator[tuple[str, Merge]]:
    """Yield carriers whose every word on the proposition stands inside an excerpt from another carrier."""
    ids = {c.report for c in carriers}
    for c in carriers:
        for parent, passages in common.excerpts.get(c.report, ()):
            inside = all(any(a < span.end and span.start < b for a, b in passages) for span in c.spans)
            if parent in ids and passages and inside:
                yield (
                    c.report,
                    Merge(parent, c.report, True, Reason("excerpt_only", f"{c.report} carries it only in words taken over from {parent}")),
                )
                break


def _find_signs(carriers: Sequence[Carrier], common: Common, settings: LedgerSettings) -> Iterator[Sign]:
    """Yield every plausible sign that two carriers of different newsrooms are not independent."""
    here = {c.report: c for c in carriers}
    beside = {c.report: frozenset(_find_sentences(c, common)) for c in carriers}
    for (first, second), words in common.narrative.items():
        if first in here and second in here:
            yield Sign(first, second, "shared_narrative", "both say in their own voice: “{} ...”", (words,))
    for (who, whom), (outlet, spots) in common.credits.items():
        if who in here and whom in here and not spots.isdisjoint(beside[who]):
            yield Sign(whom, who, "credit", "{} names {}", (who, outlet))
    for agency, named in common.agencies.items():
        sharing = [c.report for c in carriers if not named.get(c.report, frozenset()).isdisjoint(beside[c.report])]
        for other in sharing[1:]:
            yield Sign(sharing[0], other, "shared_credit", "both name {} as where they have it from", (agency,))
    for c in carriers:
        for parent, _ in common.excerpts.get(c.report, ()):
            if parent in here:
                yield Sign(parent, c.report, "excerpt", "{} takes words over from {}", (c.report, parent))
    yield from _find_shared_statements(carriers, settings)


def _find_sentences(carrier: Carrier, common: Common) -> Iterator[int | None]:
    """Yield the sentences in which a report carries a proposition; its byline is beside everything."""
    yield None
    starts = common.sentences.get(carrier.report, ())
    for span in carrier.spans:
        yield from range(_number_sentence(span.start, starts), _number_sentence(span.end - 1, starts) + 1)


def _find_same_newsroom(ids: Sequence[str], common: Common) -> Iterator[Sign]:
    """Yield reports that one outlet published, or one newsroom under two names. That an aggregator carried both is no sign."""
    first_of: dict[str, str] = {}
    for report in ids:
        outlet = common.outlet_of[report]
        newsroom = common.newsroom_of.get(report, outlet) or ""
        first = first_of.setdefault(newsroom.casefold(), report)
        if not newsroom or first == report:
            continue
        other = common.outlet_of[first]
        if (outlet or "").casefold() == (other or "").casefold():
            yield Sign(first, report, "same_outlet", "one outlet published both", is_sure=True)
        else:
            yield Sign(first, report, "same_newsroom", "{} made both, under two names", (newsroom,), is_sure=True)


def _find_shared_statements(carriers: Sequence[Carrier], settings: LedgerSettings) -> Iterator[Sign]:
    """Yield carriers that quote one written statement in the same words. Words heard at one news conference are no sign."""
    holder: dict[str, str] = {}
    for c in carriers:
        for run in _written_runs(c.attributions, settings.shared_words):
            first = holder.setdefault(run, c.report)
            if first != c.report:
                yield Sign(first, c.report, "written_statement", "both carry the written words: “{} ...”", (run,))


def _written_runs(attributions: Iterable[Attribution], n_words: int) -> Iterator[str]:
    for attribution in attributions:
        if attribution.channel in _WRITTEN and attribution.mode != "indirect":
            words = re.findall(r"[\w'-]+", fold_marks(" ".join(part.text for part in attribution.content)).casefold())
            if len(words) >= n_words:
                yield " ".join(words[:n_words])
