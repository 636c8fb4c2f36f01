"""The language of a text, or None where the text is too short or the guess too weak."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from sayso.settings import IngestSettings


class Guess(NamedTuple):
    """A language code and how probable it is."""

    language: str
    confidence: float


@cache
def _load_identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def guess_language(sample: str) -> Guess:
    """Return the most probable language of ``sample``, however improbable."""
    language, confidence = _load_identifier().classify(sample)
    return Guess(str(language), float(confidence))


def judge_language(text: str, settings: IngestSettings) -> str | None:
    """Return the ISO 639-1 code of the text's language if it is clear."""
    sample = text[: settings.language_chars]
    if sum(map(str.isalpha, sample)) < settings.language_min_letters:
        return None
    guess = guess_language(sample)
    return guess.language if len(guess.language) == 2 and guess.confidence >= settings.language_confidence else None
