import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.retellings.profile import Profile, read_profile
from sayso.retellings.quotations import SharedQuotations, compare_quotations
from sayso.settings import RetellingSettings
from sayso.text import read_document

SETTINGS = RetellingSettings()
SAID = "the harbour was closed before the first boat had left the pier"


def quote(*said: str) -> Profile:
    return read_profile(read_document(" ".join(f'"{words}," the harbour master told us on Tuesday.' for words in said)))


@pytest.mark.parametrize(
    ("retold", "found"),
    [
        (SAID, SharedQuotations(1, 0, 1, 0)),
        ("the harbour was closed before the first boat", SharedQuotations(1, 0, 1, 0)),  # quoted less
        ("the harbour was open before the first boat had left the pier", SharedQuotations(1, 0, 1, 1)),
        ("the harbour was closed before the first boat had left the quay", SharedQuotations(1, 0, 1, 1)),
        ("nobody told the pilots of it for two whole days", SharedQuotations(1, 1, 0, 0)),
        ("closed harbour", SharedQuotations(0, 0, 0, 0)),  # a term is nobody's sentence
    ],
)
def test_quotations_are_new_shared_or_altered(retold: str, found: SharedQuotations) -> None:
    assert compare_quotations(quote(retold), quote(SAID), SETTINGS) == found


def test_a_longer_quotation_alters_nothing() -> None:
    longer = f"{SAID} and all crews were sent home by the police that night"
    assert compare_quotations(quote(longer), quote(SAID), SETTINGS).n_altered == 0


def test_without_quotations_nothing_is_new() -> None:
    assert compare_quotations(read_profile(read_document("The harbour was closed.")), quote(SAID), SETTINGS) == (0, 0, 0, 0)


WORDS = st.sampled_from(["boat", "pier", "harbour", "closed", "night", "crew", "was", "the"])
SENTENCES = st.lists(st.lists(WORDS, min_size=4, max_size=9).map(" ".join), max_size=4)


@given(SENTENCES, st.data())
def test_every_quotation_counts_once_at_most_and_its_own_text_has_them_all(said: list[str], data: st.DataObject) -> None:
    n_kept = data.draw(st.integers(0, len(said)))
    mine, theirs = quote(*said), quote(*said[:n_kept])
    found = compare_quotations(mine, theirs, SETTINGS)
    assert found.n_new + found.n_shared <= found.n == len(said)
    assert n_kept <= found.n_shared + len(said) - len(set(said)) and found.n_altered <= found.n_shared
    assert compare_quotations(mine, mine, SETTINGS) == (len(said), 0, len(said), 0)
