"""What a pile's readings and its family tree amount to: voices, propositions with their standing, figures, names.

1. polities, voices and names of one place are settled over the whole pile
2. attributions become statements, in order of publication, and statements groups          (``statements``, ``propositions``)
3. groups that are disputed or shared are listed; sentences that say the same without a source state them as fact  (``facts``)
4. each is counted: reports, independent reports, voices, parties, and its status day by day   (``counting``)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.claims import Polities, Reading, VoiceBook, find_polities, resolve_voices
from sayso.ledger.contents import weigh
from sayso.ledger.counting import Counter
from sayso.ledger.facts import find_facts
from sayso.ledger.grouping import Aligned, align_statements
from sayso.ledger.independence import Common, find_common
from sayso.ledger.propositions import Group, find_groups, is_listed
from sayso.ledger.relations import Model, read_model
from sayso.ledger.sides import find_name_groups, find_names
from sayso.ledger.statements import Statement, read_statements
from sayso.model import Attribution, Figure, NameVariants, Proposition, Report, Retelling, Stance, Voice
from sayso.settings import LedgerSettings

Stretch = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The claims side of a picture."""

    voices: tuple[Voice, ...]
    attributions: tuple[Attribution, ...]
    propositions: tuple[Proposition, ...]
    figures: tuple[Figure, ...]
    names: tuple[NameVariants, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The retellings side of a picture.

    ``passages``: by (child, parent), ranges of the child's text that were taken over. ``links``: by (child, parent), stretches of
    the parent's text and of the child's that say the same, sentence by sentence.
    """

    origins: tuple[tuple[str, ...], ...]
    retellings: tuple[Retelling, ...]
    passages: Mapping[tuple[str, str], Sequence[tuple[int, int]]] = field(default_factory=dict)
    links: Mapping[tuple[str, str], Sequence[Stretch]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ground:
    """What is settled over the whole pile before anything is weighed."""

    polities: Polities
    book: VoiceBook
    name_groups: tuple[tuple[str, ...], ...]
    standins: Mapping[str, str]
    common: Common
    statements: list[Statement]
    aligned: Aligned


def lay_ground(reports: Sequence[Report], readings: Mapping[str, Reading], family: Family, settings: LedgerSettings) -> Ground:
    """Return the polities, voices, names and statements of a pile. ``reports`` stand in canonical order."""
    polities = find_polities([readings[report.id].capitals for report in reports])
    book = resolve_voices({report.id: readings[report.id].speakers for report in reports}, polities)
    name_groups = find_name_groups(readings)
    standins = {name.casefold(): group[0] for group in name_groups for name in group}
    narrative = {report.id: readings[report.id].narrative for report in reports}
    common = find_common(reports, family.origins, family.retellings, narrative, family.passages, settings)
    statements = read_statements(reports, readings, book, standins, common.origin_of)
    return Ground(polities, book, name_groups, standins, common, statements, align_statements(statements, family.links))


def weigh_claims(
    reports: Sequence[Report],
    readings: Mapping[str, Reading],
    family: Family,
    settings: LedgerSettings | None = None,
    model: Model | None = None,
) -> Weighed:
    """Return voices, attributions, propositions, figures and names of a pile. ``reports`` stand in canonical order."""
    settings = settings or LedgerSettings()
    ground = lay_ground(reports, readings, family, settings)
    statements, book = ground.statements, ground.book
    groups = [group for group in find_groups(statements, ground.aligned, settings, model or read_model()) if is_listed(group)]
    weights = weigh(statement.content for statement in statements)
    facts = find_facts(groups, reports, readings, family.links, ground.standins, weights, settings)
    counter = Counter(reports, {voice.id: voice for voice in book.voices}, ground.common, settings)
    drafts = [(counter.count(group, found), group) for group, found in zip(groups, facts, strict=True)]
    drafts.sort(key=_rank)
    return Weighed(
        voices=book.voices,
        attributions=_settle(statements, [group for _, group in drafts], reports),
        propositions=tuple(replace(draft, id=f"p{n}") for n, (draft, _) in enumerate(drafts, 1)),
        figures=_name_owners(reports, readings, book),
        names=find_names(ground.name_groups, reports, readings, statements, ground.polities),
    )


def _rank(counted: tuple[Proposition, Group]) -> tuple[bool, int, int, tuple[str, str, int]]:
    """Order propositions: contested ones first, then those in most reports, then the earliest."""
    draft, group = counted
    return not draft.is_contested, -len(draft.reports), -len(group.stances), group.members[0].order


def _settle(statements: Sequence[Statement], groups: Sequence[Group], reports: Sequence[Report]) -> tuple[Attribution, ...]:
    """Return all attributions with voice, stance and proposition, by report and place."""
    settled: dict[int, tuple[Stance, float, str]] = {}
    for n, group in enumerate(groups, 1):
        settled |= {k: (stance, probability, f"p{n}") for k, (stance, probability) in group.stances.items() if stance != "other"}
    position = {report.id: k for k, report in enumerate(reports)}
    ordered = sorted(range(len(statements)), key=lambda k: (position[statements[k].report], statements[k].order[2]))
    result = []
    for number, k in enumerate(ordered, 1):
        stance, probability, proposition = settled.get(k, ("other", 1.0, None))
        attribution = statements[k].attribution
        result.append(replace(attribution, id=f"a{number}", stance=stance, stance_probability=probability, proposition=proposition))
    return tuple(result)


def _name_owners(reports: Sequence[Report], readings: Mapping[str, Reading], book: VoiceBook) -> tuple[Figure, ...]:
    """Return the figures of all reports, with the voice whose each is."""
    return tuple(
        Figure(
            report=report.id,
            what=figure.what,
            span=figure.span,
            low=figure.low,
            high=figure.high,
            approximate=figure.approximate,
            voice=book.voice_of.get((report.id, figure.attribution)) if figure.attribution is not None else None,
            as_of=figure.as_of,
        )
        for report in reports
        for figure in readings[report.id].figures
    )
