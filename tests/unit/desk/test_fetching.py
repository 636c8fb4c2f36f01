"""Reports from addresses, from the case down to a server on this machine."""

import json
from datetime import UTC, datetime

import pytest

import sayso
from newsroom_server import open_network, start, stop
from sayso.desk import open_case
from sayso.ingest.fetching import Fetcher
from sayso.surfaces.cli import main

TEXT = "The ferry has sunk, the coastguard said. Its owner denied that the ferry has sunk."
NOW = datetime(2041, 5, 6, 12, tzinfo=UTC)


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr("sayso.ingest.open_fetcher", lambda keep: Fetcher(keep=keep, network=open_network(now=lambda: NOW)))
    site = start()
    yield site
    stop(site)


def test_a_case_keeps_what_it_fetched_and_reads_it(site, tmp_path):
    address = site.page("/ferry", TEXT, kind="text/plain")
    path = tmp_path / "case.sayso"
    with open_case(path) as case:
        assert case.read([address], model="rules", fetch=True).n_new == 1
        assert case.read([address], fetch=True).n_new == 0
        [report] = case.picture().reports
        assert (report.path, report.url, report.text) == (address, address, TEXT)
    with open_case(path) as case:
        assert [(each.url, each.fetched_at, each.body) for each in case.fetched] == [(address, NOW, TEXT.encode())] * 2


def test_a_case_asks_no_network_unless_it_is_told_to(site):
    address = site.page("/ferry", TEXT, kind="text/plain")
    with pytest.raises(sayso.InputError, match="not fetched here"):
        sayso.read([address])
    with sayso.read([address], model="rules", fetch=True) as case:
        assert len(case.picture().reports) == len(case.fetched) == 1


def test_the_time_of_fetching_is_no_part_of_what_was_found(site, monkeypatch):
    address = site.page("/ferry", TEXT, kind="text/plain")
    with sayso.read([address], model="rules", fetch=True) as case:
        first = case.export()
    later = open_network(now=lambda: datetime(2042, 1, 1, tzinfo=UTC))
    monkeypatch.setattr("sayso.ingest.open_fetcher", lambda keep: Fetcher(keep=keep, network=later))
    with sayso.read([address], model="rules", fetch=True) as case:
        assert case.export() == first


def test_the_command_line_fetches_and_tells_what_it_could_not(site, tmp_path, capsys):
    case = str(tmp_path / "case.sayso")
    addresses = [site.page("/ferry", TEXT, kind="text/plain"), site.address("/gone"), "http://127.0.0.1/"]
    assert main(["read", *addresses, "--case", case, "--model", "rules", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["read"] == {"new": 1, "duplicates": 0, "skipped": 2}
    assert {each["code"] for each in answer["skipped"]} >= {"http_status"}
    assert main(["read", site.address("/gone"), "--case", str(tmp_path / "none.sayso")]) == 3
    assert "it answers 404" in capsys.readouterr().err


def test_no_other_question_fetches(site, tmp_path, capsys):
    draft = tmp_path / "draft.txt"
    draft.write_text(TEXT)
    main(["check", str(draft), "--against", site.page("/ferry", TEXT, kind="text/plain")])
    assert "not fetched here" in capsys.readouterr().err
    assert site.asked == []
