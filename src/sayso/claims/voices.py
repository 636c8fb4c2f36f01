"""Voices across the pile: the speakers of all reports merged, each merge with its reason, each voice with its side.

1. the same full name (one slip of spelling allowed) is one person; a surname alone goes to the only person of that surname
2. the same body name is one body, if its country does not differ; an acronym goes to the name it abbreviates
3. unnamed crowds are one voice per role and side; other unnamed people only if they are described alike, or if one with a name,
   who is called so, too, says the same elsewhere (``unnamed``)
4. a country's name goes to the body of that country whose statement follows it in the same report, or to the only one that speaks for it
5. a body and its only spokesperson are one voice; of several, and heads, each stands for the body: voices of their own on paper, one
   in every count
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.claims.cast import Speaker, body_words, is_proper
from sayso.claims.merging import Pile, merge_bodies, merge_countries, merge_people
from sayso.claims.neural.meaning import Floats
from sayso.claims.parties import Polities, judge_party
from sayso.claims.roles import RoleClass, find_body_class, find_role, has_left
from sayso.claims.unnamed import merge_said_alike, merge_unnamed
from sayso.lexicon import read_lexicon, read_words
from sayso.model import UNKNOWN, Span, Voice


@dataclass(frozen=True)
class VoiceBook:
    """The voices of a pile and who spoke where: ``voice_of[(report id, attribution index)]`` is a voice id."""

    voices: tuple[Voice, ...]
    voice_of: Mapping[tuple[str, int], str]


def resolve_voices(
    by_report: Mapping[str, Sequence[Speaker]],
    polities: Polities,
    standins: Mapping[str, str] | None = None,
    origin_of: Mapping[str, int] | None = None,
    topics: Mapping[str, Sequence[Floats]] | None = None,
) -> VoiceBook:
    """Return the voices of a pile from the speakers of its reports.

    ``standins``: for a name, lower case, the one that stands for it. ``origin_of``: of each report; what those of one origin say counts
    once where reports differ. If not given, each report is one of its own. ``topics``: of each report's attributions, unit vectors.
    """
    pile = Pile(by_report, polities, standins or {}, origin_of)
    for merge in (merge_people, merge_bodies, merge_unnamed, merge_countries):
        merge(pile)
    _merge_spokespeople(pile, polities)
    merge_said_alike(pile, topics or {})
    groups, voices, bodies, countries = _build_voices(pile, polities)
    voices = _join_bodies_and_people(voices, bodies, countries)
    voice_of = {
        (pile.report_of[k], index): f"v{n}" for n, group in enumerate(groups, 1) for k in group for index in pile.speakers[k].attributions
    }
    return VoiceBook(tuple(voices), voice_of)


def _build_voices(pile: Pile, polities: Polities) -> tuple[list[list[int]], list[Voice], set[str], set[str]]:
    """Return the speakers by voice, the voices, and the ids of those that are bodies, and that are countries."""
    groups = [group for group in pile.groups() if any(pile.speakers[k].attributions for k in group)]
    voices = _find_government([_build_voice(pile, group, n) for n, group in enumerate(groups, 1)], polities)
    voices = _unify_parties(voices, pile.polities)
    bodies = {v.id for v, group in zip(voices, groups, strict=True) if _is_body(pile, group)}
    return groups, voices, bodies, {v.id for v in voices if pile.polities.is_name(v.name)}


def _merge_spokespeople(pile: Pile, polities: Polities) -> None:
    """Make one voice of a body and its spokesperson, where only one has a name."""
    groups, voices, bodies, countries = _build_voices(pile, polities)
    by_id = {voice.id: (voice, group[0]) for voice, group in zip(voices, groups, strict=True)}
    speaking: dict[str, list[str]] = defaultdict(list)
    for voice, body in _find_represented(voices, bodies, countries).items():
        if by_id[voice][0].name and _class_of(by_id[voice][0].role) == "speakers":
            speaking[body].append(voice)
    for body, people in speaking.items():
        (person, first), (of, second) = by_id[people[0]], by_id[body]
        if len(people) == 1 and _is_told_apart(person.affiliation, of.name, polities):
            pile.merger.union(second, first, "spokesperson", f"{person.name} alone is named as speaking for {of.name or of.role}")


def _is_told_apart(affiliation: str | None, name: str | None, polities: Polities) -> bool:
    """Return whether an affiliation tells a body from others: "the ministry" may be any, "the army" is the Veldanian army."""
    words, called = body_words(affiliation), {word for word in body_words(name) if word not in polities.forms}
    return len(words) > 1 or words == called or find_body_class(affiliation) is None


def _count(pile: Pile, some: Iterable[int], read: Callable[[int], str | None]) -> Counter[str]:
    """Return how often each value was met that some speakers have, in an origin as often as in the report of it that has it most."""
    met = Counter((pile.origin_of[k], pile.report_of[k], value) for k in some if (value := read(k)))
    most: Counter[tuple[str | int, str]] = Counter()
    for (origin, _, value), n in met.items():
        most[origin, value] = max(n, most[origin, value])
    found: Counter[str] = Counter()
    for (_, value), n in most.items():
        found[value] += n
    return found


def _most_common(counts: Counter[str]) -> str | None:
    """Return the value met most often, the longest and then the first by alphabet among equals."""
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None


def _mentions(pile: Pile, group: list[int]) -> tuple[tuple[str, ...], tuple[tuple[str, Span], ...]]:
    evidence = sorted({(pile.report_of[k], span) for k in group for span in pile.speakers[k].spans})
    texts = Counter(span.text for _, span in evidence)
    return tuple(sorted(texts, key=lambda text: (-texts[text], text))), tuple(evidence)


def _leading(pile: Pile, group: Sequence[int]) -> Sequence[int]:
    """Return the speakers of a voice that tell who it is: people before bodies before a country's name."""
    people = [k for k in group if pile.speakers[k].kind == "person"]
    others = [k for k in group if not pile.polities.is_name(pile.speakers[k].name)]
    return people or [k for k in others if pile.speakers[k].kind == "body"] or others or group


def _is_body(pile: Pile, group: Sequence[int]) -> bool:
    return pile.speakers[_leading(pile, group)[0]].kind == "body"


def _build_voice(pile: Pile, group: list[int], number: int) -> Voice:
    said = pile.speakers
    people = _leading(pile, group)
    names = _count(pile, people, lambda k: said[k].name if is_proper(said[k].name) else None)
    name = _find_name(names, is_person=said[people[0]].kind == "person")
    spoken = [k for k in people if said[k].role_class == "speakers"] or people
    role = _most_common(_count(pile, spoken, lambda k: said[k].role))
    role_class = next((said[k].role_class for k in spoken if said[k].role == role), None)
    affiliation = _most_common(_count(pile, spoken, lambda k: said[k].affiliation))
    polity = _most_common(_count(pile, group, pile.polity.__getitem__)) or _most_common(_count(pile, group, pile.hinted.__getitem__))
    is_body = said[people[0]].kind == "body"
    mentions, evidence = _mentions(pile, group)
    organisation = name if is_body else affiliation if is_proper(affiliation) or role_class in ("speakers", "managers") else None
    is_polity = is_body and pile.polities.is_name(name)
    if not is_body and find_body_class(affiliation) == "own":
        organisation, polity = affiliation, None  # "spokesman of the Veldania Front": the front's, not the country's
    if not is_body and role_class == "managers" and find_body_class(affiliation) == "outside":
        role_class = "outside"  # whoever leads a mission is on no side, as it is on none
    party = polity if is_polity and polity else judge_party(polity, role_class, organisation, is_body)
    reasons = tuple(sorted(set(pile.merger.reasons.get(pile.merger.find(group[0]), [])), key=lambda r: (r.code, r.says)))
    return Voice(f"v{number}", name, role, affiliation or (polity if polity != name else None), party, mentions, evidence, reasons)


def _find_name(counts: Counter[str], *, is_person: bool) -> str | None:
    """Return the longest name; of a person's full names the most usual: "Boffin Ann Example" is how one paper has it."""
    return max(counts, key=lambda n: (" " in n and counts[n] if is_person else 0, len(n.split()), n), default=None)


# -- bodies and their people ---------------------------------------------------------------------------------------------


def _join_bodies_and_people(voices: Sequence[Voice], bodies: set[str], countries: set[str]) -> list[Voice]:
    """Return the voices with people standing for the bodies that they speak for, and bodies with the mentions of these people."""
    represented = _find_represented(voices, bodies, countries)
    people_of: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.id in represented:
            people_of[represented[voice.id]].append(voice)
    side_of = {v.id: _find_common_side(v, people_of.get(v.id, [])) for v in voices}
    joined = (
        replace(v, stands_for=represented.get(v.id), party=side_of[represented.get(v.id, v.id)] if v.party == UNKNOWN else v.party)
        for v in voices
    )
    return [_with_people(v, people_of.get(v.id, [])) for v in joined]


def _find_common_side(body: Voice, people: Sequence[Voice]) -> str:
    """Return the side of a body; where it is not known, that of all who speak for it and have one: "the firm" and "the firm's chief"."""
    sides = {v.party for v in people} - {UNKNOWN}
    return sides.pop() if body.party == UNKNOWN and len(sides) == 1 else body.party


def _class_of(role: str | None) -> RoleClass | None:
    """Return the class of a voice's role, by its last noun: a "regional head" is a head, a "head of research" is one, too."""
    words = (role or "").split(" of ")[0].split()
    fits = (match[1] for at in range(len(words)) if (match := find_role(words, at)) and at + match[0] == len(words))
    return next(fits, None)


def _find_represented(voices: Sequence[Voice], bodies: set[str], countries: set[str]) -> dict[str, str]:
    """Return for each spokesperson or head the voice id of the body, where the pile has it as a voice.

    So does whoever else holds an office of a body, where nobody else of it speaks in the pile; but no member of a government.
    ``bodies`` and ``countries``: which voices are such.
    """
    by_word: dict[str, list[Voice]] = defaultdict(list)
    for body in (v for v in voices if v.id in bodies):
        for word in {word for text in (body.name, *body.mentions) for word in body_words(text)}:
            by_word[word].append(body)
    by_id = {voice.id: voice for voice in voices}
    body_of: dict[str, Voice] = {}
    for voice in (v for v in voices if v.id not in bodies):
        wanted = body_words(voice.affiliation)
        near = {body.id: body for word in wanted for body in by_word.get(word, ())}
        fits = [body for body in near.values() if _is_body_of(body, wanted) and _may_be_of(voice, body)]
        sides = {body.party for body in fits}
        if fits and (len(sides) == 1 or voice.party in sides):
            body_of[voice.id] = min(fits, key=lambda b: (b.party != voice.party, len(body_words(b.name)), b.id))
    n_people = Counter(own.id for voice, own in body_of.items() if by_id[voice].name)
    alone = {body for body, n in n_people.items() if n == 1 and body not in countries}
    return {voice: own.id for voice, own in body_of.items() if _speaks_for(by_id[voice], own, is_alone=own.id in alone)}


def _speaks_for(voice: Voice, body: Voice, *, is_alone: bool) -> bool:
    """Return whether what somebody of a body says is its word. ``is_alone``: no other of it has a name."""
    role_class = _class_of(voice.role)
    if has_left(voice.role, voice.mentions):
        return False
    if role_class in ("speakers", "managers"):
        return True
    if not voice.name or not is_alone or role_class not in ("officials", None):
        return False
    of_state = body.name is None or find_body_class(body.name) in ("state", None)
    return not of_state or not {*(voice.role or "").split()} & {*read_lexicon("roles")["people"]["cabinet"]}


def _may_be_of(voice: Voice, body: Voice) -> bool:
    """Return whether nothing that is known of the sides of a person and a body keeps them apart.

    Whose side is only that of "the ministry" may speak for the ministry of any country.
    """
    if _is_of_another_body(voice, body):
        return False
    return body.party in (voice.party, UNKNOWN) or voice.party in (UNKNOWN, voice.affiliation)


def _is_of_another_body(voice: Voice, body: Voice) -> bool:
    """Return whether an office is that of a body of a state, and of another one: a town's police chief is not of its university."""
    words = (voice.role or "").split(" of ")[0].split()[:-1]
    own = {word for at, word in enumerate(words) if (match := find_role(words[at:], 0)) and match[1] == "state"}
    return bool(own) and own.isdisjoint(body_words(body.name)) and find_body_class(body.name) is not None


def _is_body_of(body: Voice, wanted: frozenset[str]) -> bool:
    """Return whether an affiliation's words are those of a body's name or mention, or hold its whole name: "the Norda plant"."""
    name = body_words(body.name)
    called = (body_words(text.split(",")[0]) for text in (body.name or "", *body.mentions))
    is_part = any(wanted <= words for words in called) and not _is_paper_of(body.name, wanted)
    return is_part or (bool(name) and name < wanted)


def _is_paper_of(name: str | None, words: frozenset[str]) -> bool:
    """Return whether a body is a newsroom called after something else: who is of Tarnbeck is not of the Tarnbeck Herald."""
    papers = body_words(name) & {*read_lexicon("roles")["names"]["papers"]}
    return bool(papers) and not papers & words


def _with_people(body: Voice, people: Sequence[Voice]) -> Voice:
    """Return a body with the mentions of its spokespeople, or else of its only head: their words are its words."""
    speaking = [v for v in people if _class_of(v.role) == "speakers"]
    chosen = speaking or (list(people) if len(people) == 1 else [])
    if not chosen:
        return body
    mentions = tuple(dict.fromkeys((*body.mentions, *(text for v in chosen for text in v.mentions))))
    return replace(body, mentions=mentions, evidence=tuple(sorted({*body.evidence, *(each for v in chosen for each in v.evidence)})))


def _find_government(voices: Sequence[Voice], polities: Polities) -> list[Voice]:
    """Return the voices with ministers and ministries of no named country on one side: the pile's only country, else the government.

    Where the pile has several countries, nobody knows whose they are. Those of which it has no demonym count only where it has no other,
    and those of which it has only an adjective never do: they are hardly its own.
    """
    named = {v.party for v in voices if polities.is_name(v.party)} - polities.adjectives
    countries = named - polities.owners or named
    if len(countries) > 1:
        return [*voices]
    roles = read_lexicon("roles")
    offices, government = {*roles["people"]["cabinet"], *roles["bodies"]["cabinet"]}, roles["bodies"]["governments"][0]
    side = next(iter(countries), government)

    def is_governing(voice: Voice) -> bool:
        of_state = voice.affiliation is None or find_body_class(voice.affiliation) == "state"
        return bool({*(voice.role or "").split()[-1:]} & offices) and of_state and voice.party in (UNKNOWN, voice.name, voice.affiliation)

    return [replace(v, party=side) if is_governing(v) else v for v in voices]


def _unify_parties(voices: Sequence[Voice], polities: Polities) -> list[Voice]:
    """Return the voices with organisation parties brought to one spelling: "Norda" and "Norda Holdings" are one side.

    A country is on no side but its own: "Veldania" is not the "Medical Association of Veldania".
    """
    names = sorted({v.party for v in voices if not polities.is_name(v.party)}, key=lambda party: (-len(body_words(party)), party))
    functional = read_words("function_words", "all")
    canonical = {}
    for party in names:
        words = body_words(party)
        fits = (other for other in names if other != party and words and words < body_words(other) and not _is_paper_of(other, words))
        canonical[party] = next((other for other in fits if party.split()[0].casefold() not in functional), party)
    return [replace(v, party=canonical.get(canonical.get(v.party, v.party), v.party)) for v in voices]
