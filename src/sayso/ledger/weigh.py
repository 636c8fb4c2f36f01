"""What a pile's readings and its family tree amount to: voices, propositions with their standing, figures, names.

1. polities, voices and names of one place are settled over the whole pile, voices as somebody overruled them   (``ground``)
2. attributions become statements, in order of publication, and statements groups          (``statements``, ``propositions``)
3. groups are altered as somebody overruled them, and those that are disputed or shared are listed; sentences that say the same
   without a source state them as fact   (``facts``); what outlets corrected is taken back   (``corrections``)
4. each is counted: reports, independent reports, voices, parties, and its status day by day   (``counting``)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from sayso.claims import Reading
from sayso.ledger.corrections import (
    Notice,
    find_notices,
    find_taken_back,
    is_corrected,
    is_inside,
    is_wrong,
    name_corrections,
    turn_notices,
    void_group,
)
from sayso.ledger.counting import Counter
from sayso.ledger.facts import find_facts
from sayso.ledger.ground import Family, Ground
from sayso.ledger.overrulings.claims import overrule_groups
from sayso.ledger.overrulings.log import Followed
from sayso.ledger.propositions import Group, find_groups, is_listed
from sayso.ledger.relations import Model, read_model
from sayso.ledger.retold import align_statements
from sayso.ledger.scopes import find_scopes
from sayso.ledger.sides import find_names
from sayso.ledger.stances import judge_stances
from sayso.ledger.statements import Statement, read_statements
from sayso.model import Attribution, Correction, Figure, NameVariants, Overruling, Proposition, Report, Stance, Voice


@dataclass(frozen=True, slots=True)
class Weighed:
    """The claims side of a picture."""

    voices: tuple[Voice, ...]
    attributions: tuple[Attribution, ...]
    propositions: tuple[Proposition, ...]
    figures: tuple[Figure, ...]
    names: tuple[NameVariants, ...]
    corrections: tuple[Correction, ...] = ()
    followed: Followed = field(default_factory=Followed)  # which overrulings on voices and claims found what they are about


def weigh_claims(reports: Sequence[Report], readings: Mapping[str, Reading], family: Family, *, log: Sequence[Overruling] = ()) -> Weighed:
    """Return voices, attributions, propositions, figures and names of a pile. ``reports`` stand in canonical order."""
    ground = Ground(reports, readings, family, log=log)
    return weigh_statements(ground, read_statements(ground), read_model())


def weigh_statements(ground: Ground, statements: Sequence[Statement], model: Model) -> Weighed:
    """Return the same from statements that were read already, under a model."""
    aligned = align_statements(statements, ground.family.links)
    judge = partial(judge_stances, statements=statements, aligned=aligned, settings=ground.settings, model=model)
    found, followed = overrule_groups(find_groups(statements, aligned, ground.settings, model), judge, ground.log, ground.finder)
    notices = find_notices(ground)
    groups = [group for group in found if is_listed(group) or is_corrected(notices, group, ground)]
    facts = [[each for each in those if not is_inside(notices, *each)] for those in find_facts(groups, ground, model)]
    taken_back = find_taken_back(notices, groups, facts, ground)
    groups = [turn_notices(group, notices) for group in groups]
    counter = Counter(ground)
    counted = enumerate(zip(groups, facts, strict=True))
    voids = [void_group(taken_back, k) for k in range(len(groups))]
    drafts = [
        (counter.count(group, those, voids[k]), group, k)
        for k, (group, those) in counted
        if is_listed(group) or those or voids[k].days  # somebody had said so, who was corrected
    ]
    drafts.sort(key=_rank)
    ids = {k: f"p{n}" for n, (_, _, k) in enumerate(drafts, 1)}
    return Weighed(
        voices=ground.book.voices,
        attributions=_settle(statements, [group for _, group, _ in drafts], ground),
        propositions=tuple(replace(draft, id=ids[k]) for draft, _, k in drafts),
        figures=_name_owners(ground, notices),
        names=find_names(ground, statements),
        corrections=name_corrections(taken_back, ids, ground),
        followed=followed | ground.followed,
    )


def _rank(counted: tuple[Proposition, Group, int]) -> tuple[bool, int, int, tuple[str, str, int]]:
    """Order propositions: contested ones first, then those in most reports, then the earliest."""
    draft, group, _ = counted
    return not draft.is_contested, -len(draft.reports), -len(group.stances), group.members[0].order


def _settle(statements: Sequence[Statement], groups: Sequence[Group], ground: Ground) -> tuple[Attribution, ...]:
    """Return all attributions with voice, stance, scope and proposition, by report and place."""
    settled: dict[int, tuple[Stance, float, str]] = {}
    for n, group in enumerate(groups, 1):
        settled |= {k: (stance, probability, f"p{n}") for k, (stance, probability) in group.stances.items() if stance != "other"}
    position = {report.id: k for k, report in enumerate(ground.reports)}
    ordered = sorted(range(len(statements)), key=lambda k: (position[statements[k].report], statements[k].order[2]))
    scopes = find_scopes(groups, ground)
    nowhere: tuple[Stance, float, str | None] = ("other", 1.0, None)
    result = []
    for number, k in enumerate(ordered, 1):
        stance, probability, proposition = settled.get(k, nowhere)
        found = replace(statements[k].attribution, id=f"a{number}", stance=stance, stance_probability=probability)
        result.append(replace(found, proposition=proposition, scope=scopes.get(k)))
    return tuple(result)


def _name_owners(ground: Ground, notices: Sequence[Notice]) -> tuple[Figure, ...]:
    """Return the figures of all reports, with the voice whose each is. What a notice says was wrong is nobody's figure."""
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
            unit=figure.unit,
        )
        for report in ground.reports
        for figure in ground.readings[report.id].figures
        if not is_wrong(notices, report.id, figure.span)
    )
