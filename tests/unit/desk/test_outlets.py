"""The user's own list of outlets, from the file to the count."""

import json
from pathlib import Path

import pytest

import sayso
from sayso.errors import UsageError

EXAMPLE = Path(__file__).parents[3] / "examples" / "harbour-ferry" / "reports.jsonl"


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A list of one's own, named but not yet written."""
    path = tmp_path / "outlets.toml"
    monkeypatch.setenv("SAYSO_OUTLETS", str(path))
    return path


def _signs(case):
    return {merge.reason.code for claim in case.claims for merge in claim.merges}


def test_a_list_of_ones_own_is_a_sign_as_soon_as_it_is_named(own):
    outlets = {record["id"]: record["outlet"] for record in map(json.loads, EXAMPLE.read_text("utf-8").splitlines())}
    one, other = outlets["r01"], outlets["r05"]
    assert one != other
    own.write_text("[aggregators]\n", "utf-8")
    with sayso.read([EXAMPLE], model="rules") as case:
        before = {claim.id: claim.independent_reports for claim in case.claims}
        assert "same_outlet" in _signs(case) and "same_newsroom" not in _signs(case)
        own.write_text(f'[[newsrooms]]\nnames = ["{one}", "{other}"]\n', "utf-8")
        assert "same_newsroom" in _signs(case)
        for claim in case.claims:
            assert all(now <= then for now, then in zip(claim.independent_reports, before[claim.id], strict=True))
        own.write_text("[[newsrooms]]\n", "utf-8")
        with pytest.raises(UsageError, match="has no name"):
            case.picture()
