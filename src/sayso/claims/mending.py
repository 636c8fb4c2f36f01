"""Slips of the taggers, set right: half a speaker, a speaker inside what he said, a clause behind the verb that is nothing said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.claims.answers import is_question, join_question
from sayso.claims.cues import cue_table, find_entries
from sayso.claims.grammar import in_group, is_adverb, is_negation, names_claim
from sayso.claims.phrases import find_subject
from sayso.claims.roles import find_nouns, is_person
from sayso.claims.tagger import Range, Tagged
from sayso.claims.untangling import cut_relative
from sayso.lexicon import read_lexicon, read_words
from sayso.text import Document, Token

_LEAST_SAID = 2  # words before a speaker
_MOST_NAME, _MOST_ROLE, _NEAR_HEAD = 4, 10, 4  # words of a name and of a role, and those before its noun
_LEAST_TURNED = 3  # words of a statement before its speaker
_MOST_NEGATED = 3  # words from a negation to its noun: "no clear sign"
_NO_LONGER = 2  # words
_MOST_CALLED = 2  # words of a name in how somebody is called: "One, a baker named Ola Finn"
_MOST_WITHHELD = 5  # words: "(denied) the two former ministers bail"
_SAYING = frozenset({"assert", "confirm", "deny", "hedge", "accuse"})


def part_statements(document: Document, by_network: Tagged, by_rules: Sequence[Tagged]) -> list[Tagged]:
    """Return a statement, or what one speaker denies and what he says else, if it is both, or somebody else passes both on in it.

    "Vold | denied | the theft | but admitted | the fraud", "Vold denied the theft but admitted the fraud, | police | said".
    """
    source, cue = by_network.source, by_network.cue
    if source is None or cue is None or by_network.relay is not None or len(by_network.content) > 1:
        return [by_network]
    (whole,) = by_network.content
    passed_on = [each for each in by_rules if _is_told_in(each, whole, whole[0])]
    own = [each for each in by_rules if source[1] <= cue[0] and _is_told_in(each, (source[0], whole[1]), source[0])]
    inner = own if len(own) > 1 and own[0].cue == cue else passed_on
    denies = any(entry.force == "deny" for each in inner if each.cue for entry in find_entries(document.text[slice(*each.cue)]))
    if len(inner) == 1 or not denies:
        return [by_network]
    return inner if inner is own else [replace(each, relay=source) for each in inner]


def _is_told_in(inner: Tagged, whole: Range, start: int) -> bool:
    """Return whether all of a statement stands in a stretch of text, behind its speaker, who stands at ``start``."""
    if inner.source is None or inner.cue is None or inner.relay is not None or inner.source[0] != start:
        return False
    return inner.source[1] <= inner.cue[0] and all(_is_within(part, whole) for part in inner.content)


def choose_speaker(document: Document, by_network: Tagged, by_rules: Tagged) -> Tagged:
    """Return the rules' cut of a statement with its speaker as the network has him, where the rules saw half of him or none.

    What the rules take for an inner statement ("the agency said it could not say ...", "Norda knew that ..., the agency alleged") is that
    of the outer speaker where the inner one is only a pronoun or knows rather than says something.
    """
    if by_rules == by_network or _swallows(by_rules, by_network):
        return by_network
    if (outer := _find_outer(document, by_network, by_rules)) is not None:
        return replace(by_rules, source=outer, relay=None)
    if by_rules.relay and by_network.relay is None and _is_thought(document, by_rules) and not _is_thought(document, by_network):
        return by_network
    if by_network.source is None or by_rules.relay:
        return by_rules
    if by_rules.source is None:
        return replace(by_rules, source=by_network.source, cue=by_network.cue) if _is_said(document, by_network) else by_rules
    whole = _drop_clause(document, by_network.source)
    is_half = any(test(document, by_rules.source, whole) for test in (_is_half, _is_tail)) or _says_nobody(document, by_rules.source)
    return replace(by_rules, source=whole) if is_half or _adds_adverbs(document, by_network, by_rules) else by_rules


def _find_outer(document: Document, by_network: Tagged, by_rules: Tagged) -> Range | None:
    """Return who says of himself what the rules have a pronoun for: "Holm said | he stood by his claim"."""
    mine, theirs = by_rules.source, by_network.source
    if mine is None or not _is_pronoun(document, mine):
        return None
    if by_rules.relay is not None:
        return by_rules.relay
    is_inner = by_network.cue is not None and by_network.cue[1] <= mine[0] == by_network.content[0][0]
    return theirs if is_inner and theirs is not None and not _is_pronoun(document, theirs) else None


def _swallows(by_rules: Tagged, by_network: Tagged) -> bool:
    """Return whether the rules took the speaker, or part of him, for something said: "Guards | attacked | us, said Ada Holm"."""
    theirs, mine = by_network.source, by_rules.source
    if theirs is None or mine is None or theirs == mine or not any(a < theirs[1] and theirs[0] < b for a, b in by_rules.content):
        return False
    return _covers(by_network.content, mine) or (mine[0] < theirs[1] and theirs[0] < mine[1])


def leave_out_statements(document: Document, by_network: Tagged, by_rules: Sequence[Tagged]) -> Tagged:
    """Return a statement that the network has nobody for, without what is a statement of somebody else to the rules, behind its sentence.

    "The dam has burst, the mayor, Ada Holm, said. | The utility denied the claim": the second is none of her words.
    """
    (_, end), cue = by_network.content[0], by_network.cue
    if by_network.source is not None or cue is None or end > cue[0] or len(by_network.content) == 1:
        return by_network
    sentence = document.sentence_at(cue[0])
    behind = [each for each in by_rules if each.source and sentence and each.source[0] >= sentence.end]
    kept = [part for part in by_network.content if document.is_quoted(*part) or not any(_hold_statement([part], each) for each in behind)]
    return replace(by_network, content=tuple(kept))


def _hold_statement(content: Sequence[Range], other: Tagged) -> bool:
    """Return whether the speaker and the cue of another statement stand in what is said."""
    return other.source is not None and other.cue is not None and _covers(content, other.source) and _covers(content, other.cue)


def is_slip(document: Document, by_rules: Tagged, kept: Sequence[Tagged]) -> bool:
    """Return whether what the rules alone found is no statement.

    Part of how a speaker is called ("the mayor who described ...", "a baker named ..."), or where he said what was found already.
    """
    if by_rules.source is None:
        return False
    words = [word for part in by_rules.content for word in _words(document, part)]
    is_called = len(words) <= _MOST_CALLED and any(each.source and _is_within(by_rules.content[0], each.source) for each in kept)
    is_channel = in_group(words[0], "channel_leads") if words else True
    if any(_hold_statement(by_rules.content, each) for each in kept):
        return True  # "Guards | attacked | us, said Ada Holm"
    is_where = is_channel and by_rules.cue is not None and any(each.cue == by_rules.cue for each in kept)
    return is_called or is_where or cut_relative(document, by_rules.source) != by_rules.source


def mend(document: Document, tagged: Tagged) -> Tagged | None:
    """Return an attribution with its slips set right, or None where there is nothing in it."""
    if tagged.source is not None and (source := cut_relative(document, tagged.source)) != tagged.source:
        content = tuple(part for part in tagged.content if not _is_within(part, source))
        if not content or tagged.cue is None or tagged.cue[0] < source[1]:
            return None
        tagged = replace(tagged, source=source, content=content)
    if _is_hearsay(document, tagged) or is_question(document, tagged) or _is_no_statement(document, tagged):
        return None
    for set_right in (
        _leave_out_accused,
        _find_own_subject,
        _begin_sentence,
        _take_out_speaker,
        _turn_round,
        _swap_quoted,
        _keep_negation,
        _keep_that,
        _drop_opposite,
        _hear_turn,
        _read_plea,
        join_question,
    ):
        tagged = set_right(document, tagged)
    return tagged


def _covers(content: Sequence[Range], part: Range) -> bool:
    return any(start <= part[0] and part[1] <= end for start, end in content)


def _is_within(one: Range, other: Range) -> bool:
    return other[0] <= one[0] and one[1] <= other[1] and one != other


def _words(document: Document, span: Range) -> list[str]:
    return [token.lower for token in document.tokens_between(*span) if token.kind != "mark"]


def _is_pronoun(document: Document, source: Range) -> bool:
    return in_group(document.text[slice(*source)].casefold(), "nominatives")


def _is_thought(document: Document, tagged: Tagged) -> bool:
    """Return whether a cue tells what somebody knows or believes, rather than says."""
    entries = find_entries(document.text[slice(*tagged.cue)]) if tagged.cue else ()
    return bool(entries) and entries[0].force == "mental"


def _is_said(document: Document, tagged: Tagged) -> bool:
    """Return whether a source is somebody and a cue a word of saying: not "so says the statement", "asked by the Courier"."""
    if tagged.source is None or tagged.cue is None:
        return False
    before = document.text[: tagged.source[0]].split()[-1:]
    forces = {entry.force for entry in find_entries(document.text[slice(*tagged.cue)])}
    words = [word for word in _words(document, tagged.source) if word not in read_words("function_words", "all")]
    return (bool(words) or _is_pronoun(document, tagged.source)) and before != ["by"] and not forces.isdisjoint(_SAYING)


def _is_half(document: Document, source: Range, whole: Range) -> bool:
    """Return whether a source is the beginning of a whole one, or what stands behind a comma in it: an age, what somebody is."""
    behind_comma = document.text[whole[0] : source[0]].rstrip().endswith(",")
    return _is_within(source, whole) and (source[0] == whole[0] or behind_comma)


def _is_tail(document: Document, source: Range, whole: Range) -> bool:
    """Return whether a source is the end of a phrase that stands behind a preposition or a relative in it: "the widow of | two men"."""
    before = document.tokens_between(whole[0], source[0])
    if not before or source[1] != whole[1]:
        return False
    words = [token.lower for token in before]
    opener = next((word for word in reversed(words) if not in_group(word, "determiners")), "")
    return in_group(opener, "prepositions") or in_group(words[-1], "relatives")


def _drop_clause(document: Document, source: Range) -> Range:
    """Return a source without what a relative clause tells of it: "Ada Holm, the head of the port, which is closed"."""
    tokens = document.tokens_between(*source)
    comma = next((k for k, after in enumerate(tokens[1:]) if tokens[k].text == "," and in_group(after.lower, "apposed_relatives")), None)
    return (source[0], tokens[comma - 1].end) if comma else source


def _says_nobody(document: Document, source: Range) -> bool:
    """Return whether a source is no more than an adverb: "no longer"."""
    return in_group(" ".join(_words(document, source)), "no_longer")


def _adds_adverbs(document: Document, by_network: Tagged, by_rules: Tagged) -> bool:
    """Return whether the rules' source is the network's with a phrase behind it: "the ministry for the first time"."""
    if by_network.source is None or by_rules.source is None or by_network.source[0] != by_rules.source[0]:
        return False
    more = _words(document, (by_network.source[1], by_rules.source[1]))
    return more[:1] == ["for"] and more[-1:] == ["time"]


def _puts_nothing_at(document: Document, tagged: Tagged) -> bool:
    """Return whether "put" or "set" stands without the "at" that would make it a word of saying: "set fire to the depot"."""
    assert tagged.cue is not None
    last = (_words(document, tagged.cue) or [""])[-1]  # "put out a statement to say" is another
    entries, sentence = find_entries(last), document.sentence_at(tagged.cue[0])
    if not entries or sentence is None or any(entry.takes != {"at"} for entry in entries):
        return False
    return all(token.lower != "at" for token in document.tokens_between(tagged.cue[1], sentence.end))


def _is_withheld(document: Document, tagged: Tagged) -> bool:
    """Return whether somebody is denied something that he wants, and nothing that was said: "denied him bail", "was denied entry"."""
    assert tagged.cue is not None
    if all(entry.lemma != "deny" for entry in find_entries(document.text[slice(*tagged.cue)])):
        return False
    words = [word for part in tagged.content for word in _words(document, part)]
    is_clause = any(in_group(word, "auxiliaries") or in_group(word, "irregular_pasts") or word.endswith("ing") for word in words)
    return not is_clause and not read_words("scopes", "withheld").isdisjoint(words[:_MOST_WITHHELD])


def _is_hearsay(document: Document, tagged: Tagged) -> bool:
    """Return whether "said" is a participle: what is "said to be close to collapse" has said nothing."""
    if tagged.cue is None or tagged.cue[1] > tagged.content[0][0]:
        return False
    return _words(document, tagged.cue)[-1:] == ["said"] and _words(document, tagged.content[0])[:2] in (["to", "be"], ["to", "have"])


def _is_no_statement(document: Document, tagged: Tagged) -> bool:
    """Return whether a cue tells of something else than what somebody says."""
    if tagged.cue is None:
        return False
    stands_behind = tagged.content[0][0] >= tagged.cue[1]
    always = (_is_instruction, _is_withheld, _puts_nothing_at)
    tests = (*always, *((_is_told_of, _gives_something_up, _lays_claim, _is_doing, _is_refusal) if stands_behind else ()))
    return any(test(document, tagged) for test in tests)


def _is_told_of(document: Document, tagged: Tagged) -> bool:
    """Return whether a cue only tells what is done to somebody, or whom the main clause contradicts: "the pilot accused of ..."."""
    assert tagged.cue is not None
    cue, first = _words(document, tagged.cue), _words(document, tagged.content[0])[:1]
    is_own = bool(first) and first[0] in read_lexicon("roles")["links"]["possessive"]
    if len(cue) == 1 and (in_group(cue[0], "contradicting") or (cue[0] in read_words("stances", "reversing") and is_own)):
        return True  # "..., reversing his account": that is told of the statement before it
    return any(entry.force == "accuse" for entry in find_entries(cue[-1] if cue else "")) and first == ["of"]


def _gives_something_up(document: Document, tagged: Tagged) -> bool:
    """Return whether what is given up is no claim: "gave up the town"."""
    assert tagged.cue is not None
    entries = find_entries(document.text[slice(*tagged.cue)])
    return bool(entries) and entries[0].takes == {"named"} and not names_claim(_words(document, tagged.content[0]))


def _lays_claim(document: Document, tagged: Tagged) -> bool:
    """Return whether a thing is claimed, and nothing said of it: "both countries claim the rock"; not "claim the rock is theirs"."""
    assert tagged.cue is not None
    if not in_group(" ".join(_words(document, tagged.cue)), "laying_claim"):
        return False
    tokens = document.tokens_between(*tagged.content[0])
    ends = (k for k, t in enumerate(tokens) if t.kind == "mark" or in_group(t.lower, "joining") or in_group(t.lower, "plain_relatives"))
    thing = tokens[: next(ends, len(tokens))]
    has_verb = any(in_group(t.lower, "auxiliaries") or in_group(t.lower, "irregular_pasts") or t.lower.endswith(("ed", "s")) for t in thing)
    return bool(thing) and in_group(thing[0].lower, "determiners") and not has_verb


def _is_instruction(document: Document, tagged: Tagged) -> bool:
    """Return whether somebody is told to do something, or a thing only is named: "were told to leave", "which was called by the union"."""
    assert tagged.cue is not None
    cue, said = _words(document, tagged.cue), _words(document, tagged.content[0])
    is_told = bool(cue) and in_group(cue[-1], "forms_of_tell")
    if is_told and any(_words(document, part)[:1] == ["to"] for part in tagged.content):
        return True
    return len(said) == 1 and in_group(said[0], "apposed_relatives") and any(word in read_words("scopes", "calling") for word in cue)


def _leave_out_accused(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution without its source where that is accused: "Osk is accused of hiding it" is the word of others."""
    cue = _words(document, tagged.cue) if tagged.cue else []
    is_passive = len(cue) > 1 and any(in_group(word, "forms_of_be") for word in cue[:-1])
    verbs = (entry for word in cue for entry in find_entries(word))
    if tagged.source is None or not is_passive or not any(entry.force == "accuse" for entry in verbs):
        return tagged
    return replace(tagged, source=None) if tagged.cue and tagged.source[1] <= tagged.cue[0] else tagged


def _is_doing(document: Document, tagged: Tagged) -> bool:
    """Return whether somebody refuses to do something rather than to say it: "refused to return"; or does not say why."""
    assert tagged.cue is not None
    cue, said = document.text[slice(*tagged.cue)], [word for part in tagged.content for word in _words(document, part)]
    if all(in_group(word, "indirect_questions") or word in read_words("stances", "unsaid") for word in said):
        return True  # "did not say why"
    if any(map(is_negation, cue.casefold().split())) and any(e.lemma in read_words("stances", "naming") for e in find_entries(cue)):
        return True  # "did not identify them"
    words = [*cue.casefold().split()[-1:], *said][:3]
    lemmas = {entry.lemma for entry in find_entries(cue) if entry.force == "decline"}
    if lemmas.isdisjoint(read_words("stances", "refusing")) or "to" not in words[:2]:
        return False
    verb = words[words.index("to") + 1 :][:1]
    return bool(verb) and not find_entries(verb[0]) and verb[0] not in read_words("stances", "saying")


def _is_refusal(document: Document, tagged: Tagged) -> bool:
    """Return whether what is rejected is no claim: "rejected calls to resign", "refused the offer", "dismissed the engineer"."""
    assert tagged.cue is not None
    lemma = next((entry.lemma for entry in find_entries(document.text[slice(*tagged.cue)]) if entry.force == "deny"), "")
    if lemma not in read_words("scopes", "refusing"):
        return False
    tokens = document.tokens_between(*tagged.content[0])[:_MOST_ROLE]
    head = next((k for k, token in enumerate(tokens) if k and (token.kind == "mark" or in_group(token.lower, "prepositions"))), len(tokens))
    words, behind = [token.lower for token in tokens[:head]], tokens[head].lower if head < len(tokens) else ""
    if words and words[-1] in read_words("scopes", "wanted"):
        return behind != "that"
    somebody = [noun for noun in find_nouns(list(tokens[:head])) if is_person(noun)]
    is_fired = lemma in read_words("scopes", "firing") and bool(somebody) and not in_group(behind, "phrase_tails")
    return is_fired and not names_claim(words) and not any(find_entries(word) or in_group(word, "auxiliaries") for word in words)


def _hear_turn(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution as that of him of whom another tells that he turns round.

    "Kell has withdrawn her account, her union said", "Kell has admitted to police that he lit it, a judge said", "according to the court
    papers, the mine no longer disputes that ...".
    """
    if tagged.source is None or tagged.relay is not None:
        return tagged
    start, end = tagged.content[0]
    tokens = document.tokens_between(start, end)
    cue = document.text[slice(*tagged.cue)] if tagged.cue else ""
    passes_on = any(entry.lemma == "report" for entry in find_entries(cue))
    read = (_read_turn, _read_saying) if passes_on else (_read_turn,)
    turn = next((found for k in range(1, min(len(tokens), _MOST_ROLE + 1)) for each in read if (found := each(tokens, k))), None)
    if turn is None:
        return tagged
    verb, last, rest = turn
    while verb and (in_group(tokens[verb - 1].lower, "auxiliaries") or is_adverb(tokens[verb - 1].lower)):
        verb -= 1
    who = tokens[: verb - (verb > 0 and tokens[verb - 1].text == ",")]
    marks = [token.text for token in tokens[:verb] if token.kind == "mark" and token.text not in "-'’."]
    if not who or marks not in ([], [",", ","]) or _is_pronoun(document, (start, who[-1].end)) or in_group(who[0].lower, "clause_openers"):
        return tagged
    content = ((tokens[rest].start, end), *tagged.content[1:])
    return replace(tagged, source=(start, who[-1].end), cue=(tokens[verb].start, tokens[last].end), content=content, relay=tagged.source)


def _read_turn(tokens: Sequence[Token], k: int) -> tuple[int, int, int] | None:
    """Return where the verb at ``k`` begins and ends, by which somebody turns round, and where what it is about begins."""
    words = [token.lower for token in tokens[k : k + _MOST_ROLE]]
    if in_group(" ".join(words[:2]), "no_longer"):  # "no longer disputes"
        disputes = any(entry.lemma in read_lexicon("cues")["negated"]["denying"] for entry in find_entries(" ".join(words[2:3])))
        return _read_clause(tokens, k, k + 3) if disputes else None
    for n in (2, 1):  # "taken back", "withdrawn"
        phrase, behind = " ".join(words[:n]), words[n : n + _NEAR_HEAD]
        _, entries = cue_table().get(tuple(words[:n]), ("base", ()))
        is_own = names_claim(behind) and behind[0] in read_lexicon("roles")["links"]["possessive"]
        if is_own and (phrase in read_words("stances", "withdrawing") or any(entry.takes_back for entry in entries)):
            return k, k + n - 1, k + n
        if phrase in read_words("stances", "admitting") or (n > 1 and any(entry.force == "confirm" for entry in entries)):
            return _read_clause(tokens, k, k + n)
    return None


def _read_saying(tokens: Sequence[Token], k: int) -> tuple[int, int, int] | None:
    """Return where a verb of saying stands, and where what is said begins: "(The ministry) insists that | ..., Norda reports"."""
    _, entries = cue_table().get((tokens[k].lower,), ("base", ()))
    says = any(entry.force in _SAYING and "clause" in entry.takes for entry in entries)
    return (k, k, k + 2) if says and k + 2 < len(tokens) and tokens[k + 1].lower == "that" else None


def _read_clause(tokens: Sequence[Token], verb: int, behind: int) -> tuple[int, int, int] | None:
    """Return where a verb begins and ends and where what is said begins: behind "that", be it "to investigators that"."""
    words = [token.lower for token in tokens[behind : behind + _MOST_ROLE]]
    that = next((n for n, word in enumerate(words[: _NEAR_HEAD + 1]) if word == "that"), None)
    if that is not None and (that == 0 or words[0] in ("to", "before", "in", "on")):
        return verb, behind - 1, behind + that + 1
    if words[:1] == ["to"]:  # "confessed to setting it"
        words, behind = words[1:], behind + 1
    is_clause = bool(words) and (in_group(words[0], "nominatives") or words[0].endswith("ing"))
    return (verb, behind - 1, behind) if is_clause else None


def _read_plea(document: Document, tagged: Tagged) -> Tagged:
    """Return a plea with what it is to as its content: "(pleaded not guilty to) theft"."""
    cue = document.text[slice(*tagged.cue)] if tagged.cue else ""
    if tagged.cue is None or read_words("stances", "pleas").isdisjoint(cue.lower().split()):
        return tagged
    start, end = tagged.content[0]
    tokens = document.tokens_between(start, end)
    words = [token.lower for token in tokens[:_MOST_ROLE]]
    pleaded = next((k + 1 for k, word in enumerate(words) if word in read_words("stances", "pleaded")), 0)  # of content, where it begins
    rest = pleaded
    while lead := next((n for n in (4, 3, 2, 1) if " ".join(words[rest : rest + n]) in read_words("stances", "plea_of")), 0):
        rest += lead
    if pleaded and (rest in (pleaded, len(tokens)) or tokens[rest].kind == "mark"):
        return replace(tagged, content=((start, tokens[pleaded - 1].end), *tagged.content[1:]))
    if not 0 < rest < len(tokens):
        return tagged
    return replace(tagged, cue=(tagged.cue[0], tokens[rest - 1].end), content=((tokens[rest].start, end), *tagged.content[1:]))


def _drop_opposite(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution without what only leads up to it: "(said) the opposite: she had warned her"."""
    tokens = document.tokens_between(*tagged.content[0])
    colon = next((k for k, token in enumerate(tokens[: _NEAR_HEAD + 1]) if token.text == ":"), None)
    if colon is None or colon + 1 == len(tokens) or not in_group(tokens[colon - 1].lower, "otherwise"):
        return tagged
    return replace(tagged, content=((tokens[colon + 1].start, tagged.content[0][1]), *tagged.content[1:]))


def _keep_negation(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution with the negation that its content hangs on: "(found) no sign that the dam leaked"."""
    start, end = tagged.content[0]
    sentence = document.sentence_at(start)
    before = document.tokens_between(sentence.start, start) if sentence else ()
    if len(before) <= _MOST_NEGATED or before[-1].lower != "that" or before[-2].lower not in read_words("negation", "passes_on"):
        return tagged
    negation = next((token for token in before[-1 - _MOST_NEGATED : -2][::-1] if in_group(token.lower, "noes")), None)
    if negation is None or (tagged.cue is not None and negation.start < tagged.cue[0]):
        return tagged
    cue = tagged.cue and (tagged.cue[0], min(tagged.cue[1], len(document.text[: negation.start].rstrip())))
    return replace(tagged, cue=cue, content=((negation.start, end), *tagged.content[1:]))


def _keep_that(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution with the "that" which its content speaks of: "| That | was untrue, he said", "called | that | a lie"."""
    start, end = tagged.content[0]
    sentence = document.sentence_at(start)
    before = document.tokens_between(sentence.start, start) if sentence else ()
    if not before or before[-1].lower not in ("that", "this") or document.text[before[-1].end : start].strip():
        return tagged
    cue = _words(document, tagged.cue) if tagged.cue else []
    opens = len(before) == 1 and in_group(document.tokens_between(start, end)[0].lower, "forms_of_be")
    calls = tagged.cue is not None and tagged.cue[1] <= before[-1].start and any(word in read_words("scopes", "calling") for word in cue)
    return replace(tagged, content=((before[-1].start, end), *tagged.content[1:])) if opens or calls else tagged


def _turn_round(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution with what stands before its speaker, where only a clause of time stands behind: "..., he said after he ..."."""
    if tagged.source is None or tagged.cue is None or not tagged.source[1] <= tagged.cue[0] < tagged.cue[1] <= tagged.content[0][0]:
        return tagged
    sentence = document.sentence_at(tagged.source[0])
    first = _words(document, tagged.content[0])[:1]
    is_tail = bool(first) and in_group(first[0], "tail_openers") and not document.text[tagged.cue[1] : tagged.content[0][0]].strip()
    if sentence is None or not is_tail:
        return tagged
    before = document.tokens_between(sentence.start, tagged.source[0])
    if len(before) <= _LEAST_TURNED or before[-1].text != ",":
        return tagged
    return replace(tagged, content=((before[0].start, before[-2].end),))


def _begin_sentence(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution with the beginning of the sentence that its speaker stands behind: "The bus enters | the picture, she said"."""
    start, end = tagged.content[0]
    if tagged.source is None or tagged.cue is None or len(tagged.content) > 1 or min(tagged.source[0], tagged.cue[0]) < end:
        return tagged
    sentence = document.sentence_at(start)
    before = document.tokens_between(sentence.start, start) if sentence else ()
    behind = document.text[end : min(tagged.source[0], tagged.cue[0])]
    is_said = any({"clause", "quote"} & entry.takes for entry in find_entries(document.text[slice(*tagged.cue)]))
    if not before or behind.strip() != "," or not is_said or document.is_quoted(before[0].start, end) is not False:
        return tagged
    dash = next((k for k in range(len(before) - 1, -1, -1) if _is_dash(document, before[k])), -1)  # "RIGA, May 4 (Norda) - "
    before = before[dash + 1 :]
    words, first = [token.lower for token in before], document.tokens_between(start, end)[0].lower
    hangs_on = words[-1:] == [","] and (in_group(first, "prepositions") or first in read_words("figures", "changing"))
    is_plain = bool(before) and all(token.kind != "mark" or token.text in ",-" for token in before)
    is_plain = is_plain and (before[-1].kind != "mark" or hangs_on)
    opens_anew = in_group(first, "relatives") or (len(words) == 1 and in_group(words[0], "joining"))
    speaks = any(in_group(word, "asking") or in_group(word, "questioning") or find_entries(word) for word in words)
    return tagged if not is_plain or opens_anew or speaks else replace(tagged, content=((before[0].start, end),))


def _is_dash(document: Document, token: Token) -> bool:
    return token.text in {"-", "–", "—"} and document.text[token.start - 1 : token.end + 1].strip() == token.text


def _find_own_subject(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution with the subject right before its verb, where the network took its speaker from another sentence."""
    if tagged.source is None or tagged.cue is None:
        return tagged
    sentence = document.sentence_at(tagged.cue[0])
    if sentence is not None and _says_nobody(document, tagged.source):  # "Residents | no longer | maintain that ..."
        before = document.tokens_between(sentence.start, tagged.source[1])
        return replace(tagged, source=find_subject(before, max(0, len(before) - _NO_LONGER)))
    if sentence is None or sentence.start <= tagged.source[0] < sentence.end:
        return tagged
    tokens = document.tokens_of_sentence[sentence.index]
    at = next((k for k, token in enumerate(tokens) if token.start >= tagged.cue[0]), 0)
    while at and (in_group(tokens[at - 1].lower, "auxiliaries") or is_adverb(tokens[at - 1].lower)):
        at -= 1
    if at and in_group(tokens[at - 1].lower, "nominatives"):
        return replace(tagged, source=(tokens[at - 1].start, tokens[at - 1].end))
    subject = find_subject(tokens, at)
    return replace(tagged, source=subject) if subject is not None else tagged


def _swap_quoted(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution with its speaker and who passes it on each in his place: "Beck was quoted by the Mail as saying"."""
    if tagged.source is None or tagged.relay is None:
        return tagged
    source, relay = document.tokens_between(*tagged.source), document.tokens_between(*tagged.relay)
    if source[0].lower != "by" or len(source) < 2 or len(relay) < 2 or not in_group(relay[-1].lower, "auxiliaries"):
        return tagged
    return replace(tagged, source=(relay[0].start, relay[-2].end), relay=(source[1].start, tagged.source[1]))


def _take_out_speaker(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution without its source, or half of it, at the end of its content: a name and what he is, between commas.

    A source that the network saw elsewhere, where the cue stands right behind such a speaker, is none.
    """
    start, end = tagged.content[-1]
    source = tagged.source if tagged.source and _follows(document, end, tagged.source) else None
    if source is None and not (tagged.cue and _follows(document, end, tagged.cue)):
        return tagged
    tokens = document.tokens_between(start, end)
    commas = [k for k, token in enumerate(tokens) if token.text == ","][-2:]
    segments = [tokens[k + 1 : after] for k, after in pairwise([*commas, len(tokens)])]
    if source is not None:
        segments, commas = [*segments[-1:], document.tokens_between(*source)], commas[-1:]
    elif not segments or not (_is_name(segments[-1]) or _is_role(segments[-1])):
        return tagged
    apposed = len(segments) > 1 and _are_apposed(*segments[-2:])
    if not commas or (tagged.source is not None and not apposed):
        return tagged
    comma = commas[0 if apposed else -1]
    if comma < _LEAST_SAID:
        return tagged
    content = (*tagged.content[:-1], (start, tokens[comma - 1].end))
    return replace(tagged, source=(tokens[comma + 1].start, source[1] if source else end), content=content)


def _follows(document: Document, end: int, part: Range) -> bool:
    """Return whether nothing but a comma stands between the end of a content and a source or a cue."""
    return document.text[end : part[0]].strip() == ","


def _are_apposed(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Return whether two phrases are a name and what he is, in either order."""
    return (_is_role(one) and _is_name(other)) or (_is_name(one) and _is_role(other))


def _is_name(tokens: Sequence[Token]) -> bool:
    """Return whether some tokens are the name of somebody: "Ada Holm", "the Norda Line"."""
    own = tokens[tokens[0].lower in read_words("function_words", "articles") :] if tokens else ()
    return 0 < len(own) <= _MOST_NAME and all(token.is_capitalised for token in own)


def _is_role(tokens: Sequence[Token]) -> bool:
    """Return whether some tokens are a phrase for somebody by what he is: "the mayor of Orlek", "its owner", "head of the port"."""
    nouns = [noun for noun in find_nouns(list(tokens)) if noun.first <= _NEAR_HEAD and is_person(noun)]
    opens = bool(nouns) and (in_group(tokens[0].lower, "determiners") or (nouns[0].first == 0 and tokens[0].text.islower()))
    return opens and len(tokens) <= _MOST_ROLE
