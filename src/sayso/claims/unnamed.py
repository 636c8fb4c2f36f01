"""Voices without a name: which are one, and which are somebody whom other reports name.

1. crowds of one role and side are one voice; other unnamed people only if they are described alike
2. an unnamed spokesperson is the body, and "Veldania's transport minister" the only one whom the pile names
3. somebody who is only described and opens a report is the one whose name, and no more than that, stands with the next words said there:
   "A baker said she saw it. ... Wilma Tasker told the paper"
4. who says what only one with a name says as much alike elsewhere, and is called by a noun that tells of that one, too, is that one:
   "a former engineer of the works" of one report is the Ada Holm, engineer, of another
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from sayso.claims.cast import Speaker, body_words, is_proper
from sayso.claims.grammar import in_group
from sayso.claims.merging import Pile, find_roots
from sayso.claims.neural.meaning import Floats
from sayso.claims.roles import has_left
from sayso.lexicon import read_lexicon
from sayso.settings import ClaimSettings
from sayso.text import stem_word

_ALIKE_SHARE = ClaimSettings().alike_share
_ALIKE_TOPICS, _ALIKE_MARGIN = ClaimSettings().alike_topics, ClaimSettings().alike_margin
_MOST_COMPARED = 200  # unnamed people of one role; more are told apart by nothing
_DIGITS = 5


def merge_unnamed(pile: Pile) -> None:
    """Merge unnamed crowds of one role and side, unnamed people described alike, and unnamed spokespeople with their body."""
    crowds: dict[tuple[str, str], int] = {}
    for k in pile.indices(lambda s: s.kind == "crowd" and s.role is not None):
        speaker = pile.speakers[k]
        key = (speaker.role or "", pile.polity[k] or (speaker.affiliation or "").casefold())
        first = crowds.setdefault(key, k)
        pile.merger.union(first, k, "same_crowd", f"the same unnamed {speaker.role} of the same side")
    by_role: dict[str | None, list[int]] = defaultdict(list)
    for k in pile.indices(lambda s: s.kind == "role" and s.name is None):
        met = by_role[pile.speakers[k].role]
        alike = (o for o in met[:_MOST_COMPARED] if pile.report_of[k] != pile.report_of[o] and _are_alike(pile, k, o))
        if (other := next(alike, None)) is not None:
            pile.merger.union(other, k, "same_description", f"described alike: {pile.speakers[k].spans[0].text}")
        met.append(k)
    _merge_unnamed_spokespeople(pile)
    _merge_offices(pile)
    _merge_described(pile)


def _merge_described(pile: Pile) -> None:
    """Give "a baker", who opens a report, the name that stands with the next words said, where nothing else is told of that one."""
    owner_of = {(pile.report_of[k], said): k for k, speaker in enumerate(pile.speakers) for said in speaker.attributions}
    names: dict[str, list[int]] = defaultdict(list)
    for k in pile.indices(lambda s: s.kind == "person" and s.name is not None):
        names[(pile.speakers[k].name or "").casefold()].append(k)
    for k in pile.indices(_is_described):
        described = pile.speakers[k]
        other = owner_of.get((pile.report_of[k], max(described.attributions) + 1))
        opens = all(owner_of.get((pile.report_of[k], said), k) == k for said in range(max(described.attributions)))
        if other is None or not opens:
            continue
        named = pile.speakers[other]
        told = {stem_word(word) for word in body_words(described.spans[0].text)}
        name = (named.name or "").casefold()
        if named.kind == "person" and " " in name and all(_fits(pile.speakers[n], told) for n in names[name]):
            says = f"{described.spans[0].text}, who speaks right before {named.name} is first named"
            pile.merger.union(other, k, "described_then_named", says)


def _fits(named: Speaker, told: AbstractSet[str]) -> bool:
    """Return whether all that is told of somebody is in a description, by the stems of its words."""
    return all(stem_word(word) in told for word in body_words(named.affiliation or named.role))


def _is_described(speaker: Speaker) -> bool:
    """Return whether somebody is one person, told of by what he is: "a baker"."""
    opens = speaker.spans[0].text.split(" ", 1)[0].casefold() if speaker.spans else ""
    return speaker.kind == "role" and speaker.name is None and bool(speaker.attributions) and in_group(opens, "singular_determiners")


def _merge_offices(pile: Pile) -> None:
    """Give "Veldania's transport minister", where he is not named, to the only person of the pile who is called that."""
    offices = read_lexicon("roles")["people"]
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for k in pile.indices(lambda s: s.kind == "person" and s.role is not None):
        holders[pile.speakers[k].role or "", _name_domain(pile, k)].append(k)
    for k in pile.indices(lambda s: s.kind == "role" and s.name is None and bool(s.spans)):
        speaker, domain = pile.speakers[k], _name_domain(pile, k)
        *of, last = (speaker.role or "-").split()
        is_open = last in offices["portfolio_offices"] and not of  # of the ministers of a country only one is meant, and not told which
        found = find_roots(pile, holders.get((speaker.role or "", domain), ()))
        if domain and last in offices["single"] and not is_open and len(found) == 1:
            says = f"the only {speaker.role} of {speaker.affiliation or pile.polity[k]} that the pile names"
            pile.merger.union(found.pop(), k, "same_office", says)


def _name_domain(pile: Pile, k: int) -> str:
    """Return what an office is over: a country, or else a place or body, lower case; empty where nothing shows it."""
    return pile.polity[k] or (pile.speakers[k].affiliation or "").casefold()


def _are_alike(pile: Pile, a: int, b: int) -> bool:
    one, two = pile.speakers[a], pile.speakers[b]
    if pile.polity[a] and pile.polity[b] and pile.polity[a] != pile.polity[b]:
        return False
    first, second = (body_words(" ".join(span.text for span in s.spans[:1])) for s in (one, two))
    return bool(first | second) and len(first & second) / len(first | second) >= _ALIKE_SHARE


def _merge_unnamed_spokespeople(pile: Pile) -> None:
    """Give "a spokesperson for the company", unnamed, to the body: it is its word."""
    bodies: dict[frozenset[str], int] = {}
    for k in pile.indices(lambda s: s.kind == "body" and s.name is not None):
        bodies.setdefault(body_words(pile.speakers[k].name), k)
    for k in pile.indices(lambda s: s.kind in ("role", "crowd") and s.role_class == "speakers" and s.affiliation is not None):
        wanted = body_words(pile.speakers[k].affiliation)
        fits = [bodies[wanted]] if wanted in bodies else [body for words, body in bodies.items() if wanted and wanted < words]
        if len({pile.merger.find(body) for body in fits}) == 1:
            name = pile.speakers[fits[0]].name
            pile.merger.union(fits[0], k, "unnamed_spokesperson", f"{pile.speakers[k].spans[0].text} speaks for {name}")


def merge_said_alike(pile: Pile, topics: Mapping[str, Sequence[Floats]]) -> None:
    """Give unnamed voices to the named ones that say the same in other reports, and are called by the same noun.

    ``topics``: unit vectors of each report's attributions, by their index; a report that has none is left out.
    """
    groups = pile.groups()
    said = [[(pile.report_of[k], topics[pile.report_of[k]][n]) for k in group for n in _find_said(pile, k, topics)] for group in groups]
    named = [n for n, group in enumerate(groups) if said[n] and any(_has_name(pile, k) for k in group)]
    if not named:
        return
    owner = np.array([n for n in named for _ in said[n]])
    report = np.array([where for n in named for where, _ in said[n]])
    known = np.stack([topic for n in named for _, topic in said[n]])
    stems = {n: _find_stems(pile, groups[n]) for n in named}
    for n in (n for n, group in enumerate(groups) if said[n] and not any(_has_name(pile, k) for k in group)):
        noun = _find_noun(pile, groups[n])
        alike = (np.stack([topic for _, topic in said[n]]) @ known.T).astype(np.float64).round(_DIGITS)
        alike[np.array([where for where, _ in said[n]])[:, None] == report[None, :]] = -1.0
        nearest = alike.max(axis=0)
        at = int(nearest.argmax())
        if noun is None or nearest[at] < _ALIKE_TOPICS or noun not in stems[owner[at]]:
            continue
        theirs = [pile.speakers[k] for k in groups[owner[at]]]
        if pile.speakers[groups[n][0]].kind == "body" and any(has_left(s.role, (span.text for span in s.spans)) for s in theirs):
            continue  # its former spokesman says what he likes
        others = (m for m in named if m != owner[at] and noun in stems[m])
        if max((nearest[owner == m].max() for m in others), default=-1.0) < nearest[at] - _ALIKE_MARGIN:
            mention = next((span.text for k in groups[n] for span in pile.speakers[k].spans), pile.speakers[groups[n][0]].role)
            name = next(pile.speakers[k].name for k in groups[owner[at]] if _has_name(pile, k))
            says = f"{mention} says what {name} says in {report[at]}, who is called so, too"
            pile.merger.union(groups[owner[at]][0], groups[n][0], "said_alike", says)


def _find_said(pile: Pile, k: int, topics: Mapping[str, Sequence[Floats]]) -> list[int]:
    """Return the attributions of a speaker whose topic is known."""
    return pile.speakers[k].attributions if topics.get(pile.report_of[k]) else []


def _has_name(pile: Pile, k: int) -> bool:
    """Return whether a speaker has a name of its own: "Police", where a sentence begins, is none."""
    speaker = pile.speakers[k]
    return is_proper(speaker.name) and (speaker.name or "").casefold() != speaker.role


def _find_noun(pile: Pile, group: Sequence[int]) -> str | None:
    """Return the stem of the noun that an unnamed voice goes by; None for what anybody may be called."""
    speaker = pile.speakers[group[0]]
    *_, noun = (speaker.role or speaker.name or "").casefold().split() or [""]
    generic = read_lexicon("roles")["people"]["generic"]
    return stem_word(noun) if noun and not {noun, stem_word(noun)} & {*generic} else None


def _find_stems(pile: Pile, group: Sequence[int]) -> set[str]:
    """Return the stems of all that a voice is called."""
    told = (text for k in group for s in (pile.speakers[k],) for text in (s.role, s.affiliation, *(span.text for span in s.spans)))
    return {stem_word(word) for text in told for word in body_words(text)}
