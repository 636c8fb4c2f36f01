"""What a pile's readings and its family tree amount to: voices, propositions with their standing, figures, names.

1. polities, voices and names of one place are settled over the whole pile, voices as somebody overruled them   (``ground``)
2. attributions become statements, in order of publication, and statements groups          (``statements``, ``propositions``)
3. groups are altered as somebody overruled them, and those that are disputed or shared are listed; sentences that say the same
   without a source state them as fact   (``facts``)
4. each is counted: reports, independent reports, voices, parties, and its status day by day   (``counting``)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.claims import Reading
from sayso.ledger.counting import Counter
from sayso.ledger.facts import find_facts
from sayso.ledger.ground import Family, Ground
from sayso.ledger.overrulings.claims import overrule_groups
from sayso.ledger.propositions import Group, find_groups, is_listed
from sayso.ledger.relations import Model, read_model
from sayso.ledger.retold import align_statements
from sayso.ledger.sides import find_names
from sayso.ledger.statements import Statement, read_statements
from sayso.model import Attribution, Figure, NameVariants, Overruling, Proposition, Report, Stance, Voice


@dataclass(frozen=True, slots=True)
class Weighed:
    """The claims side of a picture."""

    voices: tuple[Voice, ...]
    attributions: tuple[Attribution, ...]
    propositions: tuple[Proposition, ...]
    figures: tuple[Figure, ...]
    names: tuple[NameVariants, ...]
    held: frozenset[int] = frozenset()  # numbers of the overrulings on voices and claims that found what they are about


def weigh_claims(reports: Sequence[Report], readings: Mapping[str, Reading], family: Family, *, log: Sequence[Overruling] = ()) -> Weighed:
    """Return voices, attributions, propositions, figures and names of a pile. ``reports`` stand in canonical order."""
    ground = Ground(reports, readings, family, log=log)
    return weigh_statements(ground, read_statements(ground), read_model())


def weigh_statements(ground: Ground, statements: Sequence[Statement], model: Model) -> Weighed:
    """Return the same from statements that were read already, under a model."""
    aligned = align_statements(statements, ground.family.links)
    found, held = overrule_groups(find_groups(statements, aligned, ground.settings, model), aligned, model, ground.log, ground.finder)
    groups = [group for group in found if is_listed(group)]
    facts = find_facts(groups, ground)
    counter = Counter(ground)
    drafts = [(counter.count(group, found), group) for group, found in zip(groups, facts, strict=True)]
    drafts.sort(key=_rank)
    return Weighed(
        voices=ground.book.voices,
        attributions=_settle(statements, [group for _, group in drafts], ground.reports),
        propositions=tuple(replace(draft, id=f"p{n}") for n, (draft, _) in enumerate(drafts, 1)),
        figures=_name_owners(ground),
        names=find_names(ground, statements),
        held=held | ground.held,
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
    nowhere: tuple[Stance, float, str | None] = ("other", 1.0, None)
    result = []
    for number, k in enumerate(ordered, 1):
        stance, probability, proposition = settled.get(k, nowhere)
        attribution = statements[k].attribution
        result.append(replace(attribution, id=f"a{number}", stance=stance, stance_probability=probability, proposition=proposition))
    return tuple(result)


def _name_owners(ground: Ground) -> tuple[Figure, ...]:
    """Return the figures of all reports, with the voice whose each is."""
    return tuple(
        Figure(
            report=report.id,
            what=figure.what,
            span=figure.span,
            low=figure.low,
            high=figure.high,
            approximate=figure.approximate,
            voice=ground.book.voice_of.get((report.id, figure.attribution)) if figure.attribution is not None else None,
            as_of=figure.as_of,
        )
        for report in ground.reports
        for figure in ground.readings[report.id].figures
    )
