"""Probes are read as they are written, and counted as an editor would."""

import pytest

from bench.quality.probes import FOLDER, Expected, find_said, read_probes, score_probe, score_things

TEXT = """=== turn: the mill
2041-05-06 | Post | The mill is shut, Ada Holm said. Bo Renn denied it.
2041-05-07 | Wire | Bo Renn admitted that the mill is shut.\\n\\nRain fell.
>> The mill is shut | affirm | mill
>> it | deny | mill
>> the mill is shut | concede,affirm | mill
>> Rain fell | none
"""
FIRST, SECOND = "The mill is shut, Ada Holm said. Bo Renn denied it.", "Bo Renn admitted that the mill is shut.\n\nRain fell."


def said(report, text, words, stance, claim="p1"):
    at = text.index(words)
    return {
        "report": report,
        "content": [{"start": at, "end": at + len(words)}],
        "source": None,
        "cue": None,
        "stance": stance,
        "proposition": claim,
    }


def test_a_probe_has_its_reports_and_what_is_expected():
    [probe] = read_probes(TEXT)
    assert (probe.category, [report["text"] for report in probe.reports]) == ("turn", [FIRST, SECOND])
    assert [report["published"] for report in probe.reports] == ["2041-05-06T09:00:00Z", "2041-05-07T10:00:00Z"]
    assert probe.expected[2:] == (Expected("the mill is shut", ("concede", "affirm"), "mill"), Expected("Rain fell", ("none",), ""))


@pytest.mark.parametrize(
    ("third", "stances", "together"),
    [(("concede", "p1"), 4, 3), (("affirm", "p1"), 4, 3), (("deny", "p1"), 3, 3), (("concede", "p2"), 4, 2), (("other", None), 3, 2)],
)
def test_stances_and_claims_are_counted(third, stances, together):
    [probe] = read_probes(TEXT)
    attributions = [
        said("r1", FIRST, "The mill is shut", "affirm"),
        said("r1", FIRST, "it.", "deny"),
        said("r2", SECOND, "the mill is shut", *third),
    ]
    tally = score_probe(probe, {"attributions": attributions})
    assert (tally.right["stances"], tally.right["together"], tally.n["stances"], tally.n["together"]) == (stances, together, 4, 3)
    assert len(tally.wrong) == 7 - stances - together


def test_what_shares_most_characters_is_meant():
    one, other = said("r1", FIRST, "The mill", "affirm"), said("r1", FIRST, "The mill is shut", "deny")
    assert find_said("mill is shut", {"r1": FIRST}, [one, other]) is other
    assert find_said("nobody", {"r1": FIRST}, [one]) is None


def test_a_figure_needs_its_bounds_its_speaker_and_its_day():
    figure = {"low": 3, "high": 3, "voice": "v1", "as_of": "2041-05-06"}
    export = {"figures": [figure], "voices": [{"id": "v1", "name": "Ada Holm", "role": None, "mentions": ["Holm"]}], "names": []}
    item = {"text": "", "published": "2041-05-06"}
    for wanted, n_right in (
        ({"low": 3, "high": 3, "who": "Holm"}, 1),
        ({"low": 3, "high": 3, "who": "Renn"}, 0),
        ({"low": 3, "high": 3, "who": None}, 0),
        ({"low": 3, "high": None}, 0),
        ({"low": 3, "high": 3, "as_of": None}, 1),
        ({"low": 3, "high": 3, "as_of": "2041-05-05"}, 0),
    ):
        assert score_things({**item, "expect": {"figures": [wanted]}}, export).right["figures"] == n_right


def test_every_expectation_stands_once_in_its_pile():
    probes = [probe for path in FOLDER.glob("*-*.txt") for probe in read_probes(path.read_text(encoding="utf-8"))]
    assert len(probes) > 200
    for probe in probes:
        text = "\n".join(report["text"] for report in probe.reports)
        assert all(text.count(each.words) == 1 for each in probe.expected), probe.title
