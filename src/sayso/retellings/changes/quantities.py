"""Figures and dates that differ, compared as values: "a dozen" and 12, "8 November" and "Nov. 8" are the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Change
from sayso.retellings.changes.alike import DATED, PLACED, drop_ends, is_alike, is_comparable, is_same
from sayso.retellings.changes.side_by_side import SentencePair, Side, SideBySide
from sayso.text import Quantity, Token

_DIGITS = re.compile(r"\d+")
_SCOPE_CHARS = 60
_NAME_CHARS = 30
_SCOPE_WORDS = 4
_MOST_RIVALS = 50  # more of one value are not looked at one by one
_MOST_COMPARED = 200  # a sentence with more figures is a table


def _within(side: Side, sentences: Iterable[int]) -> list[Quantity]:
    return [q for index in sorted(sentences) for q in side.quantities_of.get(index, ()) if not _is_part_of_name(side, q)]


def _find_implied(side: Side, sentences: Iterable[int]) -> list[Quantity]:
    """Return how many "both" and its like say there are."""
    values = read_lexicon("numbers")["implied"]
    words = (t for t in side.tokens_of(sentences) if t.lower in values)
    return [Quantity("count", t.start, t.end, t.start, t.end, float(values[t.lower]), float(values[t.lower])) for t in words]


def _is_part_of_name(side: Side, quantity: Quantity) -> bool:
    """Return whether a number hangs on a word, as in the name of a disease, a vehicle or a movement."""
    before = side.text[max(0, quantity.number_start - 2) : quantity.number_start]
    return len(before) == 2 and before[0].isalpha() and before[1] in "-‐'’" and not _is_part_of_fraction(side, quantity)


def _is_part_of_fraction(side: Side, quantity: Quantity) -> bool:
    """Return whether a number in words hangs on another: "one-third"."""
    lead = side.tokens(max(0, quantity.number_start - _NAME_CHARS), quantity.number_start - 1)
    return bool(lead) and lead[-1].lower in read_lexicon("numbers")["units"]


def _scope(side: Side, quantity: Quantity) -> set[str]:
    """Return the stems of the words that a quantity stands with."""
    functional = read_words("function_words", "all")
    sentence = side.document.sentence_at(quantity.start)
    start, end = (sentence.start, sentence.end) if sentence else (0, len(side.text))
    after = [t for t in side.tokens(quantity.end, min(end, quantity.end + _SCOPE_CHARS)) if t.kind == "word" and t.lower not in functional]
    before = [
        t for t in side.tokens(max(start, quantity.start - _SCOPE_CHARS), quantity.start) if t.kind == "word" and t.lower not in functional
    ]
    return {t.stem for t in [*after[:_SCOPE_WORDS], *before[-2:]]}


def _is_idle(side: Side, quantity: Quantity) -> bool:
    """Return whether the number counts nothing: "one" in words, and the second half of "15 km (9 miles)"."""
    number = side.text[quantity.number_start : quantity.number_end].lower()
    return number in {"one", "no", "a", "zero"} or _is_conversion(side, quantity)


def _is_conversion(side: Side, quantity: Quantity) -> bool:
    """Return whether a measure in brackets repeats the one before them in another unit."""
    before = side.text[: quantity.start].rstrip()
    if quantity.unit is None or not before.endswith("("):
        return False
    end = len(before[:-1].rstrip())
    return any(q.end == end and q.unit == quantity.unit for q in side.quantities)


def _left_over(both: SideBySide, pair: SentencePair) -> tuple[list[Quantity], list[Quantity]]:
    """Return the quantities of linked sentences that have no equal on the other side."""
    before, after = _within(both.parent, pair.parents), _within(both.child, pair.children)
    if max(len(before), len(after)) > _MOST_COMPARED:
        return [], []
    before += [q for q in _find_implied(both.parent, pair.parents) if after]
    after += [r for r in _find_implied(both.child, pair.children) if before]
    left: list[Quantity] = []
    for q in sorted(before, key=lambda q: not any(is_alike(q, r) and is_same(both, q, r) for r in after)):
        same = next((r for r in sorted(after, key=lambda r: (not is_alike(q, r), r.start)) if is_same(both, q, r)), None)
        if same is not None:
            after.remove(same)
        elif not _is_idle(both.parent, q):
            left.append(q)
    left, after = drop_ends(left, after), drop_ends(after, left)  # each by what both were
    return sorted(left, key=lambda q: q.start), [r for r in after if not _is_idle(both.child, r)]


class _Known:
    """The parent's quantities by their values, so that each figure of the child is looked up and not searched for."""

    def __init__(self, both: SideBySide) -> None:
        self.both = both
        self.by_value: dict[object, list[Quantity]] = {}
        self.by_number: dict[float, list[Quantity]] = {}
        for q in both.parent.quantities:
            for key in _value_keys(q):
                self.by_value.setdefault(key, []).append(q)
            for number in {q.low, q.high} - {None}:
                self.by_number.setdefault(number, []).append(q)  # type: ignore[arg-type]

    def has(self, after: Quantity, outside: Sequence[int] = ()) -> bool:
        """Return whether the parent has the child's figure outside some sentences: then it was moved here, not changed."""
        near = {id(q): q for key in _value_keys(after) for q in self.by_value.get(key, ())[:_MOST_RIVALS]}
        parent = self.both.parent
        return any(
            is_comparable(q, after) and is_same(self.both, q, after)
            for q in near.values()
            if not _is_part_of_name(parent, q) and not set(parent.sentences_of(q.start, q.end)) & set(outside)
        )

    def with_number(self, after: Quantity) -> list[Quantity]:
        """Return the parent's quantities that share a number with the child's, whatever their bounds."""
        near = {
            q.start: q for number in (after.low, after.high) if number is not None for q in self.by_number.get(number, ())[:_MOST_RIVALS]
        }
        return [near[start] for start in sorted(near)]


def _value_keys(q: Quantity) -> set[object]:
    keys: set[object] = {(q.kind, q.value[-5:] if q.value and q.kind != "weekday" else q.value)} if q.kind in DATED else set()
    return keys or {(q.low, q.high), ("canonical", *q.canonical)}


def _score_fit(both: SideBySide, before: Quantity, after: Quantity) -> int:
    """Return how many words and units two quantities share: what shows that they count the same."""
    shared = len(_scope(both.parent, before) & _scope(both.child, after))
    return shared + (before.unit is not None and before.unit == after.unit)


def _is_implied(side: Side, quantity: Quantity) -> bool:
    return side.text[quantity.start : quantity.end].lower() in read_lexicon("numbers")["implied"]


def _oppose(both: SideBySide, pair: SentencePair, before: list[Quantity], after: list[Quantity]) -> set[tuple[int, int]]:
    """Return which quantities, by their places in the two lists, have numbers that stand in each other's place."""
    found = set()
    for b, r in enumerate(after if before and pair.similarity >= both.settings.close_similarity else ()):
        number = both.child.tokens(r.number_start, r.number_end)
        opposite = {t.start for token in number for t in both.words_of(pair).oppose(token, in_child=True)}
        found |= {(a, b) for a, q in enumerate(before) if any(q.number_start <= at < q.number_end for at in opposite)}
    return found


def _match(
    both: SideBySide, before: list[Quantity], after: list[Quantity], lower: int, opposed: Collection[tuple[int, int]] = ()
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield quantities of the same thing with other values, those that fit best first, each once."""
    ranked = []
    for a, q in enumerate(before[:_MOST_RIVALS]):
        for b, r in enumerate(after[:_MOST_RIVALS]):
            is_opposed = (a, b) in opposed
            can_match = is_comparable(q, r) or (is_opposed and {q.kind, r.kind} in PLACED)
            fit = _score_fit(both, q, r) + 2 * (is_opposed and is_alike(q, r)) if can_match else -1
            fit -= lower == 0 and (_is_implied(both.parent, q) or _is_implied(both.child, r))
            if fit >= lower:
                ranked.append((-fit, abs(a - b), a, b))
    taken: set[tuple[str, int]] = set()
    for _, _, a, b in sorted(ranked):
        if ("before", a) not in taken and ("after", b) not in taken:
            taken |= {("before", a), ("after", b)}
            yield before[a], after[b]


def _find_more_than_one(both: SideBySide, pair: SentencePair, fresh: list[Quantity]) -> Iterator[Change]:
    """Yield each new number that stands in the very place of "one": elsewhere "one" counts nothing."""
    for r in fresh if pair.similarity >= both.settings.close_similarity else ():
        number = both.child.tokens(r.number_start, r.number_end)
        opposite = [t for token in number for t in both.words_of(pair).oppose(token, in_child=True)]
        if r.kind not in DATED and len(opposite) == 1 and opposite[0].lower == "one":
            yield Change("figure_changed", both.parent.span(opposite[0].start, opposite[0].end), both.child.span(r.start, r.end))


def _find_renumbered(both: SideBySide, pair: SentencePair) -> Iterator[Change]:
    """Yield a name that has a number on it and now has another: of a vehicle, a road, a disease."""
    before, after = _read_numbered(both.parent, pair.parents), _read_numbered(both.child, pair.children)
    for name, (value, q) in before.items():
        if name in after and after[name][0] != value:
            yield _as_change(both, q, after[name][1])
    written, told = _read_lettered(both.parent, pair.parents), _read_lettered(both.child, pair.children)
    for name in sorted(written.keys() & told.keys()):
        one, other = written[name], told[name]
        if _DIGITS.findall(one.lower) != _DIGITS.findall(other.lower) and other.lower not in both.parent.lower_words:
            yield Change("figure_changed", both.parent.span(one.start, one.end), both.child.span(other.start, other.end))


def _read_numbered(side: Side, sentences: Iterable[int]) -> dict[str, tuple[float | None, Quantity]]:
    """Return the only number that hangs on each name in some sentences."""
    found: dict[str, list[Quantity]] = {}
    for index in sorted(sentences):
        for q in side.quantities_of.get(index, ()):
            if _is_part_of_name(side, q):
                lead = side.tokens(max(0, q.number_start - _NAME_CHARS), q.number_start - 1)
                found.setdefault(lead[-1].lower if lead else "", []).append(q)
    return {name: (same[0].low, same[0]) for name, same in found.items() if len({q.low for q in same}) == 1}


def _read_lettered(side: Side, sentences: Iterable[int]) -> dict[str, Token]:
    """Return the only word of some sentences with each name that has digits in it: "A4", "H5N1"."""
    found: dict[str, list[Token]] = {}
    for token in side.tokens_of(sentences):
        if token.is_capitalised and _DIGITS.search(token.lower):
            found.setdefault(_DIGITS.sub("#", token.lower.removesuffix("'s").replace("'", "")), []).append(token)
    return {name: same[0] for name, same in found.items() if len({token.lower for token in same}) == 1}


def find_changed_quantities(both: SideBySide) -> Iterator[Change]:
    """Yield a change for each figure or date that stands where the parent has another one of the same thing.

    Linked sentences come first; what is left over is compared across the texts where only the bounds differ.
    """
    known = _Known(both)
    done: set[int] = set()
    for pair in both.pairs:
        before, after = _left_over(both, pair)
        done |= {r.start for r in _within(both.child, pair.children)} - {r.start for r in after}
        fresh = [r for r in after if not known.has(r, pair.parents)]
        is_lone = len(before) == len(after) == 1 and pair.similarity >= both.settings.lone_figure_similarity
        is_plain = is_lone and all(is_comparable(q, r) for q in before for r in fresh)
        opposed = set() if is_plain else _oppose(both, pair, before, fresh)
        for q, r in _match(both, before, fresh, 0 if is_lone else 1, opposed):
            done.add(r.start)
            yield _as_change(both, q, r)
        yield from _find_renumbered(both, pair)
        yield from _find_more_than_one(both, pair, [r for r in fresh if r.start not in done])
    for r in both.child.quantities:
        if r.start in done or r.kind in DATED or _is_idle(both.child, r) or _is_part_of_name(both.child, r):
            continue
        if not known.has(r):
            for q, _ in _match(both, known.with_number(r), [r], 1):
                yield _as_change(both, q, r)


def _as_change(both: SideBySide, before: Quantity, after: Quantity) -> Change:
    is_date = before.kind in DATED and after.kind in DATED
    return Change(
        "date_changed" if is_date else "figure_changed",
        both.parent.span(before.start, before.end),
        both.child.span(after.start, after.end),
    )
