from datetime import UTC, datetime

import pytest

from sayso.ledger.store import Added, CaseStore
from sayso.model import Report, Skip, Span

NINE = datetime(2031, 5, 8, 9, tzinfo=UTC)
TEN = datetime(2031, 5, 8, 10, tzinfo=UTC)
QUAY, MARKET = "The quay reopened on Thursday.", "The market hall stays shut."


@pytest.fixture
def case():
    with CaseStore.open(None) as opened:
        yield opened


def record(id_, text=QUAY, outlet="Norwick Post", line=1, **more):
    return Report(id_, text, outlet, path=f"pile.jsonl:{line}", **more)


def bare(path, text=QUAY):
    return Report(path.rsplit("/", maxsplit=1)[-1].removesuffix(".txt"), text, path=path, id_given=False)


def ids(case):
    return [each.id for each in case.reports()]


def test_everything_that_a_report_holds_comes_back(case):
    whole = Report(
        "r1", "Quay opens\nIt opened.", "Norwick Post", "https://norwick.example/1", "Quay opens", "A. Writer", NINE, "instant", "en",
        "pile.jsonl:1", Span(0, 10, "Quay opens"), 11, False,
    )  # fmt: skip
    case.add([whole])
    assert case.reports() == (whole,)


def test_hostile_text_comes_back_as_it_was_read(case):
    texts = ["NUL \0 inside", "half a character \ud83d", "\ufeffmark", "a\r\nb", "\u202eright to left", "x" * 100_000]
    reports = [Report(f"r{n}", text, "\udcff", title=text, path=f"\udcfe{n}") for n, text in enumerate(texts)]
    case.add(reports)
    assert case.reports() == tuple(reports)


def test_reports_stand_in_order_of_publication_undated_ones_last(case):
    case.add([record("b", "b"), record("c", "c", published=TEN, published_precision="instant", line=2)])
    case.add([record("a", "a", line=3), record("d", "d", published=NINE, published_precision="instant", line=4)])
    assert ids(case) == ["d", "c", "a", "b"]


def test_reading_the_same_place_again_changes_nothing(case):
    read = [record("a"), record("b", MARKET, line=2), Skip("pile.jsonl:3", "broken", "no JSON")]
    assert case.add(read) == Added(n_reports=2, n_new=2, n_duplicates=0, n_skipped=1)
    before = case.pile_key("1")
    assert case.add(read) == Added(n_reports=2, n_new=0, n_duplicates=0, n_skipped=1)
    assert (case.pile_key("1"), case.n_duplicates, len(case.skips())) == (before, 0, 1)


def test_two_files_with_one_text_are_one_report(case):
    assert case.add([bare("pile/b.txt"), bare("pile/a.txt")]) == Added(2, 1, 1, 0)
    assert (ids(case), case.n_duplicates) == (["a"], 1)
    assert case.sightings() == {"a": ("pile/a.txt", "pile/b.txt")}


def test_records_with_ids_of_their_own_are_reprints_and_no_duplicates(case):
    case.add([record("r1"), record("r2", line=2), record("r3", outlet="Southwick Echo", line=3)])
    assert (ids(case), case.n_duplicates) == (["r1", "r2", "r3"], 0)


def test_a_record_that_comes_from_another_file_is_a_duplicate(case):
    case.add([record("r1"), Report("r1", QUAY, "Norwick Post", path="copy.jsonl:7")])
    assert (ids(case), case.n_duplicates) == (["r1"], 1)


@pytest.mark.parametrize("turned", [False, True])
def test_a_file_that_says_neither_id_nor_outlet_repeats_a_record_with_its_text(case, turned):
    read = [record("r1"), bare("pile/a.txt"), Report("r1", QUAY, path="ids.jsonl:1")]
    added = case.add(read[::-1] if turned else read)
    assert (ids(case), case.n_duplicates) == (["r1"], 2)
    assert (added.n_new, added.n_duplicates) == (1, 2)
    assert case.sightings() == {"r1": ("pile.jsonl:1", "ids.jsonl:1", "pile/a.txt")}


def test_the_first_published_sighting_gives_the_fields(case):
    late, early = (record("r1", url=at.isoformat(), published=at, published_precision="instant", line=at.hour) for at in (TEN, NINE))
    for read in ([late, early], [early, late]):
        with CaseStore.open(None) as each:
            each.add(read)
            assert each.reports() == (early,)


def test_one_id_with_two_texts_gives_two_ids_whatever_came_first(case):
    one, other = record("r1"), record("r1", MARKET, line=2)
    case.add([one])
    assert ids(case) == ["r1"]
    case.add([other])
    assert set(ids(case)) == {f"r1~{one.sha256[:6]}", f"r1~{other.sha256[:6]}"}


def test_one_id_and_text_from_two_outlets_and_an_id_like_ours_stay_apart(case):
    one = record("r1")
    case.add([one, record("r1", outlet="Southwick Echo", line=2), record(f"r1~{one.sha256[:6]}", MARKET, line=3)])
    assert len(set(ids(case))) == 3


def test_lines_put_in_at_the_top_make_no_duplicates(case):
    texts = [f"Ship {n} came in." for n in range(5)]
    case.add(Report(text, text, path=f"pile.jsonl:{n}", id_given=False) for n, text in enumerate(texts, 1))
    assert case.add(Report(text, text, path=f"pile.jsonl:{n}", id_given=False) for n, text in enumerate(["New.", *texts], 1)).n_new == 1
    assert case.n_duplicates == 0
    assert {each.text: each.path for each in case.reports()} == {
        text: f"pile.jsonl:{n}" for n, text in enumerate(["New.", *texts], 1)
    }  # fmt: skip


def test_an_edited_file_leaves_the_earlier_text_in_the_case(case):
    case.add([bare("a.txt", QUAY)])
    case.add([bare("a.txt", MARKET)])
    assert ({each.text for each in case.reports()}, case.n_duplicates) == ({QUAY, MARKET}, 0)


def test_what_was_mended_is_no_longer_counted_as_unread(case):
    case.add([Skip("a.txt", "empty", "it holds nothing"), Skip("b.txt", "empty", "it holds nothing")])
    case.add([bare("a.txt")])
    assert [skip.path for skip in case.skips()] == ["b.txt"]


def test_a_later_run_says_last_why_something_was_skipped(case):
    case.add([Skip("pile", "not_a_report", "1 other file")])
    case.add([Skip("pile", "not_a_report", "2 other files")])
    assert case.skips() == (Skip("pile", "not_a_report", "2 other files"),)


def test_places_are_sorted_by_line(case):
    case.add(Skip(f"pile.jsonl:{line}", "broken", "no JSON") for line in (10, 9, 100))
    assert [skip.path for skip in case.skips()] == ["pile.jsonl:9", "pile.jsonl:10", "pile.jsonl:100"]


def test_the_key_of_a_pile_hangs_on_all_that_a_picture_shows(case):
    keys = [case.pile_key("1"), case.pile_key("2")]
    for item in (record("a"), record("a", line=2), Skip("x", "empty", "nothing"), record("a", outlet="Southwick Echo", line=3)):
        case.add([item])
        keys.append(case.pile_key("1"))
    assert len(set(keys)) == len(keys)


def test_what_comes_before_a_failing_source_is_kept_whole(case):
    def source():
        yield from (record(str(n), f"text {n}", line=n) for n in range(1000))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        case.add(source())
    assert 500 < len(case.reports()) < 1000


def test_a_text_under_a_thousand_ids_without_outlets_is_no_slower(case):
    assert case.add(Report(f"r{n}", QUAY, path=f"p:{n}") for n in range(1000)).n_new == 1000
    case.add([bare("a.txt")])
    assert (len(case.reports()), case.n_duplicates) == (1000, 1)


def test_what_could_not_be_read_is_forgotten_once_its_file_is_read_again(case):
    case.add(
        [Skip("t.csv", "no_text", "no column holds the text"), Skip("pile.jsonl:3", "broken", "no JSON"), Skip("other.jsonl:3", "x", "x")]
    )
    case.add([record("a"), Report("b", MARKET, path="t.csv:2")])  # both files were mended
    assert [skip.path for skip in case.skips()] == ["other.jsonl:3"]


def test_of_a_file_that_is_still_broken_the_new_reasons_are_told(case):
    case.add([Skip("pile.jsonl:3", "broken", "no JSON"), Skip("pile.jsonl:9", "broken", "no JSON")])
    case.add([Skip("pile.jsonl:4", "broken", "no JSON"), Skip("pile.jsonl:5", "empty", "no words")])
    assert [skip.path for skip in case.skips()] == ["pile.jsonl:4", "pile.jsonl:5"]
    case.add([Skip("pile.jsonl", "vanished", "it is gone")])
    assert [skip.path for skip in case.skips()] == ["pile.jsonl"]
