"""Figures and dates that differ, compared as values: "a dozen" and 12, "8 November" and "Nov. 8" are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Change
from sayso.retellings.changes.side_by_side import SentencePair, Side, SideBySide
from sayso.text import Quantity

_DATED = {"date", "weekday", "year", "time"}
_SCOPE_CHARS = 60
_SCOPE_WORDS = 4
_MOST_RIVALS = 50  # a sentence with more figures is a table


def _within(side: Side, sentences: Iterable[int]) -> list[Quantity]:
    return [q for index in sorted(sentences) for q in side.quantities_of.get(index, ()) if not _is_part_of_name(side, q)]


def _is_part_of_name(side: Side, quantity: Quantity) -> bool:
    """Return whether a number hangs on a word, as in the name of a disease, a vehicle or a movement."""
    before = side.text[max(0, quantity.number_start - 2) : quantity.number_start]
    return len(before) == 2 and before[0].isalpha() and before[1] in "-‐'’"


def _is_strict(side: Side, quantity: Quantity) -> bool:
    """Return whether the number itself is left out: "more than 40" against "at least 40"."""
    words = " ".join(t.lower for t in side.tokens(quantity.start, quantity.number_start))
    return words in read_lexicon("hedges")["strict_bounds"]


def _is_exact(quantity: Quantity) -> bool:
    return quantity.low is not None and quantity.low == quantity.high


def _is_near(first: float | None, second: float | None, tolerance: float) -> bool:
    if first is None or second is None:
        return first is second
    return abs(first - second) <= tolerance * max(abs(first), abs(second))


def _is_same_date(first: Quantity, second: Quantity) -> bool:
    """Return whether two dates agree as far as both go; a weekday and a date may well be one day."""
    if first.kind != second.kind:
        return {first.kind, second.kind} == {"date", "weekday"} or {first.kind, second.kind} == {"date", "year"}
    if first.kind == "year":
        return first.low == second.low
    one, other = (first.value or "").rstrip("?"), (second.value or "").rstrip("?")
    if first.kind == "time":
        return one[-5:] == other[-5:] or (
            one[-3:] == other[-3:] and abs(int(one[:2]) - int(other[:2])) == 12 and "?" in f"{first.value}{second.value}"
        )
    return one.endswith(other) or other.endswith(one)


def _is_same(both: SideBySide, before: Quantity, after: Quantity) -> bool:
    """Return whether two quantities say the same, as far as both can be compared."""
    if before.kind in _DATED or after.kind in _DATED:
        return _is_comparable(before, after) and _is_same_date(before, after)
    if _is_exact(before) and before.low in (after.low, after.high):
        return before.kind == after.kind  # a rewording may round a number and say so; to drop its bound is another matter
    if _is_strict(both.parent, before) != _is_strict(both.child, after):
        return False
    # Units are often dropped or converted: equal as written is equal, and so is about equal in the same dimension.
    as_written = (before.low, before.high) == (after.low, after.high)
    is_converted = before.unit == after.unit and before.factor != after.factor and before.unit is not None
    tolerance = both.settings.converted_tolerance if is_converted else 1e-9
    return as_written or all(_is_near(a, b, tolerance) for a, b in zip(before.canonical, after.canonical, strict=True))


def _is_comparable(before: Quantity, after: Quantity) -> bool:
    """Return whether one could stand for the other: a day for a day, a share for a share."""
    if before.kind in _DATED or after.kind in _DATED:
        days = {"date", "weekday"}
        return before.kind == after.kind or {before.kind, after.kind} == days
    if before.kind == "ordinal" or after.kind == "ordinal":
        return before.kind == after.kind
    if "measure" in (before.kind, after.kind) and before.kind == after.kind:
        return before.unit == after.unit
    return before.kind == after.kind or {before.kind, after.kind} in ({"count", "measure"}, {"count", "money"})


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
    left: list[Quantity] = []
    for q in sorted(before, key=lambda q: not any(_is_alike(q, r) and _is_same(both, q, r) for r in after)):
        same = next((r for r in sorted(after, key=lambda r: (not _is_alike(q, r), r.start)) if _is_same(both, q, r)), None)
        if same is not None:
            after.remove(same)
        elif not _is_idle(both.parent, q):
            left.append(q)
    return sorted(left, key=lambda q: q.start), [r for r in after if not _is_idle(both.child, r)]


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.kind == other.kind and one.unit == other.unit


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
            _is_comparable(q, after) and _is_same(self.both, q, after)
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
    keys: set[object] = {(q.kind, q.value[-5:] if q.value and q.kind != "weekday" else q.value)} if q.kind in _DATED else set()
    return keys or {(q.low, q.high), ("canonical", *q.canonical)}


def _score_fit(both: SideBySide, before: Quantity, after: Quantity) -> int:
    """Return how many words and units two quantities share: what shows that they count the same."""
    shared = len(_scope(both.parent, before) & _scope(both.child, after))
    return shared + (before.unit is not None and before.unit == after.unit)


def _match(both: SideBySide, before: list[Quantity], after: list[Quantity], lower: int) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield quantities of the same thing with other values, those that fit best first, each once."""
    ranked = []
    for a, q in enumerate(before[:_MOST_RIVALS]):
        for b, r in enumerate(after[:_MOST_RIVALS]):
            fit = _score_fit(both, q, r) if _is_comparable(q, r) else -1
            if fit >= lower:
                ranked.append((-fit, abs(a - b), a, b))
    taken: set[tuple[str, int]] = set()
    for _, _, a, b in sorted(ranked):
        if ("before", a) not in taken and ("after", b) not in taken:
            taken |= {("before", a), ("after", b)}
            yield before[a], after[b]


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
        for q, r in _match(both, before, fresh, 0 if is_lone else 1):
            done.add(r.start)
            yield _as_change(both, q, r)
    for r in both.child.quantities:
        if r.start in done or r.kind in _DATED or _is_idle(both.child, r) or _is_part_of_name(both.child, r):
            continue
        if not known.has(r):
            for q, _ in _match(both, known.with_number(r), [r], 1):
                yield _as_change(both, q, r)


def _as_change(both: SideBySide, before: Quantity, after: Quantity) -> Change:
    is_date = before.kind in _DATED and after.kind in _DATED
    return Change(
        "date_changed" if is_date else "figure_changed",
        both.parent.span(before.start, before.end),
        both.child.span(after.start, after.end),
    )
