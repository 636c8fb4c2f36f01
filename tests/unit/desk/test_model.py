import json

import pytest

import sayso
from sayso.desk import open_case
from sayso.errors import UsageError


def _write(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps({"id": "r1", "text": "The ferry has sunk, the coastguard said. Its owner denied the claim."}) + "\n")
    return path


def test_the_model_stays_with_the_case(tmp_path):
    reports, file = _write(tmp_path), tmp_path / "case.sayso"
    with open_case(file) as case:
        assert case.model == "large"
        case.read([reports], model="rules")
        by_rules = case.export()
    with open_case(file, must_exist=True) as case:
        assert case.model == "rules"
        assert case.export() == by_rules


def test_another_model_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(UsageError, match="there is no model 'huge'"):
        sayso.read([_write(tmp_path)], model="huge")


def test_bare_texts_keep_all_that_is_attributed():
    said = sayso.attributions("The mayor said that the bridge is closed. The council wants it opened.")
    assert said[0].force == "assert"
    assert all(each.content[0].text in "The mayor said that the bridge is closed. The council wants it opened." for each in said)
