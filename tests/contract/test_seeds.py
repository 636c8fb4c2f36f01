"""What two published texts, one made from the other, have to show. Expectations are worked out from the texts, which stand elsewhere."""

import re
from datetime import date

import pytest

import sayso
from conftest import SHARED
from sayso.model import UNINVOLVED

SEEDS = SHARED / "seeds"
QUOTED = re.compile("“([^”]+)”")
DAY = date(2020, 11, 8)

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SEEDS.is_dir(), reason="the two texts are not here")]


@pytest.fixture(scope="module")
def case():
    with sayso.read([SEEDS]) as case:
        case.picture()
        yield case


@pytest.fixture(scope="module")
def longer(case):
    return max(case.picture().reports, key=lambda report: len(report.text))


@pytest.fixture(scope="module")
def shorter(case):
    return min(case.picture().reports, key=lambda report: len(report.text))


@pytest.fixture(scope="module")
def changes(case):
    return case.picture().changes


@pytest.fixture(scope="module")
def voices(case):
    return {voice.id: voice for voice in case.picture().voices}


@pytest.fixture(scope="module")
def contested(case, longer, voices):
    """Return the claim that the longer text opens with: what the president says of the town."""
    opening = min((row for row in case.picture().attributions if row.report == longer.id and row.start >= longer.body_start), key=_start)
    assert "Aliyev" in str(voices[opening.voice].name)
    found = [claim for claim in case.claims if claim.id == opening.proposition]
    assert found, opening
    return found[0]


def _start(attribution):
    return attribution.start


def _words(text):
    return re.findall(r"\w+", text.casefold())


def _threes(text):
    words = _words(text)
    return set(zip(words, words[1:], words[2:], strict=False))


def test_both_texts_are_read_with_their_heads(longer, shorter):
    assert longer.published_on == shorter.published_on == DAY
    assert longer.title and longer.title_span.text == longer.title
    assert 0 < shorter.body_start < longer.body_start


def test_they_are_one_origin(case, longer, shorter):
    assert [set(origin) for origin in case.origins] == [{longer.id, shorter.id}]


def test_the_shorter_is_a_rewrite_of_the_longer_with_probability_and_reasons(case, longer, shorter):
    [edge] = case.retellings
    assert (edge.child, edge.parent, edge.kind) == (shorter.id, longer.id, "rewrite")
    assert edge.probability > 0.9
    assert 0.5 < edge.direction_probability < 1
    assert edge.reasons and all(reason.code and reason.says for reason in edge.reasons)


def test_the_quotes_whose_words_differ_are_altered_and_no_others(changes, longer, shorter):
    spans = [(match.start(1), match.end(1), match[1]) for match in QUOTED.finditer(shorter.text)]
    intact = [(start, end) for start, end, words in spans if words.rstrip(",.") in longer.text]
    differing = [(start, end) for start, end, words in spans if words.rstrip(",.") not in longer.text]
    assert len(differing) == 5
    altered = [(change.after.start, change.after.end) for change in changes if change.kind == "quote_altered"]
    for start, end in differing:
        assert len([1 for a, b in altered if a < end and start < b]) == 1, shorter.text[start:end]
    assert len(altered) == len(differing)
    assert not [1 for start, end in intact for a, b in altered if a < end and start < b]


def test_altered_quotes_name_the_words_that_they_were(changes, longer):
    for change in changes:
        if change.kind == "quote_altered":
            assert any(match.start() <= change.before.start and change.before.end <= match.end() for match in QUOTED.finditer(longer.text))
            assert set(_words(change.before.text)) & set(_words(change.after.text))


def test_the_label_of_a_group_is_shifted(changes):
    shifted = [(change.before.text, change.after.text) for change in changes if change.kind == "label_shifted"]
    assert any("ethnic Armenian forces" in before and "ethno-Armenian separatists" in after for before, after in shifted), shifted
    assert len(shifted) == 1


def test_the_paragraphs_that_were_left_out_are_omitted(case, longer, shorter):
    kept, at, left_out = _threes(shorter.text), 0, []
    for paragraph in longer.text.split("\n\n"):
        start = longer.text.index(paragraph, at)
        at = start + len(paragraph)
        if len(_words(paragraph)) > 4 and not _threes(paragraph) & kept and start >= longer.body_start:
            left_out.append((start, at))
    assert len(left_out) > 6
    omitted = [span for link in case.redline(shorter.id).alignment.sentences if link.kind == "omitted" for span in link.parent_spans]
    for start, end in left_out:
        words = "".join(span.text for span in sorted(omitted) if start <= span.start < end)
        assert "".join(words.split()) == "".join(longer.text[start:end].split())


def test_what_those_who_deny_it_had_said_more_is_an_omission_of_its_own(changes, longer, shorter):
    omitted = [change.before for change in changes if change.kind == "omitted"]
    hovhannisyan, insisting = longer.text.index("Hovhannisyan"), longer.text.index("insisting")
    for at in (hovhannisyan, insisting):  # the words of one who denies it, and that his side still does
        paragraph = longer.text.rindex("\n\n", 0, at), longer.text.index("\n\n", at)
        assert any(span.start < paragraph[1] and paragraph[0] < span.end for span in omitted), longer.text[slice(*paragraph)]
    assert all(change.child == shorter.id for change in changes)


def test_the_taking_of_the_town_is_contested_on_the_day(contested):
    steps = [(step.as_of, step.status) for step in contested.status]
    assert steps == [(DAY, "contested")]


def test_the_president_affirms_it_for_his_country(contested, voices):
    affirming = [voices[voice] for voice in contested.affirm]
    assert {voice.party for voice in affirming} - {UNINVOLVED} == {"Azerbaijan"}
    [president] = [voice for voice in affirming if "Aliyev" in str(voice.name)]
    assert president.role == "president"


def test_officials_government_and_ministry_deny_it_for_theirs(contested, voices):
    denying = [voices[voice] for voice in contested.deny]
    assert {voice.party for voice in denying} - {UNINVOLVED} == {"Armenia"}
    named = [f"{voice.name} {voice.role} {voice.affiliation} {' '.join(voice.mentions)}" for voice in denying]
    for word in ("officials", "government", "Stepanyan", "Hovhannisyan"):
        assert any(word in each for each in named), (word, named)
    assert not any("Aliyev" in each or "Abdullayeva" in each for each in named)


def test_both_carry_it_and_count_as_one_independent_report(contested, longer, shorter):
    assert set(contested.reports) == {longer.id, shorter.id}
    assert contested.independent_reports == (1, 1)
    assert contested.merges and contested.merges[0].certain


def test_what_was_decried_and_called_misinformation_is_a_claim_of_its_own(case, contested, voices):
    answer = next(each for each in case.picture().attributions if "misinformation" in " ".join(part.text for part in each.content))
    claim = next(each for each in case.claims if each.id == answer.proposition)
    assert claim.id != contested.id and claim.is_contested
    assert {voices[voice].name for voice in claim.affirm} == {"United Nations"}
    assert {voices[voice].party for voice in claim.deny} == {"Azerbaijan"}


@pytest.mark.parametrize(("words", "low"), [("at least 1,000", 1000), ("hundreds", 200)])
def test_figures_of_the_dead_are_bounds_in_both(case, longer, shorter, words, low):
    for report in (longer, shorter):
        found = [each for each in case.figures if each.report == report.id and words in each.span.text.casefold()]
        assert [(each.low, each.high) for each in found] == [(low, None)], report.path
        assert "kill" in found[0].what or "die" in found[0].what or "dead" in found[0].what


def test_no_figure_of_the_dead_is_a_point(case):
    dead = [each for each in case.figures if any(word in each.what for word in ("kill", "die", "dead"))]
    assert len(dead) == 4
    assert all(each.high is None for each in dead)


def test_the_town_has_two_names_with_their_sides(case):
    sides = [dict(each.names) for each in case.picture().names]
    assert {"Shusha": "Azerbaijan", "Shushi": "Armenia"} in sides
    assert not [names for names in sides if "Shusha" in names and len(names) != 2]
