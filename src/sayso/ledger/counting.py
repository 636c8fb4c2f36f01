"""A proposition of a group: everything about it counted, each number from the spans behind it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.ledger.contents import Vector, is_verb_form, score_dot, score_norm
from sayso.ledger.corrections import Void
from sayso.ledger.facts import Facts
from sayso.ledger.firsthand import find_words, find_writer
from sayso.ledger.ground import Ground
from sayso.ledger.independence import Carrier, count_independent, find_common
from sayso.ledger.propositions import Group
from sayso.ledger.statements import Statement, order_of
from sayso.ledger.status import Stand, find_steps, state_fact, take_stand
from sayso.lexicon import read_lexicon, read_words
from sayso.model import UNKNOWN, Attribution, FirstHand, Proposition, Span, Stance
from sayso.text import find_tokens

_NOTHING = Void()
_READABLE_CHARS = (20, 30, 160)  # of a sentence at least, of what is none, and at most
_MOST_CHARS = 240  # of a sentence that stands for its words
_LEAST_WORDS = 2  # that tell something by themselves
_OPENING_LOSS, _OWNER_LOSS = 0.6, 0.8  # "it seized the town" says less than "its forces seized the town"
_NEGATED_LOSS = 0.6  # what is claimed is rather what is not denied
_PRONOUN_LOSS = 0.85
_INDIRECT_GAIN = 1.15  # reported speech reads better out of its place than a quotation does
_FRAGMENT_LOSS = 0.5
_LEAD_WORDS = 3
_NOBODY_LOSS = 0.7  # what two say together, or nobody in particular, is seldom what is claimed


class Counter:
    """Counts the propositions of one pile."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.common = ground, find_common(ground)

    def count(self, group: Group, facts: Facts, void: Void = _NOTHING) -> Proposition:
        """Return the proposition of a group, with everything counted; its id is given later. ``void``: what was taken back of it."""
        first_hand = self._find_first_hand(group, facts)
        by_stance = self._find_voices(group)
        carriers = self._find_carriers(group, facts)
        bounds, merges = count_independent(carriers, self.common, self.ground.settings)
        affirming = {*by_stance["affirm"], *by_stance["concede"]}
        report, span = facts[0] if facts and not affirming else self._find_words(choose_wording(group))
        return Proposition(
            id="p0",
            text=span.text,
            span=span,
            span_report=report,
            affirm=tuple(voice for voice in by_stance["affirm"] if voice not in by_stance["concede"]),
            deny=by_stance["deny"],
            concede=by_stance["concede"],
            unverified=by_stance["unverified"],
            reports=tuple(carrier.report for carrier in carriers),
            stated_as_fact=tuple(facts),
            independent_reports=bounds,
            affirming_voices=len({self.ground.voices[voice].stands_for or voice for voice in affirming}),
            affirming_parties=len({self.ground.voices[voice].party for voice in affirming} - {UNKNOWN}),
            status=find_steps(self._find_stands(group, facts, first_hand, void)),
            merges=merges,
            first_hand=tuple(first_hand),
        )

    def _find_words(self, best: Statement) -> tuple[str, Span]:
        """Return the words that tell what a group is about, with their report: where they are none alone, the sentence around them."""
        span = _longest(best)
        if (_says_little(best) or _is_fragment(best, span.text)) and span.field == "text":
            report, starts = self.ground.by_id[best.report], self.ground.readings[best.report].sentences
            at = bisect_right(starts, span.start) - 1
            end = starts[at + 1] if at + 1 < len(starts) else len(report.text)
            start = max(starts[at], report.body_start)  # behind a dateline
            sentence = report.text[start:end].rstrip()
            span = Span.cut(report.text, start, start + len(sentence)) if 0 < len(sentence) <= _MOST_CHARS else span
        return best.report, span

    def _find_voices(self, group: Group) -> dict[Stance, tuple[str, ...]]:
        """Return the voices by stance and number; who only implies that he denies it stands behind those who deny it in so many words."""
        found: dict[Stance, set[str]] = {"affirm": set(), "deny": set(), "concede": set(), "unverified": set()}
        for k, (stance, _) in group.stances.items():
            voice = group.statements[k].voice
            if voice is not None and stance in found:
                found[stance].add(voice)
        explicit = {s.voice for s in group.with_stance("deny") if s.denies}
        ordered = {stance: sorted(ids, key=number_of) for stance, ids in found.items()}
        ordered["deny"].sort(key=lambda voice: voice not in explicit)
        return {stance: tuple(ids) for stance, ids in ordered.items()}

    def _find_carriers(self, group: Group, facts: Facts) -> list[Carrier]:
        spans: dict[str, list[Span]] = defaultdict(list)
        said: dict[str, list[Attribution]] = defaultdict(list)
        for statement in group.members:
            spans[statement.report] += statement.attribution.content
            said[statement.report].append(statement.attribution)
        for report, span in facts:
            spans[report].append(span)
        return [Carrier(r.id, tuple(spans[r.id]), tuple(said[r.id])) for r in self.ground.reports if r.id in spans]

    def _find_first_hand(self, group: Group, facts: Facts) -> list[FirstHand]:
        """Return what is affirmed by somebody who saw it, in the order of the statements and then of the facts."""
        found = []
        for s in group.with_stance("affirm", "concede"):
            text, sentences = self.ground.by_id[s.report].text, self.ground.readings[s.report].sentences
            if (words := find_words(text, sentences, s.attribution)) is not None:
                found.append(FirstHand(s.report, s.attribution.content[0], words))
        for report, span in facts:
            if (words := find_writer(self.ground.by_id[report].text, span.start, span.end)) is not None:
                found.append(FirstHand(report, span, words))
        return list(dict.fromkeys(found))

    def _find_stands(self, group: Group, facts: Facts, first_hand: Iterable[FirstHand], void: Void) -> list[Stand]:
        """Return every stance taken, in order; what a report states as fact is one, and a correction is none."""
        seen = {(each.report, each.said) for each in first_hand}
        stands = []
        for k, (stance, _) in group.stances.items():
            s = group.statements[k]
            report, said = self.ground.by_id[s.report], s.attribution.content
            if not void.is_notice(s.report, said):
                voice = self.ground.voices[s.voice] if s.voice else None
                stand = take_stand(voice, stance, report, s.origin, is_first_hand=(s.report, said[0]) in seen)
                back, days = s.takes_back, void.find_days(s.report, said)
                stands.append((s.order, replace(stand, takes_back=back, is_explicit=back or s.denies, taken_back_on=days)))
        for id_, span in facts:
            report = self.ground.by_id[id_]
            stand = state_fact(report, self.common.origin_of[id_], is_first_hand=(id_, span) in seen)
            stands.append(((order_of(report), id_, -1), replace(stand, taken_back_on=void.find_days(id_, [span]))))
        return [stand for _, stand in sorted(stands, key=lambda pair: pair[0])]


def choose_wording(group: Group) -> Statement:
    """Return the statement whose words say best what the group is about.

    Where nobody affirms it, what is denied in so many words; otherwise an affirmation of readable length by somebody, a sentence by itself,
    of few pronouns, near what the group has in common, what is denied in so many words and what headlines make of it; reported speech
    rather than a quotation.
    """
    vector = group.vector
    denied = _find_mean([s.vector for s in group.with_stance("deny") if s.denies and not s.attribution.points_back])
    norm = score_norm(vector) or 1.0
    pronouns = read_words("stances", "vague_words")
    is_affirmed = any(stance == "affirm" for stance, _ in group.stances.values())

    def rank(k: int) -> tuple[bool, bool, bool, bool, float, int]:
        s = group.statements[k]
        text = _longest(s).text
        is_fragment = _is_fragment(s, text)
        is_readable = _READABLE_CHARS[is_fragment] <= len(text) <= _READABLE_CHARS[2]
        likeness = score_dot(s.vector, vector) / norm + score_dot(s.vector, denied) + s.in_title
        gain = _INDIRECT_GAIN if s.attribution.mode == "indirect" else 1.0
        gain *= _FRAGMENT_LOSS if is_fragment else 1.0
        gain *= _NOBODY_LOSS if s.voice is None else 1.0
        words = text.lower().split()
        gain *= _PRONOUN_LOSS ** sum(word in pronouns for word in words)
        if words[:1] and words[0] in pronouns:  # of whom it is said stands elsewhere
            gain *= _OPENING_LOSS if words[0] in read_words("grammar", "nominatives") else _OWNER_LOSS
        gain *= _NEGATED_LOSS if s.content.is_negated else 1.0
        is_denied = not is_affirmed and s.denies and not _says_little(s)
        return group.stances[k][0] != "affirm", not is_denied, not s.asserts, not is_readable, -round(likeness * gain, 9), k

    return group.statements[min(group.stances, key=rank)]


def _find_mean(vectors: Sequence[Vector]) -> Vector:
    total: Vector = {}
    for vector in vectors:
        for feature, weight in vector.items():
            total[feature] = total.get(feature, 0.0) + weight / len(vectors)
    return total


def _says_little(statement: Statement) -> bool:
    """Return whether words tell nothing by themselves: "the claim", "it", "him"."""
    plain = [feature for feature in statement.content.counts if feature[0] not in "@%#=~"]
    return statement.attribution.points_back or len(plain) < _LEAST_WORDS


def _is_fragment(statement: Statement, text: str) -> bool:
    """Return whether the words are no sentence by themselves: "(accused) the army of firing", "(was) to pay", "(proclaimed) victory"."""
    words = [token.lower for token in find_tokens(text) if token.kind == "word"]
    accuses = statement.attribution.force == "accuse" and statement.attribution.mode != "direct"
    denials = read_lexicon("cues")["nouns"]["deny"]
    if any(word in denials for word in words[:_LEAD_WORDS]):  # "(withdrew) her denial that ..."
        return True
    opens_late = any(word in read_words("grammar", "auxiliaries") | read_words("grammar", "fragment_openers") for word in words[:1])
    return accuses or opens_late or not any(is_verb_form(word) for word in words)


def _longest(statement: Statement) -> Span:
    return max(statement.attribution.content, key=lambda span: (span.end - span.start, -span.start))


def number_of(voice_id: str) -> int:
    """Return the number in a voice's id, which is what voices are sorted by."""
    return int(voice_id[1:])
