"""Words, numbers and marks with their offsets, lower-cased and stemmed."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import Any, Literal, NamedTuple

TokenKind = Literal["word", "number", "mark"]

# A number keeps its separators ("1,000", "9.58", "11:30"); a word keeps inner apostrophes, hyphens and full stops of initials.
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*)(?=(?P<glued>[^\W\d_]*))"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*)"
    r"|(?P<mark>[^\w\s]|_)",
)
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\u00a0": " "})
# Languages of the Snowball family, by ISO 639-1 code.
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


class Token(NamedTuple):
    """One token. ``lower`` has straight apostrophes; ``stem`` drops a possessive ending first.

    A tuple, since a pile has a million of them and no other object is made as fast.
    """

    start: int
    end: int
    text: str
    lower: str
    stem: str
    kind: TokenKind

    @property
    def is_capitalised(self) -> bool:
        """Return whether it begins with an upper-case letter."""
        return self.kind == "word" and self.text[0].isupper()


def fold_marks(text: str) -> str:
    """Return the text with quotation marks, apostrophes and dashes in their plain form; its length does not change."""
    return text.translate(_FOLD)


_local = threading.local()


def _stemmer(language: str) -> Any:
    """Return this thread's stemmer: Snowball stemmers keep state and must not be shared."""
    import Stemmer

    table: dict[str, Any] = _local.__dict__.setdefault("stemmers", {})
    if language not in table:
        table[language] = Stemmer.Stemmer(_SNOWBALL.get(language, "english"))
    return table[language]


@lru_cache(maxsize=200_000)
def stem_word(lower: str, language: str = "en") -> str:
    """Return the Snowball stem of a lower-case word without its possessive ending; long junk stays as it is."""
    bare = lower[:-2] if lower.endswith("'s") else lower.removesuffix("'")
    if len(bare) > 64:
        return bare
    stem: str = _stemmer(language).stemWord(bare.encode("utf-8", "replace").decode("utf-8"))
    return stem or bare


def find_tokens(text: str, language: str = "en", start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Return the tokens of ``text[start:end]`` with offsets into ``text``."""
    found = []
    end = len(text) if end is None else end
    folded = fold_marks(text[start:end])
    for match in _TOKEN.finditer(text, start, end):
        kind: TokenKind = match.lastgroup if match.lastgroup in ("word", "number", "mark") else "number"  # type: ignore[assignment]
        raw = match.group()
        lower = folded[match.start() - start : match.end() - start].lower()
        stem = stem_word(lower, language) if kind == "word" else lower
        found.append(Token(match.start(), match.end(), raw, lower, stem, kind))
    return tuple(found)
