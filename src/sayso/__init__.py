"""Sayso: on whose say-so?

How many independent reports and voices stand behind a claim, who denies it, and what each retelling changed.

    case = sayso.read(["reports.jsonl"])        a pile in memory; sayso.open("case.sayso") for a case file
    case.origins, case.retellings, case.claims, case.figures, case.export()
    case.why("p1.independent_reports")          what a number is made of; case.overrule("same_claim", "p1", "p4", why="...")
    sayso.align(parent_text, child_text)        reused passages, sentence links, typed changes
    sayso.attributions(text)                    who says what
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.desk import Case, Redline, align, attributions, read
    from sayso.desk import open_case as open
    from sayso.errors import CaseError, InputError, MissingDependency, NotFound, SaysoError, UsageError
    from sayso.model import (
        Alignment,
        Attribution,
        Change,
        Evidence,
        Figure,
        Link,
        Overruling,
        Picture,
        Proposition,
        Reason,
        Report,
        Retelling,
        Span,
        Voice,
    )

__all__ = [
    "Alignment",
    "Attribution",
    "Case",
    "CaseError",
    "Change",
    "Evidence",
    "Figure",
    "InputError",
    "Link",
    "MissingDependency",
    "NotFound",
    "Overruling",
    "Picture",
    "Proposition",
    "Reason",
    "Redline",
    "Report",
    "Retelling",
    "SaysoError",
    "Span",
    "UsageError",
    "Voice",
    "align",
    "attributions",
    "open",
    "read",
]

_DESK = {"Case": "Case", "Redline": "Redline", "align": "align", "attributions": "attributions", "open": "open_case", "read": "read"}


def __getattr__(name: str) -> Any:
    """Return a part of the face, loaded when it is first asked for: ``import sayso`` itself costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    if name in _DESK:
        part = getattr(import_module("sayso.desk"), _DESK[name])
    else:
        model, errors = import_module("sayso.model"), import_module("sayso.errors")
        part = getattr(model, name, None) or getattr(errors, name)
    globals()[name] = part
    return part


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
