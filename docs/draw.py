"""Three pictures of the example pile: the pile, its retellings, and who stands behind a claim, as SVG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from textwrap import wrap

from sayso.model import Picture, Proposition, Report, Retelling, Voice
from sayso.surfaces.terminal import phrases

ROOT = Path(__file__).resolve().parent.parent
_WIDTH = 760
_GAP = 12
_HALF = (_WIDTH - 2 - _GAP) / 2
_LINE = 16
_CHAR = 6.2  # the width of a letter in the words of the pictures, in a wide typeface
_BOLD_CHAR = 7.3
_STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.head { font-size: 15px; font-weight: 600 }
.strong { font-weight: 600 }
.quiet { fill: #59636e }
.card { fill: #f6f8fa; stroke: #d1d9e0 }
.box { fill: none; stroke: #8c959f }
.affirm { fill: #0a5a9c }
.deny { fill: #9a5b00 }
path { fill: none; stroke: #8c959f }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .quiet { fill: #9198a1 }
  .card { fill: #161b22; stroke: #3d444d }
  .box { stroke: #656c76 }
  .affirm { fill: #79b8ff }
  .deny { fill: #f0b45b }
  path { stroke: #656c76 }
}
"""


def draw_pictures() -> dict[str, str]:
    """Return each picture under its file name."""
    picture = read_example()
    drawn: dict[str, Callable[[Picture], str]] = {"pile.svg": _draw_pile, "retellings.svg": _draw_retellings, "claim.svg": _draw_claim}
    return {name: draw(picture) for name, draw in drawn.items()}


@cache
def read_example() -> Picture:
    """Return the picture of the example pile."""
    import sayso

    with sayso.read(find_example()) as case:
        return case.picture()


def find_example() -> Path:
    """Return where the reports of the example pile are."""
    return sorted(ROOT.glob("examples/*/reports.jsonl"))[0]


# ----------------------------------------------------------------------------------------------------------------- pieces


def _sheet(height: float, title: str, parts: Iterable[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" height="{height:.0f}" role="img">'
    return (
        "\n".join([head, f"<title>{escape(title)}</title>", f"<style>{_STYLE}</style>", _text(1, 18, title, "head"), *parts, "</svg>"])
        + "\n"
    )


def _text(x: float, y: float, words: str, style: str = "", anchor: str = "") -> str:
    styled = f' class="{style}"' if style else ""
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.0f}" y="{y:.0f}"{styled}{anchored}>{escape(phrases.plain(words))}</text>'


def _rect(x: float, y: float, width: float, height: float, style: str) -> str:
    return f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" rx="5" class="{style}"/>'


def _fit(words: str, width: float, char: float = _CHAR) -> str:
    return phrases.clip(phrases.plain(words), int(width / char))


def _card(x: float, y: float, width: float, report: Report) -> Iterator[str]:
    yield _rect(x, y, width, 40, "card")
    yield _text(x + 8, y + 17, _fit(f"{report.id} {phrases.outlet(report)}", width - 12, _BOLD_CHAR), "strong")
    yield _text(x + 8, y + 33, _fit(phrases.instant(report), width - 12), "quiet")


# --------------------------------------------------------------------------------------------------------------- the pile


def _draw_pile(picture: Picture) -> str:
    n_columns = 4
    width = (_WIDTH - 2 - (n_columns - 1) * _GAP) / n_columns
    parts: list[str] = []
    for k, report in enumerate(picture.reports):
        parts += _card(1 + (k % n_columns) * (width + _GAP), 32 + (k // n_columns) * (40 + _GAP), width, report)
    n_rows = -(-len(picture.reports) // n_columns)
    return _sheet(32 + n_rows * (40 + _GAP), phrases.count(len(picture.reports), "report"), parts)


# ---------------------------------------------------------------------------------------------------------- its retellings


def _draw_retellings(picture: Picture) -> str:
    n_columns = 3
    width = (_WIDTH - 2 - (n_columns - 1) * _GAP) / n_columns
    bottoms = [32.0] * n_columns
    parts: list[str] = []
    for origin in sorted(picture.origins, key=lambda origin: (-len(origin), origin)):
        column = min(range(n_columns), key=lambda k: (bottoms[k], k))
        x, y = 1 + column * (width + _GAP), bottoms[column]
        drawn, height = _draw_origin(picture, origin, x, y, width)
        parts += [_rect(x, y, width, height, "box"), *drawn]
        bottoms[column] = y + height + _GAP
    n_retold = len({edge.child for edge in picture.retellings})
    title = f"{phrases.count(len(picture.origins), 'independent report')}, {n_retold} of {len(picture.reports)} made from another"
    return _sheet(max(bottoms), title, parts)


def _draw_origin(picture: Picture, origin: Sequence[str], x: float, y: float, width: float) -> tuple[list[str], float]:
    """Return the reports of one origin as a tree, and how high it is."""
    reports = {report.id: report for report in picture.reports}
    parts: list[str] = []
    at, feet = y + 8, {0: 0.0}
    for depth, id_, edges in _walk(picture, origin):
        left = x + 8 + 18 * depth
        right = x + width - 8
        if depth:
            parts.append(f'<path d="M{left - 10:.0f} {feet[depth - 1]:.0f} V{at + 20:.0f} h10"/>')
        parts += _card(left, at, right - left, reports[id_])
        feet[depth] = at + 40
        at += 40
        for edge in sorted(edges, key=lambda edge: edge.parent not in origin):
            also = "" if edge.parent in origin else "also "
            made = f"{also}{edge.kind} of {edge.parent}, {phrases.share(edge.share_of_child)} shared"
            parts.append(_text(left + 8, at + 13, _fit(made, right - left - 8), "quiet"))
            at += _LINE
        at += 8
    return parts, at - y


def _walk(picture: Picture, origin: Sequence[str]) -> Iterator[tuple[int, str, list[Retelling]]]:
    """Yield the reports of an origin, parents before children: how deep each stands, and what it was made from."""
    edges: dict[str, list[Retelling]] = defaultdict(list)
    children: dict[str, list[str]] = defaultdict(list)
    for edge in picture.retellings:
        edges[edge.child].append(edge)
        if edge.parent is not None and {edge.parent, edge.child} <= {*origin} and edge.kind != "excerpt":
            children[edge.parent].append(edge.child)
    below = {child for found in children.values() for child in found}

    def go(depth: int, id_: str) -> Iterator[tuple[int, str, list[Retelling]]]:
        yield depth, id_, edges[id_]
        for child in children[id_]:
            yield from go(depth + 1, child)

    for id_ in origin:
        if id_ not in below:
            yield from go(0, id_)


# ---------------------------------------------------------------------------------------------- who stands behind a claim


def _draw_claim(picture: Picture) -> str:
    claim = next((claim for claim in picture.propositions if claim.is_contested), picture.propositions[0])
    parts: list[str] = []
    y = 32.0
    for line in wrap(f"“{phrases.plain(claim.text)}”", int(_WIDTH / _BOLD_CHAR)):
        parts.append(_text(1, y + 12, line, "strong"))
        y += _LINE
    y += 10
    says, denies = _list_side(picture, claim, (*claim.affirm, *claim.concede)), _list_side(picture, claim, claim.deny)
    height = 34.0 + _LINE * max(len(says), len(denies))
    for x, style, label, lines in ((1.0, "affirm", "says so", says), (1 + _HALF + _GAP, "deny", "denies", denies)):
        parts += [_rect(x, y, _HALF, height, "box"), _text(x + 10, y + 20, label, f"{style} strong")]
        parts += [_text(x + 10 + indent, y + 22 + _LINE * n, line, look) for n, (indent, line, look) in enumerate(lines, 1)]
    y += height + 20
    for line in (phrases.tally(claim).replace("->", "→"), _say_status(claim)):
        parts.append(_text(1, y, line))
        y += _LINE + 2
    return _sheet(y, "Who stands behind a claim", parts)


def _list_side(picture: Picture, claim: Proposition, voices: Sequence[str]) -> list[tuple[int, str, str]]:
    """Return the voices of one side under their parties, a line each: how far in it stands, its words, its style."""
    by_id = {voice.id: voice for voice in picture.voices}
    lines: list[tuple[int, str, str]] = []
    for party in dict.fromkeys(by_id[id_].party for id_ in voices):
        lines.append((0, _fit(phrases.party(party), _HALF - 20), "quiet"))
        members = [id_ for id_ in voices if by_id[id_].party == party]
        lines += [(12, _fit(_say_voice(picture, claim, by_id[id_]), _HALF - 34), "") for id_ in members]
    return lines


def _say_voice(picture: Picture, claim: Proposition, voice: Voice) -> str:
    reports = {said.report for said in picture.attributions if said.voice == voice.id and said.proposition == claim.id}
    concedes = ", concedes" if voice.id in claim.concede else ""
    role = f", {voice.role}" if voice.name and voice.role and voice.role.casefold() not in voice.name.casefold() else ""
    return f"{phrases.voice_name(voice)}{role}: {phrases.count(len(reports), 'report')}{concedes}"


def _say_status(claim: Proposition) -> str:
    return "  →  ".join(f"{step.status} from {phrases.day(step.as_of)}" if step.as_of else step.status for step in claim.status)
