"""Quantities that a text gives, with their bounds, what they count, and whose they are.

A figure keeps the bounds that were said: "at least 40" has no upper one. Ages, dates, years, ranks, lengths of time and
distances between places are no figures, nor are small bare numbers that no event stands beside.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sayso.claims.as_of import Days
from sayso.claims.continued import Continued
from sayso.claims.events import event_of
from sayso.claims.grammar import in_group
from sayso.claims.roles import find_role
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Attribution, Span
from sayso.settings import ClaimSettings
from sayso.text import Document, Quantity, Token

_KINDS = {"count", "percent", "money", "measure"}
_SETTINGS = ClaimSettings()
_PEOPLE_EVENTS = ("killed", "gathered", "injured", "missing", "arrested", "displaced", "ill", "captured")
_GATHERED = "gathered"  # told of people only: "four points" beside "the turnout" are none
_KILOMETRE = 1000.0  # metres: what is told in kilometres or miles
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_SHARE_WORDS = 6
_MAGNITUDE = "magnitude"
_HOURS = 24
UNSAID = "number"  # what is counted where nothing is said
_QUOTES = "\"“”«»„‘’'"
_ENDS_CLAUSE = {".", ";", ":"}


@dataclass(frozen=True, slots=True)
class LocalFigure:
    """A figure of one text; ``attribution`` is the index of the attribution whose content holds it, or None."""

    what: str
    span: Span
    low: float | None
    high: float | None
    approximate: bool
    attribution: int | None
    as_of: date | None
    unit: str | None = None  # as it is written: "tonnes", "$", "percent"; None for what is only counted


@dataclass(frozen=True, slots=True)
class _Counted:
    """What stands around a number: the noun that it counts, what happened to that, and where the phrase ends."""

    noun: str
    event: str | None
    end: int


def find_figures(
    document: Document, attributions: Sequence[Attribution], published: date | None = None, continued: Sequence[Continued] = ()
) -> tuple[LocalFigure, ...]:
    """Return the figures of a text in order. ``continued``: the sentences in which attributions go on."""
    found: list[LocalFigure] = []
    owners = _Owners(attributions, continued)
    days: Days | None = None  # of the sentence at hand
    reach = 0
    for at, quantity in enumerate(document.quantities):
        sentence = document.sentence_at(quantity.start)
        if sentence is None or quantity.start < reach or not _may_be_figure(quantity):
            continue
        tokens = document.tokens_of_sentence[sentence.index]
        whole = _find_whole(document, at, tokens)
        after = next((each for each in document.quantities[at + 1 :] if _may_be_figure(each)), None)
        up_to = after.start if after is not None and after.start < sentence.end else sentence.end
        counted = _read_counted(tokens, whole or quantity, document.text, up_to)
        owner = owners.find(quantity)
        beside = _Beside(tokens, quantity)
        is_bare = quantity.kind == "count" and counted.event is None and not counted.noun
        told = found[-1].as_of if found and found[-1].span.start >= sentence.start else None
        if days is None or quantity.start >= days.end:
            days = Days(document, sentence, published)
        own_day = days.find(quantity, told, is_bare=is_bare)
        is_second = owner is not None and _is_count_alone(attributions[owner], quantity)
        is_again = is_second or beside.is_put() or beside.is_compared() or beside.is_part() or (own_day is not None and told is not None)
        again = found[-1].what if found and found[-1].unit is None and is_bare and is_again else None
        is_telling = again is not None or whole is not None or _is_telling(quantity, counted, beside, is_said=owner is not None)
        is_past = is_bare and own_day is None and beside.is_earlier()
        if beside.is_refuted() or beside.is_difference() or is_past or not is_telling:
            continue
        end = max(quantity.end, counted.end, whole.end if whole else 0)
        reach = quantity.end if whole else end
        said_on = attributions[owner].said_on if owner is not None else None
        as_of = own_day or said_on or published
        if owner is None and again is not None and beside.is_compared():
            owner = found[-1].attribution
        if owner is not None and attributions[owner].force == "deny":
            owner = None  # whoever denies a number does not give it
        span = Span.cut(document.text, quantity.start, end)
        name, unit = again or beside.name_more(_name(quantity, counted)), _read_unit(quantity, document.text)
        found.append(LocalFigure(name, span, quantity.low, quantity.high, quantity.approximate, owner, as_of, unit))
    return tuple(found)


def _is_count_alone(said: Attribution, quantity: Quantity) -> bool:
    """Return whether somebody says nothing but a number, of what another had counted: "police counted 28, the hospitals | 35"."""
    return len(said.content) == 1 and (said.content[0].start, said.content[0].end) == (quantity.start, quantity.end)


def _may_be_figure(quantity: Quantity) -> bool:
    return quantity.kind in _KINDS and quantity.unit not in read_lexicon("figures")["units"]["time"]


# -- what is counted -----------------------------------------------------------------------------------------------------


def _find_whole(document: Document, at: int, tokens: Sequence[Token]) -> Quantity | None:
    """Return the second number of "17 of the 64 stations": the figure is the first, the noun stands behind the second."""
    quantities = document.quantities
    if at + 1 >= len(quantities) or quantities[at].kind != "count" or quantities[at + 1].kind != "count":
        return None
    first, second = quantities[at], quantities[at + 1]
    between = [t.lower for t in tokens if first.end <= t.start < second.start]
    is_part = between[:1] == ["of"] and len(between) <= 3 and all(word in read_words("function_words", "all") for word in between)
    return second if is_part else None


def _read_unit(quantity: Quantity, text: str) -> str | None:
    """Return the unit of a quantity as it is written: "tonnes", "$", "percent"; None for a count."""
    if quantity.kind == "count":
        return None
    behind = text[quantity.number_end : quantity.end].strip(" -‑\u00a0").lower()
    if quantity.kind == "percent":
        return quantity.kind
    many = f"{behind}s" if f"{behind}s" in read_lexicon("numbers")["measures"] else behind  # "a 40-tonne lorry"
    return (quantity.unit if quantity.kind == "money" else many) or quantity.unit


def _read_counted(tokens: Sequence[Token], quantity: Quantity, text: str, up_to: int) -> _Counted:
    """Return what stands around a number; ``up_to``: where the next one of the sentence begins, or where the sentence ends."""
    before = next((t for t in reversed(tokens) if t.end <= quantity.start), None)
    if before is not None and quantity.kind == "count" and before.lower in read_words("figures", "magnitudes"):
        return _Counted(_MAGNITUDE, None, quantity.end)
    noun, end = _read_part(tokens, quantity) or _read_noun(tokens, quantity, text)
    if not noun and quantity.kind == "count" and (named := _read_number_of(tokens, quantity)) is not None:
        return _Counted(*named, end)
    is_around = bool(noun) and before is not None and before.lower in read_words("figures", "around")
    event = _find_event(tokens, quantity, up_to, is_around=is_around)
    people = read_words("figures", "people")
    return _Counted(noun, None if event == _GATHERED and noun and noun not in people | event_of().keys() else event, end)


def _read_number_of(tokens: Sequence[Token], quantity: Quantity) -> tuple[str, str | None] | None:
    """Return noun and event in "put the number of guests at 31", "the number of miners killed rose to 17"; None where neither is named."""
    before = [token for token in tokens if token.end <= quantity.start]
    at = next(
        (k for k in range(len(before) - 1, 0, -1) if before[k].lower == "of" and before[k - 1].lower in read_words("figures", "numbers")),
        None,
    )
    if at is None or any(token.text in _ENDS_CLAUSE or _is_number(token) for token in before[at:]):
        return None
    named: list[str] = []
    for token in before[at + 1 :]:
        if token.lower in event_of():
            return " ".join(named), event_of()[token.lower]
        if token.kind != "word" or token.lower in read_words("function_words", "all") or token.lower in _verbs():
            break
        if named and token.lower.endswith("ed"):
            break
        named.append(token.lower)
    return (" ".join(named[: _SETTINGS.figure_noun_words]), None) if named else None


def _read_part(tokens: Sequence[Token], quantity: Quantity) -> tuple[str, int] | None:
    """Return what those are who are some of others that were counted before: "40 of whom were children", "three of them foreigners"."""
    behind = [token for token in tokens if token.start >= quantity.end]
    if [token.lower for token in behind[:1]] != ["of"] or len(behind) < 3 or behind[1].lower not in read_words("figures", "them"):
        return None
    at = 2
    while at < len(behind) and (in_group(behind[at].lower, "forms_of_be") or in_group(behind[at].lower, "adverbs")):
        at += 1
    noun = behind[at] if at < len(behind) else None
    is_noun = (
        noun is not None and noun.kind == "word" and noun.lower not in read_words("function_words", "all") | _verbs() | event_of().keys()
    )
    return (noun.lower, noun.end) if noun is not None and is_noun and not noun.lower.endswith(("ed", "ing")) else None


def _read_noun(tokens: Sequence[Token], quantity: Quantity, text: str) -> tuple[str, int]:
    """Return the noun phrase right behind a number, lower-cased, and where it ends; "of" and closing marks may stand between."""
    functional = read_words("function_words", "all")
    is_vague = quantity.high is None or text[quantity.end - 1 : quantity.end] in _QUOTES
    words: list[Token] = []
    behind = [t for t in tokens if t.start >= quantity.end]
    for k, token in enumerate(behind):
        if not words and k < 3 and _stands_between(behind, k, is_vague=is_vague):
            continue
        if not words and token.lower in read_words("figures", "given"):
            break
        stops = token.kind != "word" or token.lower in functional or token.lower in _verbs() or len(words) >= _SETTINGS.figure_noun_words
        if stops or token.lower in _times() or (words and (token.lower in event_of() or token.lower.endswith("ed"))):
            break
        words.append(token)
    if not words or (len(words) == 1 and words[0].lower.endswith("ed") and words[0].lower not in event_of()):  # "thousands lined the quays"
        return "", quantity.end
    return " ".join(token.lower for token in words), words[-1].end


def _stands_between(behind: Sequence[Token], k: int, *, is_vague: bool) -> bool:
    """Return whether a token may stand between a number and its noun: a mark, "more", and behind a vague number "of"."""
    token = behind[k]
    links = read_words("figures", "between")
    linked = token.lower in links and (is_vague or k > 0)
    is_aside = token.text == "," and is_vague and k + 1 < len(behind) and behind[k + 1].lower in links  # "hundreds, of whom"
    return token.text in _QUOTES or is_aside or linked or token.lower in read_words("figures", "comparatives")


@cache
def _times() -> frozenset[str]:
    return frozenset({*read_lexicon("numbers")["days"]["names"], *read_words("figures", "time_words")})


@cache
def _ends() -> frozenset[str]:
    return read_words("grammar", "clause_openers") | read_words("grammar", "joining")


@cache
def _verbs() -> frozenset[str]:
    return read_words("grammar", "auxiliaries") | read_words("grammar", "irregular_pasts")


def _find_event(tokens: Sequence[Token], quantity: Quantity, up_to: int, *, is_around: bool) -> str | None:
    """Return what happened to what is counted, from the nearest word that tells: right before the number, behind it, then before it.

    ``up_to``: where the next number begins. "Killed" right before that one is told of it: "two clinics killed nine".
    ``is_around``: it counts when or where something happened, which is told before it: "killed in 12 raids".
    """
    beside = _Beside(tokens, quantity)
    if beside.is_whole() or beside.is_alive():
        return None
    behind = [t for t in tokens if t.start >= quantity.end][: _SETTINGS.event_reach_words]
    before = [t for t in tokens if t.end <= quantity.start][: -_SETTINGS.event_reach_words - 1 : -1]
    before = [] if is_around else before[: next((k for k, t in enumerate(before) if _begins_anew(t.lower)), len(before))]
    behind = behind[: next((k for k, t in enumerate(behind) if k and _is_number(t)), len(behind))]  # what is told behind is of that one
    between = [t for t in tokens if quantity.end <= t.start < up_to]
    if len(between) > 1 and between[-1].lower in event_of() and not in_group(between[-2].lower, "forms_of_be"):
        behind = behind[: len(between) - 1]
    if beside.is_of_toll():  # "the toll in the fire at ... rose to 11"
        since = itertools.takewhile(lambda t: not _is_number(t), (t for t in reversed(tokens) if t.end <= quantity.start))
        far = [t for t in since if t.lower in read_words("figures", "tolls")]
        return next((event_of()[token.lower] for token in (*before, *behind, *far) if token.lower in event_of()), None)
    told = (*before, *behind) if behind and behind[0].text == "," else (*before[:1], *behind, *before[1:])  # "the toll stands at six, ..."
    return next((event_of()[token.lower] for token in told if token.lower in event_of()), None)


def _begins_anew(word: str) -> bool:
    """Return whether a verb before a number tells of something else than the event before it: "killed nine and put 260 in hospital"."""
    if word in event_of() or word in read_words("figures", "toll_verbs"):
        return False
    return word in read_words("grammar", "irregular_pasts") or word in read_words("figures", "putting") or word.endswith("ed")


# -- what is worth telling -----------------------------------------------------------------------------------------------


class _Beside:
    """The tokens right before and right behind a quantity."""

    def __init__(self, tokens: Sequence[Token], quantity: Quantity) -> None:
        first = next((k for k, t in enumerate(tokens) if t.start >= quantity.start), len(tokens))
        last = next((k for k, t in enumerate(tokens) if t.start >= quantity.end), len(tokens))
        self.written = "".join(t.text for t in tokens[first:last])
        self.before = tokens[max(0, first - 3) : first]
        self.lead = tokens[max(0, first - _SHARE_WORDS) : first]
        self.behind = tokens[last : last + 4]
        self.rest = tokens[last : last + _SETTINGS.event_reach_words + 2]

    def is_number_of_name(self) -> bool:
        """Return whether it stands in a name: "Hall 4", "Block 7", "No. 12"."""
        last = self.before[-1] if self.before else None
        if last is not None and last.lower in read_lexicon("numbers")["months"]:
            return False  # "in March at least 212 people died"
        if last is not None and last.text == "." and len(self.before) > 1 and self.before[-2].lower in read_words("figures", "name_leads"):
            return True  # "No. 2"
        if (
            last is None
            or last.lower in read_words("function_words", "all") - read_words("figures", "name_leads")
            or last.lower in _times()
        ):
            return False
        return (last.is_capitalised and len(self.before) > 1) or last.lower in read_words("figures", "name_leads")

    def is_refuted(self) -> bool:
        """Return whether it is said to be wrong: "two were killed, not 20"."""
        return bool(self.before) and self.before[-1].lower in read_words("figures", "refuted")

    def is_difference(self) -> bool:
        """Return whether it tells how far two numbers are apart: "four more than the coastguard", "three fewer than that"."""
        behind = [token.lower for token in self.behind[:2]]
        return len(behind) > 1 and behind[0] in read_words("figures", "comparatives") and behind[1] == "than"

    def name_more(self, name: str) -> str:
        """Return what is counted, told apart from a whole where it comes on top of one or off it: "six more bodies" are no toll of six."""
        label = next(
            (word for word, words in read_lexicon("figures")["on_top"].items() if self.behind and self.behind[0].lower in words), ""
        )
        return f"{label} {name}" if label and name != UNSAID else name

    def is_alive(self) -> bool:
        """Return whether those counted turned out to live: "five people it had listed as dead had been found alive"."""
        return any(token.lower in read_words("figures", "alive") for token in self.rest)

    def is_of_toll(self) -> bool:
        """Return whether a toll is said to be at it: "put the toll at 44, with 23 people missing", "had reached 17 after ..."."""
        words = [token.lower for token in self.lead]
        verbs = read_words("figures", "toll_verbs") | read_words("figures", "putting")
        after = self.behind[0] if self.behind else None
        bare = after is None or after.kind == "mark" or in_group(after.lower, "prepositions") or after.lower in _ends()
        leads = words[-1:] and (words[-1] in read_words("figures", "toll_leads") or words[-1] in read_words("figures", "toll_verbs"))
        return bool(bare and leads and not verbs.isdisjoint(words[-_SHARE_WORDS:]))

    def is_put(self) -> bool:
        """Return whether it is what somebody puts a number at that was given before: "put the number at nine", "the army has said four"."""
        words = [token.lower for token in self.lead]
        says = words[-1:] and (in_group(words[-1], "forms_of_say") or words[-1] in read_lexicon("figures")["tallying"]["plain"])
        if says and self.behind and self.behind[0].text in {".", ";", ","}:
            return True
        is_true = words[-1:] and in_group(words[-1], "forms_of_be") and words[-2:-1] and words[-2] in read_words("figures", "again")
        return bool(is_true) or self._is_put_at()

    def _is_put_at(self) -> bool:
        words = [token.lower for token in self.lead]
        verb = next((k for k in range(len(words) - 1, -1, -1) if words[k] in read_words("figures", "putting")), None)
        is_put = words[-1:] in (["at"], ["as"]) and verb is not None
        what = words[verb:-1] if is_put else []
        return bool(what) and (what[-1] in read_words("figures", "put_what") or (what[-1] in event_of() and "of" in what))

    def is_part(self) -> bool:
        """Return whether something was done to some of those before: "inspectors visited 24 bakeries and closed five of them"."""
        words = [token.lower for token in self.behind[:3]]
        does = len(words) > 2 and (words[2] in _verbs() or words[2].endswith("ed"))
        return words[:1] == ["of"] and len(words) > 1 and words[1] in read_words("figures", "them") and not does

    def is_compared(self) -> bool:
        """Return whether it is what the number before was compared with: "410 cases, compared with 365 a day earlier"."""
        words = [token.lower for token in self.lead]
        return any(" ".join(words[-n:]) in read_words("figures", "compared") for n in (1, 2, 3))

    def is_earlier(self) -> bool:
        """Return whether a bare number tells only from where one rose or fell: "rose to 63 from 44", "up from 11"."""
        words = [token.lower for token in self.lead]
        changes = read_words("figures", "toll_verbs") | read_words("figures", "changing")
        return words[-1:] == ["from"] and any(word in changes for word in words)

    def is_frequency(self) -> bool:
        """Return whether it is where a station is heard: "94.1 FM"."""
        return any(t.lower in read_words("figures", "frequencies") for t in (*self.behind[:1], *self.before[-1:]))

    def is_fraction(self) -> bool:
        """Return whether it only makes a share: "two thirds of the city", "one in three houses"."""
        is_in = [t.lower for t in self.behind[:1]] == ["in"] and len(self.behind) > 1 and _is_number(self.behind[1])
        of_in = len(self.before) > 1 and self.before[-1].lower == "in" and _is_number(self.before[-2])
        return is_in or of_in or any(t.lower in read_words("figures", "fractions") for t in self.behind[:1])

    def is_whole(self) -> bool:
        """Return whether it counts all of what only a part is told of: "half of the city's 80,000 inhabitants had fled"."""
        at = next((k for k in range(len(self.lead) - 1, -1, -1) if self.lead[k].lower == "of"), 0)
        return at > 0 and self.lead[at - 1].lower in read_words("figures", "parts")

    def is_age(self) -> bool:
        """Return whether it is somebody's age: "Mara Ojala, 61, said", "a farmer of 68", "her son, 6,", "aged 5 and 7", "died at 91"."""
        led = next((t for t in reversed(self.lead) if not (_is_number(t) or t.text == "," or t.lower == "and")), None)
        if led is not None and led.lower in read_lexicon("numbers")["ages"]["leads"]:
            return True
        if len(self.before) < 2:
            return False
        last, noun = self.before[-1], self.before[-2]
        if last.lower == "at" and noun.lower in read_words("figures", "dying"):
            return self.written.isdigit() and int(self.written) > _HOURS
        behind = self.behind[0].lower if self.behind else ""
        if behind not in {",", ".", ";", ")"}:
            is_done = behind in read_words("grammar", "auxiliaries") or behind in event_of()
            return last.lower == "of" and noun.lower in read_words("figures", "kin") and is_done
        is_apposed = noun.is_capitalised or noun.lower in read_words("figures", "kin") or find_role([noun.lower], 0) is not None
        return (last.text == "," and is_apposed) or (last.lower == "of" and find_role([noun.lower], 0) is not None)

    def is_hour(self) -> bool:
        """Return whether it is a time of day: "at about three on Monday", "at nine in the evening"."""
        led = any(t.lower in read_words("figures", "hour_leads") for t in self.before[-2:]) and not self._is_put_at()
        if led and _CLOCK.fullmatch(self.written):
            return True
        if self.written.isdigit() and int(self.written) > _HOURS and len(self.written) != len("1530"):
            return False
        words = [t.lower for t in self.behind]
        days = {*read_lexicon("numbers")["days"]["names"], *read_words("grammar", "times")}
        return led and words[:1] != [] and words[0] in read_words("figures", "hour_tails") and any(word in days for word in words[1:])

    def is_way_off(self) -> bool:
        """Return whether a distance only tells where something lies: "19 km away", "four miles north of the town"."""
        return any(t.lower in read_words("figures", "directions") for t in self.behind[:2])

    def is_set_apart(self) -> bool:
        """Return whether it opens its sentence, or a word brings in a figure: "rose to 11", "the licence allows 1,500"."""
        return not self.before or self.before[-1].text in _QUOTES or self.before[-1].lower in read_words("figures", "bare_leads")


def _is_number(token: Token) -> bool:
    return token.kind == "number" or token.lower in read_lexicon("numbers")["units"]


def _is_telling(quantity: Quantity, counted: _Counted, beside: _Beside, *, is_said: bool) -> bool:
    """Return whether a quantity may be about the event. A way in kilometres is geography, unless somebody says it."""
    if quantity.kind == "measure":
        return quantity.unit != "metre" or not (beside.is_way_off() or (quantity.factor >= _KILOMETRE and not is_said))
    if quantity.kind != "count":
        return True
    decimal = any(bound is not None and bound != int(bound) for bound in (quantity.low, quantity.high))
    is_name = beside.is_number_of_name() and not decimal
    if beside.is_frequency() or is_name or beside.is_age() or beside.is_hour() or beside.is_fraction() or _counts(counted, "never"):
        return False
    if counted.event is not None or _counts(counted, "always"):
        return True
    size = max(quantity.low or 0, quantity.high or 0)
    if counted.noun:
        return size >= _SETTINGS.least_bare_figure or quantity.low != quantity.high
    bounded = quantity.low != quantity.high or quantity.approximate
    return decimal or (size >= _SETTINGS.least_bare_figure and (bounded or beside.is_set_apart()))


def _counts(counted: _Counted, group: str) -> bool:
    """Return whether what is counted is in a list of nouns."""
    return not read_words("figures", group).isdisjoint(counted.noun.split()[:1])


def _name(quantity: Quantity, counted: _Counted) -> str:
    """Return what a figure counts in a few words: "soldiers killed", "tonnes", "percent"."""
    units = read_lexicon("figures")["units"]
    thing = counted.noun if counted.noun not in event_of() else ""
    if quantity.kind in ("percent", "money"):
        return f"{thing}, {quantity.unit or quantity.kind}".strip(", ")
    if quantity.kind == "measure":
        return thing or units.get(quantity.unit or "", quantity.unit or "measure")
    people = read_words("figures", "people")
    return " ".join(filter(None, (thing or (next(iter(people)) if counted.event in _PEOPLE_EVENTS else ""), counted.event))) or UNSAID


class _Owners:
    """Whose a quantity is; asked for quantities in the order of the text."""

    def __init__(self, attributions: Sequence[Attribution], continued: Sequence[Continued]) -> None:
        sizes = [sum(part.end - part.start for part in attribution.content) for attribution in attributions]
        spans = [(part.start, part.end, k) for k, each in enumerate(attributions) for part in each.content if part.field == "text"]
        self._coming = sorted(((start, end, sizes[k], k) for start, end, k in (*spans, *continued)), reverse=True)
        self._open: list[tuple[int, int, int]] = []  # (end, size, attribution) of content that began before

    def find(self, quantity: Quantity) -> int | None:
        """Return the attribution whose content holds a quantity, the smallest if several do."""
        while self._coming and self._coming[-1][0] <= quantity.number_start:
            self._open.append(self._coming.pop()[1:])
        self._open = [part for part in self._open if part[0] > quantity.number_start]
        holding = [(size, k) for end, size, k in self._open if quantity.number_end <= end]
        return min(holding)[1] if holding else None
