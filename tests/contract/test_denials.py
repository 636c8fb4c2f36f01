"""How much a denial denies is told with its words: in the export each is a slice of its report, and ``why`` gives the same."""

from __future__ import annotations

import io
import json
from functools import cache

import pytest

from proven import prove_evidence, prove_spans
from sayso.desk import Case, read

PILES = {
    "figure": (
        "Sarn's governor, Ilva Dorn, said on Monday that 47 people had been killed in the fire at the Belmar mill. "
        "The mill's owner, Tarkin Works, rejected the death toll."
    ),
    "framing": (
        "Sarn's governor, Ilva Dorn, said on Monday that soldiers had carried out a massacre in the town of Odra. "
        "The army's spokesman, Colonel Bex Harro, called the word “massacre” misleading."
    ),
    "part": (
        "The opposition leader, Mina Torv, said on Tuesday that rebels had destroyed the Kalen bridge. "
        "Defence minister Olan Reed denied that the bridge had been destroyed but confirmed that it had been hit."
    ),
    "whole": (
        "The opposition leader, Mina Torv, said on Tuesday that rebels had destroyed the Kalen bridge. "
        "Defence minister Olan Reed denied the claim."
    ),
}
CUES = {"denied", "rejected", "called"}  # what else the same voice says beside it may be of the same scope
OPENED: list[Case] = []


@cache
def _open(kind: str) -> Case:
    record = {"id": "r1", "outlet": "Norda", "published": "2031-03-01T09:00:00Z", "title": "What is denied", "text": PILES[kind]}
    OPENED.append(read("-", stdin=io.BytesIO(json.dumps(record).encode())))
    return OPENED[-1]


@pytest.fixture(scope="module", autouse=True)
def _close_all():
    yield
    for case in OPENED:
        case.close()
    _open.cache_clear()


@pytest.mark.parametrize("kind", PILES)
def test_the_words_that_show_it_are_slices_of_the_report(kind):
    document = _open(kind).export()
    [denial] = [each for each in document["attributions"] if each["scope"] == kind and each["cue"]["text"] in CUES]
    assert denial["scope_evidence"]["denied"]["text"] in PILES[kind]
    assert (denial["scope_evidence"]["words"] is None) == (kind == "whole")
    assert prove_spans(document, {"r1": (PILES[kind], "What is denied")}) > 5


@pytest.mark.parametrize("kind", PILES)
def test_only_denials_have_a_scope(kind):
    for each in _open(kind).export()["attributions"]:
        assert (each["scope"] is None) == (each["stance"] != "deny")
        assert (each["scope_evidence"] is None) == (each["scope"] is None)


@pytest.mark.parametrize("kind", PILES)
def test_why_gives_the_same_words(kind):
    case = _open(kind)
    [denial] = [each for each in case.export()["attributions"] if each["scope"] == kind and each["cue"]["text"] in CUES]
    unfolded = case.why(denial["id"])
    prove_evidence(unfolded, {"r1": (PILES[kind], "What is denied")})
    [stance] = [part for part in unfolded.parts if part.thing == f"{denial['id']}.stance"]
    [scope] = [part for part in stance.parts if part.thing == f"{denial['id']}.scope"]
    evidence = denial["scope_evidence"]
    assert scope.value == kind
    assert [span.text for _, span in scope.spans] == [each["text"] for each in (evidence["words"], evidence["denied"]) if each]
