from __future__ import annotations

from sayso.retellings.passages import find_passages
from sayso.settings import RetellingSettings
from sayso.text import read_document

SETTINGS = RetellingSettings()

STORY = (
    "The lighthouse at Cape Orlan went dark on Tuesday after lightning struck its generator. Keeper Runa Halvey rowed ashore for spare "
    "fuses and lit four storm lanterns on the gallery. Two trawlers waited outside the bar until the beam came back shortly before dawn."
)
FRAME = (
    "School starts a week later this year because the new roof is not finished.",
    "Parents may borrow tablets from the library, which stays open until eight in the evening.",
    "A choir from the valley sings in the market hall on Sunday, and admission is free for children.",
)


def passages(parent: str, child: str) -> list[tuple[str, str]]:
    found = find_passages(read_document(parent), read_document(child), SETTINGS)
    return [(parent[a:b], child[c:d]) for (a, b), (c, d) in found]


def test_a_verbatim_passage_is_cut_out_to_the_letter() -> None:
    child = f"{FRAME[0]} {STORY} {FRAME[1]}"
    assert passages(f"{FRAME[2]} {STORY}", child) == [(STORY, STORY)]


def test_a_reworded_passage_is_found_in_another_text() -> None:
    retold = (
        "On Tuesday lightning struck the generator of the lighthouse at Cape Orlan, which went dark. Its keeper, Runa Halvey, rowed to "
        "the shore to fetch spare fuses and put four storm lanterns on the gallery. Until the beam came back before dawn two trawlers "
        "waited outside the bar."
    )
    ((parent, child),) = passages(f"{FRAME[2]} {STORY} {FRAME[0]}", f"{FRAME[1]} {retold}")
    assert parent == STORY and child == retold


def test_the_order_of_words_does_not_matter() -> None:
    words = STORY.replace(".", "").split()
    shuffled = " ".join(word for k in range(0, len(words), 6) for word in reversed(words[k : k + 6])) + "."
    assert len(passages(STORY, f"{FRAME[0]} {shuffled} {FRAME[1]}")) == 1


def test_a_brief_of_a_long_report_is_one_condensed_passage() -> None:
    parts = [
        "The harbour council of Brenmouth voted by nine to four to buy two electric pilot boats from a yard in Sillavik.",
        "Treasurer Odd Fennick put the price at six million crowns, to be paid over eight years out of mooring fees.",
        "Pilots had complained about fumes in the wheelhouse since a diesel hose burst in March.",
        "The old boats, named Tern and Petrel, will be offered to the maritime school on the island of Hask.",
        "Charging masts have to be built first, which may take until next autumn, engineer Lise Orm warned.",
    ]
    fill = [
        "It was the longest sitting of the year, and coffee ran out before midnight.",
        "Several speakers wandered off to the colour of the new railings.",
        "A motion to postpone everything found no seconder at all.",
        "Visitors in the gallery knitted, dozed or read the evening paper.",
        "The chairman thanked the clerk, the caretaker and the cook by name.",
        "Outside, rain drummed on the tin roof of the bicycle shed.",
        "A dog that had followed a member in was led out twice.",
        "Nobody could say afterwards who had left the window open.",
    ]
    report = "\n\n".join(" ".join([part, *fill[k : k + 4]]) for k, part in enumerate(parts))
    brief = (
        "Brenmouth harbour council voted nine to four for two electric pilot boats from Sillavik. They cost six million crowns over eight "
        "years, paid from mooring fees. Pilots had complained about fumes since a diesel hose burst. The old boats Tern and Petrel go to "
        "the maritime school on Hask."
    )
    ((parent, child),) = passages(report, f"{FRAME[0]}\n\n{brief}\n\n{FRAME[1]}")
    assert child == brief and len(parent) > 0.5 * len(report)


def test_texts_on_one_subject_share_no_passage() -> None:
    other = (
        "Sailors have asked for a second lighthouse north of Cape Orlan. The harbour master says that a beam there would cost too much. "
        "A lantern on a buoy, he thinks, will do for trawlers that pass in winter."
    )
    assert passages(STORY, other) == []


def test_short_texts_have_short_passages() -> None:
    assert passages("Fire.", "Fire.") == [("Fire.", "Fire.")]
    assert passages("", "Fire.") == [] and passages("…", "…") == []


def test_an_endless_sentence_hides_no_passage() -> None:
    table = ", ".join(f"item {k} at {k * 7 % 31} crowns" for k in range(300))
    child = f"{table}, {STORY.replace('.', ',')} {table}"
    assert any("lighthouse" in found for _, found in passages(f"{FRAME[0]} {STORY}", child))
