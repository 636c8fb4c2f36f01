"""How much is denied says more of a denial, and changes nothing that is counted."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from invented_coverage import invent_coverage, to_stream
from sayso.ledger import weigh


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=8, deadline=None, derandomize=True)
def test_no_tally_hangs_on_how_much_is_denied(seed):
    records, judged = invent_coverage(seed), weigh.find_scopes

    def paint():
        with sayso.read("-", stdin=to_stream(records)) as case:
            return case.picture()

    try:
        with_scopes = paint()
        weigh.find_scopes = lambda groups, ground: {}
        without = paint()
    finally:
        weigh.find_scopes = judged
    assert all((said.scope is None) == (said.stance != "deny") for said in with_scopes.attributions)
    bare = tuple(replace(said, scope=None) for said in with_scopes.attributions)
    assert replace(with_scopes, attributions=bare) == without
