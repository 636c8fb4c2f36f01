"""What notebooks show, and the tables for data frames."""

import io
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

import sayso
from invented_picture import ALIGNMENT, PICTURE, REPORTS, RETELLING, make_hostile
from overruled_pile import REPORTS as PILE
from overruled_pile import open_pile
from sayso.desk import notebook
from sayso.desk.case import Redline
from sayso.errors import NotFound
from sayso.model import Alignment, Picture, Report
from sayso.surfaces.exports import FORMATS

TAGS = {"div", "p", "b", "span", "table", "thead", "tbody", "tr", "th", "td", "del", "ins", "br"}
ATTACK = '</td><script>alert(1)</script><img src=x onerror="alert(1)">\'"&lt;'


class Seen(HTMLParser):
    """The tags, the styles and the words of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.styles, self.open, self.text = set(), set(), [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        assert {name for name, _ in attributes} <= {"style"}
        self.styles |= {value for _, value in attributes}
        self.open += [tag] if tag != "br" else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def shown(picture):
    """Everything that is shown of a picture, whole and in parts."""
    child, parent = picture.reports[1], picture.reports[0]
    yield notebook.picture_to_html(picture)
    yield notebook.Claims.of(picture.propositions, lambda: picture.voices)._repr_html_()
    yield from (claim._repr_html_() for claim in picture.propositions)
    yield Redline(child, parent, picture.retellings[0], make_hostile(ALIGNMENT))._repr_html_()
    yield make_hostile(ALIGNMENT)._repr_html_()


def test_words_of_reports_never_become_markup():
    hostile = replace(PICTURE, reports=tuple(replace(each, outlet=ATTACK) for each in REPORTS))
    hostile = replace(hostile, voices=tuple(replace(each, name=ATTACK) for each in PICTURE.voices))
    hostile = replace(hostile, propositions=tuple(replace(each, text=ATTACK) for each in PICTURE.propositions))
    for picture in (hostile, make_hostile(PICTURE)):
        for html in shown(picture):
            seen = Seen(html)
            assert seen.tags <= TAGS
            assert seen.open == []
            assert not any(re.search(r"url|expression|position|import|#", style) for style in seen.styles)
            assert html.encode("utf-8")
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert ATTACK in Seen(notebook.Claims.of(hostile.propositions, lambda: hostile.voices)._repr_html_()).text


@given(st.text())
def test_any_words_are_shown_and_nothing_else(text):
    seen = Seen(f"<p>{notebook.words(text)}</p>")
    assert seen.tags == {"p"}
    assert text.isprintable() is False or seen.text == text


def test_a_case_shows_its_numbers_and_what_is_contested():
    seen = Seen(notebook.picture_to_html(PICTURE)).text
    assert "4 reports · 3 independent · 2 retellings · 2 claims · 1 contested · 2 not read" in seen
    assert "The dam at Orlek is safe" in seen
    assert "Water seeps" not in seen
    assert "Mira Tolan" in seen and "valley council, Bo Hadd" in seen


def test_an_empty_case_is_shown_too():
    assert "0 reports" in Seen(notebook.picture_to_html(Picture())).text
    assert Seen(notebook.Claims.of((), tuple)._repr_html_()).open == []


def test_what_is_too_long_is_cut_and_says_where_the_rest_is():
    many = replace(PICTURE, propositions=tuple(replace(PICTURE.propositions[0], id=f"p{n}") for n in range(100)))
    assert 'and 60 more: case.table("claims")' in Seen(notebook.Claims.of(many.propositions, lambda: many.voices)._repr_html_()).text


def test_a_redline_shows_the_verdict_the_changes_and_the_sentences():
    html = Redline(REPORTS[1], REPORTS[0], RETELLING, ALIGNMENT)._repr_html_()
    assert "r02 The Morning Lantern against r01 Valley Wire" in Seen(html).text
    assert "r01 was published 3 h before r02" in html
    assert re.search(r"<del[^>]*>Not one crack has been found</del>", html)
    assert re.search(r"<ins[^>]*>A festival goes on as planned.</ins>", html)
    assert "no typed changes" in Seen(Alignment((), ())._repr_html_()).text


def test_an_alignment_of_bare_texts_is_shown():
    told = sayso.align("The night ferry sank off Orlek, the coastguard said.", "The night ferry sank off Orlek.")
    assert "attribution lost" in Seen(told._repr_html_()).text


def test_claims_are_the_claims_however_they_are_shown():
    with open_pile() as case:
        assert case.claims == case.picture().propositions
        assert case.claims[0] in case.claims
        claims = case.claims
        assert "Ida Renn" in claims._repr_html_()
        assert "4 reports" in Seen(case._repr_html_()).text
    assert "Ida Renn" not in claims._repr_html_()  # the case is closed, and voices are read where they are shown
    assert claims[0].affirm[0] in claims._repr_html_()


def test_a_large_pile_is_not_worked_out_only_to_be_shown(monkeypatch):
    pile = [*PILE, *(Report(f"x{n}", f"Nobody was hurt on day {n}.") for n in range(100))]
    with open_pile(pile) as case:
        monkeypatch.setattr(case, "picture", lambda: pytest.fail("it was worked out"))
        assert "104 reports · not looked at yet" in Seen(case._repr_html_()).text


@pytest.mark.parametrize("as_of", [None, date(2041, 5, 6)])
def test_arrow_tables_are_those_that_parquet_holds(as_of):
    with open_pile() as case:
        case.overrule("not_a_retelling", "r2", "r1", why="a test")
        written = FORMATS["parquet"].write(case.picture(as_of=as_of), as_of)
        tables = case.tables(as_of=as_of)
        assert {f"{name}.parquet" for name in tables} == set(written)
        for name, table in tables.items():
            assert table.equals(parquet.read_table(io.BytesIO(written[f"{name}.parquet"])), check_metadata=True), name
            assert table.equals(case.table(name, as_of=as_of))
        assert tables["overrulings"].num_rows == 1
        assert case.table("claims").equals(case.table("propositions"))


def test_a_table_that_is_not_there_says_which_are():
    with open_pile() as case, pytest.raises(NotFound, match=r"there is no table 'truth'.*claims, reports, origins"):
        case.table("truth")


def test_a_claim_that_only_somebody_unnamed_denies_is_contested():
    text = "The bridge at Ostwick is closed, Mayor Ida Renn said. Both countries denied that the bridge at Ostwick is closed."
    with open_pile([Report("r1", text, "Ostwick Post", language="en")]) as case:
        (claim,) = case.claims
    assert (claim.deny, [step.status for step in claim.status]) == ((), ["contested"])
    assert claim.is_contested
