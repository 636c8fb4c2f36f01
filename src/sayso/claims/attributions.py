"""Attributions of one text: what a tagger found, with mode, force, channel, relay and day read from the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from sayso.claims.answers import answers_no
from sayso.claims.cues import CueEntry, find_entries
from sayso.claims.grammar import claim_nouns, find_channel, in_group, is_adverb, is_negation, pointer_nouns
from sayso.claims.tagger import MEASURED_LANGUAGE, Range, Tagged, Tagger, open_tagger
from sayso.lexicon import join_phrases, read_lexicon, read_words, write_pattern
from sayso.model import Attribution, Force, Mode, Span
from sayso.settings import ClaimSettings
from sayso.text import Document, Quantity, fold_marks, read_document, stem_word

_POINTER_WORDS = ClaimSettings().pointer_words
_CLAUSE_WORDS = 8  # within them stands the main verb of most clauses
_AROUND_CHARS, _PARTS = 300, 12  # how far from its cue the words around a statement are read, and how many parts it has
_HEAD_WORDS = 4  # "the teachers' union's figure"
_BARE_WORDS = 6  # "that was not the case"
_PLEA_WORDS = 5  # "a plea of not guilty"
_TOLD_WORDS = 4  # "told a packed news conference"
_WEEK = 7


def find_attributions(
    document: Document | str, *, tagger: Tagger | None = None, outlet: str | None = None, published: date | None = None
) -> tuple[Attribution, ...]:
    """Return the attributions of a text in order; none for a text that is not English, which the rules cannot read.

    Args:
        document: The text, cut or as it is.
        tagger: What finds source, cue and content; if not given, what finds the statements of reports.
        outlet: Who publishes the text: its own "we could not verify this" is no one's statement.
        published: The day that weekdays ("on Monday") are counted back from.
    """
    document = read_document(document) if isinstance(document, str) else document
    if document.language != MEASURED_LANGUAGE:
        return ()
    found = [_describe(document, tagged, published) for tagged in (tagger or open_tagger()).tag(document)]
    told = _pass_channels_on(document, _join_self_reports(found))
    return tuple(each for each in told if not _is_own_remark(each, outlet))


def _join_self_reports(found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, "X said he denied it" as one that denies: he is X, and it is one statement."""
    inner_at = {a.source.start: a for a in found if a.source is not None and in_group(a.source.text.casefold(), "nominatives")}
    joined: list[Attribution] = []
    dropped: set[int] = set()
    for each in found:
        inner = inner_at.get(each.content[0].start)
        if inner is None or inner is each or each.source is None or each.force != "assert" or inner.force == "assert":
            joined.append(each)
            continue
        joined.append(replace(each, force=inner.force))
        dropped.add(id(inner))
    return [each for each in joined if id(each) not in dropped]


def _pass_channels_on(document: Document, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """Yield the attributions, "the statement said" and the "it said" right behind a statement as in writing, too."""
    for each in found:
        channel = each.channel or _read_own_channel(each) or _read_channel_before(document, each)
        yield each if channel == each.channel else replace(each, channel=channel)


def _read_own_channel(said: Attribution) -> str | None:
    """Return the channel that is itself the source: "the statement said"."""
    words = fold_marks(said.source.text).casefold().split() if said.source else []
    named = find_channel(words[1:3]) if words[:1] and words[0] in read_words("function_words", "all") else None
    return named[1] if named and named[0] == len(words) - 1 else None


def _read_channel_before(document: Document, said: Attribution) -> str | None:
    """Return the channel in the sentence before a quotation that goes on: "blamed saboteurs in a statement. “Foreign hands,” it said."."""
    if said.source is None or said.mode != "direct" or not in_group(said.source.text.casefold(), "nominatives"):
        return None
    sentence = document.sentence_at(said.content[0].start)
    if sentence is None or sentence.index == 0:
        return None
    before = document.sentences[sentence.index - 1]
    if "\n" in document.text[before.end : sentence.start]:
        return None
    return _read_channel([token.lower for token in document.tokens_of_sentence[before.index]])


def _describe(document: Document, tagged: Tagged, published: date | None) -> Attribution:
    text = document.text
    cue = Span.cut(text, *tagged.cue) if tagged.cue else None
    source = Span.cut(text, *tagged.source) if tagged.source else None
    content = tuple(Span.cut(text, *part) for part in sorted(tagged.content))
    said = " ".join(part.text for part in content)
    entry = _choose_entry(cue.text if cue else "", said)
    around = _words_around(document, tagged)
    return Attribution(
        source=source,
        cue=cue,
        content=content,
        mode=judge_mode(document, content),
        force=judge_force(document, tagged, entry, said),
        points_back=is_pointer(said),
        channel=_read_channel(around),
        relay=Span.cut(text, *tagged.relay) if tagged.relay else None,
        said_on=_read_day(document, tagged, published),
    )


def judge_mode(document: Document, content: Sequence[Span]) -> Mode:
    """Return whether the content stands in quotation marks as a whole, in part, or not."""
    inside = [document.is_quoted(part.start, part.end) for part in content]
    if all(inside):
        return "direct"
    return "indirect" if all(each is False for each in inside) else "mixed"


def _choose_entry(cue: str, said: str) -> CueEntry | None:
    """Return the reading of a cue that fits its content: "charged them with ..." accuses, "refused to ..." declines."""
    words = fold_marks(said).lower().split()
    is_to = words[:1] == ["to"] or "to" in cue.lower().split()
    fits = [entry for entry in find_entries(cue) if entry.takes != {"to"} or entry.force != "decline" or is_to]
    accusing = [entry for entry in fits if entry.takes == {"of"} and ("of" in words or "with" in words)]
    declining = [entry for entry in fits if entry.force == "decline"]
    return next(iter((*accusing, *declining, *fits)), None)


def judge_force(document: Document, tagged: Tagged, entry: CueEntry | None, said: str) -> Force:
    """Return what the words do: deny, confirm, promise ...; "did not deny" hedges, "would not say" declines, "may have" hedges."""
    answers = answers_no(document, tagged.content)
    is_no = answers if answers is not None or entry is None or tagged.cue is None else _pleads_no(document, tagged)
    if is_no is not None:
        return "deny" if is_no else "confirm"
    if tagged.cue is None:
        return "assert"
    if _inquires(document, tagged):
        return "decline"
    return "assert" if entry is None else _judge_cue(document, tagged, entry, said)


def _judge_cue(document: Document, tagged: Tagged, entry: CueEntry, said: str) -> Force:
    """Return what a cue of the lexicon does."""
    assert tagged.cue is not None
    if _is_negated(document, tagged.cue):
        return _turn_force(document, tagged.cue, entry)
    if entry.force == "deny" and entry.takes_back and _is_denial(said):
        return "confirm"  # "withdrew her denial that ..."
    if _denies_by_words(document, tagged, entry, said):
        return "deny"
    return "hedge" if entry.force == "assert" and _is_held_back(said) else entry.force


def _inquires(document: Document, tagged: Tagged) -> bool:
    """Return whether a cue tells that somebody looks into what others say: "will debate claims that", "is investigating whether"."""
    assert tagged.cue is not None
    words = [token.lower for token in document.tokens_between(tagged.cue[0], max(tagged.cue[1], tagged.content[0][1]))]
    n_cue = len(document.tokens_between(*tagged.cue))
    at = next((k for k, word in enumerate(words[:n_cue]) if stem_word(word) in _inquiring()), None)
    behind = words[at + 1 : n_cue + _HEAD_WORDS] if at is not None else []
    return "whether" in behind or not claim_nouns("any").isdisjoint(behind)


@cache
def _inquiring() -> frozenset[str]:
    return frozenset(map(stem_word, read_lexicon("cues")["negated"]["inquiring"]))


def _turn_force(document: Document, cue: Range, entry: CueEntry) -> Force:
    """Return what a cue does that is negated: who "no longer disputes" something confirms it, who "no longer says" it denies it."""
    negated = read_lexicon("cues")["negated"]
    if _is_no_longer(document, cue):
        if entry.lemma in negated["denying"]:
            return "confirm"
        if entry.force in ("assert", "accuse"):
            return "deny"
    turned: dict[Force, Force] = {"deny": "hedge", "assert": "decline", "confirm": "decline", "accuse": "hedge"}
    return "deny" if entry.lemma in negated["deny"] else turned.get(entry.force, entry.force)


def _pleads_no(document: Document, tagged: Tagged) -> bool | None:
    """Return whether a plea is not guilty, None where nothing is pleaded: "pleaded | guilty to it", "pleaded not guilty to | it"."""
    assert tagged.cue is not None
    cue = document.text[slice(*tagged.cue)].lower().split()
    if read_words("stances", "pleas").isdisjoint(cue):
        return None
    tokens = document.tokens_between(tagged.cue[0], max(tagged.cue[1], tagged.content[0][1]))
    words = [token.lower for token in tokens][: len(cue) + _PLEA_WORDS]
    guilty = next((k for k, word in enumerate(words) if word in read_words("stances", "pleaded")), None)
    return None if guilty is None else is_negation(words[guilty - 1])


def _denies_by_words(document: Document, tagged: Tagged, entry: CueEntry, said: str) -> bool:
    """Return whether what is said with a plain verb is a denial, or calls a claim wrong."""
    assert tagged.cue is not None
    if entry.force not in ("assert", "confirm"):
        return False
    lead = [token.lower for token in document.tokens_between(tagged.cue[0], tagged.content[0][0])][-2:]
    if _is_denial(said) or (lead[-1:] == ["that"] and lead[0] in read_lexicon("cues")["nouns"]["deny"]):
        return True
    cue = document.text[slice(*tagged.cue)]
    opens = document.text[slice(*min(tagged.content))]  # "Not so," he said. "Nothing was hidden."
    told = (_calls_wrong(cue, said), _says_wrong(said), _is_bare_no(opens), _tells_of_denial(said), _gives_claim_up(said))
    return entry.force == "assert" and any(told)


def _tells_of_denial(said: str) -> bool:
    """Return whether what is said is that somebody denies something.

    "(His lawyer said that) Lund rejects any suggestion that he ...", "all three deny causing his death".
    """
    words = re.findall(r"[\w'-]+", fold_marks(said).lower())[:_HEAD_WORDS]
    for k, word in enumerate(words):
        if k and any(entry.lemma in read_lexicon("cues")["negated"]["denying"] and entry.lemma != word for entry in find_entries(word)):
            return True
        if k and word in read_lexicon("cues")["negated"]["plural_denying"]:
            return True
        if in_group(word, "auxiliaries") or in_group(word, "negations") or find_entries(word):
            return False
    return False


def _gives_claim_up(said: str) -> bool:
    """Return whether somebody says of himself that he no longer says something: "(said) she no longer maintains that ..."."""
    words = re.findall(r"[\w'-]+", fold_marks(said).lower())[:_HEAD_WORDS]
    if len(words) < _HEAD_WORDS or not in_group(words[0], "nominatives") or not in_group(" ".join(words[1:3]), "no_longer"):
        return False
    return any(
        entry.force in ("assert", "accuse") or entry.lemma in read_lexicon("cues")["negated"]["deny"] for entry in find_entries(words[3])
    )


def _is_denial(said: str) -> bool:
    """Return whether what is said is a denial: who stands by "its denial that ...", or repeats it, denies again."""
    words = re.findall(r"[\w'-]+", fold_marks(said).lower())[: _HEAD_WORDS - 1]
    head = next((k for k, word in enumerate(words) if word in read_lexicon("cues")["nouns"]["deny"]), None)
    return head is not None and all(
        in_group(word, "determiners") or word.endswith(tuple(read_lexicon("grammar")["adjective_endings"])) for word in words[:head]
    )


def _calls_wrong(cue: str, said: str) -> bool:
    """Return whether a claim is called something other than right, a word for it unfair, or "it" wrong.

    "Called the report a fairy tale", "called the word misleading", "called it untrue".
    """
    phrases, words = read_lexicon("scopes"), re.findall(r"[\w'-]+", fold_marks(said).lower())
    if not any(word in phrases["calling"] for word in cue.lower().split()):
        return False
    if any(word in phrases["right"] or word in phrases["felt"] for word in words):
        return False
    if any(word in claim_nouns() for word in words[:-1][:_HEAD_WORDS]):
        return True
    named = f" {' '.join(words)} "
    is_word = any(word in phrases["nouns"]["framing"] for word in words[:-1][:_HEAD_WORDS])
    points = words[:1] != [] and words[0] in pointer_nouns()
    bad = [*(phrases["unfair"] if is_word else ()), *(phrases["wrong"] if points else ())]
    return any(f" {phrase} " in named for phrase in bad)


def _says_wrong(said: str) -> bool:
    """Return whether the words say of a claim made elsewhere that it is wrong: "allegations that it had fired were misinformation".

    "That was exaggerated" says so too, and so does a bare "it was not".
    """
    folded = fold_marks(said).lower()
    return any(pattern.match(folded) for pattern in (_wrong_claims(), _no_talk())) or _is_bare_no(said)


def _is_bare_no(said: str) -> bool:
    """Return whether words only say of what was said elsewhere that it is not so: "that was exaggerated", "a lie", "she had not"."""
    folded = fold_marks(said).lower()
    if _wrong_that().fullmatch(folded) or _untrue().fullmatch(folded):
        return True
    words = re.findall(r"[\w'-]+", folded)
    if not 1 < len(words) <= _BARE_WORDS or not (in_group(words[0], "nominatives") or words[0] in ("that", "this")):
        return False
    rest = [word for word in words[1:] if not is_negation(word)]
    is_plain = all(in_group(word, "auxiliaries") or word in read_lexicon("cues")["negated"]["bare_words"] for word in rest)
    return is_plain and len(rest) < len(words) - 1


@cache
def _wrong_claims() -> re.Pattern[str]:
    claim, lead = join_phrases(claim_nouns("any", "figure")), write_pattern("scopes", "determiners")
    link = f"{write_pattern('grammar', 'forms_of_be')} {write_pattern('grammar', 'adverbs')}?"
    owner = r"(?:(?:\w+\.?\s){0,3}\w+(?:'s|s')\s)"
    return re.compile(rf"\W*(?:{lead}\s|{owner})?(?:\w+\s)?{claim}\b.*?\b{link}[\s\W]*{write_pattern('scopes', 'wrong')}\b")


@cache
def _wrong() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:\w+ly\s)?{write_pattern('scopes', 'wrong')}\W*")


@cache
def _no_talk() -> re.Pattern[str]:
    """Return the pattern of "it was wrong to speak of sixty dead", "there can be no talk of a mutiny"."""
    subject = rf"(?:{write_pattern('grammar', 'nominatives')}|there)"
    link = rf"(?:(?:{write_pattern('grammar', 'auxiliaries')}|{write_pattern('grammar', 'forms_of_be')})\s)*"
    return re.compile(rf"\W*(?:{subject}\s{link})?{join_phrases(read_lexicon('cues')['negated']['no_talk'])}\b")


@cache
def _wrong_that() -> re.Pattern[str]:
    """Return the pattern of "that was exaggerated", "this is simply not true"."""
    return re.compile(rf"\W*(?:that|this)\s{write_pattern('grammar', 'forms_of_be')}\s(?:\w+ly\s)?{write_pattern('scopes', 'wrong')}\W*")


@cache
def _untrue() -> re.Pattern[str]:
    """Return the pattern of "it was a lie", "(called) that nonsense", "not so"; "it was a mistake" may well be an admission."""
    lead = rf"(?:(?:all of )?(?:it|that|this)\s(?:{write_pattern('grammar', 'forms_of_be')}\s)?)?(?:\w+ly\s)?"
    return re.compile(rf"\W*{lead}{join_phrases(read_lexicon('cues')['negated']['untrue'])}\W*")


def _is_held_back(said: str) -> bool:
    """Return whether the main clause of what was said is held back: "the bridge may have been closed", "perhaps it was"."""
    words = re.findall(r"[\w'-]+", fold_marks(said))[:_CLAUSE_WORDS]
    stop = next((k for k, word in enumerate(words) if k and in_group(word.lower(), "clause_relatives")), len(words))
    return any(in_group(word, "hedging_modals") for word in words[:stop])


def _is_negated(document: Document, cue: Range) -> bool:
    """Return whether "not", "never", "no longer" or "yet to" stands in a cue, or among the auxiliaries and adverbs right before it."""
    sentence = document.sentence_at(cue[0])
    if sentence is None:
        return False
    before = [t.lower for t in document.tokens_between(sentence.start, cue[0])][-4:]
    inside = [t.lower for t in document.tokens_between(*cue)]
    if any(is_negation(word) for word in inside[:-1]):
        return True
    around = f" {' '.join((*before, *inside))} "
    if _is_no_longer(document, cue) or any(f" {phrase} " in around for phrase in read_lexicon("cues")["negated"]["held_back"]):
        return True
    for word in reversed(before):  # a cue of two words ("rule out") has no auxiliary of its own
        if is_negation(word):
            return True
        if not in_group(word, "auxiliaries") and not is_adverb(word):
            return False
    return False


def _is_no_longer(document: Document, cue: Range) -> bool:
    """Return whether a cue begins with "no longer", or stands right behind it."""
    sentence = document.sentence_at(cue[0])
    before = document.tokens_between(sentence.start, cue[0])[-2:] if sentence else ()
    return any(in_group(" ".join(t.lower for t in words), "no_longer") for words in (before, document.tokens_between(*cue)[:2]))


def is_pointer(said: str) -> bool:
    """Return whether content only points at something said elsewhere: "the claim", "this", "the other side's figures as invented"."""
    if _is_bare_no(said):
        return True
    words = re.findall(r"[\w'-]+", fold_marks(said).lower())
    if words[-2:-1] == ["on"] and words[-1] in read_lexicon("datelines")["weekdays"]:
        words = words[:-2]
    if not words:
        return False
    owner = next((k for k, word in enumerate(words[:_HEAD_WORDS]) if word.endswith(("'s", "s'"))), 0)
    called = words[owner + 1 :] if owner or in_group(words[0], "determiners") else []
    if len(called) > 1 and called[0] in claim_nouns():
        says = " ".join(called[1:])
        if _untrue().fullmatch(says) or (owner and _wrong().fullmatch(says)):
            return True  # "(called) the claim nonsense", "(called) the union's figure too high"
    head = next((k for k, word in enumerate(words) if k and in_group(word, "phrase_tails")), len(words))
    phrase = words[:head]
    ends = head == len(words) or in_group(words[head], "pointer_tails")
    return len(phrase) <= _POINTER_WORDS and phrase[-1] in pointer_nouns() and ends


def _words_around(document: Document, tagged: Tagged) -> list[str]:
    """Return the lower-case words of the cue's sentence outside source and content, "" for the end of a name: "the Valley Post"."""
    anchor = tagged.cue or tagged.source
    sentence = document.sentence_at(anchor[0]) if anchor else None
    if sentence is None:
        return []
    assert anchor is not None
    near = document.tokens_between(max(sentence.start, anchor[0] - _AROUND_CHARS), min(sentence.end, anchor[1] + _AROUND_CHARS))
    taken = [*tagged.content, *([tagged.source] if tagged.source else [])][:_PARTS]
    kept = (t for t in near if not any(start <= t.start < end for start, end in taken))
    return ["" if t.is_capitalised and t.lower in read_lexicon("roles")["names"]["bodies"] else t.lower for t in kept]


def _read_channel(words: Sequence[str]) -> str | None:
    """Return how the words came, where "in a statement", "by telephone" or "told a news conference" says so."""
    for k, word in enumerate(words):
        if in_group(word, "channel_leads") or in_group(word, "forms_of_tell"):
            found = find_channel(words[k + 1 : k + 7])
            if found is not None and (in_group(word, "channel_leads") or found[0] <= _TOLD_WORDS):
                return found[1]
    return None


def _read_day(document: Document, tagged: Tagged, published: date | None) -> date | None:
    """Return the day that stands beside the cue; a weekday is the last one up to the day of publication."""
    anchor = tagged.cue or tagged.source
    sentence = document.sentence_at(anchor[0]) if anchor else None
    if anchor is None or sentence is None:
        return None
    for quantity in document.quantities_between(sentence.start, sentence.end):
        between = document.text[min(quantity.end, anchor[0]) : max(quantity.start, anchor[0])]
        is_beside = ";" not in between and not any(start <= quantity.start < end for start, end in tagged.content)
        is_beside = is_beside and not _is_in_relative(document, sentence.start, quantity.start)
        if is_beside and (day := read_day(quantity, published)) is not None:
            return day
    return None


def _is_in_relative(document: Document, start: int, at: int) -> bool:
    """Return whether a day stands in a relative clause behind a comma: "police, who were called on Sunday, said"."""
    before = document.tokens_between(start, at)
    comma = max((k for k, token in enumerate(before) if token.text == ","), default=None)
    return comma is not None and comma + 1 < len(before) and in_group(before[comma + 1].lower, "apposed_relatives")


def read_day(quantity: Quantity, published: date | None) -> date | None:
    """Return the calendar day of a date or weekday, counted back from the day of publication where it leaves that open."""
    if quantity.kind == "date" and quantity.value:
        return _read_date(quantity.value, published)
    if quantity.kind == "weekday" and quantity.value and published:
        names = list(read_lexicon("numbers")["days"]["names"])
        if quantity.value in names[:_WEEK]:
            return published - timedelta((published.weekday() - names.index(quantity.value)) % _WEEK)
    return None


def _read_date(value: str, published: date | None) -> date | None:
    whole = value if value.count("-") == 2 else f"{published.year}-{value}" if published and value.count("-") == 1 else ""
    try:
        return date.fromisoformat(whole)
    except ValueError:
        return None


def _is_own_remark(attribution: Attribution, outlet: str | None) -> bool:
    """Return whether the outlet speaks of itself: "Norda could not verify the report", "we cannot say whether ..."."""
    if attribution.source is None:
        return False
    said = fold_marks(attribution.source.text).casefold().removeprefix("the ")
    if in_group(said, "own_voice"):
        return True
    if attribution.force not in ("decline", "confirm") or not outlet:
        return False
    mine = fold_marks(outlet).casefold().removeprefix("the ")
    return said == mine or said in mine.split()
