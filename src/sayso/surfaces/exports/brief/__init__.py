"""A picture as one HTML page to read and print: no script, no network, and nothing from a report is ever markup.

1. ``page`` gathers what is shown, as plain words and numbers
2. ``pictures`` works out where lines and dots stand
3. ``brief.html`` lays both out; every word goes through the escaping of its template engine
"""

from sayso.surfaces.exports.brief.render import picture_to_brief

__all__ = ["picture_to_brief"]
