"""From the name of a thing to its evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, get_args

from sayso.errors import NotFound
from sayso.ledger.called import Called
from sayso.ledger.evidence import claims, things
from sayso.ledger.evidence.overruled import Thing, find_overruled
from sayso.ledger.overrulings.log import explain_overruling
from sayso.model import ChangeKind, Evidence, OverrulingState, Picture

_ALLOWED = "p1, p1.status, v3, a12, f4, x1, o2, n1, c1, r05, 'r05>r01', or {wholes}; report:p1 is the report of that id"
_IN_FORCE = "in_force"
# What the whole picture counts: the name, what it says, and the things that are counted.
_WHOLE: Mapping[str, tuple[str, Callable[[Called], list[Evidence]]]] = {
    "reports": ("reports that were read", lambda c: [Evidence(each.id, each.path or "", each.outlet) for each in c.picture.reports]),
    "skipped": (
        "what could not be read",
        lambda c: [Evidence(f"skipped {n}: {each.path}", each.what, each.code) for n, each in enumerate(c.picture.skipped, 1)],
    ),
    "origins": ("independent reports, all claims aside", lambda c: [things.explain_origin(c, each) for each in c.origins]),
    "retellings": (
        "reports made from another, or with a part of another in them",
        lambda c: [things.explain_retelling(c, each) for each in c.picture.retellings],
    ),
    "retold": ("reports made from another", lambda c: [things.explain_child(c, each) for each in _children(c)]),
    "changes": ("what retellings changed", lambda c: things.explain_changes(c, get_args(ChangeKind))),
    "claims": ("claims that are listed", lambda c: [Evidence(each.id, each.text) for each in c.picture.propositions]),
    "contested": (
        "claims that someone affirms and someone denies",
        lambda c: [Evidence(each.id, each.text) for each in c.picture.propositions if each.is_contested],
    ),
    "parties": ("sides that voices speak for", things.explain_sides),
    "voices": ("people and bodies whose word it is", lambda c: [things.explain_voice(c, each) for each in c.picture.voices]),
    "figures": ("figures that reports give", lambda c: [things.explain_figure(c, name) for name in c.figures]),
    "conflicts": ("days on which voices are at odds over a figure", lambda c: [things.explain_conflict(c, name) for name in c.conflicts]),
    "corrections": (
        "notices in which an outlet takes back what it had published",
        lambda c: [things.explain_correction(name, each) for name, each in c.corrections.items()],
    ),
    "names": (
        "places and bodies with more than one name",
        lambda c: [things.explain_names(name, each) for name, each in c.named.items()],
    ),
    "unmeasured": (
        "reports that were read and counted, but not searched for claims",
        lambda c: [Evidence(report, reason.says, reason.code) for report, reason in c.picture.unmeasured],
    ),
    "overrulings": (
        "decisions against what was found",
        lambda c: [Evidence(name, each.kind, each.state, reasons=(explain_overruling(each),)) for name, each in c.overrulings.items()],
    ),
}


def _children(called: Called) -> list[str]:
    return [*dict.fromkeys(each.child for each in called.picture.retellings)]


def explain(picture: Picture, thing: str, parent: str | None = None) -> Evidence:
    """Return the evidence of a thing: of a claim, a number of it, a voice, a report, a retelling, an attribution, a figure, an origin.

    Claims, voices and attributions go before reports that happen to have the same id, and these before what is only counted: ``report:p1``
    is the report, ``figure:f1`` the figure, and so on.

    Args:
        picture: The picture that has the thing.
        thing: Its name, as in ``p1.affirming_voices``. A part of what it unfolds into has its name, too.
        parent: With the id of a report as ``thing``: the report that it retells.

    Raises:
        NotFound: ``unknown_thing``; ``unknown_report`` and ``no_retelling``, if a parent is named.
    """
    called = Called(picture)
    if parent is not None:
        name = f"{called.report(thing).id}>{called.report(parent).id}"
        if (edge := _find_edge(called, name)) is not None:
            return edge
        raise NotFound("no_retelling", f"{thing!r} was not found to retell {parent!r}", do=f"See what it was made from: sayso why {thing}")
    found = _find(called, thing) or _find_part(called, thing)
    if found is None:
        raise NotFound(
            "unknown_thing",
            f"there is nothing called {thing!r}",
            allowed=_ALLOWED.format(wholes=", ".join(_WHOLE)),
            do="Look in: sayso claims, voices, retellings",
        )
    return found


# What goes by an id, in the order in which an id is looked for; one kind of thing is asked for as "report:p1".
_KINDS: Mapping[str, tuple[Callable[[Called], Mapping[str, Any]], Callable[[Called, str], Evidence]]] = {
    "claim": (lambda c: c.claims, lambda c, id_: claims.explain_claim(c, c.claims[id_])),
    "voice": (lambda c: c.voices, lambda c, id_: things.explain_voice(c, c.voices[id_])),
    "statement": (lambda c: c.statements, lambda c, id_: things.explain_statement(c, c.statements[id_])),
    "report": (lambda c: c.reports, lambda c, id_: things.explain_report(c, c.reports[id_])),
    "figure": (lambda c: c.figures, things.explain_figure),
    "origin": (lambda c: c.origins, things.explain_origin),
}


def _find(called: Called, thing: str) -> Evidence | None:
    wanted, _, id_ = thing.partition(":")
    kind = next((each for each in _KINDS if thing in _KINDS[each][0](called)), None)
    if kind is not None:
        id_ = thing
    elif wanted in _KINDS and id_ in _KINDS[wanted][0](called):
        kind = wanted
    else:
        return _find_counted(called, thing)
    found = _KINDS[kind][1](called, id_)
    return _add_overruled(called, found, (kind, id_))


def _add_overruled(called: Called, found: Evidence, *things_: Thing) -> Evidence:
    """Return evidence with the overrulings that had a hand in it."""
    overruled = find_overruled(called)
    reasons = dict.fromkeys(reason for each in things_ for reason in overruled.get(each, ()) if reason not in found.reasons)
    return replace(found, reasons=(*found.reasons, *reasons)) if reasons else found


def _find_counted(called: Called, thing: str) -> Evidence | None:
    """Return what goes by a number in the export, or the whole of it, or a retelling by both of its reports."""
    if any(thing in each for each in (called.corrections, called.named, called.conflicts, called.overrulings)):
        return next(
            part
            for whole in ("corrections", "names", "conflicts", "overrulings")
            for part in _WHOLE[whole][1](called)
            if part.thing == thing
        )
    if thing in _WHOLE:
        says, count = _WHOLE[thing]
        parts = tuple(count(called))
        return Evidence(thing, says, len(parts), is_tally=True, parts=parts)
    if thing in get_args(ChangeKind):
        changed = tuple(things.explain_changes(called, (thing,)))
        return Evidence(thing, f"changes of this kind: {thing.replace('_', ' ')}", len(changed), is_tally=True, parts=changed)
    kind, _, part = thing.partition(".")
    if kind in get_args(ChangeKind) and part == "retellings":
        edges = tuple(things.explain_retelling(called, each) for each in things.find_changed(called, kind))
        return Evidence(thing, f"retellings with a change of this kind: {kind.replace('_', ' ')}", len(edges), is_tally=True, parts=edges)
    if kind == "overrulings" and part in (*get_args(OverrulingState), _IN_FORCE):
        those = tuple(each for each in _WHOLE[kind][1](called) if _is_in_state(each, part))
        return Evidence(thing, f"decisions against what was found: {part.replace('_', ' ')}", len(those), is_tally=True, parts=those)
    return _find_edge(called, thing)


def _find_edge(called: Called, name: str) -> Evidence | None:
    """Return a retelling by the names of both of its reports; or that it is none, since somebody overruled it."""
    edge = next((each for each in called.picture.retellings if things.name_edge(each) == name), None)
    if edge is not None:
        return things.explain_retelling(called, edge)
    child, _, parent = name.partition(">")
    overruled = find_overruled(called)
    parted = [reason for reason in overruled.get(("report", child), ()) if reason in overruled.get(("report", parent), ())]
    return Evidence(name, "no retelling, for so it was overruled", reasons=tuple(parted)) if parted else None


def _is_in_state(overruling: Evidence, state: str) -> bool:
    """Return whether an overruling is in a state; in force are those that hold, but for such as only undo others."""
    if state == _IN_FORCE:
        return bool(overruling.value == "holds" and overruling.says != "undo")
    return bool(overruling.value == state)


def _find_part(called: Called, thing: str) -> Evidence | None:
    """Return a part of a thing by its full name: ``p1.status``, ``p1.independent_reports.at_least``, ``f4.low``."""
    owner, at = "", -1
    while (at := thing.find(".", at + 1)) >= 0:
        owner = thing[:at]
        name, _, voice = thing[at + 1 :].partition(".")
        if owner in called.claims and name in claims.SIDES and voice in getattr(called.claims[owner], name):
            return claims.explain_word(called, called.claims[owner], name, voice)
        if owner in called.claims and name in claims.PARTS:
            number = claims.PARTS[name](called, called.claims[owner])
            number = _add_overruled(called, number, (name, owner))
            return _walk(number, thing) or _walk(number, thing.removeprefix(f"{number.thing}."))
        whole = _find(called, owner)
        if whole is not None and (part := _walk(whole, f"{whole.thing}{thing[at:]}")) is not None:
            return part
    return None


def _walk(evidence: Evidence, thing: str) -> Evidence | None:
    """Return the part of that name, however deep."""
    waiting = [evidence]
    while waiting:
        each = waiting.pop(0)
        if each.thing == thing:
            return each
        waiting += each.parts
    return None
