from __future__ import annotations

from sayso.model import Attribution
from unit.retellings.changes.telling import changes, says, seen

_PARENT = (
    "The tannery poured dye into the brook for a week, neighbours said.\n\n"
    "The tannery's owner, Lev Brosk, denied that any dye had left the yard.\n\n"
    "Fishing below the mill has been forbidden since Thursday."
)
_CHILD = "The tannery poured dye into the brook for a week, neighbours said.\n\nFishing below the mill has been forbidden since Thursday."


def _before() -> list[Attribution]:
    return [
        says(_PARENT, "neighbours", "said", "The tannery poured dye into the brook for a week"),
        says(_PARENT, "The tannery's owner, Lev Brosk", "denied", "any dye had left the yard", "deny"),
    ]


def _after() -> list[Attribution]:
    return [says(_CHILD, "neighbours", "said", "The tannery poured dye into the brook for a week")]


def test_a_denial_left_out_is_omitted_and_put_in_is_added() -> None:
    denial = "The tannery's owner, Lev Brosk, denied that any dye had left the yard"
    assert seen(changes(_PARENT, _CHILD, before=_before(), after=_after()), "omitted") == [(denial, None)]
    assert seen(changes(_CHILD, _PARENT, before=_after(), after=_before()), "added") == [(None, denial)]


def test_what_an_outlet_drops_from_its_own_update_is_overtaken() -> None:
    found = changes(_PARENT, _CHILD, before=_before(), after=_after(), outlets=("Valley Echo", "Valley Echo"))
    assert seen(found, "omitted") == []


def test_a_denial_in_other_words_is_not_omitted() -> None:
    child = _CHILD + "\n\nLev Brosk, who owns the tannery, rejects the accusation that dye left his yard."
    after = [*_after(), says(child, "Lev Brosk, who owns the tannery", "rejects", "the accusation that dye left his yard", "deny")]
    assert seen(changes(_PARENT, child, before=_before(), after=after), "omitted") == []


def test_an_excerpt_omits_nothing() -> None:
    child = "Fishing below the mill has been forbidden since Thursday.\n\n" + " ".join(
        f"The fair in the old market hall opens its door number {k} to guests with lanterns, songs and honey cake." for k in range(12)
    )
    assert seen(changes(_PARENT, child, before=_before()), "omitted") == []


def test_a_denial_that_is_kept_as_a_short_one_is_not_omitted() -> None:
    for source in ("Brosk", "The owner"):
        short = _CHILD.replace("said.", f"said. {source} denied this.", 1)
        after = [
            says(short, "neighbours", "said", "The tannery poured dye into the brook for a week"),
            says(short, source, "denied", "this", "deny", points_back=True),
        ]
        assert seen(changes(_PARENT, short, before=_before(), after=after), "omitted") == []
