"""What notebooks show of a case, its claims, a redline and an alignment: a little HTML that suits light and dark pages.

Words of reports are always escaped, nothing is loaded from anywhere, and no style or script reaches outside. Colours are see-through, so
that the notebook's own show under them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from markupsafe import Markup

from sayso.errors import CaseError
from sayso.model import Alignment, Change, Link, Picture, Proposition, Report, Retelling, Span, Voice, show_as
from sayso.settings import SurfaceSettings

# Characters that a page would obey or cannot carry: controls but for white space, bidirectional overrides, annotations, tags; surrogates.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_FRAME = Markup('<div style="max-width:60em;line-height:1.45">{}</div>')
_CELL = Markup('<td style="text-align:left;vertical-align:top;padding:.2em .8em .2em 0">{}</td>')
_HEAD = Markup('<th style="text-align:left;vertical-align:bottom;padding:.2em .8em .2em 0">{}</th>')
_TABLE = Markup(
    '<table style="border-collapse:collapse;color:inherit;font-size:inherit"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
)
_ROW = Markup("<tr>{}</tr>")
_LINE = Markup('<p style="margin:.3em 0">{}</p>')
_QUIET = Markup('<span style="opacity:.7">{}</span>')
_GONE = Markup('<del style="background:rgba(200,60,50,.18)">{}</del>')
_NEW = Markup('<ins style="background:rgba(40,150,80,.2)">{}</ins>')
_BREAK = Markup("<br>")
_STANDS = (("affirm", "say so"), ("deny", "deny"), ("concede", "concede"), ("unverified", "can neither confirm nor deny"))


def words(text: str | None) -> Markup:
    """Return the words of a report as HTML that only shows them.

    >>> str(words("<b>1 & 2</b>"))
    '&lt;b&gt;1 &amp; 2&lt;/b&gt;'
    """
    return Markup.escape(_OBEYED.sub(lambda found: found.group().encode("unicode-escape").decode("ascii"), text or ""))


def picture_to_html(picture: Picture) -> str:
    """Return a case at a glance: its numbers, and the claims that are contested."""
    contested = [claim for claim in picture.propositions if claim.is_contested]
    counts = (
        (len(picture.reports), "reports"), (len(picture.origins), "independent"), (len(picture.retellings), "retellings"),
        (len(picture.propositions), "claims"), (len(contested), "contested"), (len(picture.skipped), "not read"),
    )  # fmt: skip
    told = Markup(" · ").join(Markup("<b>{:,}</b> {}").format(n, what) for n, what in counts)
    return str(_FRAME.format(_LINE.format(told) + (_tabulate_claims(contested, picture.voices) if contested else "")))


def reports_to_html(n_reports: int) -> str:
    """Return a case whose picture nobody has asked for yet."""
    how = _QUIET.format("not looked at yet: case.claims finds who says what, which takes a while")
    return str(_FRAME.format(_LINE.format(Markup("<b>{:,}</b> reports · {}").format(n_reports, how))))


class Claims(tuple[Proposition, ...]):
    """Claims in order, which a notebook shows with the names of those who make and deny them."""

    _read_voices: Callable[[], tuple[Voice, ...]] = tuple

    @classmethod
    def of(cls, claims: Iterable[Proposition], read_voices: Callable[[], tuple[Voice, ...]]) -> Claims:
        """Return claims whose voices are read where they are shown."""
        found = cls(claims)
        found._read_voices = read_voices
        return found

    def _repr_html_(self) -> str:
        try:
            voices = self._read_voices()
        except CaseError:  # the case was closed: ids are shown instead of names
            voices = ()
        return str(_FRAME.format(_tabulate_claims(self, voices)))


def _tabulate_claims(claims: Sequence[Proposition], voices: Iterable[Voice]) -> Markup:
    called = {voice.id: voice.name or next(iter(voice.mentions), None) or voice.role or voice.id for voice in voices}
    rows = [
        (
            claim.id, words(claim.text), _range(claim), str(len(claim.reports)), _name((*claim.affirm, *claim.concede), called),
            _name(claim.deny, called), claim.status[-1].status if claim.status else "",
        )
        for claim in islice(claims, SurfaceSettings().most_rows)
    ]  # fmt: skip
    table = _tabulate(("", "claim", "independent", "reports", "said by", "denied by", "in the end"), rows)
    return table + _tell_rest(len(claims) - len(rows), 'case.table("claims") holds all')


def _name(ids: Iterable[str], called: Mapping[str, str]) -> Markup:
    return Markup(", ").join(words(called.get(each, each)) for each in ids)


def _range(claim: Proposition) -> str:
    low, high = claim.independent_reports
    return str(low) if low == high else f"{low} to {high}"


def _tabulate(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Markup:
    body = Markup("").join(_ROW.format(Markup("").join(_CELL.format(cell) for cell in row)) for row in rows)
    return _TABLE.format(Markup("").join(_HEAD.format(head) for head in heads), body)


def _tell_rest(n_left: int, where: str) -> Markup:
    return _LINE.format(_QUIET.format(f"and {n_left:,} more: {where}")) if n_left > 0 else Markup("")


def claim_to_html(claim: Proposition) -> str:
    """Return one claim with its numbers. Voices go by their ids: a claim alone does not know their names."""
    said_by = f"affirming voices: {claim.affirming_voices}, of parties: {claim.affirming_parties}"
    told = f"reports: {len(claim.reports)}, independent: {_range(claim)} · {said_by}"
    lines = [Markup("<b>{}</b> “{}”").format(claim.id, words(claim.text)), told]
    lines += [Markup("{}: {}").format(how, ", ".join(getattr(claim, side))) for side, how in _STANDS if getattr(claim, side)]
    lines += ["; ".join(f"{step.as_of or 'always'}: {step.status}" for step in claim.status)]
    return str(_FRAME.format(Markup("").join(_LINE.format(line) for line in lines if line)))


def redline_to_html(child: Report, parent: Report, retelling: Retelling | None, alignment: Alignment) -> str:
    """Return a report against the one that it retells: the verdict, the typed changes, and the sentences."""
    names = Markup("<b>{}</b> {} against <b>{}</b> {}").format(*map(words, (child.id, child.outlet, parent.id, parent.outlet)))
    verdict = Markup("")
    if retelling is not None:
        because = words("; ".join(reason.says for reason in retelling.reasons))
        judged = Markup("{} with probability {:.2f}. {}").format(retelling.kind, retelling.probability, _QUIET.format(because))
        verdict = _LINE.format(judged)
    return str(_FRAME.format(_LINE.format(names) + verdict + _draw_alignment(alignment)))


def alignment_to_html(alignment: Alignment) -> str:
    """Return how a child text relates to its parent: the typed changes and the sentences."""
    return str(_FRAME.format(_draw_alignment(alignment)))


def _draw_alignment(alignment: Alignment) -> Markup:
    most = SurfaceSettings().most_rows
    changes = [_change_row(change) for change in islice(alignment.changes, most)]
    links = [_link_row(link) for link in islice(alignment.sentences, most)]
    drawn = _tabulate(("change", "before", "after"), changes) if changes else _LINE.format(_QUIET.format("no typed changes"))
    drawn += _tell_rest(len(alignment.changes) - len(changes), "in .changes") + _tabulate(("sentences", "parent", "child"), links)
    return drawn + _tell_rest(len(alignment.sentences) - len(links), "in .sentences")


def _change_row(change: Change) -> Iterator[str]:
    yield change.kind.replace("_", " ")
    yield _GONE.format(words(change.before.text)) if change.before else ""
    yield _NEW.format(words(change.after.text)) if change.after else ""


def _link_row(link: Link) -> Iterator[str]:
    before, after = _show(link.parent_spans), _show(link.child_spans)
    yield link.kind
    yield _GONE.format(before) if link.kind == "omitted" else before
    yield _NEW.format(after) if link.kind == "added" else after


def _show(spans: Iterable[Span]) -> Markup:
    return _BREAK.join(words(span.text) for span in spans)


show_as(Proposition, claim_to_html)
show_as(Alignment, alignment_to_html)
