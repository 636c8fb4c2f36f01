"""Word lists of English grammar, asked by lower-case word; nouns of channels; adverbs by list or ending."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.lexicon import read_lexicon, read_words

_NEAR_NOUN = 4  # words: "its earlier denial"


def in_group(word: str, group: str) -> bool:
    """Return whether a lower-case word is in one of the lists of the grammar lexicon."""
    return word in read_words("grammar", group)


def is_adverb(word: str) -> bool:
    """Return whether a lower-case word is an adverb by list or by ending."""
    if word in read_words("grammar", "adverbs"):
        return True
    return word.endswith("ly") and len(word) > 4 and word not in read_words("grammar", "not_adverbs")


def is_negation(word: str) -> bool:
    """Return whether a lower-case word negates a verb: "not", "never", "hasn't"."""
    return in_group(word, "negations") or word.endswith("n't")


@cache
def _channel_table() -> dict[str, str]:
    return {noun: channel for channel, nouns in read_lexicon("grammar")["channels"].items() for noun in nouns}


def find_channel(words: Sequence[str]) -> tuple[int, str] | None:
    """Return where a channel noun ends in some lower-case words, and what the channel is called; the first one counts.

    None where that is no channel after all: "post office".
    """
    table = _channel_table()
    for k in range(len(words)):
        for n in (3, 2, 1):
            if (name := table.get(" ".join(words[k : k + n]))) is not None and k + n <= len(words):
                return (k + n, name) if name else None
    return None


@cache
def pointer_nouns() -> frozenset[str]:
    """Return the nouns and pronouns that point at something said elsewhere: "the claim", "the figure", "this"."""
    return frozenset(noun for group in read_lexicon("stances")["pointers"].values() for noun in group)


def names_claim(behind: Sequence[str]) -> bool:
    """Return whether some lower-case words begin with what was claimed or denied before: "the allegation that", "its earlier denial"."""
    nouns = claim_nouns() | frozenset(read_lexicon("cues")["nouns"]["deny"])
    return bool(behind) and in_group(behind[0], "determiners") and not nouns.isdisjoint(behind[1:_NEAR_NOUN])


def leads_clause(behind: Sequence[str]) -> bool:
    """Return whether "that" opens a clause, by the lower-case words behind it: "rejected that figure", "said that was wrong" point."""
    if behind and in_group(behind[0], "forms_of_be"):
        return False
    return len(behind) != 1 or behind[0] not in pointer_nouns()


@cache
def claim_nouns(*kinds: str) -> frozenset[str]:
    """Return the nouns of some kinds, or of all, that point at something said elsewhere, pronouns left out."""
    groups = read_lexicon("stances")["pointers"]
    return frozenset(noun for kind in kinds or groups for noun in groups[kind]) - read_words("function_words", "all")
