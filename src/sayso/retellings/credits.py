"""What a report says of where its text comes from: outlets it names, agencies in its date line, marks of a newer version."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from sayso.lexicon import read_lexicon, read_words, write_pattern
from sayso.model import Report
from sayso.text import find_initials, read_document

Credit = Literal["clear", "named"]

_DATE_LINE_CHARS = 400
_LEAD_CHARS = 24
_LEAST_INITIALS = 3  # of an outlet, to be a name of its own: "FNA" is the Federal News Agency
# "PORT MARLO, May 4 (Agency) - ": a short beginning of a line, a name in brackets, a dash
_DATE_LINE = re.compile(r"^[^\W\d_][^()\n]{1,40}\(([^\W\d_][^()\n]{1,40})\)\s*[-–—]\s", re.MULTILINE)
_SHORT_FORM = re.compile(r"[A-Z]{2,5}")  # a byline of capitals only
_BRACKETED = re.compile(r"\(([^()]{2,20})\)")
_HEADLINE_MARK = re.compile(r"\W*(?P<word>[^\W\d_][\w-]{3,11})\s*(?P<number>\d{1,2})?\s*[-–—:|]")


def _fold(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", name).casefold().removeprefix("the ").split())


def name_outlet(report: Report) -> str | None:
    """Return the outlet of a report; where it is unknown, the agency in its date line, which every bare text of an agency has."""
    if report.outlet:
        return report.outlet
    match = _find_date_line(report)
    return match.group(1) if match else None


def is_same_outlet(first: Report, second: Report) -> bool:
    """Return whether both are known to be published by one outlet."""
    return bool(first.outlet and second.outlet) and _fold(first.outlet or "") == _fold(second.outlet or "")


def is_same_newsroom(first: Report, second: Report) -> bool:
    """Return whether one outlet wrote both, as far as is known or as their date lines show."""
    names = name_outlet(first), name_outlet(second)
    return all(names) and _fold(names[0] or "") == _fold(names[1] or "")


def _find_date_line(report: Report) -> re.Match[str] | None:
    return _DATE_LINE.search(report.text, 0, _DATE_LINE_CHARS + report.body_start)


@lru_cache(maxsize=4096)
def _name_pattern(outlet: str) -> re.Pattern[str] | None:
    """Return what finds an outlet's name in prose, without article and frequency; a bracketed short form and initials are names, too."""
    bare = re.sub(r"\s+\d[\d.,]*\s*$", "", _BRACKETED.sub("", outlet)).strip()
    bare = re.sub(r"^the\s+", "", bare, flags=re.IGNORECASE)
    initials = [short] if len(short := find_initials(bare)) >= _LEAST_INITIALS else []
    names = [name for name in [bare, *_BRACKETED.findall(outlet), *initials] if len(name) > 2 and name[0].isupper() and "-" not in name[:1]]
    if not names:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names) + r")(?!\w)")


@lru_cache(maxsize=1)
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before and what stands behind the name of an outlet that is credited."""
    words = read_lexicon("retellings")

    def either(key: str) -> str:
        return "|".join(re.escape(word) for word in sorted(words[key], key=len, reverse=True))

    before = re.compile(rf"(?:\b(?:{either('credit_leads')})(?:\s*:)?\s+(?:the\s+)?|\()$", re.IGNORECASE)
    after = re.compile(rf"(?:\W{{0,2}}s)?(?:\s+(?:{either('outlet_nouns')}))?\s+(?:{either('report_verbs')})\b|\)\s*[-–—]", re.IGNORECASE)
    return before, after


def find_credit(child: Report, outlet: str | None) -> Credit | None:
    """Return how a report credits an outlet: clearly ("X reported", "(X) -", "via X", the byline), by its mere name, or not."""
    pattern = _name_pattern(outlet) if outlet else None
    if pattern is None:
        return None
    if child.byline and pattern.search(child.byline):
        return "clear"
    before, after = _around()
    best: Credit | None = None
    for field in (child.text, child.title or ""):
        for match in pattern.finditer(field):
            if after.match(field, match.end()) or before.search(field[max(0, match.start() - 40) : match.start()]):
                return "clear"
            best = "named"
    return best


def find_own_reporting(report: Report) -> str | None:
    """Return the words by which a report tells what its own newsroom heard or saw: "told the Birch Post", "this newspaper counted"."""
    found = _own_newsroom().search(report.text)
    pattern = _name_pattern(report.outlet) if report.outlet else None
    for match in pattern.finditer(report.text) if pattern else ():
        lead = _told().search(report.text, max(0, match.start() - _LEAD_CHARS), match.start())
        if lead is not None and (found is None or lead.start() < found.start()):
            return report.text[lead.start() : match.end()]
    return found.group() if found else None


def find_turn(report: Report, earlier: Report) -> str | None:
    """Return the words by which the first sentence of a report tells that something has turned, of which an earlier one knows nothing."""
    found = _turns().search(report.text)
    if found is None or _turns().search(earlier.text) is not None:
        return None
    opening = read_document(report.text, report.language).sentences[0]  # only now: most reports tell of no turn
    return found.group() if found.start() >= opening.start and found.end() <= opening.end else None


@lru_cache(maxsize=1)
def _turns() -> re.Pattern[str]:
    return re.compile(rf"\b{write_pattern('retellings', 'turns')}\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _own_newsroom() -> re.Pattern[str]:
    """Return what a newsroom calls itself."""
    return re.compile(rf"\b{write_pattern('firsthand', 'newsrooms', 'own_reporters')}\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _told() -> re.Pattern[str]:
    """Return what stands right before an outlet's name where somebody speaks to it."""
    return re.compile(rf"\b{write_pattern('retellings', 'told')} (?:the )?$", re.IGNORECASE)


def find_agency(report: Report) -> str | None:
    """Return the folded name of the agency that a report carries: in brackets in its date line, or in place of a byline."""
    match = _find_date_line(report)
    if match:
        return _fold(match.group(1))
    byline = _fold(report.byline or "").removeprefix("by ")
    if not byline and (line := find_credit_line(report)) is not None:
        byline = _fold(line[1])
    is_agency = not read_words("retellings", "agency_words").isdisjoint(byline.split())
    return byline if is_agency or _SHORT_FORM.fullmatch(report.byline or "") else None


def find_credit_line(report: Report) -> tuple[int, str] | None:
    """Return where the line at the foot of a report begins that names whom it has something from, and the name.

    "(Norda)", "Source: Norda", "Norda contributed to this report".
    """
    whole = report.text.rstrip()
    start = whole.rfind("\n") + 1
    line = _credit_line().fullmatch(whole, start) if start else None
    return (start, next(filter(None, line.groups()))) if line else None


@lru_cache(maxsize=1)
def _credit_line() -> re.Pattern[str]:
    name = r"([^\W\d_][^()\n:]{1,60}?)"
    leads, tails = write_pattern("retellings", "foot_leads"), write_pattern("retellings", "foot_tails")
    return re.compile(rf"\s*(?:\({name}\)|{leads}:? {name}|{name} {tails})\.?", re.IGNORECASE)


def find_version(report: Report) -> int | None:
    """Return the number by which a headline marks a newer version ("UPDATE 2-..."), 1 where the mark has none, or None without a mark."""
    match = _HEADLINE_MARK.match(report.title or report.text[:80])
    if match is None or match["word"].casefold() not in read_lexicon("retellings")["updates"]:
        return None
    return int(match["number"] or 1)


def is_outlet_of(report: Report, folded: str) -> bool:
    """Return whether a report is by the outlet of a folded name, or of such initials: "rw" is the Republic Wire."""
    name = name_outlet(report) or ""
    initials = find_initials(name)
    return folded == _fold(name) or (len(initials) > 1 and folded == initials.casefold())
