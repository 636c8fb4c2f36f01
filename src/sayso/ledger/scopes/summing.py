"""What the scopes of several denials come to."""

from __future__ import annotations

from collections.abc import Iterable


def sum_scopes(kinds: Iterable[str | None]) -> str | None:
    """Return how much denials of one claim deny together: the whole if one of them does; None if none denies.

    Who denies the figure here and the framing there denies a part.

    >>> sum_scopes(["figure", "figure"]), sum_scopes(["figure", "whole"]), sum_scopes(["figure", "framing"]), sum_scopes([None])
    ('figure', 'whole', 'part', None)
    """
    found = {*kinds} - {None}
    if not found:
        return None
    return "whole" if "whole" in found else found.pop() if len(found) == 1 else "part"
