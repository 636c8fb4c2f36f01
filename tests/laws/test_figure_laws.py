"""What holds of every figure and every second name: bounds and speakers stay as they were said, and no name is the right one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from invented_coverage import to_stream

SOME = settings(deadline=None, max_examples=25)
BOUNDS = {
    "": (True, True),
    "at least ": (True, False),
    "more than ": (True, False),
    "up to ": (False, True),
    "fewer than ": (False, True),
    "about ": (True, True),
}
HAPPENED = {"were killed": "killed", "were hurt": "injured", "are missing": "missing", "were arrested": "arrested"}
WHO = ("the fire service", "the mayor of Orlek", "the dockers' union")
COUNTS = st.integers(2, 9_999)


def read(*texts):
    records = [
        {"id": f"r{n}", "outlet": f"Paper {n}", "published": f"2041-03-{n:02}T10:00:00Z", "text": text} for n, text in enumerate(texts, 1)
    ]
    with sayso.read("-", stdin=to_stream(records)) as case:
        return case.export()


@given(COUNTS, st.sampled_from(sorted(BOUNDS)), st.sampled_from(sorted(HAPPENED)), st.sampled_from(WHO), st.booleans())
@SOME
def test_a_figure_keeps_its_bounds_and_whose_it_is(n, bound, happened, who, behind):
    said = f"{bound}{n:,} people {happened}"
    text = f"{said[0].upper()}{said[1:]}, {who} said." if behind else f"{who[0].upper()}{who[1:]} said that {said}."
    document = read(text, f"{text} The lamps were out in all the streets of the town.")
    voices = {each["id"]: " ".join(filter(None, [each["role"], *each["mentions"]])) for each in document["voices"]}
    told = [(each["low"], each["high"]) for each in document["figures"]]
    low, high = BOUNDS[bound]
    assert told == [(n if low else None, n if high else None)] * 2
    assert all(each["what"] == f"people {HAPPENED[happened]}" for each in document["figures"])
    assert all(who.split()[-1] in voices[each["voice"]] for each in document["figures"])
    assert all(each["text"].lower().startswith(bound) for each in document["figures"])


@given(COUNTS, COUNTS, st.sampled_from(sorted(HAPPENED)))
@SOME
def test_voices_are_at_odds_over_a_figure_if_no_number_fits_both(one, other, happened):
    text = f"The fire service said that {one:,} people {happened}. The dockers' union said that {other:,} people {happened}."
    with sayso.read("-", stdin=to_stream([{"id": "r1", "published": "2041-03-01T10:00:00Z", "text": text}])) as case:
        assert [(each.low, each.high) for each in case.figures] == [(one, one), (other, other)]
        assert case.why("conflicts").value == int(one != other)


NAMES = st.sampled_from(["Kessary", "Qesar", "Urlak", "Orlek", "Marn", "Tolm"])


@given(NAMES, NAMES, st.booleans())
@SOME
def test_a_place_by_either_of_its_names_is_one_place_and_neither_name_is_put_in_the_place_of_the_other(one, other, turned):
    if one == other:
        return
    first, second = (other, one) if turned else (one, other)
    document = read(
        f"Troops have taken {one}, which the Teskans call {other}, the governor said. {one} has two gates.",
        f"Troops have taken {first}, a shepherd said. Nobody has left {first} on Monday.",
        f"The army denied that troops have taken {second}. Nobody has left {second} on Monday.",
    )
    [names] = document["names"]
    assert {each["name"] for each in names["variants"]} == {one, other}
    claims = [each for each in document["propositions"] if "taken" in each["text"]]
    assert len(claims) == 1 and len(claims[0]["reports"]) == 3 and claims[0]["deny"]
    texts = {each["report"]: each["content"][0]["text"] for each in document["attributions"] if "taken" in each["content"][0]["text"]}
    assert first in texts["r2"] and second in texts["r3"]  # as they wrote it
