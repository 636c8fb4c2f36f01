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


def sum_denials(denials: Iterable[tuple[str | None, bool]]) -> str | None:
    """Return how much a voice denies, from the scope of each of its denials and whether that is in so many words.

    What is only implied does not count beside what is said: who rejected "the word coup", and calls it "a lawful transfer of power".

    >>> sum_denials([("framing", True), ("whole", False)]), sum_denials([("whole", False)])
    ('framing', 'whole')
    """
    found = [*denials]
    explicit = [kind for kind, is_explicit in found if is_explicit and kind is not None]
    return sum_scopes(explicit or [kind for kind, _ in found])
