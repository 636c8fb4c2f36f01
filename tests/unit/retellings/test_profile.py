from sayso.retellings.profile import Profile, clip_document, read_profile
from sayso.text import read_document

TEXT = 'Harbour master Hedvig Rand said 40 boats had left. "We saw the lamps go out one by one," she told the Torrey Mail.'


def test_free_words_are_neither_quoted_nor_names_nor_numbers_nor_grammar() -> None:
    free = {word.lower for word in read_profile(read_document(TEXT)).words if word.is_free}
    assert {"boats", "left"} <= free
    assert free.isdisjoint({"hedvig", "rand", "40", "lamps", "torrey", "she", "the"})


def test_words_keep_their_place_in_the_text_and_their_sentence() -> None:
    profile = read_profile(read_document(TEXT))
    assert [TEXT[word.start : word.end].lower() for word in profile.words] == list(profile.lowers)
    assert [word for row in profile.by_sentence for word in row] == list(profile.words)


def test_a_profile_is_read_once_as_long_as_its_document_lives() -> None:
    document = read_document(TEXT)
    assert read_profile(document) is read_profile(document)


def test_quoted_pairs_are_pairs_and_free_pairs_are_not_quoted() -> None:
    profile = read_profile(read_document(TEXT))
    assert ("saw", "lamp") in profile.quoted_pairs <= profile.pairs
    assert ("boat", "left") in profile.free_pairs
    assert profile.quoted_pairs.isdisjoint(profile.free_pairs)


def test_only_giants_are_clipped_and_at_the_end_of_a_sentence() -> None:
    document = read_document("Rain fell. Boats left. Lamps went out.")
    assert clip_document(document, 3) is document
    assert clip_document(document, 2).text == "Rain fell. Boats left."
    assert clip_document(document, 2) is clip_document(document, 2)


def test_a_profile_with_more_words_quoted_is_that_of_its_words() -> None:
    profile = read_profile(read_document(TEXT))
    names = ("grams", "lowers", "stems", "content_by_sentence", "n_content", "pairs", "quoted", "free_stems", "n_narrative", "free_pairs")
    kept = [getattr(profile, name) for name in names]
    quoted = profile.quote({5, 6, 7})
    assert [getattr(quoted, name) for name in names] == [getattr(Profile(quoted.words, quoted.n_sentences), name) for name in names]
    assert quoted.quoted.count(1) > profile.quoted.count(1)
    assert [getattr(profile, name) for name in names] == kept
