"""Voices across the pile: the speakers of all reports merged, each merge with its reason, each voice with its side.

1. the same full name (one slip of spelling allowed) is one person; a surname alone goes to the only person of that surname
2. the same body name is one body, if its country does not differ; an acronym goes to the name it abbreviates
3. unnamed crowds are one voice per role and side; other unnamed people only if they are described alike
4. a country's name goes to the body of that country whose statement follows it in the same report
5. a spokesperson stands for a body: two voices on paper, one in every count
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from sayso.claims.cast import Speaker, body_words
from sayso.claims.parties import Polities, judge_party
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Reason, Span, Voice

_ALIKE_JACCARD = 0.5
_FOLLOWS_WITHIN = 3


@dataclass(frozen=True)
class VoiceBook:
    """The voices of a pile and who spoke where: ``voice_of[(report id, attribution index)]`` is a voice id."""

    voices: tuple[Voice, ...]
    voice_of: Mapping[tuple[str, int], str]


class _Merger:
    """Union-find over local speakers that keeps the reason of every union."""

    def __init__(self, n: int) -> None:
        self.parent = list(range(n))
        self.reasons: dict[int, list[Reason]] = defaultdict(list)

    def find(self, k: int) -> int:
        while self.parent[k] != k:
            self.parent[k] = self.parent[self.parent[k]]
            k = self.parent[k]
        return k

    def union(self, a: int, b: int, code: str, says: str) -> None:
        a, b = sorted((self.find(a), self.find(b)))
        if a != b:
            self.parent[b] = a
            self.reasons[a] += [*self.reasons.pop(b, []), Reason(code, says)]


class _Pile:
    """All local speakers of a pile, flat, in an order that does not depend on how the pile was read."""

    def __init__(self, by_report: Mapping[str, Sequence[Speaker]], polities: Polities) -> None:
        self.polities = polities
        self.report_of = [report for report in sorted(by_report) for _ in by_report[report]]
        self.speakers = [speaker for report in sorted(by_report) for speaker in by_report[report]]
        self.merger = _Merger(len(self.speakers))
        self.polity = [polities.find(s.affiliation) or (polities.find(s.name) if s.kind == "body" else None) for s in self.speakers]
        self.hinted = [self.hinted_polity(speaker) for speaker in self.speakers]

    def hinted_polity(self, speaker: Speaker) -> str | None:
        """Return the polity that opens the sentence of a state's body or spokesperson, or one of the two sentences before it."""
        if speaker.role_class not in ("state", "speakers"):
            return None
        return next((found for opening in speaker.openings if (found := self.polities.find(opening))), None)

    def indices(self, keep: Callable[[Speaker], bool]) -> list[int]:
        return [k for k, speaker in enumerate(self.speakers) if keep(speaker)]

    # -- the steps of the module's docstring ---------------------------------------------------------------------------

    def merge_people(self) -> None:
        by_name: dict[str, list[int]] = defaultdict(list)
        for k in self.indices(lambda s: s.kind == "person" and s.name is not None):
            by_name[(self.speakers[k].name or "").casefold()].append(k)
        for _, group in sorted(by_name.items()):
            for k in group[1:]:
                self.merger.union(group[0], k, "same_name", f"both are named {self.speakers[group[0]].name}")
        full = sorted(name for name in by_name if " " in name)
        by_surname: dict[str, list[str]] = defaultdict(list)
        for name in full:
            by_surname[name.split()[-1]].append(name)
        for name in sorted(by_name.keys() - set(full)):
            self.adopt(by_name[name][0], by_surname.get(name, []), by_name)
        for k in self.indices(lambda s: s.kind == "body" and s.role is None and s.name is not None and " " not in s.name):
            self.adopt(k, by_surname.get((self.speakers[k].name or "").casefold(), []), by_name)
        for surname, names in sorted(by_surname.items()):
            for other in names[1:]:
                if DamerauLevenshtein.distance(names[0], other) <= 1:
                    self.merger.union(
                        by_name[names[0]][0], by_name[other][0], "spelling", f"one letter apart: {names[0]}, {other} ({surname})"
                    )

    def adopt(self, lone: int, full_names: list[str], by_name: Mapping[str, list[int]]) -> None:
        """Give a surname that stands alone to the only full name in the pile that ends in it."""
        roots = {self.merger.find(by_name[name][0]) for name in full_names}
        if len(roots) == 1:
            name = self.speakers[by_name[full_names[0]][0]].name
            self.merger.union(by_name[full_names[0]][0], lone, "surname", f"the only person of that surname in the pile is {name}")

    def merge_bodies(self) -> None:
        bodies = self.indices(lambda s: s.kind == "body")
        by_words: dict[frozenset[str], list[int]] = defaultdict(list)
        for k in bodies:
            polity_words = {form for form, base in self.polities.forms.items() if base == self.polity[k]}
            words = body_words(self.speakers[k].name) - polity_words
            by_words[words or body_words(self.speakers[k].name)].append(k)
        for words, group in sorted(by_words.items(), key=lambda item: sorted(item[0])):
            by_polity: dict[str, int] = {}
            for k in group:
                if (polity := self.polity[k]) is not None:
                    first = by_polity.setdefault(polity, k)
                    self.merger.union(first, k, "same_body", f"both are the {' '.join(sorted(words))} of {polity}")
            loose = [k for k in group if self.polity[k] is None]
            target = next(iter(by_polity.values())) if len(by_polity) == 1 else loose[0] if loose else None
            for k in loose:
                if target is not None and k != target:
                    self.merger.union(target, k, "same_body", f"both are called {self.speakers[k].name}")
        self.merge_acronyms(bodies)
        self.merge_short_names(bodies)

    def merge_short_names(self, bodies: list[int]) -> None:
        """Give a short name ("Norda", "the union") to the only longer body name of the pile that begins with it or holds it."""
        roots = {self.merger.find(k): self.speakers[k].name or "" for k in reversed(bodies)}
        for k in bodies:
            name = self.speakers[k].name or ""
            if self.polities.is_name(name):
                continue
            if _is_proper(name):
                fits = {self.merger.find(r) for r, other in roots.items() if other.startswith(name + " ")}
            else:
                fits = {self.merger.find(r) for r, other in roots.items() if _is_proper(other) and body_words(name) < body_words(other)}
            longer = sorted(fits - {self.merger.find(k)})
            if len(longer) == 1:
                self.merger.union(longer[0], k, "short_name", f"{name} is short for {roots.get(longer[0], name)}")

    def merge_acronyms(self, bodies: list[int]) -> None:
        for short in bodies:
            name = self.speakers[short].name or ""
            if not (name.isupper() and 2 <= len(name) <= 6):
                continue
            for k in bodies:
                capitals = "".join(word[0] for word in re.findall(r"[^\W\d_]+", self.speakers[k].name or "") if word[0].isupper())
                if k != short and capitals == name:
                    self.merger.union(k, short, "acronym", f"{name} are the initials of {self.speakers[k].name}")
                    break

    def merge_unnamed(self) -> None:
        crowds: dict[tuple[str, str], int] = {}
        for k in self.indices(lambda s: s.kind == "crowd" and s.role is not None):
            speaker = self.speakers[k]
            key = (speaker.role or "", self.polity[k] or (speaker.affiliation or "").casefold())
            first = crowds.setdefault(key, k)
            self.merger.union(first, k, "same_crowd", f"the same unnamed {speaker.role} of the same side")
        roles = self.indices(lambda s: s.kind == "role" and s.name is None)
        for n, k in enumerate(roles):
            for other in roles[:n]:
                if self.report_of[k] != self.report_of[other] and self.are_alike(k, other):
                    self.merger.union(other, k, "same_description", f"described alike: {self.speakers[k].spans[0].text}")
                    break

    def are_alike(self, a: int, b: int) -> bool:
        one, two = self.speakers[a], self.speakers[b]
        if one.role != two.role or (self.polity[a] and self.polity[b] and self.polity[a] != self.polity[b]):
            return False
        first, second = (body_words(" ".join(span.text for span in s.spans[:1])) for s in (one, two))
        return bool(first | second) and len(first & second) / len(first | second) >= _ALIKE_JACCARD

    def merge_countries(self) -> None:
        """Give "Veldania denied it" to the Veldanian ministry or spokesperson whose statement follows in the same report."""
        by_report: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for k, speaker in enumerate(self.speakers):
            by_report[self.report_of[k]] += [(index, k) for index in speaker.attributions]
        for report, spoken in sorted(by_report.items()):
            spoken.sort()
            for at, (_, k) in enumerate(spoken):
                if self.speakers[k].kind != "body" or not self.polities.is_name(self.speakers[k].name):
                    continue
                for _, other in spoken[at + 1 : at + 1 + _FOLLOWS_WITHIN]:
                    speaker = self.speakers[other]
                    if speaker.role_class in ("speakers", "state") and other != k and self.speaks_for(other, self.polity[k]):
                        says = f"{self.speakers[k].name} stands for the body whose statement follows in {report}"
                        self.merger.union(other, k, "country_for_body", says)
                        break

    def speaks_for(self, k: int, polity: str | None) -> bool:
        """Return whether speaker ``k``, or whoever it was merged with, is known to be of the polity, or hinted at and not of another."""
        root = self.merger.find(k)
        known = {self.polity[j] for j in range(len(self.speakers)) if self.merger.find(j) == root} - {None}
        return polity in known if known else self.hinted[k] == polity

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for k in range(len(self.speakers)):
            found[self.merger.find(k)].append(k)
        return [found[root] for root in sorted(found)]


def _most_common(values: Sequence[str | None]) -> str | None:
    """Return the value met most often, the longest and then the first by alphabet among equals."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None


def _is_proper(name: str | None) -> bool:
    return bool(name) and any(word[:1].isupper() for word in re.findall(r"\w+", name or ""))


def _mentions(pile: _Pile, group: list[int]) -> tuple[tuple[str, ...], tuple[tuple[str, Span], ...]]:
    evidence = sorted({(pile.report_of[k], span) for k in group for span in pile.speakers[k].spans})
    texts = Counter(span.text for _, span in evidence)
    return tuple(sorted(texts, key=lambda text: (-texts[text], text))), tuple(evidence)


def _build_voice(pile: _Pile, group: list[int], number: int) -> Voice:
    speakers = [pile.speakers[k] for k in group]
    people = [s for s in speakers if s.kind == "person"] or [s for s in speakers if not pile.polities.is_name(s.name)] or speakers
    name = max((s.name for s in people if _is_proper(s.name)), key=lambda n: (len((n or "").split()), n), default=None)
    spoken = [s for s in people if s.role_class == "speakers"] or people
    role = _most_common([s.role for s in spoken])
    role_class = next((s.role_class for s in spoken if s.role == role), None)
    affiliation = _most_common([s.affiliation for s in spoken])
    polity = _most_common([pile.polity[k] for k in group]) or _most_common([pile.hinted[k] for k in group])
    is_body = people[0].kind == "body"
    mentions, evidence = _mentions(pile, group)
    organisation = name if is_body else affiliation if _is_proper(affiliation) or role_class in ("speakers", "managers") else None
    is_polity = is_body and pile.polities.is_name(name)
    party = polity if is_polity and polity else judge_party(polity, role_class, organisation, is_body)
    reasons = tuple(sorted(set(pile.merger.reasons.get(pile.merger.find(group[0]), [])), key=lambda r: (r.code, r.says)))
    return Voice(f"v{number}", name, role, affiliation or (polity if polity != name else None), party, mentions, evidence, reasons)


def _find_represented(voices: Sequence[Voice], polities: Polities) -> dict[str, str]:
    """Return for each spokesperson the voice id of the body that he or she speaks for, where the pile has it as a voice."""
    speaking = {*read_lexicon("roles")["people"]["speakers"]}
    nouns = {noun for group in read_lexicon("roles")["bodies"].values() for noun in group}
    bodies = [v for v in voices if v.role in nouns or (v.name and v.role is None)]
    found: dict[str, str] = {}
    for voice in voices:
        wanted = body_words(voice.affiliation)
        if voice.role not in speaking or not wanted:
            continue
        fits = [
            b for b in bodies if b.id != voice.id and b.party == voice.party and any(wanted <= body_words(m) for m in (b.name, *b.mentions))
        ]
        if fits:
            found[voice.id] = min(fits, key=lambda b: (len(body_words(b.name)), b.id)).id
    return found


def _unify_parties(voices: Sequence[Voice]) -> list[Voice]:
    """Return the voices with organisation parties brought to one spelling: "company" and "the company's press office" stay with their body."""
    from dataclasses import replace

    names = sorted({v.party for v in voices}, key=lambda party: (-len(body_words(party)), party))
    canonical = {}
    functional = read_words("function_words", "all")
    for party in names:
        words = body_words(party)
        canonical[party] = next(
            (
                other
                for other in names
                if other != party and words and words < body_words(other) and party.split()[0].casefold() not in functional
            ),
            party,
        )
    return [replace(v, party=canonical[canonical[v.party]]) for v in voices]


def resolve_voices(by_report: Mapping[str, Sequence[Speaker]], polities: Polities) -> VoiceBook:
    """Return the voices of a pile from the speakers of its reports."""
    from dataclasses import replace

    pile = _Pile(by_report, polities)
    pile.merge_people()
    pile.merge_bodies()
    pile.merge_unnamed()
    pile.merge_countries()
    groups = [group for group in pile.groups() if any(pile.speakers[k].attributions for k in group)]
    voices = _unify_parties([_build_voice(pile, group, n) for n, group in enumerate(groups, 1)])
    represented = _find_represented(voices, polities)
    voices = [replace(v, stands_for=represented.get(v.id)) for v in voices]
    voice_of = {
        (pile.report_of[k], index): f"v{n}" for n, group in enumerate(groups, 1) for k in group for index in pile.speakers[k].attributions
    }
    return VoiceBook(tuple(voices), voice_of)
