import re
from pathlib import Path

import pytest

from sayso.ingest.paragraphs import PrintedLine, join_lines
from sayso.settings import IngestSettings
from unit.ingest.printed import print_pages

PRINTED = Path(__file__).with_name("real") / "printed-by-chromium.pdf"  # two pages, printed from an invented page of HTML


def column(*words, top=700, left=72, height=12, pitch=14):
    return [(left, top - k * pitch, height, each) for k, each in enumerate(words)]


def test_a_page_that_a_browser_printed_reads_as_it_was_written(read):
    report = read(PRINTED).report
    assert (report.id, report.title, report.published.day, report.url) == ("printed-by-chromium", "Quay reopens after the storm", 1, None)
    paragraphs = report.text.split("\n\n")
    assert paragraphs[2].startswith("The harbour board said on Monday") and paragraphs[2].endswith("called premature.")
    assert '"We expect the first ship before Thursday," she said, and added that the long-awaited survey' in paragraphs[3]
    berths = [each for each in paragraphs if each.startswith("Berth ")]
    assert len(berths) == 15 and all(each.endswith("had come loose in the swell.") for each in berths)


def test_lines_are_joined_and_paragraphs_kept_apart(read, write):
    page = [
        *column("The harbour board said that the quay had", "reopened after the storm.", top=700),
        *column("The union denied it, and said that nobody", "had looked at the cranes yet.", top=640),
    ]
    text = read(write("a.pdf", print_pages([page]))).report.text
    assert text == (
        "The harbour board said that the quay had reopened after the storm.\n\n"
        "The union denied it, and said that nobody had looked at the cranes yet."
    )


def test_an_indent_and_a_headline_begin_a_paragraph(read, write):
    page = [
        (72, 760, 20, "Quay reopens"),
        *column("The harbour board said that the quay had been", "closed for a week after the storm of Sunday, as told."),
        (90, 672, 12, "The union denied it, and said that nobody had"),
        *column("looked.", top=658),
    ]
    paragraphs = read(write("a.pdf", print_pages([page]))).report.text.split("\n\n")
    assert [each[:8] for each in paragraphs] == [
        "Quay reo",
        "The harb",
        "The unio",
    ]


def test_running_heads_and_page_numbers_are_left_out_and_a_broken_sentence_goes_on(read, write):
    def page(number, *words):
        return [(72, 800, 9, f"Kelp Daily, edition {number}"), *column(*words), (290, 30, 9, str(number))]

    pages = [page(1, "The board said that the quay", "had been closed after the"), page(2, "storm, and that it was open.", "So it was.")]
    text = read(write("a.pdf", print_pages(pages))).report.text
    assert text == "The board said that the quay had been closed after the storm, and that it was open. So it was."


def test_a_hyphen_at_the_end_of_a_line_goes_where_the_word_goes_on():
    def join(*words):
        return join_lines([[PrintedLine(each, 72, 300, 700 - 14 * k, 12) for k, each in enumerate(words)]], IngestSettings())

    assert join("The har-", "bour was shut, said Anne-", "Marie Lind.") == ["The harbour was shut, said Anne-Marie Lind."]
    assert join("From 1999-", "2004 it was shut.") == ["From 1999-2004 it was shut."]


def test_pages_of_pictures_say_that_they_hold_no_text(read, write):
    skip = read(write("a.pdf", print_pages([[], []]))).skip
    assert skip.code == "no_text" and "OCR" in skip.what


def test_limits_on_pages_and_characters(read, write):
    path = write("a.pdf", print_pages([column("The quay is open.")] * 3))
    skip = read(path, settings=IngestSettings(most_pages=2)).skip
    assert skip.code == "too_large" and "3 pages" in skip.what
    assert read(path, settings=IngestSettings(max_text_chars=20)).skip.code == "too_large"
    assert read(path, settings=IngestSettings(max_document_bytes=100)).skip.code == "too_large"


def test_a_pdf_with_a_password_is_said_to_be_locked(read, write):
    data = print_pages([column("The quay is open.")])
    lock = b"<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -44>>"  # a user's password that nobody knows
    locked = re.sub(rb"trailer\s*<<", b"trailer\n<</Encrypt " + lock + b"/ID[<41><41>]", data)
    assert locked != data
    assert read(write("a.pdf", locked)).skip.code == "locked"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"once upon a time", bytes(2_000), b"PK\3\4"])
def test_what_is_no_pdf_is_named_and_the_pile_goes_on(read, write, content):
    write("pile/a.pdf", content)
    write("pile/b.pdf", PRINTED.read_bytes())
    result = read(write("pile/c.txt", "The quay is open.").parent)
    assert [report.id for report in result.reports] == ["b", "c"]
    assert result.codes == ["broken_document"]


def test_half_a_pdf_is_read_or_named(read, write):
    data = PRINTED.read_bytes()
    for share in (0.3, 0.6, 0.9):
        result = read(write("a.pdf", data[: int(len(data) * share)]))
        assert len(result.reports) + len(result.skips) == 1
