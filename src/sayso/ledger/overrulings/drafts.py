"""From the ids of a picture to an overruling, which names what it is about by texts and characters."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, get_args

from sayso.errors import NotFound, UsageError
from sayso.ledger.called import Called
from sayso.ledger.overrulings.anchors import Json, anchor_claim, anchor_report, anchor_statement, anchor_voice
from sayso.model import Overruling, OverrulingKind, Picture, Stance

# What each kind is about: the roles of its things, in the order in which they are named. A role in brackets may be left out.
# Of a statement that leaves a claim the log keeps that one, too, as ``left``.
KINDS: Mapping[OverrulingKind, tuple[str, ...]] = {
    "same_claim": ("claim", "other"),
    "other_claim": ("statement", "[claim]"),
    "stance": ("statement", "stance"),
    "not_a_denial": ("statement",),
    "not_a_retelling": ("child", "parent"),
    "other_parent": ("child", "parent"),
    "same_voice": ("voice", "other"),
    "other_voice": ("statement", "[voice]"),
    "other_party": ("voice", "party"),
}


_MOST_WORDS = 4_000  # characters of a reason
_MOST_NAMES = 400  # of a name


class Signature(NamedTuple):
    """When, by whom and why something is overruled."""

    made_at: datetime
    who: str | None
    why: str | None


def draft_overruling(kind: str, things: Sequence[str], picture: Picture, signed: Signature) -> Overruling:
    """Return an overruling about things that a picture has. Its number is given to it by the log.

    Raises:
        UsageError: ``unknown_kind``; ``bad_things``; ``no_reason``; ``too_long``; ``nothing_to_overrule``, if it is so already.
        NotFound: ``unknown_claim`` and so on, if the picture has no such thing.
    """
    known = next((each for each in KINDS if each == kind.replace("-", "_")), None)
    if known is None:
        raise UsageError("unknown_kind", f"there is no overruling {kind!r}", allowed=", ".join(_dash(each) for each in KINDS))
    if not (signed.why or "").strip():
        raise UsageError("no_reason", "an overruling needs a reason", do='Say why: --why "..."')
    _require_signed(signed)
    roles = _require_roles(known, things)
    about = _ABOUT[known](Called(picture), *(roles.get(role.strip("[]")) for role in KINDS[known]))
    return Overruling(1, *signed, known, write_about({role: each for role, each in about.items() if each is not None}))


def draft_undo(number: int, signed: Signature) -> Overruling:
    """Return an overruling that takes another one back.

    Raises:
        UsageError: ``too_long``.
    """
    _require_signed(signed)
    return Overruling(1, *signed, "undo", undoes=number)


def write_about(about: Json) -> str:
    """Return JSON that people can read, in any language; half a character is escaped."""
    text = json.dumps(about, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(about)


def _require_short(what: str, words: str, most: int) -> None:
    """Pass if words may go into the log, which every export carries."""
    if len(words) > most:
        raise UsageError("too_long", f"{what} has {len(words):,} characters", allowed=f"up to {most:,}")


def _require_signed(signed: Signature) -> None:
    _require_short("--why", signed.why or "", _MOST_WORDS)
    _require_short("--who", signed.who or "", _MOST_NAMES)


def _dash(kind: str) -> str:
    return kind.replace("_", "-")


def _require_roles(kind: OverrulingKind, things: Sequence[str]) -> dict[str, str]:
    """Return the things by their roles."""
    roles = KINDS[kind]
    n_needed = sum(not role.startswith("[") for role in roles)
    if not n_needed <= len(things) <= len(roles):
        allowed = f"{_dash(kind)} {' '.join(role.upper() for role in roles)}"
        raise UsageError("bad_things", f"{_dash(kind)} is not about {len(things)} things", allowed=allowed)
    return dict(zip((role.strip("[]") for role in roles), things, strict=False))


def _require_change(changes: bool, what: str) -> None:
    """Pass if the overruling changes anything.

    Raises:
        UsageError: ``nothing_to_overrule``.
    """
    if not changes:
        raise UsageError("nothing_to_overrule", what)


def _claim(called: Called, id_: str) -> Json:
    return anchor_claim(called.claim(id_), called.said_of[id_], called.reports)


def _voice(called: Called, id_: str) -> Json:
    return anchor_voice(called.voice(id_), called.said_by[id_], called.reports)


def _statement(called: Called, id_: str) -> Json:
    said = called.statement(id_)
    return anchor_statement(said, called.reports[said.report])


def _same_claim(called: Called, one: str, other: str) -> Json:
    about = {"claim": _claim(called, one), "other": _claim(called, other)}
    _require_change(one != other, f"{one} is named twice")
    return about


def _other_claim(called: Called, statement: str, claim: str | None) -> Json:
    now = called.statement(statement).proposition
    left = _claim(called, now) if now else None
    about = {"statement": _statement(called, statement), "claim": _claim(called, claim) if claim else None, "left": left}
    _require_change(now != claim or now is None, f"{statement} is about {claim} already")
    return about


def _stance(called: Called, statement: str, stance: str | None) -> Json:
    said = called.statement(statement)
    if stance not in get_args(Stance):
        raise UsageError("unknown_stance", f"there is no stance {stance!r}", allowed=", ".join(get_args(Stance)))
    if said.proposition is None:
        raise NotFound("no_claim", f"{statement} is about no claim that is listed", do="Put it to one first: sayso overrule other-claim")
    _require_change(said.stance != stance, f"{statement} has the stance {stance} already")
    return {"statement": _statement(called, statement), "claim": _claim(called, said.proposition), "stance": stance}


def _not_a_denial(called: Called, statement: str) -> Json:
    said = called.statement(statement)
    _require_change(said.stance == "deny", f"{statement} is not counted as a denial")
    return {"statement": _statement(called, statement), "claim": _claim(called, said.proposition or "")}


def _not_a_retelling(called: Called, child: str, parent: str) -> Json:
    about = _reports(called, child, parent)
    pairs = [{edge.child, edge.parent} for edge in called.picture.retellings]
    is_one = any(child in origin and parent in origin for origin in called.picture.origins)
    _require_change(is_one or {child, parent} in pairs, f"{child} and {parent} are not counted as a retelling")
    return about


def _other_parent(called: Called, child: str, parent: str) -> Json:
    about = _reports(called, child, parent)
    is_so = any((edge.child, edge.parent) == (child, parent) and edge.kind != "excerpt" for edge in called.picture.retellings)
    _require_change(not is_so, f"{parent} is the parent of {child} already")
    return about


def _reports(called: Called, child: str, parent: str) -> Json:
    about = {"child": anchor_report(called.report(child)), "parent": anchor_report(called.report(parent))}
    _require_change(child != parent, f"{child} is named twice")
    return about


def _same_voice(called: Called, one: str, other: str) -> Json:
    about = {"voice": _voice(called, one), "other": _voice(called, other)}
    _require_change(one != other, f"{one} is named twice")
    return about


def _other_voice(called: Called, statement: str, voice: str | None) -> Json:
    about = {"statement": _statement(called, statement), "voice": _voice(called, voice) if voice else None}
    now = called.statement(statement).voice
    _require_change(now != voice or now is None, f"{statement} is the word of {voice} already")
    return about


def _other_party(called: Called, voice: str, party: str) -> Json:
    _require_short("the party", party, _MOST_NAMES)
    about = {"voice": _voice(called, voice), "party": party.strip()}
    if not about["party"]:
        raise UsageError("bad_things", "a party needs a name", allowed="a name, uninvolved or unknown")
    _require_change(called.voice(voice).party != about["party"], f"{voice} speaks for {party} already")
    return about


_ABOUT: Mapping[OverrulingKind, Callable[..., dict[str, Any]]] = {
    "same_claim": _same_claim,
    "other_claim": _other_claim,
    "stance": _stance,
    "not_a_denial": _not_a_denial,
    "not_a_retelling": _not_a_retelling,
    "other_parent": _other_parent,
    "same_voice": _same_voice,
    "other_voice": _other_voice,
    "other_party": _other_party,
}
