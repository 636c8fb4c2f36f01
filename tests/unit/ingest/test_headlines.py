import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest.headlines import read_head
from sayso.settings import IngestSettings

SETTINGS = IngestSettings()
LEAD = "The harbour board said on Monday that the northern quay had reopened after the storm."
BODY = LEAD + "\n\nThe union denied it.\n\nIt said that nobody had inspected the cranes.\n"


def head_of(text, language="en"):
    head = read_head(text, language, SETTINGS)
    return head, text[head.body_start :]


def test_headline_standfirst_and_date_line():
    head, body = head_of("Quay reopens after storm\n\nBut dockers call that premature.\n\n8 May 2031\n\n" + BODY)
    assert (head.title.text, head.title.start, body) == ("Quay reopens after storm", 0, BODY)
    assert (head.published.at.isoformat(), head.published.precision) == ("2031-05-08T00:00:00+00:00", "day")


def test_a_date_glued_to_the_first_words():
    head, body = head_of(" date 2031-05-08 But dockers were quick to call that premature.\n\n" + BODY)
    assert (head.title, body, head.published.at.day) == (None, BODY, 8)


def test_a_date_glued_to_prose_leaves_the_prose():
    text = "Published: 8 May 2031 - The quay is open. The union denies it. Nobody knows.\n\n" + BODY
    assert head_of(text)[1].startswith("The quay is open.")


def test_a_headline_glued_to_date_and_standfirst():
    head, body = head_of("Quay reopens after storm date 2031-05-08 Dockers call that premature.\n\n" + BODY)
    assert (head.title.text, body, head.published.at.day) == ("Quay reopens after storm", BODY, 8)


def test_a_headline_alone():
    head, body = head_of("Quay reopens after storm\n\n" + BODY)
    assert (head.title.text, body, head.published) == ("Quay reopens after storm", BODY, None)


@pytest.mark.parametrize("headline", ["Gov. Tolland Denies U.S. Role in Quay Closure", "Brim Jr. Leaves Board", "Is the quay open?"])
def test_abbreviations_do_not_end_a_headline(headline):
    assert head_of(f"{headline}\n\n{BODY}")[0].title.text == headline


def test_a_short_lead_after_a_headline_is_prose():
    assert head_of("Quay reopens\n\nThe quay is open.\n\nThe union denied it.\n")[1].startswith("The quay is open.")


def test_prose_has_no_head():
    assert head_of(BODY)[0] == head_of("")[0] == head_of("Quay")[0]
    assert head_of(BODY)[0].body_start == 0


def test_prose_wrapped_at_a_fixed_width_has_no_headline():
    text = "The harbour board said on Monday that the\nnorthern quay had reopened after the\nstorm. The union denied it.\n"
    assert head_of(text)[0].title is None


def test_byline_update_and_furniture():
    head, body = head_of(
        "Quay reopens after storm\nBy Mira Tolland and Jon af Lind\nUpdated: 9 May 2031\nPublished 8 May 2031\n5 min read\n\n" + BODY
    )
    assert (head.title.text, head.byline, head.published.at.day, body) == (
        "Quay reopens after storm",
        "Mira Tolland and Jon af Lind",
        8,
        BODY,
    )


def test_a_date_line_before_the_headline():
    head, body = head_of("May 8, 2031\n\nQuay reopens after storm\n\n" + BODY)
    assert (head.title.text, head.published.at.day, body) == ("Quay reopens after storm", 8, BODY)


def test_markdown():
    head, body = head_of("# Quay reopens\n\n*8 May 2031*\n\n" + BODY)
    assert (head.title.text, head.title.start, head.published.at.day, body) == ("Quay reopens", 2, 8, BODY)


@pytest.mark.parametrize(
    ("language", "line"), [("de", "Veröffentlicht am 8. Mai 2031"), ("fr", "Publié le 8 mai 2031"), ("ru", "8 мая 2031")]
)
def test_date_lines_in_other_languages(language, line):
    assert head_of(f"Quay reopens after storm\n\n{line}\n\n{BODY}", language)[0].published.at.day == 8


def test_crlf_is_counted():
    text = ("Quay reopens after storm\n\n8 May 2031\n\n" + BODY).replace("\n", "\r\n")
    head, body = head_of(text)
    assert (head.title.text, body) == ("Quay reopens after storm", BODY.replace("\n", "\r\n"))


@given(
    st.lists(
        st.sampled_from(
            ["Quay reopens", "8 May 2031", "By Mira Tolland", "\n", "\n\n", "\r\n", " date 2031-05-08 ", LEAD, "#", "Updated:", "\x00", "“"]
        )
    ).map("".join)
)
def test_whatever_the_text_the_head_is_inside_it(text):
    head = read_head(text, "en", SETTINGS)
    assert 0 <= head.body_start <= len(text)
    assert head.title is None or text[head.title.start : head.title.end] == head.title.text
    assert head.title is None or head.title.end <= head.body_start
