"""The objects that rooms hand to one another: frozen, and unable to exist broken.

Spans count characters (Python ``str`` indices, half-open) of a report's text exactly as it was read;
``span.text`` always equals the slice. A span in the headline has ``field == "title"``.
The closed lists are those of the pile format; see ``docs/concepts/words.md``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal, get_args

Field = Literal["text", "title"]
RetellingKind = Literal["reprint", "excerpt", "rewrite", "update", "common_origin"]
ChangeKind = Literal[
    "attribution_lost", "agency_credit_lost", "attribution_gained", "voice_changed", "quote_altered",
    "cue_shifted", "hedge_dropped", "hedge_added", "figure_changed", "date_changed", "name_swapped",
    "label_shifted", "negation_flipped", "omitted", "added",
]  # fmt: skip
LinkKind = Literal["kept", "reworded", "moved", "split", "merged", "omitted", "added"]
Mode = Literal["direct", "indirect", "mixed"]
Force = Literal["assert", "deny", "confirm", "hedge", "accuse", "promise", "demand", "decline", "mental"]
Stance = Literal["affirm", "deny", "concede", "unverified", "other"]
ScopeKind = Literal["whole", "part", "figure", "framing"]
Status = Literal["asserted", "contested", "corroborated", "conceded", "withdrawn"]
OverrulingKind = Literal[
    "same_claim", "other_claim", "stance", "not_a_denial", "not_a_retelling", "other_parent",
    "same_voice", "other_voice", "other_party", "undo",
]  # fmt: skip
OverrulingState = Literal["holds", "undone", "replaced", "stale"]

UNINVOLVED = "uninvolved"
UNKNOWN = "unknown"
_FIELDS = frozenset(get_args(Field))


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(what)


_SHOWN_AS: dict[type, Callable[[Any], str]] = {}


def show_as(kind: type[Shown], draw: Callable[[Any], str]) -> None:
    """Say how notebooks show objects of a kind. The desk does: what is found here is only that they can be shown."""
    _SHOWN_AS[kind] = draw


class Shown:
    """Something that a notebook shows in a form of its own, once the desk has said how."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        draw = next((_SHOWN_AS[kind] for kind in type(self).__mro__ if kind in _SHOWN_AS), None)
        return draw(self) if draw else None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A slice of one report's text or title."""

    start: int
    end: int
    text: str
    field: Field = "text"

    def __post_init__(self) -> None:
        # spans are made by the million: what is wrong is put into words only where something is
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or negative")
        if len(self.text) != self.end - self.start:
            raise ValueError(f"span [{self.start}, {self.end}) does not fit {self.text!r}")
        if self.field not in _FIELDS:
            raise ValueError(f"span in unknown field {self.field!r}")

    @classmethod
    def cut(cls, whole: str, start: int, end: int, field: Field = "text") -> Span:
        """Return the span ``whole[start:end]``."""
        return cls(start, end, whole[start:end], field)

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share a character of the same field."""
        return self.field == other.field and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was judged so: a code for programs, a sentence for people."""

    code: str
    says: str
    weight: float | None = None  # signed contribution in log-odds, where a model gave one


@dataclass(frozen=True)
class Report:
    """One published text by one outlet at one time. ``text`` is exactly what was read."""

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: datetime | None = None  # UTC
    published_precision: Literal["instant", "day"] | None = None
    language: str | None = None  # ISO 639-1
    path: str | None = None  # where it was read, e.g. "pile/reports.jsonl:3"
    title_span: Span | None = None  # where the headline stands, if it was found in the text itself
    body_start: int = 0  # characters of headline, standfirst and date lines before the prose
    id_given: bool = True  # False: made from the name of the file, so another name is no sign of another report

    def __post_init__(self) -> None:
        _require(bool(self.id), "a report needs an id")
        _require((self.published is None) == (self.published_precision is None), "published and its precision go together")
        _require(self.published is None or self.published.utcoffset() is not None, "published needs a time zone (UTC)")

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8 (lone surrogates escaped), in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def published_on(self) -> date | None:
        """The UTC day of publication."""
        return self.published.date() if self.published else None


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that could not be read: where, a code, and what was wrong in words."""

    path: str
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave when it was fetched: the bytes as they came, unpacked, and how they were declared.

    ``url`` is the address that was asked for, as the reports that were read from it name their place; ``final_url`` the one that
    redirects ended at.
    """

    url: str
    final_url: str
    fetched_at: datetime  # UTC
    media_type: str
    charset: str | None
    body: bytes

    def __post_init__(self) -> None:
        _require(self.fetched_at.utcoffset() is not None, "fetched_at needs a time zone (UTC)")

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences of a parent and the sentences of a child made from them. One side is empty for omitted and added."""

    parent_spans: tuple[Span, ...]
    child_spans: tuple[Span, ...]
    kind: LinkKind
    similarity: float = 0.0

    def __post_init__(self) -> None:
        _require((not self.parent_spans) == (self.kind == "added"), "only an added link has no parent spans")
        _require((not self.child_spans) == (self.kind == "omitted"), "only an omitted link has no child spans")
        _require(0.0 <= self.similarity <= 1.0, f"similarity {self.similarity} is outside [0, 1]")


@dataclass(frozen=True, slots=True)
class Change:
    """One noteworthy thing that a retelling changed. ``parent`` and ``child`` are report ids, empty for bare texts."""

    kind: ChangeKind
    before: Span | None
    after: Span | None
    parent: str = ""
    child: str = ""

    def __post_init__(self) -> None:
        _require(self.kind in get_args(ChangeKind), f"unknown change {self.kind!r}")
        _require(self.before is not None or self.after is not None, "a change needs a side")
        _require(self.kind != "omitted" or self.after is None, "omitted has no after")
        _require(self.kind != "added" or self.before is None, "added has no before")


@dataclass(frozen=True, slots=True)
class Alignment(Shown):
    """How a child text relates to a parent text.

    ``passages``: ``((parent_start, parent_end), (child_start, child_end))`` of reused passages, maximal.
    ``sentences``: every sentence of both texts stands in exactly one link.
    """

    passages: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    sentences: tuple[Link, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Retelling:
    """The judgement that ``child`` was made from ``parent``."""

    child: str
    parent: str | None
    kind: RetellingKind
    probability: float
    direction_probability: float
    credited: bool
    share_of_child: float
    reasons: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        _require(self.child != self.parent, "a report does not retell itself")
        for name in ("probability", "direction_probability", "share_of_child"):
            _require(0.0 <= getattr(self, name) <= 1.0, f"{name} is outside [0, 1]")


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of a claim a denial denies: the whole, a part, only its figure, or only its framing (how it is called).

    ``words``: what shows it, in the denial's report; None where nothing does and the whole is meant. ``denied``: the words that are
    denied, in ``denied_report``, where they were found.
    """

    kind: ScopeKind
    words: Span | None = None
    denied_report: str | None = None
    denied: Span | None = None

    def __post_init__(self) -> None:
        _require(self.kind in get_args(ScopeKind), f"unknown scope {self.kind!r}")
        _require(self.kind == "whole" or self.words is not None, "words have to show that less than the whole is denied")
        _require((self.denied_report is None) == (self.denied is None), "words that are denied stand in a report")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source (whose word, or None) + cue + content.

    ``points_back``: the content is only a pointer ("the claim", "the account") to something said elsewhere.
    ``relay``: who passed the words on ("the agency quoted ..."); ``channel``: how they came ("by phone").
    Voice, stance, proposition and, if it denies, its scope are filled in by the ledger, which sees the whole pile.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode
    force: Force = "assert"
    points_back: bool = False
    channel: str | None = None
    relay: Span | None = None
    said_on: date | None = None
    report: str = ""
    id: str = ""
    voice: str | None = None
    stance: Stance = "other"
    stance_probability: float = 1.0
    proposition: str | None = None
    scope: Scope | None = None

    def __post_init__(self) -> None:
        _require(bool(self.content), "an attribution needs content")
        _require(self.scope is None or self.stance == "deny", "only what denies has a scope")

    @property
    def start(self) -> int:
        """The first character that any of its spans covers."""
        return min(span.start for span in (*self.content, self.source, self.cue) if span is not None)

    @property
    def is_implied(self) -> bool:
        """Whether it denies something, and not in so many words."""
        return self.stance == "deny" and self.force != "deny"


@dataclass(frozen=True, slots=True)
class Voice:
    """A person or body whose word it is, resolved across reports.

    ``evidence``: ``(report id, span)`` of every mention it was read from; ``reasons`` say why mentions were merged.
    """

    id: str
    name: str | None
    role: str | None
    affiliation: str | None
    party: str
    mentions: tuple[str, ...]
    evidence: tuple[tuple[str, Span], ...] = ()
    reasons: tuple[Reason, ...] = ()
    stands_for: str | None = None  # the voice id of the body that it speaks for: both are counted as one voice


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that a report gives. ``low`` and ``high`` are the numbers said; None is an open bound.

    ``unit`` as it is written ("tonnes", "$", "percent"), None for what is counted.
    """

    report: str
    what: str
    span: Span
    low: float | None
    high: float | None
    approximate: bool = False
    voice: str | None = None
    as_of: date | None = None
    unit: str | None = None

    @property
    def counted(self) -> str:
        """What it counts, with its unit: "molasses, tonnes"."""
        return self.what if self.unit is None or self.what.split(", ")[-1] == self.unit else f"{self.what}, {self.unit}"


@dataclass(frozen=True, slots=True)
class NameVariants:
    """Names that the pile uses for one place or body, each with the side that uses it (None where the text does not show it)."""

    names: tuple[tuple[str, str | None], ...]
    evidence: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class FirstHand:
    """What is affirmed in a report by somebody who saw it: ``said``, and ``words`` that show that he did."""

    report: str
    said: Span
    words: Span


@dataclass(frozen=True, slots=True)
class Correction:
    """A notice in which an outlet takes back what it had published.

    ``wrong``: the words for what was wrong. ``takes_back``: ``(report id, span)`` of what the outlet's reports had said, as far as the
    pile holds it. ``propositions``: ids of the claims that are taken back.
    """

    report: str
    span: Span
    wrong: Span
    takes_back: tuple[tuple[str, Span], ...] = ()
    propositions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusStep:
    """From the end of day ``as_of`` (UTC) the proposition has ``status``. A None day: as far as is known, always."""

    as_of: date | None
    status: Status


@dataclass(frozen=True, slots=True)
class Merge:
    """Two reports that count as one independent report for a proposition, and why. ``certain`` merges lower both bounds."""

    first: str
    second: str
    certain: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class Proposition(Shown):
    """What is claimed, apart from its wording, and who stands where. ``span`` is the slice that ``text`` was taken from.

    ``first_hand``: where whoever affirms it is shown to have seen it.
    """

    id: str
    text: str
    span: Span
    span_report: str
    affirm: tuple[str, ...]
    deny: tuple[str, ...]
    concede: tuple[str, ...]
    unverified: tuple[str, ...]
    reports: tuple[str, ...]
    stated_as_fact: tuple[tuple[str, Span], ...]
    independent_reports: tuple[int, int]
    affirming_voices: int
    affirming_parties: int
    status: tuple[StatusStep, ...]
    merges: tuple[Merge, ...] = ()
    first_hand: tuple[FirstHand, ...] = ()

    def __post_init__(self) -> None:
        low, high = self.independent_reports
        _require(0 <= low <= high <= len(self.reports), f"independent reports [{low}, {high}] of {len(self.reports)}")
        n_voices = len(self.affirm) + len(self.concede)
        _require(bool(n_voices) <= self.affirming_voices <= n_voices, f"{self.affirming_voices} affirming voices of {n_voices}")

    @property
    def is_contested(self) -> bool:
        """Whether someone affirms it and someone denies it, at any time, be it somebody who is not named."""
        return (bool(self.affirm or self.concede) and bool(self.deny)) or any(step.status == "contested" for step in self.status)


@dataclass(frozen=True, slots=True)
class Overruling:
    """An analyst's decision against what was found: what, about what, by whom and why. It is never altered; another one undoes it.

    ``about``: JSON. What it is about is named by texts and characters, for the ids of claims, voices and attributions move when the
    pile grows. ``undoes``: the number of the overruling that it takes back. ``state`` is that in the picture which carries it:
    ``replaced`` if a later one decides the same otherwise, ``stale`` if what it is about is not found there.
    """

    number: int
    made_at: datetime  # UTC
    who: str | None
    why: str | None
    kind: OverrulingKind
    about: str = "{}"
    undoes: int | None = None
    state: OverrulingState = "holds"

    def __post_init__(self) -> None:
        _require(self.number > 0, "overrulings are counted from 1")
        _require(self.kind in get_args(OverrulingKind), f"unknown kind of overruling {self.kind!r}")
        _require((self.kind == "undo") == (self.undoes is not None), "an undo names what it undoes, and nothing else does")
        _require(self.made_at.utcoffset() is not None, "made_at needs a time zone (UTC)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind one thing of a picture: a number, a list or a judgement, unfolded down to spans and reasons.

    ``thing`` names it, as in ``p1.affirming_voices``. ``value`` is what the export gives for it. If it ``is_tally``, the value is the
    number of the parts, or the list of the things that they are. ``spans``: ``(report id, span)``.
    """

    thing: str
    says: str
    value: Any = None
    is_tally: bool = False
    spans: tuple[tuple[str, Span], ...] = ()
    reasons: tuple[Reason, ...] = ()
    parts: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        things = [part.thing for part in self.parts]
        holds = self.value in (len(things), things) or not self.is_tally
        _require(holds, f"{self.thing} is {self.value!r} and unfolds into {things}")
        _require(not self.is_tally or len({*things}) == len(things), f"{self.thing} counts something twice: {things}")


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that was found in a pile. The same pile gives the same picture in whatever order it was read."""

    reports: tuple[Report, ...] = ()
    skipped: tuple[Skip, ...] = ()
    duplicates: int = 0  # how many times a text came again after the first
    origins: tuple[tuple[str, ...], ...] = ()
    retellings: tuple[Retelling, ...] = ()
    changes: tuple[Change, ...] = ()
    voices: tuple[Voice, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    figures: tuple[Figure, ...] = ()
    names: tuple[NameVariants, ...] = ()
    unmeasured: tuple[tuple[str, Reason], ...] = field(default=())  # (report id, why its claims were not measured)
    overrulings: tuple[Overruling, ...] = ()  # the whole log, in order
    corrections: tuple[Correction, ...] = ()
