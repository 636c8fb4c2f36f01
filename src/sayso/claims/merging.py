"""The merges that make voices of local speakers. Each is made for a reason, and keeps it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import DamerauLevenshtein

from sayso.claims.cast import Speaker, SpeakerKind, body_words, is_proper
from sayso.claims.parties import Polities
from sayso.claims.roles import find_role, is_person_class
from sayso.claims.states import is_office_of_country
from sayso.lexicon import read_lexicon
from sayso.model import Reason
from sayso.settings import ClaimSettings
from sayso.text import find_initials, fold_marks

_GUESSED = ("said_alike", "country_for_body", "spokesperson")
_FOLLOWS_WITHIN = ClaimSettings().follows_within


class Merger:
    """Union-find over local speakers that keeps the reason of every union, and never makes one of two people.

    ``surnames``: of each speaker, lower case; None for what is no named person. Nor does one voice speak for two countries, where it is
    only guessed that two are one; ``polities``: of each speaker, None where none is told.
    """

    def __init__(self, surnames: Sequence[str | None], polities: Sequence[str | None] = ()) -> None:
        self.parent = list(range(len(surnames)))
        self.reasons: dict[int, list[Reason]] = defaultdict(list)
        self._surnames = {k: {surname} for k, surname in enumerate(surnames) if surname is not None}
        self._polities = {k: {polity} for k, polity in enumerate(polities) if polity is not None}

    def find(self, k: int) -> int:
        """Return the speaker that stands for everybody merged with ``k``."""
        while self.parent[k] != k:
            self.parent[k] = self.parent[self.parent[k]]
            k = self.parent[k]
        return k

    def union(self, a: int, b: int, code: str, says: str) -> None:
        """Merge two speakers, and keep why; people of different surnames stay apart, unless one is the other misspelt."""
        a, b = sorted((self.find(a), self.find(b)))
        if a == b or (code != "spelling" and _differ(self._surnames, a, b)) or (code in _GUESSED and _differ(self._polities, a, b)):
            return
        self.parent[b] = a
        self.reasons[a] += [*self.reasons.pop(b, []), Reason(code, says)]
        for known in (self._surnames, self._polities):
            if found := known.get(a, set()) | known.pop(b, set()):
                known[a] = found


def _differ(known: Mapping[int, set[str]], a: int, b: int) -> bool:
    """Return whether something is known of both speakers, and nothing of it is the same."""
    return a in known and b in known and known[a].isdisjoint(known[b])


class Pile:
    """All local speakers of a pile, flat, in an order that does not depend on how the pile was read."""

    def __init__(
        self,
        by_report: Mapping[str, Sequence[Speaker]],
        polities: Polities,
        standins: Mapping[str, str],
        origin_of: Mapping[str, int] | None = None,
    ) -> None:
        """``origin_of``: what counts as one report is asked once, so that no copy outvotes another report."""
        self.standins = {name: standin.casefold() for name, standin in standins.items()}
        self.report_of = [report for report in sorted(by_report) for _ in by_report[report]]
        self.origin_of = [report if origin_of is None else origin_of[report] for report in self.report_of]
        self.speakers = _settle_kinds([speaker for report in sorted(by_report) for speaker in by_report[report]], self.origin_of)
        self.polities = polities
        self.polity = [self._find_polity(speaker) for speaker in self.speakers]
        surnames = [s.name.casefold().split()[-1] if s.kind == "person" and s.name else None for s in self.speakers]
        self.merger = Merger(surnames, self.polity)
        self.hinted = [self.hinted_polity(speaker) for speaker in self.speakers]

    def _find_polity(self, speaker: Speaker) -> str | None:
        """Return the polity that a speaker is said to be of."""
        return self.polities.find(speaker.affiliation) or (self.polities.find(speaker.name) if speaker.kind == "body" else None)

    def hinted_polity(self, speaker: Speaker) -> str | None:
        """Return the polity that opens the sentence of a state's body or spokesperson, or one of the two sentences before it."""
        if speaker.role_class not in ("state", "speakers", "officials"):
            return None
        return next((found for opening in speaker.openings if (found := self.polities.find(opening))), None)

    def indices(self, keep: Callable[[Speaker], bool]) -> list[int]:
        """Return the speakers that something holds of."""
        return [k for k, speaker in enumerate(self.speakers) if keep(speaker)]

    def groups(self) -> list[list[int]]:
        """Return the speakers by voice."""
        found: dict[int, list[int]] = defaultdict(list)
        for k in range(len(self.speakers)):
            found[self.merger.find(k)].append(k)
        return [found[root] for root in sorted(found)]


def is_international(name: str | None) -> bool:
    """Return whether a body is of several countries by its name: "the World Air Safety Council"."""
    return not body_words(name).isdisjoint(read_lexicon("roles")["names"]["international"])


def _settle_kinds(speakers: Sequence[Speaker], origin_of: Sequence[str | int]) -> list[Speaker]:
    """Return the speakers with one kind for each full name: "Open Hands", read as a person once, is the group that it is elsewhere."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    hints = [_hint_kind(speaker) for speaker in speakers]
    cast = {
        (origin, (speaker.name or "").casefold(), hint or speaker.kind, 2 if hint else 1)
        for speaker, hint, origin in zip(speakers, hints, origin_of, strict=True)
        if speaker.kind in ("person", "body") and " " in (speaker.name or "")
    }
    for _, name, voted, weight in cast:
        votes[name][voted] += weight
    settled = []
    for speaker, hint in zip(speakers, hints, strict=True):
        counted = votes[(speaker.name or "").casefold()] if speaker.kind in ("person", "body") else Counter()
        kind: SpeakerKind = "person" if counted["person"] > counted["body"] else "body"
        if not counted or kind == speaker.kind:
            settled.append(speaker)
        elif kind == "body":
            role = speaker.role if hint != "person" else None
            affiliation = speaker.affiliation if is_proper(" ".join((speaker.affiliation or "").split()[1:])) else None
            settled.append(replace(speaker, kind=kind, role=role, affiliation=affiliation, gender=None))
        else:
            settled.append(replace(speaker, kind=kind, role=None, role_class=None))
    return settled


def _hint_kind(speaker: Speaker) -> SpeakerKind | None:
    """Return the kind that its role shows, or "who" behind its name, or a noun for bodies right before it."""
    said, name = speaker.spans[0].text if speaker.spans else "", speaker.name or ""
    if f"{name}, who " in said:
        return "person"
    if speaker.role_class is not None:
        return "person" if is_person_class(speaker.role_class) else "body"
    before, is_led, _ = said.partition(f" {name}")
    noun = find_role(before.casefold().split()[-1:], 0) if is_led else None
    return "body" if noun and not is_person_class(noun[1]) else None


# -- people ----------------------------------------------------------------------------------------------------------------


def merge_people(pile: Pile) -> None:
    """Merge equal names, surnames that only one person in the pile has, and slips of spelling."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for k in pile.indices(lambda s: s.kind == "person" and s.name is not None):
        by_name[(pile.speakers[k].name or "").casefold()].append(k)
    for _, group in sorted(by_name.items()):
        for k in group[1:]:
            pile.merger.union(group[0], k, "same_name", f"both are named {pile.speakers[group[0]].name}")
    full = {name for name in by_name if " " in name}
    for name in sorted(full):
        _, _, rest = name.partition(" ")
        if rest in full:
            says = f"{pile.speakers[by_name[rest][0]].name} with a word before it"
            pile.merger.union(by_name[rest][0], by_name[name][0], "same_name", says)
    by_surname: dict[str, list[str]] = defaultdict(list)
    for name in sorted(full):
        by_surname[name.split()[-1]].append(name)
    for name in sorted(name for name in by_name if " " not in name):
        _adopt(pile, by_name[name][0], by_surname.get(name, []), by_name)
    for k in pile.indices(lambda s: s.kind == "body" and s.role is None and s.name is not None and " " not in s.name):
        _adopt(pile, k, by_surname.get((pile.speakers[k].name or "").casefold(), []), by_name)
    for surname, names in sorted(by_surname.items()):
        for other in names[1:]:
            if _is_slip(pile, by_name[names[0]], by_name[other], names[0], other):
                says = f"one letter apart: {names[0]}, {other} ({surname})"
                pile.merger.union(by_name[names[0]][0], by_name[other][0], "spelling", says)


def _is_slip(pile: Pile, group: Sequence[int], other: Sequence[int], name: str, other_name: str) -> bool:
    """Return whether two names are one, misspelt: a letter apart, the same initials, and never both in one report."""
    if DamerauLevenshtein.distance(name, other_name, score_cutoff=1) > 1:
        return False
    initials = [[word[0] for word in each.split()] for each in (name, other_name)]
    together = {pile.report_of[k] for k in group} & {pile.report_of[k] for k in other}
    return initials[0] == initials[1] and not together


def _adopt(pile: Pile, lone: int, full_names: list[str], by_name: Mapping[str, list[int]]) -> None:
    """Give a surname that stands alone to the only full name in the pile that ends in it."""
    roots = {pile.merger.find(by_name[name][0]) for name in full_names}
    if len(roots) == 1:
        name = pile.speakers[by_name[full_names[0]][0]].name
        pile.merger.union(by_name[full_names[0]][0], lone, "surname", f"the only person of that surname in the pile is {name}")


# -- bodies ----------------------------------------------------------------------------------------------------------------


def merge_bodies(pile: Pile) -> None:
    """Merge bodies of equal names in one country, initials with what they stand for, and short names with the only longer one."""
    bodies = pile.indices(lambda s: s.kind == "body")
    by_words: dict[frozenset[str], list[int]] = defaultdict(list)
    for k in bodies:
        polity_words = {form for form, base in pile.polities.forms.items() if base == pile.polity[k]}
        known = _known_words(pile, k)
        by_words[(known - polity_words) or known].append(k)
    for words, group in sorted(by_words.items(), key=lambda item: sorted(item[0])):
        _merge_namesakes(pile, words, group)
    _merge_acronyms(pile, bodies)
    _merge_short_names(pile, bodies)


def _known_words(pile: Pile, k: int) -> frozenset[str]:
    """Return the words of a body's name, those that name one place otherwise as one: "Kessar police", "Qesar police"."""
    name = pile.speakers[k].name or ""
    if (standin := pile.standins.get(name.casefold())) is not None:
        return body_words(standin)
    return frozenset(pile.standins.get(word, word) for word in body_words(name))


def _merge_namesakes(pile: Pile, words: frozenset[str], group: Sequence[int]) -> None:
    by_polity: dict[str, int] = {}
    for k in group:
        if (polity := pile.polity[k]) is not None:
            first = by_polity.setdefault(polity, k)
            pile.merger.union(first, k, "same_body", f"both are the {' '.join(sorted(words))} of {polity}")
    target = next(iter(by_polity.values())) if len(by_polity) == 1 else None
    for loose in _part_by_owner(pile, [k for k in group if pile.polity[k] is None]):
        first = loose[0] if target is None else target
        for k in loose:
            if k == first:
                continue
            name, other = pile.speakers[k].name or "", pile.speakers[first].name or ""
            if {name.casefold(), *body_words(name)} & pile.standins.keys() - {other.casefold(), *body_words(other)}:
                pile.merger.union(first, k, "name_variant", f"{other} and {name} name one place or body")
            else:
                pile.merger.union(first, k, "same_body", f"both are called {name}")


def _part_by_owner(pile: Pile, bodies: Sequence[int]) -> list[list[int]]:
    """Return bodies of one name by whose they are, where countries have such bodies: "the army" is that of the only one named."""
    if not any(is_office_of_country(pile.speakers[k]) for k in bodies):
        return [[*bodies]] if bodies else []
    parts: list[tuple[frozenset[str], list[int]]] = []
    for k in bodies:
        owner = body_words(pile.speakers[k].affiliation)
        mine = [part for part in parts if owner & part[0]] if owner else []
        parts = [part for part in parts if part not in mine]
        parts.append((owner.union(*(words for words, _ in mine)), sorted([k, *(each for _, members in mine for each in members)])))
    owned, unowned = [members for words, members in parts if words], sorted(k for words, members in parts if not words for k in members)
    if len(owned) == 1:
        return [sorted(owned[0] + unowned)]
    return sorted([*owned, unowned] if unowned else owned)


def _merge_acronyms(pile: Pile, bodies: Sequence[int]) -> None:
    initials: dict[str, int] = {}
    for k in bodies:
        initials.setdefault(find_initials(pile.speakers[k].name or ""), k)
    for short in bodies:
        name = pile.speakers[short].name or ""
        if name.isupper() and 2 <= len(name) <= 6 and initials.get(name, short) != short:
            full = pile.speakers[initials[name]].name
            pile.merger.union(initials[name], short, "acronym", f"{name} are the initials of {full}")


def _merge_short_names(pile: Pile, bodies: Sequence[int]) -> None:
    """Give a short name ("Norda", "the union") to the only longer body name of the pile that begins with it, ends in it or holds it."""
    roots = {pile.merger.find(k): pile.speakers[k].name or "" for k in reversed(bodies)}
    by_word: dict[str, list[int]] = defaultdict(list)
    for root, name in roots.items():
        for word in body_words(name):
            by_word[word].append(root)
    for k in bodies:
        name = pile.speakers[k].name or ""
        words = sorted(body_words(name))
        if not words or pile.polities.is_name(name):
            continue
        candidates = min((by_word[word] for word in words), key=len)
        fits = {pile.merger.find(r) for r in candidates if _is_longer(name, roots[r])}
        longer = sorted(fits - {pile.merger.find(k)})
        if len(longer) == 1:
            pile.merger.union(longer[0], k, "short_name", f"{name} is short for {roots.get(longer[0], name)}")


def _is_longer(name: str, other: str) -> bool:
    """Return whether a body's name goes on from a shorter one, or ends in it: "Norda Holdings", "Harbour Pilots' Union"."""
    if not is_proper(name):
        return is_proper(other) and body_words(name) < body_words(other)
    short, long = fold_marks(name), fold_marks(other)
    return long.startswith(f"{short} ") or (" " in short and long.endswith(f" {short}"))


# -- countries -------------------------------------------------------------------------------------------------------------


def merge_countries(pile: Pile) -> None:
    """Give "Veldania denied it", or "the government", to the body or spokesperson that speaks for the country."""
    by_report: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for k, speaker in enumerate(pile.speakers):
        by_report[pile.report_of[k]] += [(index, k) for index in speaker.attributions]
    known: dict[int, set[str]] = defaultdict(set)
    for k, polity in enumerate(pile.polity):
        if polity is not None:
            known[pile.merger.find(k)].add(polity)
    heralds: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for report, spoken in sorted(by_report.items()):
        for k, other, says in _find_announced(pile, report, sorted(spoken), known):
            heralds[pile.merger.find(k)].append((k, other, says))
    for found in heralds.values():
        if len(find_roots(pile, (other for _, other, _ in found))) == 1:  # who is followed now by the army and now by a ministry is neither
            for k, other, says in found:
                pile.merger.union(other, k, "country_for_body", says)
    _merge_lone_countries(pile)


def _is_country(pile: Pile, k: int) -> bool:
    """Return whether a speaker is a country by name, or its government."""
    speaker = pile.speakers[k]
    governments = read_lexicon("roles")["bodies"]["governments"]
    return speaker.kind == "body" and (pile.polities.is_name(speaker.name) or (speaker.name or "").casefold() in governments)


def _find_announced(
    pile: Pile, report: str, spoken: Sequence[tuple[int, int]], known: Mapping[int, set[str]]
) -> Iterator[tuple[int, int, str]]:
    """Yield each country of a report with the ministry or spokesperson of its own whose statement follows."""
    for at, (_, k) in enumerate(spoken):
        if not _is_country(pile, k):
            continue
        for _, other in spoken[at + 1 : at + 1 + _FOLLOWS_WITHIN]:
            speaker = pile.speakers[other]
            is_of_state = speaker.role_class in ("speakers", "state") and not is_international(speaker.name)
            if is_of_state and other != k and _speaks_for(pile, other, pile.polity[k], known):
                yield k, other, f"{pile.speakers[k].name} stands for the body whose statement follows in {report}"
                break


def _speaks_for(pile: Pile, k: int, polity: str | None, known: Mapping[int, set[str]]) -> bool:
    """Return whether speaker ``k``, or whoever it was merged with, is known to be of the polity, or hinted at and not of another."""
    of = known.get(pile.merger.find(k), set())
    if polity is None:
        return not of or pile.hinted[k] in of | {None}
    return polity in of if of else pile.hinted[k] == polity


def _merge_lone_countries(pile: Pile) -> None:
    """Give a country's name to its only spokesperson in the pile, or else to its only ministry; to nobody who is of another country."""
    known: dict[int, set[str]] = defaultdict(set)
    for k, polity in enumerate(pile.polity):
        if polity is not None:
            known[pile.merger.find(k)].add(polity)
    for k in pile.indices(lambda s: s.kind == "body" and pile.polities.is_name(s.name)):
        if _is_merged(pile, k):
            continue
        for role_class in ("speakers", "state"):
            of_class = pile.indices(lambda s, wanted=role_class: s.role_class == wanted)  # type: ignore[misc]
            fits = find_roots(pile, (o for o in of_class if {pile.polity[k]} == known.get(pile.merger.find(o), {pile.hinted[o]})))
            fits.discard(pile.merger.find(k))
            if len(fits) == 1:
                says = f"nobody else in the pile speaks for {pile.speakers[k].name}"
                pile.merger.union(next(iter(fits)), k, "country_for_body", says)
            if fits:
                break


def _is_merged(pile: Pile, k: int) -> bool:
    """Return whether a country has found a body already."""
    return any(reason.code == "country_for_body" for reason in pile.merger.reasons.get(pile.merger.find(k), ()))


def find_roots(pile: Pile, some: Iterable[int]) -> set[int]:
    """Return who stands for some speakers."""
    return {pile.merger.find(k) for k in some}
