from itertools import pairwise

import pytest

from sayso.claims.neural.files import read_tokenizer
from sayso.claims.neural.ranges import carry_quotations_on, trim_content
from sayso.claims.neural.windows import Cut, find_windows
from sayso.claims.neural.words import N_MARKS, judge_shape, read_words
from sayso.claims.tagger import Tagged
from sayso.text import read_document

SENTENCES = [
    f"The {name} said on {day} that {n} trucks had left."
    for n, (name, day) in enumerate((n, d) for n in ("mayor", "driver", "ministry", "village") for d in ("Monday", "Tuesday", "Friday"))
]
CUT = Cut(least=20, most=40, context=8)


def _words(text):
    return read_words(read_document(text), read_tokenizer())


@pytest.mark.parametrize("text", ["He's “fine,” said O’Neill-Vale of the UN.", "\ud800x ﬁne é中文 ok", "  a\u00a0b\n\nc  "])
def test_words_slice_the_text_they_come_from(text):
    words = _words(text)
    pieces = [text[s:e] for s, e in zip(words.start, words.end, strict=True)]
    assert "".join(pieces) == "".join(c for c in text if not c.isspace())
    assert words.first[-1] == len(words.ids)
    assert (words.mark < N_MARKS).all()


def test_a_text_without_words_has_none():
    assert len(_words("")) == 0
    assert find_windows(_words(" \n"), CUT) == []


def test_letter_case_and_marks_are_told_apart():
    assert len({judge_shape(word) for word in ("town", "Town", "TOWN", "McVale", "17th", "”", "A")}) == 7


def test_quotation_marks_and_breaks_change_the_marks_of_words():
    plain, quoted = _words("We go now."), _words("“We go now.”")
    assert plain.mark[1] != quoted.mark[2]
    one, two = _words("He left. She stayed."), _words("He left.\n\nShe stayed.")
    assert one.mark[3] != two.mark[3]


def test_cores_follow_on_one_another_and_are_the_whole_text():
    words = _words(" ".join(SENTENCES) + " " + "and on " * 90)
    windows = find_windows(words, CUT)
    assert windows[0].core_first == 0
    assert windows[-1].core_last == len(words)
    assert all(a.core_last == b.core_first for a, b in pairwise(windows))
    for w in windows:
        assert w.first <= w.core_first < w.core_last <= w.last
        assert words.first[w.last] - words.first[w.first] <= CUT.most + 2 * CUT.context


def test_a_copy_with_another_beginning_soon_falls_into_the_same_windows():
    text = " ".join(SENTENCES)
    mine, theirs = _words(text), _words("NORDA - In a new report. Much has changed here since, and little of it is good. " + text)
    seen = [{tuple(w.ids[w.first[x.first] : w.first[x.last]].tolist()) for x in find_windows(w, CUT)} for w in (mine, theirs)]
    assert len(seen[0] & seen[1]) >= len(seen[0]) - 2


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("that the town fell", "the town fell"),
        ("“We will stay,”", "We will stay"),
        ("“We will stay.” ", "We will stay"),
        ("that “nobody” was left.", "“nobody” was left"),
        ("«Restons», etc.", "«Restons», etc"),
        ("'no'", "no"),
        ("the soldiers' camp", "the soldiers' camp"),
        ("Will you stay?", "Will you stay?"),
    ],
)
def test_content_is_left_without_what_only_introduces_or_closes_it(text, kept):
    start, end = trim_content(text, 0, len(text))
    assert text[start:end] == kept


def test_sentences_that_are_not_live_are_in_no_core():
    words = _words(" ".join(SENTENCES))
    live = [k not in (0, 1, 5, 11) for k in range(len(SENTENCES))]
    asked = {k for w in find_windows(words, CUT, live) for k in words.sentence[w.core_first : w.core_last].tolist()}
    assert asked >= {k for k in range(len(SENTENCES)) if live[k]}
    assert not asked & {0, 1, 11}
    assert find_windows(words, CUT, [False] * len(SENTENCES)) == []


def test_a_quotation_over_paragraphs_goes_to_whoever_began_it_and_to_no_one_twice():
    text = "“We left.\n\n“Nobody stayed.\n\n“It rained,” said Vale."
    document = read_document(text)
    first, second, third = ((q.inner_start, q.inner_end) for q in document.quotations)
    vale, alone = Tagged((46, 50), (41, 45), (third,)), Tagged(None, None, (second,))
    assert carry_quotations_on(document, [Tagged((0, 1), None, (first,)), alone, vale]) == [Tagged((0, 1), None, (first, (12, 25))), vale]
    whole = Tagged(None, None, ((first[0], third[1]),))
    assert carry_quotations_on(document, [whole]) == [whole]
    assert carry_quotations_on(document, []) == []


def test_a_mark_outside_comes_back_if_its_partner_is_inside():
    text = "He said “never” was the word"
    assert text[slice(*trim_content(text, 9, len(text)))] == "“never” was the word"


@pytest.mark.parametrize("text", ["", " ", "“", ".,;", "”“"])
def test_content_of_nothing_but_marks_is_none(text):
    assert trim_content(text, 0, len(text)) is None
