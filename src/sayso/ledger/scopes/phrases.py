"""The phrases of ``scopes.toml`` as patterns. They are matched on plain marks, whatever the case."""

from __future__ import annotations

import re
from functools import cache, partial

from sayso.ledger.statements import Statement
from sayso.lexicon import join_phrases, read_lexicon, write_pattern
from sayso.model import ScopeKind, Span
from sayso.text import fold_marks

_any_of = partial(write_pattern, "scopes")
_NO_CLAUSE = rf"(?!(?:\s+[\w'%-]+){{0,6}}\s+{_any_of('clause_verbs')}\b)"


def _compile(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def _of(table: str, kind: str) -> str:
    """Return the pattern of any phrase of a kind."""
    return join_phrases(read_lexicon("scopes")[table][kind])


def _name(kind: ScopeKind) -> str:
    """Return the pattern of "the union's figure": a determiner or an owner, some words, and a noun of a kind."""
    word = rf"(?!{_any_of('stops', 'determiners', 'articles')}\b)[\w'%.-]+\s+"
    owned = rf"(?={word}(?:{word}){{0,2}}?(?:(?<='s\s)|(?<=s'\s)))"
    articles = rf"{_any_of('articles')}\s+|" if kind == "figure" else ""  # "denied a word" denies it all
    return rf"(?:{_any_of('determiners')}\s+|{articles}{owned})(?:{word}){{0,4}}?{_of('nouns', kind)}\b(?!\s+{_any_of('not_before')}\b)"


@cache
def pointers(kind: ScopeKind) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what points at something of a kind.

    "Disputed the toll"; "called the toll a fantasy"; "the toll was exaggerated"; "disputed some of it".
    """
    noun, is_ = _name(kind), rf"(?:was|were|is|are|had been|has been|to be|as|{_any_of('calling')})"
    wrong = _any_of("unfair") if kind == "framing" else _any_of("wrong", "unfair")
    found = [
        rf"\b{_any_of('denying')}(?:\s+as\s+\"[^\"]{{1,60}}\")?\s+{noun}{_NO_CLAUSE}",
        rf"\b{_any_of('calling')}\s+{noun}(?!\s+(?:as\s+)?\"?{_any_of('right')}\b)(?=\s+[\w\"'])",
        rf"\b{noun}(?:\s+[\w'%-]+){{0,6}}?\s+{is_}\s+(?:\w+ly\s+|\")?{wrong}\b",
    ]
    if kind == "part":
        found.append(rf"\b{_any_of('denying')}\s+{_any_of('some_of')}\b")
    found.append(rf"\b{_of('phrases', kind)}\b")
    return tuple(map(_compile, found))


@cache
def named(kind: ScopeKind) -> re.Pattern[str]:
    """Return the pattern of what is no more than a name for something of a kind."""
    return _compile(rf"{_name(kind)}{_NO_CLAUSE}")


@cache
def whole() -> re.Pattern[str]:
    """Return the pattern of a denial that points at the whole: "rejected the claim"."""
    narrow = {noun for nouns in read_lexicon("scopes")["nouns"].values() for noun in nouns}
    nouns = "|".join(noun for noun in read_lexicon("stances")["pointers"]["any"] if noun not in narrow)
    return _compile(rf"\b{_any_of('denying')}\s+(?:{_any_of('determiners', 'articles')}\s+)?(?:{nouns})\b")


@cache
def involvement() -> re.Pattern[str]:
    """Return the pattern of a denial of having done it."""
    return _compile(rf"\b{_any_of('denying')}\s+(?:\w+\s+)?{_any_of('involvement')}\b")


def find_quoted(denial: Statement, words: Span) -> list[str]:
    """Return the words in quotation marks that a denial speaks of, lower case."""
    said = [words, *denial.attribution.content]
    return [word.lower() for span in said for word in _quoted().findall(fold_marks(span.text))]


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"[\"']([\w-][\w -]{1,38})[\"']")


@cache
def denying() -> re.Pattern[str]:
    """Return the pattern of a verb that denies."""
    return _compile(rf"\b{_any_of('denying')}\b")


@cache
def lesser() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of "hit but not destroyed" and "not destroyed, only hit"."""
    been, done = r"(?:(?:had|has|have|was|were|is|are)\s+)?", r"\b\w+(?:ed|en|it|ot|ut)(?:\s+\w+){0,3}?"
    return (
        _compile(rf"{done},?\s+(?:but|though|although)\s+(?:they\s+|it\s+)?{been}not\s+(?:been\s+)?(?P<not_so>\w+)"),
        _compile(rf"\bnot\s+(?:been\s+)?(?P<not_so>\w+),?\s+(?:but\s+)?{been}{_any_of('only')}\s+(?:been\s+)?\w+"),
    )


@cache
def granted_after() -> re.Pattern[str]:
    """Return the pattern of what is granted behind a denial: "... but confirmed that it had been hit"."""
    between = r"(?:\s+(?:he|she|it|they|also|did|had|has|have|later|then|has since|openly|freely)){0,3}"
    return _compile(rf"[\s,;]{_any_of('turning')}{between}\s+{_any_of('granting')}\s+(?:that\s+)?(?P<granted>[^.;]{{4,160}})")


@cache
def granted_before() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what is granted before a denial: "while admitting ..., he denies", "admitted ... but denied"."""
    granted = rf"{_any_of('granting')}\s+(?:that\s+)?(?P<granted>[^.;]{{4,160}}?)"
    return (
        _compile(rf"\b(?:while|although|though)\s+(?:\w+\s+)?{granted},"),
        _compile(rf"\b{granted},?\s+{_any_of('turning')}\s+(?:\w+\s+){{0,2}}$"),
    )


@cache
def resumes() -> re.Pattern[str]:
    """Return the pattern of words that go on about the thing spoken of: "it had been hit"."""
    return _compile(rf"{_any_of('resuming')}\s+(?:had been|has been|have been|was|were)\b")


@cache
def subset() -> re.Pattern[str]:
    """Return the pattern of what follows on the number of some out of others."""
    return _compile(rf"(?:\s+[\w-]+){{0,3}}?\s+(?:(?:were|was|are|is)\s+)?{_any_of('subset')}\b")


@cache
def all_of() -> re.Pattern[str]:
    """Return the pattern of what stands before the number of those that are known of."""
    return _compile(rf"\b{_any_of('all_of')}\s+$")


@cache
def more() -> re.Pattern[str]:
    """Return the pattern of what a negation only bounds a number with: "not one more"."""
    return _compile(rf"(?:\s+[\w-]+){{0,3}}?\s+{_any_of('more')}\b")
