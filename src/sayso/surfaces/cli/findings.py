"""Findings as people read them on a terminal: where, what, and the words of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.surfaces.exports import FINDING_KINDS, Check
from sayso.surfaces.exports.findings import name_report
from sayso.surfaces.terminal import Screen, phrases
from sayso.surfaces.terminal.blocks import indent, join, labelled, stack, text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from sayso.desk import Finding
    from sayso.model import Span


def show_findings(checks: Sequence[Check], screen: Screen) -> str:
    """Return every finding, and how much of each draft was compared."""
    blocks = [_show_finding(each, finding) for each in checks for finding in each.checked.findings]
    return screen.draw(*blocks, *(_count(each) for each in checks))


def _show_finding(check: Check, finding: Finding) -> RenderableType:
    line, column = check.file.locate(finding.after.start)
    head = join((text(f"{phrases.plain(check.file.path)}:{line}:{column}: ", "quiet"), text(FINDING_KINDS[finding.kind][0], "contested")))
    report = name_report(check.checked, finding.report)
    rows = [(report, _quote(finding.before)), ("draft", _quote(finding.after))]
    return stack(head, indent(text(FINDING_KINDS[finding.kind][1], "quiet")), indent(labelled(rows)))


def _quote(span: Span) -> Text:
    return join((text(f"“{phrases.plain(span.text)}”"), text(f"  {phrases.place(span)}", "quiet")))


def _count(check: Check) -> Text:
    checked = check.checked
    found = phrases.count(len(checked.findings), "finding") if checked.findings else "no findings"
    sentences, reports = phrases.count(checked.n_sentences, "sentence"), phrases.count(len(checked.reports), "report")
    traced = f"{checked.n_traced:,} of {sentences} traced to {reports}"
    return text(f"{phrases.plain(check.file.path)}: {found}; {traced}")
