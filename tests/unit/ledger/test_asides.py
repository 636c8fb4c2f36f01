from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ledger_statements import make_statements
from sayso.ledger.asides import AsideSignals, find_asides, score_taken_up
from sayso.ledger.grouping import group_statements
from sayso.ledger.propositions import find_groups, is_listed
from sayso.ledger.relations import Model, read_model
from sayso.ledger.retold import Aligned
from sayso.settings import LedgerSettings

SETTINGS = LedgerSettings()
FROM_TWO = replace(SETTINGS, aside_from=2)
LINKS = st.lists(st.dictionaries(st.integers(0, 30), st.floats(SETTINGS.link_floor, 6), max_size=12), min_size=1, max_size=60)
NEVER, ALWAYS = (Model(aside={"constant": weight}) for weight in (-9.0, 9.0))


@given(LINKS)
def test_who_is_close_to_more_is_never_taken_up_less(links):
    before = score_taken_up(links, SETTINGS)
    closer = [{**near, 99: 6.0} for near in links]
    assert all(b >= a for a, b in zip(before, score_taken_up(closer, SETTINGS), strict=True))


def test_what_nothing_resembles_is_taken_up_least():
    assert score_taken_up([{}, {0: 1.0}], SETTINGS) == [SETTINGS.link_floor, 1.0]


def test_in_a_large_pile_one_likeness_is_not_enough():
    links = [{1: 3.0}, *({} for _ in range(SETTINGS.taken_up_of * SETTINGS.taken_up_by))]
    assert score_taken_up(links, SETTINGS)[0] < 0


def test_a_copy_is_an_aside_if_its_original_is():
    rows = [{"says": "the town was taken on Monday"}, {"says": "the town was taken on Monday", "report": "r2"}, {"says": "bread is dear"}]
    found = group_statements(make_statements(*rows), Aligned({(0, 1): 1.0}), FROM_TWO, replace(read_model(), aside=ALWAYS.aside))
    assert found.asides.keys() == {0, 1, 2}
    assert found.groups == []


def test_nothing_is_an_aside_to_a_model_that_knows_none():
    statements = make_statements({"says": "the town was taken"}, {"says": "bread is dear"})
    assert find_asides(statements, [-3.0, -3.0], [{}, {}], FROM_TWO, NEVER) == {}


def test_asides_stay_as_groups_of_their_own_that_are_no_proposition():
    rows = [{"says": "the town was taken", "voice": "v1"}, {"says": "the town was taken", "voice": "v2", "report": "r2"}]
    model = read_model()
    as_asides = replace(model, aside=ALWAYS.aside)
    groups = find_groups(make_statements(*rows), Aligned(), FROM_TWO, as_asides)
    assert [[*group.stances] for group in groups] == [[0], [1]]
    assert not any(map(is_listed, groups))
    in_a_small_pile = find_groups(make_statements(*rows), Aligned(), SETTINGS, as_asides)
    assert any(map(is_listed, in_a_small_pile))


def test_what_is_beside_the_matter_does_not_decide_what_goes_together():
    rows = [{"says": "the town was taken", "voice": f"v{n}", "report": f"r{n}"} for n in range(1, 4)]
    statements = make_statements(*rows, {"says": "perhaps bread is dear", "voice": "v4", "force": "hedge"})
    hedges = replace(read_model(), aside={"constant": -9.0, "hedges": 18.0})
    with_it, without = (group_statements(some, Aligned(), FROM_TWO, hedges) for some in (statements, statements[:3]))
    assert with_it.asides.keys() == {3}
    assert with_it.groups == without.groups == [[0, 1, 2]]


def test_what_somebody_else_denies_is_no_aside_if_nothing_else_is_left_to_deny():
    said = {"says": "engineers opened the gates", "voice": "v1"}
    denial = {"says": "the account", "force": "deny", "points": True, "voice": "v2", "report": "r2"}
    statements = make_statements(said, {**said, "voice": "v2"}, denial)
    links = [{1: 1.0, 2: 1.0}, {0: 1.0, 2: 2.0}, {0: 1.0, 1: 2.0}]
    assert find_asides(statements, [0.0, 0.0, 0.0], links, FROM_TWO, _only_says(-9.0)).keys() == {
        1
    }  # what he says himself he does not deny


def _only_says(weight):
    """Return a model to which everything but a denial is an aside."""
    return Model(aside={"constant": -weight, "denies": 2 * weight})


def test_every_weight_is_of_a_signal_that_is_measured():
    statements = make_statements({"says": "the town was taken"})
    assert read_model().aside.keys() == AsideSignals(statements, [0.0]).measure(0).keys()


def test_what_comes_late_and_whose_voice_is_heard_once_shows_it():
    rows = [{"says": f"thing {n} happened", "voice": voice} for n, voice in enumerate(("v1", "v1", "v2"))]
    first, _, last = map(AsideSignals(make_statements(*rows), [0.0, 0.0, 0.0]).measure, range(3))
    assert first["late"] < last["late"] == 1
    assert first["often"] > last["often"]


def test_a_doubt_is_no_aside():
    doubt = {"says": "it could not say", "unverified": True, "voice": "v2"}
    statements = make_statements({"says": "the town was taken"}, doubt)
    assert find_asides(statements, [-3.0, -3.0], [{}, {}], FROM_TWO, ALWAYS).keys() == {0}
