"""Short phrases for people, and text made harmless: nothing from a report is ever obeyed by a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from sayso.ledger.scopes import sum_denials
from sayso.model import UNINVOLVED, UNKNOWN, Attribution, Figure, Proposition, Reason, Report, Span, StatusStep, Voice

# Controls that a terminal obeys: C0 and C1 but for white space, bidirectional overrides, annotations, tags; and lone surrogates.
_OBEYED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

STANCES = {"affirm": "says so", "deny": "denies", "concede": "concedes", "unverified": "cannot say", "other": "speaks of it"}
# How much less than the whole a denial denies.
SCOPES = {"part": "only a part", "figure": "only the figure", "framing": "only how it is called"}
# Each kind of change, once and several times.
CHANGES = {
    "attribution_lost": ("attribution lost", "attributions lost"),
    "agency_credit_lost": ("agency credit lost", "agency credits lost"),
    "attribution_gained": ("attribution gained", "attributions gained"),
    "voice_changed": ("words given to another voice", "passages given to another voice"),
    "quote_altered": ("quote altered", "quotes altered"),
    "cue_shifted": ("reporting verb shifted", "reporting verbs shifted"),
    "hedge_dropped": ("hedge dropped", "hedges dropped"),
    "hedge_added": ("hedge added", "hedges added"),
    "figure_changed": ("figure changed", "figures changed"),
    "date_changed": ("date changed", "dates changed"),
    "name_swapped": ("name swapped", "names swapped"),
    "label_shifted": ("label shifted", "labels shifted"),
    "negation_flipped": ("negation flipped", "negations flipped"),
    "omitted": ("passage omitted", "passages omitted"),
    "added": ("passage added", "passages added"),
}


def plain(text: str) -> str:
    r"""Return the text on one line, with every character that a terminal would obey shown as its escape.

    >>> plain("red \x1b[31malert\n\n  twice")
    'red \\x1b[31malert twice'
    """
    shown = _OBEYED.sub(lambda found: found.group().encode("unicode-escape").decode("ascii"), text)
    return " ".join(shown.replace("\xad", "").split())


def clip(text: str, n_chars: int) -> str:
    """Return the text in at most ``n_chars``, cut between words where it can be.

    >>> clip("a long sentence", 10)
    'a long …'
    """
    if len(text) <= n_chars:
        return text
    head = text[: max(n_chars - 2, 0)]
    at_word = head.rsplit(" ", 1)[0] if " " in head and text[len(head)] != " " else head
    return f"{at_word} …"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> count(1, "voice"), count(1200, "voice"), count(2, "party", "parties")
    ('1 voice', '1,200 voices', '2 parties')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def scope(said: Iterable[Attribution]) -> str:
    """Return how much some denials deny together, if that is less than the whole."""
    return SCOPES.get(sum_denials((each.scope.kind, not each.is_implied) for each in said if each.scope) or "", "")


def how_denied(said: Sequence[Attribution]) -> str:
    """Return how much a voice denies, if that is less than the whole, and how surely, if all its denials are implied."""
    is_implied = bool(said) and all(each.is_implied for each in said)
    implied = f"by implication ({probability(max(each.stance_probability for each in said))})" if is_implied else ""
    return ", ".join(filter(None, (scope(said), implied)))


def how_sure(said: Attribution) -> str:
    """Return how surely it is known where an attribution stands, and whether its denial is only implied; nothing where it is certain."""
    sure = f"stance {probability(said.stance_probability)}" if said.stance_probability < 1 else ""
    return ", ".join(filter(None, ("implied" if said.is_implied else "", sure)))


def some(words: Sequence[str], n_shown: int) -> str:
    """Return the words in a row, and how many more there are.

    >>> some(["p1", "p2", "p3"], 2)
    'p1, p2 and 1 more'
    """
    rest = len(words) - n_shown
    return ", ".join(map(plain, words[:n_shown])) + (f" and {rest:,} more" if rest > 0 else "")


def changes(kinds: Iterable[str]) -> str:
    """Return how often each kind of change was found, as in ``2 quotes altered, attribution lost``, in the order of the closed list."""
    found = Counter(kinds)
    return ", ".join(one if found[kind] == 1 else f"{found[kind]:,} {many}" for kind, (one, many) in CHANGES.items() if found[kind])


def interval(bounds: tuple[int, int]) -> str:
    """Return an interval of counts, or the one number if both ends are the same."""
    low, high = bounds
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def share(value: float) -> str:
    """Return a share in [0, 1] as per cent. Neither end is reached by rounding."""
    percent = round(value * 100)
    if value < 1 and percent == 100:
        return "over 99 %"
    return "under 1 %" if value > 0 and percent == 0 else f"{percent} %"


def because(reasons: Iterable[Reason]) -> list[str]:
    """Return the reasons as sentences, one that speaks for two judgements only once."""
    return [f"because {says}" for says in dict.fromkeys(plain(reason.says) for reason in reasons)]


def probability(value: float) -> str:
    """Return a probability with two digits. Certainty is not reached by rounding."""
    if value < 1 and round(value, 2) == 1:
        return "over 0.99"
    return "under 0.01" if value > 0 and round(value, 2) == 0 else f"{value:.2f}"


def day(when: date | None) -> str:
    """Return a day for people.

    >>> day(date(2031, 3, 1))
    '1 Mar 2031'
    """
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}" if when else "no date"


def instant(report: Report) -> str:
    """Return when the report was published, as precisely as it is known, in UTC."""
    if report.published is None:
        return "no date"
    at = report.published.astimezone(UTC)
    return day(at.date()) + (f" {at:%H:%M}" if report.published_precision == "instant" else "")


def later(parent: datetime | None, child: datetime | None) -> str:
    """Return how long after the parent the child came, in its two largest units, or nothing if that is not known."""
    if parent is None or child is None:
        return ""
    apart = child - parent
    return _lasting(apart) + " later" if apart >= timedelta(0) else _lasting(-apart) + " earlier"


def _lasting(apart: timedelta) -> str:
    minutes = int(apart.total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min"


def party(name: str) -> str:
    """Return a party as people say it."""
    return {UNINVOLVED: "uninvolved", UNKNOWN: "party unknown"}.get(name, plain(name))


def voice_name(voice: Voice) -> str:
    """Return what a voice is called: its name, or the words of the text if nobody names it."""
    if voice.name:
        return plain(voice.name)
    return plain(voice.mentions[0]) if voice.mentions else plain(voice.role or voice.id)


def voice(each: Voice) -> str:
    """Return a voice with its role and party, as in ``Dara Venn (president, Veldania)``, and with the body that it is one voice with."""
    name, side = voice_name(each), party(each.party)
    body = each.affiliation if any(reason.code == "spokesperson" for reason in each.reasons) else None
    told = [plain(about) for about in (each.role, body) if about and plain(about).casefold() not in f"{name} {side}".casefold()]
    about = ", ".join([*told, side] if side.casefold() != name.casefold() else told)
    return f"{name} ({about})" if about else name


def place(span: Span) -> str:
    """Return where a span stands: its first character and the one after its last, counted from 0.

    >>> place(Span(3, 6, "six"))
    '[3:6]'
    """
    return f"[{'title ' if span.field == 'title' else ''}{span.start}:{span.end}]"


def outlet(report: Report) -> str:
    """Return who published the report; its id where that is not known."""
    return plain(report.outlet) if report.outlet else plain(report.id)


def status(steps: Sequence[StatusStep]) -> str:
    """Return the standing of a claim now, since when, and what it was before.

    >>> status([StatusStep(date(2031, 3, 1), "asserted"), StatusStep(date(2031, 3, 4), "contested")])
    'contested since 4 Mar 2031 (asserted from 1 Mar 2031)'
    """
    if not steps:
        return "no status"
    now = steps[-1]
    since = f" since {day(now.as_of)}" if now.as_of else ""
    before = ", ".join(f"{step.status} from {day(step.as_of)}" if step.as_of else step.status for step in steps[:-1])
    return f"{now.status}{since}" + (f" ({before})" if before else "")


def tally(claim: Proposition) -> str:
    """Return the line that counts who stands behind a claim."""
    voices = f"{count(claim.affirming_voices, 'voice')}, {count(claim.affirming_parties, 'party', 'parties')}"
    return arrows(count(len(claim.reports), "report"), f"{interval(claim.independent_reports)} independent", voices)


def arrows(*steps: str) -> str:
    """Return steps that lead from one number to the next."""
    return "  ->  ".join(steps)


def number(value: float) -> str:
    """Return a number with thousands apart, and no decimals that were not said."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.10g}"


def bounds(figure: Figure) -> str:
    """Return a figure's bounds as they were said: no best estimate is made up.

    Words that had to be read as a number stand beside it: ``200 or more (“hundreds”)``.
    """
    words = plain(figure.span.text)
    if figure.low is None and figure.high is None:
        return f"“{words}”"
    said = _bounds(figure)
    return said if any(character.isdigit() for character in words) else f"{said} (“{words}”)"


def _bounds(figure: Figure) -> str:
    low, high = figure.low, figure.high
    about = "about " if figure.approximate else ""
    if low is None:
        return f"up to {about}{number(high or 0)}"
    if high is None:
        in_digits = any(character.isdigit() for character in figure.span.text)
        return f"at least {about}{number(low)}" if in_digits else f"{about}{number(low)} or more"
    return about + (number(low) if low == high else f"{number(low)}–{number(high)}")
