import json

from sayso.ingest.columns import Columns


def told_of(read, path, **options):
    told = []
    read(path, shown=told.append, **options)
    return told


def test_what_was_guessed_is_told_once_a_file(read, write):
    path = write("a.csv", "Nr,Publisher,Body,Date\n1,Kelp,The quay is open.,2031-03-01\n2,Kelp,It is shut.,2031-03-02\n")
    [columns] = told_of(read, path)
    assert columns == Columns(path.as_posix(), (("outlet", "Publisher"), ("published", "Date"), ("text", "Body")), ("Nr",))
    assert columns.line() == "outlet ← Publisher, published ← Date, text ← Body; not used: Nr"


def test_names_that_are_ours_and_names_that_the_user_gave_are_no_guess(read, write):
    path = write("a.csv", "id,outlet,text\n1,Kelp,The quay is open.\n")
    assert told_of(read, path) == []
    path = write("b.csv", "nr,paper,copy\n1,Kelp,The quay is open.\n")
    assert told_of(read, path, mapping={"id": "nr", "outlet": "paper", "text": "copy"}) == []


def test_a_mapping_that_the_file_does_not_have_leaves_a_guess_and_it_is_told(read, write):
    path = write("a.csv", "publisher,text\nKelp,The quay is open.\n")
    assert [columns.taken for columns in told_of(read, path, mapping={"outlet": "paper"})] == [(("outlet", "publisher"),)]


def test_records_of_several_shapes_are_told_together(read, write):
    lines = [{"headline": "Quay", "text": "Open."}, {"publisher": "Kelp", "body": "Shut.", "n": 1}, {"text": "Gone."}]
    path = write("a.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    assert [columns.line() for columns in told_of(read, path)] == ["outlet ← publisher, title ← headline, text ← body; not used: n"]


def test_other_columns_are_named_up_to_a_limit(read, write):
    record = {"body": "Open.", **{f"column {n}": n for n in range(1_000)}}
    [columns] = told_of(read, write("a.jsonl", json.dumps(record)))
    assert 10 < len(columns.left) < 100


def test_a_text_file_has_no_columns(read, write):
    assert told_of(read, write("a.md", "---\ndate: 2031-03-01\n---\nThe quay is open.\n")) == []
