import random

from bench.speed.mixture import Story, Vocabulary, mix_reports
from sayso.text.tokens import stem_word

STORIES = [
    Story(
        "ferry",
        ("The ferry Alder ran aground off Tolm with 40 lorries.", "Off Tolm the Alder, a ferry, ran aground. 40 lorries!"),
        is_one=True,
    ),
    Story("strike", ("Bakers in Hask struck for 12 days.", "For 12 days the bakers of Hask were striking."), is_one=True),
    Story("flood", ("The river Ood rose by night.", "At night the Ood flooded the meadow."), is_one=False),
]


def test_a_larger_pile_begins_with_the_smaller_one_and_the_seed_decides() -> None:
    first = list(mix_reports(20, STORIES, 1))
    assert len(first) == 20 and first[:9] == list(mix_reports(9, STORIES, 1))
    assert first != list(mix_reports(20, STORIES, 2))


def test_families_are_told_twice_or_more_and_events_are_no_families() -> None:
    told = [each for each in mix_reports(300, STORIES, 1) if each.family]
    families = {each.family for each in told[:-2]}
    assert families and all(sum(each.family == family for each in told) == 2 for family in families)
    assert not any("flood" in (family or "") for family in families)


def test_a_story_told_again_has_other_words_and_its_texts_as_many_in_common() -> None:
    renamed = Vocabulary(STORIES).rename(random.Random(4))
    for story in STORIES:
        before = [{stem_word(word.strip(",.!").lower()) for word in text.split()} for text in story.texts]
        after = [{stem_word(word.strip(",.!").lower()) for word in renamed.write(text).split()} for text in story.texts]
        assert len(before[0] & before[1]) == len(after[0] & after[1])
    written = renamed.write(STORIES[0].texts[0])
    assert written.startswith("The ") and "Tolm" not in written and "40" not in written
