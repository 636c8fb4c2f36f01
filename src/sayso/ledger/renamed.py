"""Names that a retelling puts in the place of others: "entered Zarkend" in one report, "entered Sarkand" in the one made from it.

Two names are taken for those of one place or body only if the rest of the sentence is the same around them, each report has but its own of
the two, no report of the pile has both, and they are spelled alike or the retelling has the one for the other more than once: whoever
swaps a name by mistake mostly does so once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from sayso.ledger.contents import calendar_words
from sayso.lexicon import read_words
from sayso.model import Report, Span
from sayso.text import Token, find_tokens, is_common

_ALIKE = 70  # per cent of letters in common, for two spellings of one name
_LEAST_LETTERS = 6  # of each of them: Lisk and Lusk may be two towns
_MOST_WORDS = 3  # of a name
_TWICE = 2
_LEAST_SHARED = 0.6  # of the words of two sentences, for the names between them to be in one place

Range = tuple[int, int]
Links = Mapping[tuple[str, str], Sequence[tuple[Range, Range]]]  # by child and parent, stretches of the parent's text and of the child's
Swap = tuple[Span, Span]  # the name in the original, and in the retelling


@dataclass(frozen=True, slots=True)
class Renamed:
    """Two names of one place or body, and where a retelling has the one for the other."""

    names: tuple[str, str]
    evidence: tuple[tuple[str, Span], ...]


def find_renamed(reports: Mapping[str, Report], links: Links, left_out: Collection[str]) -> tuple[Renamed, ...]:
    """Return the names that retellings have for others, in order.

    Args:
        reports: By id.
        links: Which stretches of two texts say the same.
        left_out: Words, lower case, that are no names of places or bodies: people's and countries'.
    """
    swaps: dict[tuple[str, str], list[tuple[str, str, Swap]]] = defaultdict(list)
    for (child, parent), stretches in sorted(links.items()):
        for (start, end), (child_start, child_end) in stretches:
            if reports[parent].text[start:end] == reports[child].text[child_start:child_end]:
                continue
            told = find_tokens(reports[parent].text, "en", start, end), find_tokens(reports[child].text, "en", child_start, child_end)
            for swap in _find_swaps(reports[parent], reports[child], *told):
                swaps[swap[0].text, swap[1].text].append((parent, child, swap))
    texts = [report.text for report in reports.values()]
    partners = Counter(name for pair in swaps for name in pair)
    found = []
    for (one, other), places in sorted(swaps.items()):
        is_alike = min(len(one), len(other)) >= _LEAST_LETTERS and fuzz.ratio(one.casefold(), other.casefold()) >= _ALIKE
        is_name = not any(word.casefold() in left_out for name in (one, other) for word in name.split())
        if (
            (is_alike or len(places) >= _TWICE)
            and is_name
            and partners[one] == partners[other] == 1
            and not any(one in text and other in text for text in texts)
        ):
            parent, child, (before, after) = places[0]
            found.append(Renamed((one, other), ((parent, before), (child, after))))
    return tuple(found)


def _find_swaps(parent: Report, child: Report, before: Sequence[Token], after: Sequence[Token]) -> Iterator[Swap]:
    """Yield the names that stand in one sentence where another one, otherwise much the same, has others."""
    matcher = SequenceMatcher(None, [token.lower for token in before], [token.lower for token in after], autojunk=False)
    if matcher.ratio() < _LEAST_SHARED:
        return
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "replace" and a > 0 and b < len(before) and _is_name(before[a:b]) and _is_name(after[c:d]):
            yield (
                Span.cut(parent.text, before[a].start, before[b - 1].end),
                Span.cut(child.text, after[c].start, after[d - 1].end),
            )


def _is_name(tokens: Sequence[Token]) -> bool:
    """Return whether some tokens are a name and nothing else."""
    functional = read_words("function_words", "all")
    plain = [token for token in tokens if token.kind == "word" and token.is_capitalised]
    if not 0 < len(plain) == len(tokens) <= _MOST_WORDS:
        return False
    return not any(is_common(token.stem) or token.lower in functional or token.lower in calendar_words() for token in plain)
