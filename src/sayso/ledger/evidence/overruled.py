"""Which overrulings had a hand in a claim, a number of it, an attribution or a report of a picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.ledger.called import Called
from sayso.ledger.overrulings.anchors import Finder, Place
from sayso.ledger.overrulings.log import explain_overruling
from sayso.model import Attribution, Overruling, Reason, Stance

Thing = tuple[str, str]  # "claim", "statement" or "report", or the number of a claim, as "deny"; and the id

# the numbers of a claim that hang on which reports are one text, and those that hang on who says what
_BY_FAMILY = ("independent_reports", "merges", "status")
_BY_WORDS = (
    *("affirm", "deny", "concede", "unverified", "reports", "status", "affirming_voices", "affirming_parties"),
    *("denying_voices", "conceding_voices", "undecided_voices"),
)
# and those that hang on who a voice is, by the side that it takes
_BY_VOICE: Mapping[Stance, Sequence[str]] = {
    "affirm": ("affirm", "affirming_voices", "affirming_parties", "status"),
    "concede": ("concede", "conceding_voices", "affirming_voices", "affirming_parties", "status"),
    "deny": ("deny", "denying_voices", "status"),
    "unverified": ("unverified", "undecided_voices", "status"),
}


def find_overruled(called: Called) -> Mapping[Thing, Sequence[Reason]]:
    """Return the overrulings that hold, by what they are about, and by the numbers of claims that they had a hand in.

    Whatever had a hand in a number of a claim had one in the claim.
    """
    holding = [each for each in called.picture.overrulings if each.state == "holds" and each.kind != "undo"]
    found: dict[Thing, list[Reason]] = defaultdict(list)
    if holding:
        pile = _Pile(called)
        for each in holding:
            for thing in dict.fromkeys(pile.find_things(each)):
                found[thing].append(explain_overruling(each))
    return found


class _Pile:
    def __init__(self, called: Called) -> None:
        said: dict[str, list[Attribution]] = {report: [] for report in called.reports}
        for each in called.picture.attributions:
            said.setdefault(each.report, []).append(each)
        self._called = called
        self._at: dict[Place, Attribution] = {(report, n): each for report, those in said.items() for n, each in enumerate(those)}
        self._claim_of = {place: each.proposition for place, each in self._at.items() if each.proposition is not None}
        self._voice_of = {place: each.voice for place, each in self._at.items() if each.voice is not None}
        self._finder = Finder(called.picture.reports, said, called.origin_of)

    def find_things(self, overruling: Overruling) -> Iterator[Thing]:
        """Yield what an overruling is about, and the numbers of claims that it had a hand in."""
        reports = [self._finder.find_report(overruling, role) for role in ("child", "parent")]
        yield from (("report", each) for each in reports if each is not None)
        yield from (("origin", origin) for origin, members in self._called.origins.items() if not {*reports}.isdisjoint(members))
        numbers = [*self._find_by_family(reports), *self._find_spoken(overruling)]
        numbers += [(number, claim) for claim in self._find_claims(overruling) for number in _BY_WORDS]
        yield from (("claim", claim) for _, claim in numbers)
        yield from numbers
        place = self._finder.find_statement(overruling, "statement")
        if place is not None:
            yield from (("statement", self._at[each].id) for each in (place, *self._finder.find_copies(place)))

    def _find_claims(self, overruling: Overruling) -> Iterator[str]:
        """Yield the claims that an overruling speaks of."""
        place = self._finder.find_statement(overruling, "statement")
        about = self._at[place].proposition if place is not None else None
        if about is not None:
            yield about
        holders = (self._finder.find_holder(overruling, role, self._claim_of) for role in ("claim", "other", "left"))
        yield from (each for each in holders if each is not None)

    def _find_by_family(self, reports: Sequence[str | None]) -> Iterator[Thing]:
        """Yield the numbers of claims that hang on whether two reports are one text."""
        if all(reports):
            texts = [origin for origin in self._called.picture.origins if not {*reports}.isdisjoint(origin)]
            carried = ((claim.id, {*claim.reports}) for claim in self._called.picture.propositions)
            both = (claim for claim, carrying in carried if not any(carrying.isdisjoint(text) for text in texts))
            yield from ((number, claim) for claim in both for number in _BY_FAMILY)

    def _find_spoken(self, overruling: Overruling) -> Iterable[Thing]:
        """Return the numbers of claims that hang on a voice that was overruled, or on its body."""
        voice = self._finder.find_holder(overruling, "voice", self._voice_of)
        place = self._finder.find_statement(overruling, "statement")
        if voice is None and place is not None:
            voice = self._voice_of.get(place)
        if overruling.kind not in ("same_voice", "other_party", "other_voice") or voice is None:
            return []
        known = self._called.voices
        unit = known[voice].stands_for or voice
        units = {each.id for each in known.values() if unit in (each.id, each.stands_for)}
        said = ((each.stance, each.proposition) for each in self._called.picture.attributions if each.voice in units)
        return dict.fromkeys((number, claim) for stance, claim in said if claim for number in _BY_VOICE.get(stance, ()))
