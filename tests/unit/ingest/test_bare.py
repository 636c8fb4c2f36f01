import random
import resource
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest import read_reports
from sayso.model import Report
from sayso.settings import IngestSettings


def test_text_is_exactly_what_was_read(read, write, prose):
    report = read(write("quay.txt", prose)).report
    assert (report.text, report.id, report.language, report.body_start) == (prose, "quay", "en", 0)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300).filter(lambda t: any(map(str.isalnum, t))))
def test_any_text_comes_back_character_by_character(text):
    text = "Ships waited outside the harbour. " + text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.txt"
        path.write_bytes(text.encode())
        [report] = read_reports([path])
    assert isinstance(report, Report)
    assert report.text == text
    assert report.title_span is None or report.text[report.title_span.start : report.title_span.end] == report.title_span.text


def test_crlf_nul_and_surrogates_are_kept(read, write, prose):
    text = prose.replace("\n", "\r\n") + "one \x00 NUL and one \udc80 surrogate"
    assert read(write("a.txt", text)).report.text == text


def test_byte_order_mark_is_no_part_of_the_text(read, write, prose):
    for name, data in {
        "8.txt": b"\xef\xbb\xbf" + prose.encode(),
        "16.txt": prose.encode("utf-16"),
        "16be.txt": b"\xfe\xff" + prose.encode("utf-16-be"),
        "32.txt": prose.encode("utf-32"),
    }.items():
        assert read(write(name, data)).report.text == prose


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \n\t\r\n", b"\n" * 1_000_000, "… — !\n\u200b".encode()])
def test_a_file_without_words_is_empty(read, write, content):
    skip = read(write("nothing.txt", content)).skip
    assert skip.code == "empty"
    assert skip.path.endswith("nothing.txt")


@pytest.mark.parametrize(
    "content",
    [random.Random(7).randbytes(5_000), b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"\x00" * 4_000 + b"text"],
)
def test_binary_data_is_no_text(read, write, content):
    assert read(write("photo.txt", content)).skip.code == "binary"


def test_a_line_of_fifty_megabytes_is_refused_without_reading_it(read, write):
    path = write("long.txt", b"")
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"ships " * 174_763)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    skip = read(path).skip
    assert skip.code == "too_large"
    assert "ingest.max_file_bytes" in skip.what
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # KiB


def test_a_text_over_the_limit_names_its_size_and_the_setting(read, write, prose):
    skip = read(write("book.txt", prose * 3), settings=IngestSettings(max_text_chars=500)).skip
    assert skip.code == "too_large"
    assert f"{len(prose) * 3:,}" in skip.what and "ingest.max_text_chars" in skip.what


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قال مسؤولون يوم الأحد إن الميناء أعيد فتحه بعد العاصفة ونفت النقابة ذلك في بيان."),
        ("he", "הנהלת הנמל הודיעה ביום ראשון כי הרציף נפתח מחדש לאחר הסערה, והאיגוד הכחיש זאת."),
        ("de", "Die Hafenverwaltung teilte am Sonntag mit, der Kai sei nach dem Sturm wieder offen."),
        ("ru", "Администрация порта сообщила в воскресенье, что причал снова открыт после шторма."),
    ],
)
def test_other_languages_are_read_and_named(read, write, language, text):
    report = read(write("a.txt", text)).report
    assert (report.language, report.text) == (language, text)


def test_a_few_words_have_no_language(read, write):
    assert read(write("a.txt", "Quay open.")).report.language is None


def test_a_packed_text_is_unpacked(read, write, prose):
    import gzip

    report = read(write("quay.txt.gz", gzip.compress(prose.encode()))).report
    assert (report.id, report.text) == ("quay", prose)


def test_a_packed_bomb_is_stopped(read, write):
    import gzip

    settings = IngestSettings(unpacked_free_bytes=100_000, max_file_bytes=10_000_000)
    assert read(write("bomb.txt.gz", gzip.compress(b"a" * 5_000_000)), settings=settings).skip.code == "too_large"
    assert read(write("cut.txt.gz", gzip.compress(b"a b c d" * 5_000)[:-9])).skip.code == "broken_archive"
    assert read(write("no.txt.gz", b"plain")).skip.code == "broken_archive"


def test_fields_above_a_note_are_read_and_the_text_is_kept_whole(read, write, prose):
    text = (
        '---\ntitle: "Quay reopens"\nauthor: Mira Tolland\ndate: 2031-05-08\nsource: Kelp\ntags:\n  - quay\n---\n# Quay reopens\n\n' + prose
    )
    report = read(write("note.md", text)).report
    assert (report.id, report.title, report.byline, report.outlet) == ("note", "Quay reopens", "Mira Tolland", "Kelp")
    assert (report.published.day, report.published_precision) == (8, "day")
    assert (report.text, report.text[report.body_start :]) == (text, prose)
    assert report.title_span.text == "Quay reopens"


def test_fields_above_a_note_without_a_title(read, write, prose):
    text = "---\r\nurl: https://kelp.example/1\r\n---\r\n\r\nQuay reopens after storm\r\n\r\n" + prose
    report = read(write("note.md", text)).report
    assert (report.url, report.title, report.text[report.body_start :]) == ("https://kelp.example/1", "Quay reopens after storm", prose)


def test_dashes_around_prose_are_no_fields(read, write, prose):
    text = "---\n" + prose + "\n---\n"
    assert read(write("note.md", text)).report.body_start == 0


def test_fields_without_a_text_are_empty(read, write):
    assert read(write("note.md", "---\ntitle: Quay\n---\n")).skip.code == "empty"
