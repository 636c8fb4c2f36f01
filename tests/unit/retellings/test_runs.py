from sayso.retellings.profile import read_profile
from sayso.retellings.runs import find_passages_verbatim, find_runs, share_quotations
from sayso.text import read_document

FIRST = read_profile(read_document("On Monday the old crane at the north quay fell into the harbour basin, and nobody was hurt by it."))
SECOND = read_profile(
    read_document("Witnesses said the old crane at the north quay fell slowly into the harbour basin, and nobody was hurt.")
)


def test_runs_are_maximal_and_say_the_same_on_both_sides() -> None:
    runs = find_runs(FIRST, SECOND)
    assert [FIRST.lowers[run.start : run.end] for run in runs] == [SECOND.lowers[run.other : run.other_end] for run in runs]
    assert [" ".join(FIRST.lowers[run.start : run.end]) for run in runs] == [
        "the old crane at the north quay fell",
        "into the harbour basin and nobody was hurt",
    ]


def test_a_changed_word_does_not_end_a_passage() -> None:
    runs = find_runs(FIRST, SECOND)
    assert find_passages_verbatim(runs, 4) == [runs]
    assert len(find_passages_verbatim(runs, 0)) == 2


def test_words_that_are_quoted_in_one_text_count_as_quoted_in_the_other() -> None:
    quoted = read_profile(read_document('The owner wrote: "I never saw the crane move in all those years."'))
    plain = read_profile(read_document("In his letter stands:\n\nI never saw the crane move in all those years."))
    first, second = share_quotations(quoted, plain, find_runs(quoted, plain))
    assert first is quoted
    assert " ".join(word.lower for word in second.words if word.is_quoted) == "i never saw the crane move in all those years"
