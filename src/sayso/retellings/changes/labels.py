"""Labels with another charge for the same people, bodies and acts: fighters become terrorists, a leader a strongman."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Change, Span
from sayso.retellings.changes.side_by_side import SentencePair, Side, SideBySide
from sayso.retellings.changes.words import WordPairs
from sayso.text import Name, Token, stem_word

_CHARGES = ("plain", "against", "for")
_SAME_PLACE_WORDS = 3
_PHRASE_CHARS = 40
_NAME_WORDS = 3  # between a label and the name of whom it is of
_PLACE_WORDS = 3  # of a longer stretch that differs, those beside the word that is the same
_Label = tuple[str, str]  # family, charge


@cache
def _labels() -> dict[str, frozenset[_Label]]:
    """Return the families and charges of every label by stem; loaded words have the family ""."""
    found: dict[str, set[_Label]] = {}
    lexicon = read_lexicon("labels")
    for family in [*lexicon["family"], {"name": "", **lexicon["loaded"]}]:
        for charge in _CHARGES:
            for word in family.get(charge, ()):
                found.setdefault(stem_word(word), set()).add((family["name"], charge))
    return {stem: frozenset(labels) for stem, labels in found.items()}


def _labels_of(token: Token) -> frozenset[_Label]:
    return _labels().get(token.stem, frozenset()) if token.kind == "word" else frozenset()


@cache
def _hyphenated() -> frozenset[tuple[str, str]]:
    """Return the charged words that a hyphen cuts in two: "so-called"."""
    loaded = read_lexicon("labels")["loaded"]
    parts = (word.partition("-") for word in (*loaded["against"], *loaded["for"]))
    return frozenset((first, second) for first, dash, second in parts if dash)


def _find_hyphenated(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the charged words of two parts, with the hyphen between them."""
    for first, dash, second in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if dash.text == "-" and first.end == dash.start and dash.end == second.start and (first.lower, second.lower) in _hyphenated():
            yield [first, dash, second]


def _find_new(both: SideBySide, pair: SentencePair) -> list[Token]:
    """Return the charged words of the child whose charge its parent sentences do not have; quotations are left out."""
    known = {label for token in both.parent.tokens_of(pair.parents) for label in _labels_of(token)}
    return [
        token
        for token in both.child.tokens_of(pair.children)
        if (charged := {label for label in _labels_of(token) if label[1] != "plain"})
        and not charged & known
        and not both.child.is_quoted(token.start)
        and token.stem not in both.parent.stems_anywhere
    ]


def _find_new_hyphenated(both: SideBySide, pair: SentencePair) -> list[list[Token]]:
    """Return the charged words of two parts that the child has and the parent has not; quotations are left out."""
    found = [run for run in _find_hyphenated(both.child.tokens_of(pair.children)) if not both.child.is_quoted(run[0].start)]
    sentences = both.parent.document.tokens_of_sentence if found else ()
    known = {run[-1].lower for tokens in sentences for run in _find_hyphenated(tokens)}
    return [run for run in found if run[-1].lower not in known]


def _find_gone(both: SideBySide, pair: SentencePair) -> list[Token]:
    """Return the charged words of the parent that the child's sentences replace by plain ones of the same family."""
    after = both.child.tokens_of(pair.children)
    plain = {family for token in after for family, charge in _labels_of(token) if charge == "plain"}
    kept = {label for token in after for label in _labels_of(token)}
    before = {t.stem for t in both.parent.tokens_of(pair.parents)}
    fresh = {family for token in after for family, charge in _labels_of(token) if charge == "plain" and token.stem not in before}
    return [
        token
        for token in both.parent.tokens_of(pair.parents)
        if any(charge != "plain" and family in plain & fresh and (family, charge) not in kept for family, charge in _labels_of(token))
        and not both.parent.is_quoted(token.start)
        and token.stem not in both.child.stems_anywhere
    ]


def _opposite(words: WordPairs, at: Token, *, in_child: bool) -> list[Token]:
    """Return what stands on the other side in the place of a word, or there beside the word after or before it."""
    if found := words.oppose(at, in_child=in_child):
        return found
    tokens = [t for t in (words.child if in_child else words.parent) if t.kind != "mark"]
    k = next(k for k, token in enumerate(tokens) if token.start == at.start)
    beside = (words.find(t, in_child=in_child)[:1] for t in (*tokens[k + 1 : k + 2], *tokens[max(0, k - 1) : k]))
    return next((found for found in beside if found), [])


def _same_family(tokens: list[Token], run: list[Token]) -> list[Token]:
    """Return those of the tokens that belong to a family of the labels."""
    families = {family for label in run for family, charge in _labels_of(label) if family and charge != "plain"}
    return [token for token in tokens if families & {family for family, _ in _labels_of(token)}]


def _nearest(rivals: list[Token], place: list[Token]) -> list[Token]:
    """Return the one of the rivals that stands in the place, or nearest to it."""
    at = place[0].start if place else 0
    return sorted(rivals, key=lambda t: (abs(t.start - at), t.start))[:1]


def _is_loaded(run: list[Token]) -> bool:
    """Return whether the words charge whatever they stand with; others are labels only for people and acts of their family."""
    return any(family == "" for token in run for family, _ in _labels_of(token)) or any(True for _ in _find_hyphenated(run))


@cache
def _parting() -> frozenset[str]:
    """Return the words after which a name is no longer of whom a label names: "the gang of Orlo", "a traitor who met Holm"."""
    return read_words("grammar", "prepositions") | read_words("grammar", "relatives") | read_words("grammar", "coordinators")


@cache
def _people() -> frozenset[str]:
    """Return the families of labels for people."""
    return frozenset(family["name"] for family in read_lexicon("labels")["family"] if family.get("of") == "people")


def _names_people(run: list[Token]) -> bool:
    return any(charge == "against" and family in _people() for token in run for family, charge in _labels_of(token))


def _is_held(child: Side, words: WordPairs, run: list[Token]) -> bool:
    """Return whether the content word after the label is the same on both sides, which shows that the place is the same."""
    following = next((t for t in words.child if t.start > run[-1].start and t.kind != "mark"), None)
    return (
        following is not None and bool(child.key(following)) and any(t.stem == following.stem for t in words.find(following, in_child=True))
    )


def _cover(side: Side, tokens: list[Token]) -> Span:
    """Return the label with the words right before it that describe it: "ethnic rebel forces"."""
    start, functional = min(t.start for t in tokens), read_words("function_words", "all")
    for before in reversed(side.tokens(max(0, start - _PHRASE_CHARS), start)):
        if before.text == "-" and before.end == start:
            start = before.start
            continue
        is_beside = side.text[before.end : start] in ("", " ") and before.kind == "word"
        if not is_beside or before.lower in functional or before.lower.endswith(("'s", "’s")):
            break
        start = before.start
    return side.span(start, max(t.end for t in tokens))


def _runs(tokens: list[Token], side: Side) -> Iterator[list[Token]]:
    """Yield charged words that stand close together as one label."""
    run: list[Token] = []
    for token in tokens:
        if run and len(side.tokens(run[-1].end, token.start)) > _SAME_PLACE_WORDS:
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _find_replaced(both: SideBySide, pair: SentencePair, run: list[Token]) -> list[Token]:
    """Return what stands in the parent's sentences in the place of a new label."""
    parent, words = both.parent, both.words_of(pair)
    opposite = [t for token in run if token.kind != "mark" for t in _opposite(words, token, in_child=True)]
    before = _nearest(_same_family(parent.tokens_of(pair.parents), run), opposite)
    if not before and (_names_people(run) or (_is_loaded(run) and _is_held(both.child, words, run))):
        before = opposite[-_PLACE_WORDS:] if any(parent.key(token) for token in opposite) else []
    return before


def _find_named(both: SideBySide, run: list[Token]) -> list[Token]:
    """Return the parent's words for who has the new label before or after the name: "union firebrand Ada Holm", "Holm, a firebrand"."""
    if not (_names_people(run) or _is_loaded(run)):
        return []
    name = _name_beside(both.child, run)
    if name is None:
        return []
    last = name.words[-1].casefold()
    known = [each for each in both.parent.document.names if each.words[-1].casefold() == last]
    full = max(known, key=lambda each: len(each.words), default=None)  # the first time in full, where it is said who that is
    return list(both.parent.tokens(full.start, full.end)) if full else []


def _name_beside(child: Side, run: list[Token]) -> Name | None:
    """Return the name right after a label, or right before it and a comma, in its sentence."""
    start, end = run[0].start, run[-1].end
    sentence = child.document.sentence_at(start)
    names = child.names(sentence.start, sentence.end) if sentence else ()
    after = next((name for name in names if name.start >= end), None)
    if after and _is_tied([t for t in child.tokens(end, after.start) if t.kind == "word"]):
        return after
    before = next((name for name in reversed(names) if name.end <= start), None)
    between = child.tokens(before.end, start) if before else ()
    is_apposed = len(between) > 1 and between[0].text == "," and between[1].lower in read_words("function_words", "articles")
    return before if is_apposed and _is_tied(between[1:]) else None


def _is_tied(between: Sequence[Token]) -> bool:
    """Return whether so few and such words stand between a label and a name that the one is the other's."""
    return len(between) <= _NAME_WORDS and all(t.kind == "word" for t in between) and not {t.lower for t in between} & _parting()


def find_shifted_labels(both: SideBySide) -> Iterator[Change]:
    """Yield each label of linked sentences that gained or lost a charge."""
    parent, child = both.parent, both.child
    for pair in both.pairs:
        if pair.is_kept or pair.similarity < both.settings.label_similarity:
            continue
        for run in [*_runs(_find_new(both, pair), child), *_find_new_hyphenated(both, pair)]:
            before = _find_named(both, run) or _find_replaced(both, pair, run)
            if before:
                yield Change("label_shifted", _cover(parent, before), _cover(child, run))
        for run in _runs(_find_gone(both, pair), parent):
            after = _nearest(_same_family(child.tokens_of(pair.children), run), _opposite(both.words_of(pair), run[0], in_child=False))
            if after:
                yield Change("label_shifted", _cover(parent, run), _cover(child, after))
