"""Whatever stands in a pile: nothing stops it, nothing is lost without a word, nothing grows out of bounds or gets at the terminal."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.ingest import files
from sayso.surfaces.cli import main

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "import sys; from sayso.surfaces.cli import main; sys.exit(main())"]
# what a shell runs in its background, a run of these tests too, ignores interrupts, and so do its children
LISTEN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
PROSE = (
    "The flood gate at Orlek had failed, engineer Sanna Brook said on Monday. Mayor Jonas Ferrel denied the claim.\n\n"
    "At least 40 families have left their homes. Nobody was hurt, the fire brigade said in the evening.\n"
)
HEBREW = "אמר ראש העיר ביום שני כי הגשר ייפתח שוב. המועצה הכחישה את הטענה. איש לא נפגע בתאונה הזאת, נמסר בערב."
GERMAN = "Der Bürgermeister sagte am Montag, dass die Brücke wieder geöffnet werde. Der Stadtrat wies das noch am Abend zurück."
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MOST_MB = 600  # a run on a dozen plain reports takes 270


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a file into the working folder, where a good report stands already."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "pile").mkdir()

    def write_file(name, content):
        path = tmp_path / "pile" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    write_file("good.txt", PROSE)
    return write_file


@pytest.fixture
def read(write, capsys):
    """Read the pile, with the good report in it, and return the export with what the run did."""

    def read_pile(*arguments):
        assert main(["read", "pile", "--json", *arguments]) == 0
        out, err = capsys.readouterr()
        document = json.loads(out)
        assert err == ""
        assert "good" in {report["id"] for report in document["reports"]}
        assert document["read"]["skipped"] == len(document["skipped"])
        return document

    return read_pile


def _skips(document):
    return {skip["path"]: (skip["code"], skip["what"]) for skip in document["skipped"]}


def _texts(document):
    connection = sqlite3.connect("case.sayso")
    found = dict(connection.execute("SELECT sha256, text FROM texts"))
    connection.close()
    return {report["id"]: found[report["sha256"]] for report in document["reports"]}


# ------------------------------------------------------------------------------------------------------- what is in a file

UNREADABLE = {
    "empty file": ("a.txt", b"", "empty"),
    "white space": ("a.txt", b" \n\t\r\n", "empty"),
    "binary file": ("a.txt", bytes(range(256)) * 40, "binary"),
    "picture with a name of a text": ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(900), "binary"),
    "empty lines": ("a.jsonl", b"\n\n\n", "empty"),
    "no JSON at all": ("a.jsonl", b"once upon a time", "broken_json"),
    "JSON of another shape": ("a.jsonl", b"[1, 2]", "not_a_record"),
    "no text in it": ("a.jsonl", b'{"headline": "Gate"}', "no_text"),
    "endless nesting": ("a.jsonl", b"[" * 100_000, "broken_json"),
    "table without a text": ("a.csv", b"a,b\n1,2\n", "no_text"),
    "page without words": ("a.html", b"<html><script>var a = 1</script></html>", "no_article"),
    "archive that is none": ("a.warc.gz", b"\x1f\x8b broken", "broken_archive"),
    "wacz that is none": ("a.wacz", b"PK\3\4", None),
    "feed that is none": ("a.xml", b"<rss", None),
    "another format": ("a.odt", b"PK\3\4", "not_a_report"),
    "document that is none": ("a.docx", b"PK\3\4", "broken_document"),
    "spreadsheet that is none": ("a.xlsx", b"PK\3\4", "broken_document"),
    "PDF that is none": ("a.pdf", b"%PDF-1.7\n", "broken_document"),
    "references that are none": ("a.ris", b"once upon a time", "broken_references"),
    "JSON without a report": ("a.json", b'{"name": "Gate"}', "no_text"),
    "JSON with several lists": ("a.json", b'{"a": [{"text": "one"}], "b": [{"text": "two"}]}', "not_a_report"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_counted_with_its_reason(case, write, read):
    name, content, code = UNREADABLE[case]
    write(name, content)
    document = read()
    assert len(document["reports"]) == 1
    [(found, what)] = _skips(document).values()
    assert code in (found, None)
    assert len(what) > 10 and what == what.strip()


CHARSETS = {
    "UTF-8": PROSE.replace("Orlek", "Örlek").encode(),
    "byte order mark": b"\xef\xbb\xbf" + PROSE.replace("Orlek", "Örlek").encode(),
    "Latin-1": PROSE.replace("Orlek", "Örlek").encode("latin-1"),
    "UTF-16": PROSE.replace("Orlek", "Örlek").encode("utf-16"),
    "UTF-16 without a mark": PROSE.replace("Orlek", "Örlek").encode("utf-16-le"),
}


@pytest.mark.parametrize("charset", CHARSETS)
def test_any_charset_gives_the_same_text(charset, write, read):
    write("other.txt", CHARSETS[charset])
    document = read()
    assert _texts(document)["other"] == PROSE.replace("Orlek", "Örlek")
    assert document["skipped"] == []


def test_two_charsets_in_one_file_are_both_read(write, read):
    paragraphs = ["The Örlek gate failed, Sanna Brook said.", "Nobody was hurt near Brüllek, she added.", "Köhler denied the claim."]
    write("mixed.txt", b"\n\n".join([paragraphs[0].encode(), paragraphs[1].encode("latin-1"), paragraphs[2].encode()]))
    assert _texts(read())["mixed"] == "\n\n".join(paragraphs)


ODD = {
    "NUL bytes": PROSE.replace(" said", "\0 said"),
    "carriage returns": PROSE.replace("\n", "\r\n"),
    "old Mac lines": PROSE.replace("\n", "\r"),
    "strange spaces": PROSE.replace(" ", "\u00a0"),
    "line separators": PROSE.replace("\n", "\u2028"),
    "accents apart": PROSE.replace("e", "e\u0301"),
    "terminal codes": PROSE.replace("Orlek", "\x1b[31mOrlek\x1b]0;x\x07"),
    "turned words": PROSE.replace("Orlek", "\u202eOrlek\u202c"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_characters_are_kept_and_measured_like_any_other(name, write, read, capsys):
    write("odd.txt", ODD[name])
    document = read()
    assert _texts(document)["odd"] == ODD[name]
    said = [row for row in document["attributions"] if row["report"] == "odd"]
    assert said
    for row in said:
        for span in (row["source"], row["cue"], *row["content"]):
            assert span is None or ODD[name][span["start"] : span["end"]] == span["text"]
    _assert_safe_to_show(capsys)


def _assert_safe_to_show(capsys):
    """Ask every question as people do; no character that a terminal obeys may come through."""
    for question in (["read", "pile"], ["claims"], ["retellings"], ["figures"], ["voices"], ["claims", "--json"], ["export"]):
        assert main(question) == 0
        out, err = capsys.readouterr()
        assert not CONTROL.search(out) and not CONTROL.search(err), question


def test_a_text_from_right_to_left_is_kept_and_said_to_be_unmeasured(write, read, capsys):
    write("rtl.txt", HEBREW)
    document = read()
    assert _texts(document)["rtl"] == HEBREW
    assert [(each["report"], each["reason"]["code"]) for each in document["unmeasured"]] == [("rtl", "language")]
    _assert_safe_to_show(capsys)


def test_a_text_in_another_language_is_read_counted_and_said_to_be_unmeasured(write, read, capsys):
    write("de.txt", GERMAN)
    document = read()
    assert {report["id"]: report["language"] for report in document["reports"]} == {"de": "de", "good": "en"}
    assert ["de"] in document["origins"]
    assert [each["report"] for each in document["unmeasured"]] == ["de"]
    assert all(row["report"] == "good" for row in document["attributions"])
    assert main(["read", "pile"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("2 reports")
    assert re.search(r"NOT MEASURED.*\n.*de", shown)


def test_no_date_and_a_date_in_the_future_are_taken_as_they_are(write, read):
    lines = [{"id": "undated", "text": PROSE + "One."}, {"id": "future", "text": "Two gates failed.", "published": "2999-12-31T23:59:59Z"}]
    lines.append({"id": "nonsense", "text": "Three gates failed.", "published": "the day before"})
    write("dates.jsonl", "\n".join(map(json.dumps, lines)))
    assert {report["id"]: report["published"] for report in read()["reports"]} == {
        "future": "2999-12-31T23:59:59Z", "good": None, "nonsense": None, "undated": None,
    }  # fmt: skip
    assert [report["id"] for report in read("--as-of", "2041-01-01")["reports"]] == ["good", "nonsense", "undated"]


def test_two_texts_under_one_id_are_two_reports(write, read):
    write("ids.jsonl", b'{"id": "r1", "text": "The gate failed."}\n{"id": "r1", "text": "The gate held."}\n')
    document = read()
    ids = sorted(report["id"] for report in document["reports"] if report["id"] != "good")
    assert len(ids) == 2 and all(id_.startswith("r1~") for id_ in ids)
    assert sorted(_texts(document)[id_] for id_ in ids) == ["The gate failed.", "The gate held."]
    assert document["duplicates"] == 0


def test_a_broken_line_is_named_and_the_others_are_read(write, read):
    write("lines.jsonl", b'{"id": "a", "text": "The gate failed."}\n{"id": "b", "text": \n\n{"id": "c", "text": "It held."}\n{"id": "d"}')
    document = read()
    assert {report["id"] for report in document["reports"]} == {"a", "c", "good"}
    skips = _skips(document)
    assert {path: code for path, (code, _) in skips.items()} == {"pile/lines.jsonl:2": "broken_json", "pile/lines.jsonl:5": "no_text"}
    assert "at character" in skips["pile/lines.jsonl:2"][1]


def test_columns_of_another_name_are_mapped(write, read):
    write("table.csv", 'paper,zeile,inhalt\nCoast Herald,Gate fails,"The gate failed, Brook said."\n')
    assert _skips(read())["pile/table.csv"][0] == "no_text"
    document = read("--map", "text=inhalt", "--map", "title=zeile", "--map", "outlet=paper")
    [report] = [each for each in document["reports"] if each["id"] != "good"]
    assert (report["outlet"], report["title"]) == ("Coast Herald", "Gate fails")
    assert _texts(document)[report["id"]] == "The gate failed, Brook said."
    assert document["skipped"] == []  # what was skipped before is read now


# ------------------------------------------------------------------------------------------------------- what is around files


def test_a_loop_of_links_ends_and_is_named(write, read):
    write("deep/more.txt", PROSE + "Three.")
    (Path("pile") / "deep" / "loop").symlink_to(Path("pile").absolute(), target_is_directory=True)
    (Path("pile") / "self.txt").symlink_to(Path("pile").absolute() / "self.txt")
    document = read()
    assert {report["id"] for report in document["reports"]} == {"good", "more"}
    assert {path: code for path, (code, _) in _skips(document).items()} == {
        "pile/deep/loop": "symlink_loop",
        "pile/self.txt": "broken_link",
    }


def test_a_folder_and_a_file_that_may_not_be_read_are_named(write, read, monkeypatch):
    write("shut/inside.txt", PROSE)
    write("locked.txt", PROSE)
    listdir, path_open = os.listdir, Path.open

    def refuse_folder(path):
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    def refuse_file(path, *arguments, **options):
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return path_open(path, *arguments, **options)

    monkeypatch.setattr(files.os, "listdir", refuse_folder)
    monkeypatch.setattr(Path, "open", refuse_file)
    assert {path: code for path, (code, _) in _skips(read()).items()} == {"pile/shut": "unreadable", "pile/locked.txt": "unreadable"}


def test_a_disk_that_fails_in_the_middle_of_a_file_loses_that_file_only(write, read, monkeypatch):
    write("a.jsonl", b'{"id": "a", "text": "The gate failed."}\n' * 3)
    path_open = Path.open

    class Failing:
        def __init__(self, file):
            self._file = file

        def __getattr__(self, name):
            return getattr(self._file, name)

        def readline(self, *arguments):
            raise OSError(5, "Input/output error")

        def __enter__(self):
            return self

        def __exit__(self, *error):
            self._file.close()

    def fail(path, *arguments, **options):
        file = path_open(path, *arguments, **options)
        return Failing(file) if path.name == "a.jsonl" else file

    monkeypatch.setattr(Path, "open", fail)
    monkeypatch.setattr("sayso.ingest.streams._to_utf8", lambda stream: stream)
    assert _skips(read())["pile/a.jsonl"][0] == "unreadable"


def test_a_file_that_vanishes_while_the_pile_is_read_is_named(write, read, monkeypatch):
    write("a.txt", PROSE + "Four.")
    gone = write("b.txt", PROSE + "Five.")
    find_files = files.find_files

    def find_and_lose(paths):
        for found in find_files(paths):
            gone.unlink(missing_ok=True)
            yield found

    monkeypatch.setattr("sayso.ingest.reading.find_files", find_and_lose)
    document = read()
    assert _skips(document) == {"pile/b.txt": ("vanished", "it was there and is gone. Read the folder again")}
    assert {report["id"] for report in document["reports"]} == {"a", "good"}


def test_what_is_not_there_is_named_and_the_rest_is_read(write, capsys):
    assert main(["read", "missing.txt", "pile", "--json"]) == 0
    assert _skips(json.loads(capsys.readouterr().out))["missing.txt"][0] == "not_found"


# ------------------------------------------------------------------------------------------------------- what is too much


# A process counts the memory of the one it was forked from as its own peak, so a small one stands between it and the tests.
WEIGHING = """
import resource, subprocess, sys
with open(sys.argv[1], "wb") as out:
    done = subprocess.run(sys.argv[2:], stdout=out, stderr=subprocess.STDOUT)
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_fifty_megabytes_in_one_line_and_a_million_blank_ones_stay_within_bounds(write, tmp_path):
    long, blank = b"x " * 25_000_000, b"\n" * 1_000_000
    write("long.txt", long)
    write("long.jsonl", b'{"text": "' + long + b'"}\n{"id": "after", "text": "The gate failed."}\n')
    write("long.csv", b"id,text\nlong," + long + b"\n")
    write("blank.txt", blank)
    write("blank.jsonl", blank + b'{"id": "below", "text": "The gate held."}\n')
    write("far.txt", blank + PROSE.encode())
    weighing = [sys.executable, "-c", WEIGHING, "out.json", *COMMAND, "read", "pile", "--json"]
    returncode, most_kb = map(int, subprocess.run(weighing, env=ENVIRONMENT, check=True, capture_output=True, text=True).stdout.split())
    for path in (tmp_path / "pile").iterdir():
        path.unlink()
    assert returncode == 0
    document = json.loads(Path("out.json").read_bytes())
    assert {report["id"]: report["language"] for report in document["reports"]} == {
        "after": None, "below": None, "far": "en", "good": "en",
    }  # fmt: skip
    assert {path: code for path, (code, _) in _skips(document).items()} == {
        "pile/blank.txt": "empty", "pile/long.csv:2": "too_large", "pile/long.jsonl:1": "too_large", "pile/long.txt": "too_large",
    }  # fmt: skip
    assert most_kb / 1024 < MOST_MB  # kilobytes, on Linux


LONG = 3_000
TIRING = {
    "one word": "x" * LONG,
    "open quotation marks": "“No " * (LONG // 4),
    "said and nothing else": "said " * (LONG // 5),
    "names without an end": "Mira Tolan " * (LONG // 11),
    "one sentence of many clauses": "the mayor said that " * (LONG // 20),
    "numbers": "two hundred and " * (LONG // 16),
    "brackets": "(a " * (LONG // 3),
    "lines of a letter": "a\n" * (LONG // 2),
}


@pytest.mark.parametrize("name", TIRING)
def test_texts_made_to_tire_are_read_like_others(name, write, read):
    write("tiring.txt", TIRING[name])
    write("again.txt", TIRING[name] + " end")
    assert {report["id"] for report in read()["reports"]} == {"again", "good", "tiring"}


# ------------------------------------------------------------------------------------------------------- the case file


@pytest.fixture
def unfit(write, capsys):
    """Return case files that are none, by what is wrong with them."""
    assert main(["read", "pile", "--case", "good.sayso"]) == 0
    capsys.readouterr()
    whole = Path("good.sayso").read_bytes()
    with sqlite3.connect("foreign.sayso") as foreign:
        foreign.execute("CREATE TABLE t (a)")
    foreign.close()
    Path("text.sayso").write_text("This is a letter to the editor.", encoding="utf-8")
    Path("truncated.sayso").write_bytes(whole[: len(whole) // 2])
    Path("cut.sayso").write_bytes(whole[:50])
    Path("newer.sayso").write_bytes(whole[:60] + (99).to_bytes(4, "big") + whole[64:])
    Path("folder.sayso").mkdir()
    return ["foreign", "text", "truncated", "cut", "newer", "folder"]


def test_an_unfit_case_is_refused_and_left_as_it_is(unfit, capsys):
    for name in unfit:
        path = Path(f"{name}.sayso")
        before = path.read_bytes() if path.is_file() else None
        for command in (["read", "pile"], ["claims"], ["redline", "good"], ["export", "--out", "out.json"]):
            assert main([*command, "--case", str(path)]) == 4, (name, command)
            out, err = capsys.readouterr()
            assert out == "" and err.startswith(f"sayso: {path}: ") and err.count("\n") == 1
        assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(each.name for each in Path().iterdir()) == sorted(["pile", "good.sayso", *(f"{name}.sayso" for name in unfit)])


def test_with_json_the_refusal_is_an_object(unfit, capsys):
    codes = []
    for name in unfit:
        assert main(["claims", "--case", f"{name}.sayso", "--json"]) == 4
        error = json.loads(capsys.readouterr().err)
        assert list(error) == ["code", "what", "where", "allowed", "do"] and error["where"] == f"{name}.sayso"
        codes.append(error["code"])
    assert codes == ["not_a_case", "not_a_case", "case_damaged", "case_damaged", "case_newer", "case_unreadable"]


def test_nothing_read_is_exit_three_and_leaves_no_picture(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pile").mkdir()
    assert main(["read", "pile"]) == 3
    assert "pile" in capsys.readouterr().err
    (tmp_path / "pile" / "a.txt").write_bytes(b"")
    assert main(["read", "pile", "--json"]) == 3
    out, err = capsys.readouterr()
    assert out == "" and json.loads(err)["code"] == "nothing_read"


def test_bad_usage_is_exit_two(write, capsys):
    assert main(["read", "pile"]) == 0
    capsys.readouterr()
    usages = (
        ["redline", "good"],
        ["redline", "no-such"],
        ["claims", "p99"],
        ["read", "pile", "--map", "body"],
        ["read"],
        ["claims", "--as-of", "1"],
    )
    for arguments in usages:
        assert main(arguments) == 2, arguments
        out, err = capsys.readouterr()
        assert out == "" and err.startswith("sayso: ") and err.count("\n") == 1


def test_a_case_that_is_asked_before_it_is_read_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["claims"]) != 0
    assert "sayso read" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------------------------- what people see


def test_hostile_words_in_titles_and_names_are_shown_and_never_obeyed(write, capsys):
    bad = "\x1b[2J\x1b]0;owned\x07\u202e\x9b31m [bold]Gate[/bold]"
    records = [{"id": f"r{n}\x1b[1m", "title": bad, "outlet": f"Herald {n} {bad}", "byline": bad, "text": PROSE} for n in range(2)]
    write("bad.jsonl", "\n".join(map(json.dumps, records)))
    write(f"{bad.replace('/', '')}.txt", b"")
    _assert_safe_to_show(capsys)
    assert main(["read", "pile"]) == 0
    shown = capsys.readouterr().out
    assert "[bold]" in shown


def test_piped_output_has_no_colour_and_fits_eighty_columns(write, capsys, monkeypatch):
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setenv("TERM", "xterm-256color")
    write("other.txt", PROSE.replace("At least 40", "Some 60").replace("said on Monday", "claimed"))
    for arguments in (
        ["read", "pile"],
        ["claims"],
        ["claims", "p1"],
        ["retellings"],
        ["figures"],
        ["voices"],
        ["redline", "good", "other"],
    ):
        assert main(arguments) == 0
        out = capsys.readouterr().out
        assert out and not CONTROL.search(out)
        assert max(map(len, out.splitlines())) <= 80


def test_results_and_notes_go_separate_ways(write, capsys):
    write("broken.jsonl", b"{")
    assert main(["read", "pile"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("1 report") and "1 could not be read" in out
    assert "1 new report in case.sayso" in err and "1 could not be read" in err


def test_standard_input_is_read(write, tmp_path):
    record = json.dumps({"id": "piped", "text": PROSE})
    command = [*COMMAND, "read", "-", "--json"]
    done = subprocess.run(command, env=ENVIRONMENT, input=record.encode(), cwd=tmp_path, capture_output=True, check=True)
    assert done.stderr == b""
    assert [report["id"] for report in json.loads(done.stdout)["reports"]] == ["piped"]


def test_an_interrupt_ends_quietly_and_what_was_read_is_kept(write, tmp_path):
    process = subprocess.Popen(
        [*COMMAND[:-1], f"{LISTEN}; {COMMAND[-1]}", "read", "pile", "-"],
        env=ENVIRONMENT,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdin.write(json.dumps({"id": "piped", "text": PROSE}).encode() + b"\n")
    process.stdin.flush()
    while not (tmp_path / "case.sayso").exists():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert main(["read", str(tmp_path / "pile"), "--case", str(tmp_path / "case.sayso")]) == 0
