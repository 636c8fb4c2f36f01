"""The description of all addresses, and the addresses held to it by a program that asks them everything it can think of."""

from __future__ import annotations

import json
import os
import re

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.routing import Route
from starlette.testclient import TestClient

from sayso.desk import open_case
from sayso.surfaces.web import House, open_workbench
from sayso.surfaces.web.app import PAGES
from sayso.surfaces.web.describing import describe, find_twin
from unit.surfaces.web.conftest import PATIENT, WIRE, record

N_EXAMPLES = int(os.environ.get("SAYSO_EXAMPLES", "3"))  # of each address; a larger run: SAYSO_EXAMPLES=200
HOUSE = House(names=("testserver",))
QUIETLY = settings(deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
COPY = WIRE.replace("said", "claimed").replace("40", "60")


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    """Return the description as the workbench on a small case tells it."""
    case = tmp_path_factory.mktemp("dam") / "dam.sayso"
    pile = case.with_suffix(".jsonl")
    pile.write_bytes(
        record(id="r01", outlet="Valley Wire", published="2041-05-06T08:00:00Z", title="Dam is safe", text=WIRE)
        + record(id="r02", outlet="The Morning Lantern", published="2041-05-06T11:00:00Z", text=COPY)
        + record(id="r/03.json", published="2041-05-07", text="Water seeps through the dam, said council speaker Bo Hadd.")
    )
    with open_case(case) as opened:
        opened.read([pile], model="rules")
        opened.picture()
    with TestClient(open_workbench(case, HOUSE, PATIENT)) as client:  # holds it open: each question comes with a lifespan of its own

        async def ask_on(scope, receive, send):
            if scope["type"] == "lifespan":
                for answer in ("startup", "shutdown"):
                    await receive()
                    await send({"type": f"lifespan.{answer}.complete"})
            else:
                await client.app(scope, receive, send)

        yield schemathesis.openapi.from_asgi("/openapi.json", ask_on)


OPERATIONS = [(method.upper(), path) for path, methods in describe()["paths"].items() for method in methods]


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda part: part)
def test_whatever_is_asked_is_answered_as_described(api, method, path):
    """Of forms no schema says which are taken: all that they send is words, and two voices may be the same, a voice and a claim not."""
    kinds = st.one_of(*(api[path][method].as_strategy(generation_mode=mode) for mode in GenerationMode))
    not_asked = [positive_data_acceptance, negative_data_rejection] if method == "POST" else []

    @settings(QUIETLY, max_examples=N_EXAMPLES)
    @given(kinds)
    def ask(case):
        case.headers = {**(case.headers or {}), "X-Sayso-Form": HOUSE.form_token}
        case.call_and_validate(excluded_checks=not_asked)

    ask()


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def test_every_address_is_described_and_no_other(tmp_path):
    app = open_workbench(tmp_path / "none.sayso")
    served = {(method.lower(), _shape(route.path)) for route in app.routes if isinstance(route, Route) for method in route.methods}
    told = {(method, _shape(path)) for path, methods in describe()["paths"].items() for method in methods}
    assert {each for each in served if each[0] != "head"} == told


def test_every_page_has_its_twin_described_and_both_can_be_asked_of_a_day_or_neither():
    paths = describe()["paths"]
    for path, _ in PAGES:
        [described] = [each for each in paths if _shape(each) == _shape(path)]
        days = ["as_of" in {each["name"] for each in paths[address]["get"]["parameters"]} for address in (described, find_twin(described))]
        assert days[0] == days[1], described


def test_the_description_is_served_as_it_is(bench: TestClient):
    assert bench.get("/openapi.json").json() == json.loads(json.dumps(describe()))
