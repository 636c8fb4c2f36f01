"""The scope of each denial, with the words that show it and, where it is plain, the words that are denied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from sayso.ledger.ground import Ground
from sayso.ledger.propositions import Group
from sayso.ledger.scopes.comparing import judge_contrast, judge_figures, judge_names
from sayso.ledger.scopes.heard import Heard, find_counted, numbers_of
from sayso.ledger.scopes.phrases import find_quoted
from sayso.ledger.scopes.pointing import judge_granted, judge_pointer
from sayso.ledger.statements import Statement, is_same_voice
from sayso.model import Report, Scope, ScopeKind, Span
from sayso.settings import LedgerSettings
from sayso.text import fold_marks

_SETTINGS = LedgerSettings()
_JUDGES = (judge_pointer, judge_contrast, judge_granted, judge_figures, judge_names)


def find_scopes(groups: Iterable[Group], ground: Ground) -> dict[int, Scope]:
    """Return the scope of every statement that denies, by its place among the statements."""
    found = {}
    for group in groups:
        said = group.with_stance("affirm", "concede")
        for k, (stance, _) in group.stances.items():
            if stance == "deny":
                s = group.statements[k]
                found[k] = judge_scope(s, said, ground.by_id[s.report], ground.readings[s.report].sentences)
    return found


def judge_scope(denial: Statement, said: Sequence[Statement], report: Report, sentences: Sequence[int]) -> Scope:
    """Return how much a statement denies.

    Args:
        denial: The statement.
        said: What affirms or concedes the claim, in order.
        report: The report of the denial.
        sentences: Where the sentences of that report begin.
    """
    others = _order_said(denial, said)
    if all(part.field == "text" for part in denial.attribution.content):
        heard = Heard(denial, report, sentences)
        for judge in _JUDGES:
            if (found := judge(heard, others)) is not None:
                kind, words, denied = found
                return _locate(kind, words, denied or _find_denied(kind, words, denial, others))
    return _locate("whole", None, _find_denied("whole", None, denial, others))


def _locate(kind: ScopeKind, words: Span | None, denied: Statement | None) -> Scope:
    if denied is None:
        return Scope(kind, words)
    return Scope(kind, words, denied.report, find_counted(denied) if kind == "figure" else denied.attribution.content[0])


def _order_said(denial: Statement, said: Sequence[Statement]) -> list[Statement]:
    """Return what others say, then what the voice itself says, the nearest first: before it in its report, before it, after it."""
    at = bisect_left(said, denial.order, key=attrgetter("order"))
    others: list[Statement] = []
    own: list[Statement] = []
    for each in (*reversed(said[:at]), *said[at:]):
        if each.asserts and each.order != denial.order:
            (own if is_same_voice(each, denial) else others).append(each)
            if len(others) == _SETTINGS.most_compared:
                break
    return [*others, *own][: _SETTINGS.most_compared]


def _find_denied(kind: ScopeKind, words: Span | None, denial: Statement, others: Sequence[Statement]) -> Statement | None:
    """Return what is denied, where it is plain: it has the number or the very word, or was said before in the same report."""
    if kind == "figure" and (numbers := numbers_of(denial)):
        return next((s for s in others if numbers & numbers_of(s)), None)
    quoted = find_quoted(denial, words) if kind == "framing" and words else ()
    if quoted:
        return next((s for s in others if any(word in _say(s) for word in quoted)), None)
    before = [s for s in others if s.report == denial.report and s.order < denial.order and not is_same_voice(s, denial)]
    return next((s for s in before if kind != "figure" or s.content.figures), None)


def _say(statement: Statement) -> str:
    return " ".join(fold_marks(part.text).lower() for part in statement.attribution.content)
