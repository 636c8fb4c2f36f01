"""What a denial says in the place of what it denies: another number, another name, another label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from sayso.ledger.contents import NO_WORDS, Content, compare_figures
from sayso.ledger.scopes import phrases
from sayso.ledger.scopes.heard import Found, Heard, find_counted, find_quantities, numbers_of, read_numbers, read_tokens, tokens_of
from sayso.ledger.statements import Statement, is_same_voice, tokens_within
from sayso.lexicon import read_lexicon, read_words
from sayso.model import ScopeKind
from sayso.settings import LedgerSettings
from sayso.text import Token, find_tokens, fold_marks, stem_word

_MOST_LABEL_WORDS = 3  # "a mere relocation"
_SAME_BEGINNING = 4  # letters of "closure" and "close"
_MOST_SIDE_WORDS = 6  # of what is set against what
_SETTINGS = LedgerSettings()


def judge_contrast(heard: Heard, others: Sequence[Statement]) -> Found | None:
    """Return what a denial puts in the place of something that was said, and of which kind that is."""
    for instead, not_so in _find_contrasts(tokens_within(heard.report, heard.denial.attribution.content)):
        for other in others:
            if (kind := _judge_sides(instead, not_so, other, heard.folded)) is not None:
                both = [*instead, *not_so]
                return kind, heard.cut(min(t.start for t in both), max(t.end for t in both)), other
    return None


def _find_contrasts(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], list[Token]]]:
    """Yield each pair of what is said and what is not: "31, not 47", "31 rather than 47", "not 47 but 31"."""
    for at, token in enumerate(tokens):
        is_than = token.lower == "than" and at > 0 and tokens[at - 1].lower == "rather"
        if token.lower != "not" and not is_than:
            continue
        after, before = _take_side(tokens[at + 1 :]), _take_side(tokens[: at - is_than][::-1])[::-1]
        turned = next((k for k, each in enumerate(after) if each.lower == "but"), None)
        rest = tokens[at + 1 + len(after) :]
        if turned is not None:
            yield after[turned + 1 :], after[:turned]
        elif [each.lower for each in rest[:2]] == [",", "but"]:
            yield _take_side(rest[2:]), after
        elif before and after:
            yield before, after


def _take_side(tokens: Sequence[Token]) -> list[Token]:
    """Return the words up to the next mark; a mark right at the beginning, and an "and" there, are passed over."""
    start = next((k for k, token in enumerate(tokens) if token.text not in ",-" and token.lower != "and"), len(tokens))
    words = tokens[start : start + _MOST_SIDE_WORDS]
    end = next((k for k, token in enumerate(words) if token.kind == "mark" and token.text not in "-\"'%$“”‘’"), len(words))
    return list(words[:end])


def _judge_sides(instead: Sequence[Token], not_so: Sequence[Token], other: Statement, text: str) -> ScopeKind | None:
    """Return the kind of thing that is put in the place of what another says; None if he does not say it."""
    numbers, said = _read_side(not_so, text), tokens_of(other)
    if numbers & numbers_of(other) and _read_side(instead, text) - numbers:
        return "figure"
    if _shifts_label(instead, not_so, other) or _relabels(instead, not_so, other):
        return "framing"
    names, new, known = ({t.stem for t in side if _is_name(t)} for side in (not_so, instead, said))
    return "part" if names & known and new - names else None


def _read_side(tokens: Sequence[Token], text: str) -> frozenset[float]:
    return read_numbers(text[tokens[0].start : tokens[-1].end]) if tokens else frozenset()


def _is_name(token: Token) -> bool:
    return token.is_capitalised and token.lower not in read_words("function_words", "all") | read_words("function_words", "negations")


def _shifts_label(instead: Sequence[Token], not_so: Sequence[Token], other: Statement) -> bool:
    """Return whether something is called by a word of another charge than the one that was said."""
    said = [old.stem for old in not_so if old.stem in other.content.counts]
    return any(
        old in family and new.stem in family and family[old] != family[new.stem]
        for family in _label_families()
        for old in said
        for new in instead
    )


def _relabels(instead: Sequence[Token], not_so: Sequence[Token], other: Statement) -> bool:
    """Return whether one thing that was said is called another: "not a closure but a relocation" of what "will close"."""
    sides = [_take_label([t for t in side if t.kind != "mark"]) for side in (instead, not_so)]
    if any(not 1 < len(side) <= _MOST_LABEL_WORDS or any(map(_is_name, side)) for side in sides):
        return False
    began = sides[1][-1].stem[:_SAME_BEGINNING]
    return len(began) == _SAME_BEGINNING and any(stem.startswith(began) for stem in other.content.counts)


def _take_label(side: Sequence[Token]) -> Sequence[Token]:
    """Return the last noun phrase with an article: "(it was) a mere relocation"; nothing where there is none."""
    at = max((k for k, token in enumerate(side) if token.lower in read_words("function_words", "articles")), default=len(side))
    return side[at:]


@cache
def _label_families() -> tuple[Mapping[str, str], ...]:
    """Return the charge of each stem of a family of labels; in those of ``scopes.toml`` each word is a charge of its own."""
    charged = [
        {stem_word(word): charge for charge in ("plain", "against", "for") for word in family.get(charge, ())}
        for family in read_lexicon("labels")["family"]
    ]
    return (*charged, *({stem_word(word): word for word in words} for words in read_lexicon("scopes")["labels"].values()))


def judge_figures(heard: Heard, others: Sequence[Statement]) -> Found | None:
    """Return another number of the same thing, where nothing else is denied."""
    mine = heard.denial.content
    if heard.denial.denies or not mine.figures or not _is_rival(heard.denial):
        return None
    numbers = numbers_of(heard.denial)
    for other in others:
        differs = compare_figures(mine, other.content) < 0 and not numbers & numbers_of(other) and _is_rival(other)
        if differs and not _opposes(mine, other.content) and _shares_rest(mine, other.content):
            return "figure", find_counted(heard.denial), other
    return None


def _is_rival(statement: Statement) -> bool:
    """Return whether numbers stand for themselves: not "all 40", "four of the dead", "two of nine" or "none of them was hurt"."""
    return all(_stand_for_themselves(part.text) for part in statement.attribution.content)


@lru_cache(maxsize=8_192)
def _stand_for_themselves(text: str) -> bool:
    folded = fold_marks(text)
    found = find_quantities(folded)
    if any(folded[one.end : other.start].strip().lower() == "of" for one, other in pairwise(found)):
        return False
    if any(phrases.subset().match(folded, each.number_end) or phrases.all_of().search(folded[: each.number_start]) for each in found):
        return False
    return all(phrases.more().match(folded, token.end) for token in find_tokens(folded) if _is_negation(token))


def _is_negation(token: Token) -> bool:
    return token.lower in read_words("function_words", "negations") or token.lower.endswith("n't")


def _opposes(one: Content, other: Content) -> bool:
    return any(one.matters[matter] * other.matters[matter] < 0 for matter in one.matters.keys() & other.matters.keys())


def _shares_rest(mine: Content, other: Content) -> bool:
    """Return whether what stands beside the number is said by the other, too, or next to nothing."""
    said = {feature for feature in mine.counts if feature[0] not in NO_WORDS}
    rest = said - _event_words()
    names_what = bool(said & (_event_words() | mine.figures.keys()))  # "it had eleven" does not say of what
    return bool(rest & other.counts.keys()) or (names_what and len(rest) <= _SETTINGS.bare_figure and not mine.names)


@cache
def _event_words() -> frozenset[str]:
    """Return the stems that only say what is counted: "dead", "wounded"."""
    return frozenset(stem_word(word) for words in read_lexicon("figures")["events"].values() for word in words)


def judge_names(heard: Heard, others: Sequence[Statement]) -> Found | None:
    """Return another name in what is else the same: who, where, on which day."""
    mine = heard.denial.content
    if heard.denial.denies or mine.is_negated or not heard.denial.asserts:
        return None
    named = _find_names(heard.denial)
    for other in others:
        theirs = _find_names(other)
        is_plain = not other.content.is_negated and not _opposes(mine, other.content) and compare_figures(mine, other.content) >= 0
        differs = _is_one(named, theirs) and _is_one(theirs, named) and not is_same_voice(other, heard.denial)
        apart = mine.names - other.content.names and other.content.names - mine.names  # two names of one place are one there
        if is_plain and differs and apart and _score_rest(mine, other.content) >= _SETTINGS.same_but_name:
            return "part", heard.denial.attribution.content[0], other
    return None


def _find_names(statement: Statement) -> Sequence[tuple[int, str]]:
    """Return the names in what is said, each with its place among the words; not the words that only begin a sentence."""
    said = statement.attribution
    is_inside = said.cue is not None and said.mode == "indirect" and said.cue.end <= said.content[0].start
    return _names_in(tuple(part.text for part in said.content), is_inside)


@lru_cache(maxsize=8_192)
def _names_in(parts: tuple[str, ...], is_inside: bool) -> tuple[tuple[int, str], ...]:
    openers = {t.stem for part in parts[is_inside:] for t in read_tokens(part)[:1]}
    return tuple((at, t.stem) for at, t in enumerate(read_tokens(" ".join(parts))) if _is_name(t) and t.stem not in openers)


def _is_one(named: Sequence[tuple[int, str]], others: Sequence[tuple[int, str]]) -> bool:
    """Return whether one name, of whatever length, is not among the others."""
    known = {stem for _, stem in others}
    new = [at for at, stem in named if stem not in known]
    return bool(new) and new[-1] - new[0] < len(new)


def _score_rest(one: Content, other: Content) -> float:
    """Return the share of words, names left out, that two contents have in common; 0 if these are too few to tell."""
    rest, theirs = ({f for f in c.counts if f[0] not in NO_WORDS + "=" and f not in c.names} for c in (one, other))
    return len(rest & theirs) / len(rest | theirs) if len(rest & theirs) >= _SETTINGS.least_same_words else 0.0
