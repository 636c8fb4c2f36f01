"""The rule tagger on whole texts: quotations that go on, and text of any kind."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claims import RuleTagger
from sayso.text import read_document
from unit.claims.saying import said

PIECES = ["The mayor", "said", " that ", "“", "”", '"', "‘", "’", ", ", ". ", "\n\n", "according to ", "Mara Venn", "denied", "it", ": "]
PIECES += [" was ", "quoted", " as saying ", " who ", "which ", "told Norda ", "(", ")", "–", "12 ", "reported to have said", "while "]
PIECES += ["and ", "call", "; ", "?", "’s ", "took it back ", "neither confirm nor deny ", "went on", "when ", "the ", "what "]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_is_read_and_every_range_slices(text):
    for tagged in RuleTagger().tag(read_document(text)):
        assert tagged.content
        for start, end in (*tagged.content, *(r for r in (tagged.source, tagged.cue, tagged.relay) if r)):
            assert 0 <= start < end <= len(text)


def test_a_quotation_over_paragraphs_keeps_its_speaker():
    text = "“We waited all night,” the driver said. “Nobody came.\n\n“In the morning we walked.”"
    assert said(text) == [("the driver", "said", ["We waited all night", "Nobody came", "In the morning we walked"])]


def test_a_quotation_that_follows_in_the_same_paragraph_keeps_its_speaker():
    text = "“We waited,” the driver said. “Nobody came.” “So we walked.”"
    assert said(text) == [("the driver", "said", ["We waited", "Nobody came", "So we walked"])]


def test_a_cue_within_its_content_leaves_two_parts():
    assert said("“We waited,” the driver said, “all night.”") == [("the driver", "said", ["We waited", "all night"])]


def test_a_dateline_is_no_part_of_a_source():
    for dateline in ("ORLO, March 5 (Norda) — ", "Orlo, Mar 5 (NRD) ", "ORLO: "):
        assert said(dateline + "The mayor said the bridge was closed.")[0][0] == "The mayor"


def test_every_kind_of_mark_and_none_reads_alike():
    for opening, closing in ("“”", '""', "‘’", "«»"):
        assert said(f"{opening}The bridge is closed,{closing} the mayor said.") == [("the mayor", "said", ["The bridge is closed"])]


def test_a_missing_closing_mark_hides_nothing_behind_the_paragraph():
    text = "“The bridge is closed, the mayor said.\n\nThe union said the road was open."
    assert ("The union", "said", ["the road was open"]) in said(text)


def test_a_sentence_of_nothing_but_verbs_is_read_in_bounded_time():
    assert len(RuleTagger().tag(read_document("said " * 20_000))) == 0


def test_a_point_that_ends_no_sentence_ends_no_name():
    assert said("Norda Coal, which owns the Orlo No. 5 pit, denied the report.") == [
        ("Norda Coal, which owns the Orlo No. 5 pit", "denied", ["the report"])
    ]
    assert said("“We waited,” the driver, Mr. Ugo Bell, said.") == [("the driver, Mr. Ugo Bell", "said", ["We waited"])]


def test_what_a_verb_says_that_takes_no_clause_ends_at_a_semicolon():
    assert said("Veldania puts the dead at 74; Mrs. Venn only wanted to hear of light losses.") == [
        ("Veldania", "puts", ["the dead at 74"]),
    ]


def test_a_single_post_or_claim_is_no_verb():
    assert said("Mayor Mara Venn wrote in a Norda post that it was safe.") == [("Mayor Mara Venn", "wrote", ["it was safe"])]
    assert said("A majority of the officials claim that the bridge is safe.") == [
        ("A majority of the officials", "claim", ["the bridge is safe"])
    ]


def test_that_stays_where_it_points_at_a_claim():
    assert said("The union rejected that figure.") == [("The union", "rejected", ["that figure"])]
    assert said("The mayor denied that report.") == [("The mayor", "denied", ["that report"])]
    assert said("The mayor denied that reports were false.") == [("The mayor", "denied", ["reports were false"])]
