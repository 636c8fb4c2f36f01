import pytest
import rispy

LIBRARY = """TY  - NEWS
TI  - Quay reopens
AU  - Tolland, Mira
AU  - Kelp Desk
T2  - Kelp Daily
AB  - The quay is open, the board said.
N1  - Two cranes work again.
N1  - The union denies it.
DA  - 2031/03/01/
PY  - 2031
UR  - https://kelp.example/q
ER  -

TY  - ELEC
T1  - Ferry sinks
A1  - Lind, Anna
Y1  - 2031/03//
JF  - The Quay
ER  -
"""


def test_references_hold_no_text_and_say_what_to_do(read, write):
    result = read(write("library.ris", LIBRARY))
    assert result.codes == ["no_text", "no_text"] and [skip.path.rsplit(":", 1)[1] for skip in result.skips] == ["1", "14"]
    assert "text=abstract" in result.skips[0].what


def test_a_field_of_a_reference_can_be_taken_for_the_text(read, write):
    result = read(write("library.ris", LIBRARY), mapping={"text": "abstract"})
    [report] = result.reports
    assert (report.title, report.outlet, report.byline, report.url) == (
        "Quay reopens",
        "Kelp Daily",
        "Mira Tolland, Kelp Desk",
        "https://kelp.example/q",
    )
    assert (report.text, report.published.day) == ("The quay is open, the board said.", 1)
    assert result.codes == ["no_text"]
    noted = read(write("library.ris", LIBRARY), mapping={"text": "notes"}).report
    assert noted.text == "Two cranes work again.\n\nThe union denies it."


def test_what_another_program_writes_is_read(read, write):
    written = rispy.dumps(
        [{"type_of_reference": "NEWS", "title": "Quay", "abstract": "Open.", "date": "2031-03-01", "urls": ["https://a.example"]}]
    )
    report = read(write("a.ris", written), mapping={"text": "abstract"}).report
    assert (report.text, report.published.day, report.url) == ("Open.", 1, "https://a.example")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("ER  -\n", "", 1),  # the end of a reference is missing
        lambda text: text.replace("ER  -", "ER  - "),
        lambda text: text.rstrip().removesuffix("ER  -"),
        lambda text: text.replace("  - ", " - "),
    ],
)
def test_slips_of_other_programs_lose_no_reference(read, write, change):
    result = read(write("a.ris", change(LIBRARY)), mapping={"text": "title"})
    assert [report.text for report in result.reports] == ["Quay reopens", "Ferry sinks"]


def test_what_stands_before_the_first_reference_is_named(read, write):
    result = read(write("a.ris", "Exported on Monday\n" + LIBRARY), mapping={"text": "abstract"})
    assert len(result.reports) == 1 and result.codes == ["broken_references", "no_text"]


@pytest.mark.parametrize(("content", "code"), [("", "empty"), ("once upon a time", "broken_references"), ("\0\1\2" * 50, "binary")])
def test_what_is_no_library_is_named(read, write, content, code):
    assert read(write("a.ris", content)).skip.code == code
