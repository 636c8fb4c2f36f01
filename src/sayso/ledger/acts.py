"""Who did it, or to whom it was done, in what a statement says: "Bell won", "the tanker Aurel was seized", "shelled by Kestrian forces".

What is said of two of one sort is two claims, however alike the words are: that Bell won Orlo and that Harl did, that the Aurel was seized
and that the Boreas was. Names are compared whose sort is known, sides with sides and people with people: a country and its border guard, or
a firm and its head, may well be one. One of unknown sort is compared with any where the rest of the words is the same: "Orvel sold faulty
heaters", "Candor sold faulty heaters". Who and whom are read off the words around a verb; nothing is parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from sayso.claims import Polities, find_body_class
from sayso.ledger.contents import calendar_words, class_of_noun, is_past_form, to_plain_form
from sayso.lexicon import read_lexicon, read_words
from sayso.text import Token, is_common

Deed = tuple[str, str]  # whether a name does something or has it done to it, and the stem of the verb
Sort = tuple[str, str]  # of names, and the name that stands for all that somebody or something has

_LEAST_WORDS, _SAME_AGAIN = 2, 0.8  # content words, and of those of both, that two statements share about what was done again
_BEGINNING = 4  # letters: "Kestria" and "Kestrian" are one name
_BEFORE_VERB, _BEHIND_VERB = 3, 2  # content words from a name to its verb, and from a verb to the name behind it
_LEAST_SHARED = 0.3  # of the content words of the shorter one but the verb
_MOSTLY_SHARED = 0.75  # the same, where nobody knows of what sort a name is
_BODY_WORDS = 2  # "Kestrian defence ministry"
_PERSON_WORDS = (2, 3)
_NOWHERE = -2
_TAKE = "take"  # what all words for taking a place, a ship or a company are read as
_UNKNOWN = ""  # the sort of a name that nothing tells of
_DOES, _DONE_BY, _DONE_TO = "does", "is done by", "is done to"


@dataclass(frozen=True, slots=True)
class Acts:
    """What a statement says that somebody does or suffers: by deed and sort, who may be meant.

    ``names``: all it has; ``words``: its other stems.
    """

    who: Mapping[Deed, Mapping[str, frozenset[str]]]
    names: frozenset[str]
    words: frozenset[str]

    def tell_of(self, side: str) -> bool:
        """Return whether a side does something, by any of its names that begin alike."""
        doing = (by_sort.get("side", frozenset()) for (part, _), by_sort in self.who.items() if part != _DONE_TO)
        return any(_cut_name(name) == _cut_name(side) for some in doing for name in some)


NOTHING = Acts({}, frozenset(), frozenset())


def is_exchanged(one: Acts, other: Acts) -> bool:
    """Return whether two statements say the same of two different ones, neither of whom the other statement names."""
    return any(_is_done_by_two(one, other, deed) for deed in one.who.keys() & other.who.keys())


def _is_done_by_two(one: Acts, other: Acts, deed: Deed) -> bool:
    mine, theirs = one.words - {deed[1]}, other.words - {deed[1]}
    n_shared, n_shorter = len(mine & theirs), min(len(mine), len(theirs))
    for sort, some in one.who[deed].items():
        for its, others in other.who[deed].items():
            is_known = sort != _UNKNOWN != its
            is_alike = n_shared >= _LEAST_SHARED * n_shorter if is_known else n_shared >= max(1, _MOSTLY_SHARED * n_shorter)
            if is_alike and (sort == its or not is_known) and _is_none_of(some, other.names) and _is_none_of(others, one.names):
                return True
    return False


def is_repeated(one: Acts, other: Acts) -> bool:
    """Return whether two statements say nearly the same of the same ones: what was done again, if it was on another day."""
    mine, theirs = ({word for word in each.words if not word.isdecimal()} for each in (one, other))
    return one.names == other.names and len(mine & theirs) >= max(_LEAST_WORDS, _SAME_AGAIN * len(mine | theirs))


def is_crossed(one: Acts, side: str, other: Acts, other_side: str) -> bool:
    """Return whether each of two sides tells what the other did: "Korvia shelled the market", "Belmarra fired first"."""
    return one.tell_of(other_side) and other.tell_of(side) and not one.tell_of(side) and not other.tell_of(other_side)


def _cut_name(name: str) -> str:
    return name.casefold()[:_BEGINNING]


def _is_none_of(some: Iterable[str], names: Iterable[str]) -> bool:
    begun = {_cut_name(name) for name in names}
    return not any(_cut_name(name) in begun for name in some)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of capitalised words, a content word or a mark. ``led_by``: the last preposition, article or verb before it, if any."""

    tokens: tuple[Token, ...]
    is_name: bool = False
    led_by: frozenset[str] = frozenset()

    @property
    def is_verb(self) -> bool:
        """Whether it is a form of a verb: of the past, after "will", "to", "did", or "(accused Korvia) of firing"."""
        word = self.tokens[0].lower
        is_charged = self.led_by == {"of"} and word.endswith("ing")
        return is_past_form(word) or is_charged or not self.led_by.isdisjoint(read_words("grammar", "modals"))


def _cut(tokens: Sequence[Token]) -> list[_Piece]:
    """Return the pieces of a statement, the words of grammar and of the calendar left out."""
    pieces: list[_Piece] = []
    led_by: set[str] = set()
    last = _NOWHERE  # where the last name ended
    for token, after in zip_longest(tokens, tokens[1:]):
        if token.kind == "mark":
            if token.text not in "'’-":
                pieces.append(_Piece((token,)))
                led_by, last = set(), _NOWHERE
        elif _is_name(token, after, is_first=not pieces):
            if last == token.start - 1:
                pieces[-1] = _Piece((*pieces[-1].tokens, token), True, pieces[-1].led_by)
            else:
                pieces.append(_Piece((token,), True, frozenset(led_by)))
            led_by, last = set(), token.end
        elif token.lower in read_words("function_words", "all") or token.lower in calendar_words():
            led_by.add(token.lower)
            last = _NOWHERE
        else:
            pieces.append(_Piece((token,), led_by=frozenset(led_by)))
            led_by, last = set(), _NOWHERE
    return pieces


def _is_name(token: Token, after: Token | None, *, is_first: bool) -> bool:
    """Return whether a token is of a name; a common word at the beginning is if another capitalised one follows: "Victor Harl"."""
    is_word = token.lower in read_words("function_words", "all") or token.lower.removesuffix("'s") in calendar_words()
    opens = is_first and is_common(token.stem) and not (after is not None and after.is_capitalised)
    return token.is_capitalised and not is_word and not opens


class Sorts:
    """Of what sort the names of a pile are."""

    def __init__(
        self, polities: Polities, introduced: Mapping[str, str], people: Iterable[str], parties: Iterable[str], standins: Mapping[str, str]
    ) -> None:
        """``introduced``: the class of things that a name is introduced with. ``people``: whole names. ``parties``: of the voices."""
        self._standins = standins
        self._read: dict[tuple[str, ...], Acts] = {}
        self._known: dict[str, Sort] = {name: (thing, name) for name, thing in introduced.items()}
        for name in people:
            self._add_person(name.split())
        self._known |= {form: ("side", polity.casefold()) for form, polity in polities.forms.items()}
        self._known |= {party: ("side", party) for each in parties if (party := each.casefold()) not in self._known}

    def _add_person(self, words: Sequence[str]) -> None:
        surname = words[-1].casefold()
        self._known |= {word.casefold(): ("person", surname) for word in words if word.casefold() not in self._known}

    def learn(self, tokens: Sequence[Token]) -> None:
        """Take note of the names of people in a statement: two or three words in a row, of nothing else and with no article."""
        pieces = _cut(tokens)
        for k, piece in enumerate(pieces):
            words = [_bare(token) for token in piece.tokens]
            is_led = "the" in piece.led_by or not piece.led_by.isdisjoint(read_lexicon("roles")["links"]["located"])
            if not piece.is_name or is_led or not _PERSON_WORDS[0] <= len(words) <= _PERSON_WORDS[1]:
                continue
            is_person = words[-1] not in _no_surnames() and not find_body_class(" ".join(words)) and not self._is_body(pieces, k)
            if is_person and not any(word in self._known for word in words):
                self._add_person(words)

    def read(self, tokens: Sequence[Token]) -> Acts:
        """Return who does what in a statement. Reprints say the same again."""
        words = tuple(token.text for token in tokens)
        if words not in self._read:
            self._read[words] = self._read_anew(tokens)
        return self._read[words]

    def _read_anew(self, tokens: Sequence[Token]) -> Acts:
        pieces = _cut(tokens)
        main = _find_main(pieces)
        who: dict[Deed, dict[str, set[str]]] = {}
        names: set[str] = set()
        for k, piece in enumerate(pieces):
            if not piece.is_name:
                continue
            sort, name = self._sort(pieces, k)
            names |= {self._stand_in(token) for token in piece.tokens} | {name}
            for deed in _find_verbs(pieces, k) if k in main else ():
                who.setdefault(deed, {}).setdefault(sort, set()).add(name)
        stems = (_find_kind(piece.tokens[0]) for piece in pieces if not piece.is_name and piece.tokens[0].kind != "mark")
        words = frozenset(class_of_noun().get(stem, stem) for stem in stems)
        fixed = {deed: {sort: frozenset(some) for sort, some in by_sort.items()} for deed, by_sort in who.items()}
        return Acts(fixed, frozenset(names), words)

    def _sort(self, pieces: Sequence[_Piece], k: int) -> Sort:
        """Return the sort of a name, empty where nothing tells, and what stands for it."""
        words = [_bare(token) for token in pieces[k].tokens]
        known = [sort for token in pieces[k].tokens if (sort := self._known.get(_bare(token)) or self._known.get(self._stand_in(token)))]
        if known:
            return known[-1]
        name = self._stand_in(pieces[k].tokens[-1])
        if _is_introduced(pieces, k):
            return class_of_noun()[pieces[k - 1].tokens[0].stem], name
        if self._is_body(pieces, k):
            return "side", name
        return ("body" if find_body_class(" ".join(words)) else _UNKNOWN), name

    @staticmethod
    def _is_body(pieces: Sequence[_Piece], k: int) -> bool:
        """Return whether a name is that of troops or of a body: they are called right behind it."""
        behind = pieces[k + 1 : k + 1 + _BODY_WORDS]
        for n, piece in enumerate(behind):
            if piece.is_name or piece.led_by or piece.tokens[0].kind == "mark":
                return False
            called = " ".join(_bare(each.tokens[0]) for each in behind[: n + 1])
            if class_of_noun().get(piece.tokens[0].stem) == "troops" or find_body_class(called):
                return True
        return False

    def _stand_in(self, token: Token) -> str:
        return self._standins.get(_bare(token), token.stem).casefold()


def _is_introduced(pieces: Sequence[_Piece], k: int) -> bool:
    """Return whether a noun for what has a name stands right before the name at a place: "the tanker Aurel", "the port of Orlek"."""
    before = pieces[k - 1] if k and pieces[k].led_by <= {"of"} else None
    thing = class_of_noun().get(before.tokens[0].stem, "") if before is not None and not before.is_name else ""
    return thing in read_words("things", "named") or (bool(pieces[k].led_by) and thing in read_words("holding", "place_classes"))


def _find_main(pieces: Sequence[_Piece]) -> set[int]:
    """Return the places of the pieces that stand in no clause of time, cause or circumstance: "the bridge fell while Bell waited"."""
    main, is_aside = set(), False
    for k, piece in enumerate(pieces):
        if piece.tokens[0].kind == "mark":
            is_aside = False
        elif not piece.led_by.isdisjoint(_asides()):
            is_aside = True
        if not is_aside:
            main.add(k)
    return main


@cache
def _asides() -> frozenset[str]:
    return (read_words("grammar", "subordinators") | read_words("grammar", "relatives")) - {"that", "so", "what"}


def _find_verbs(pieces: Sequence[_Piece], k: int) -> Iterator[Deed]:
    """Yield what the name at a place does and has done to it, with the stems of the verbs."""
    first = k - 1 if _is_introduced(pieces, k) and pieces[k].led_by else k  # of "the town of Orlek"
    prepositions = read_words("grammar", "prepositions") & pieces[first].led_by
    if not prepositions:
        behind = _until(pieces[k + 1 : k + 1 + _BEFORE_VERB])
        verb = next((piece for piece in behind if piece.is_verb), None)
        if verb is not None:
            yield _DOES, _find_kind(verb.tokens[0])
    if prepositions <= {"by"}:
        verb = next((piece for piece in _until(pieces[max(0, first - _BEHIND_VERB) : first][::-1]) if piece.is_verb), None)
        if verb is not None:
            yield _DONE_BY if prepositions else _DONE_TO, _find_kind(verb.tokens[0])


def _find_kind(word: Token) -> str:
    """Return the stem of a verb or another word; to seize or capture is to take."""
    return _TAKE if word.lower in read_words("holding", "taking") else to_plain_form(word)


def _until(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Yield content words up to a mark or a name."""
    for piece in pieces:
        if piece.is_name or piece.tokens[0].kind == "mark":
            return
        yield piece


def _bare(token: Token) -> str:
    return token.lower.removesuffix("'s")


@cache
def _no_surnames() -> frozenset[str]:
    names = read_lexicon("roles")["names"]
    return frozenset({*names["bodies"], *names["places"]})
