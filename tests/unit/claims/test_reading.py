"""What one report says on its own account, and how that is kept."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claims import read_claims, reading_from_json, reading_to_json
from sayso.claims.neural.meaning import encode_statement, write_out
from sayso.model import Report
from sayso.text import read_document
from unit.claims.saying import RULES, reading

TEXT = (
    "ORLO, March 5 (Norda) — The Defence Ministry said on Monday that 12 people had been killed.\n\n"
    "“It rained,” Mara Ojala, a spokeswoman for the ministry, told Norda by phone. The road was wet and nobody came.\n\n"
    "The Norda agency quoted the minister as saying that Kessary, called Qesar by the Teskans, had fallen."
)
PIECES = [
    "The mayor said ",
    "“It ",
    "rained,” ",
    "Mara Ojala ",
    "told Norda ",
    "that 12 people ",
    "had died",
    ". ",
    "\n\n",
    "she said ",
    "\ud83d",
    "😀",
    "\x00",
    "it",
    ", ",
]


def test_a_reading_that_was_kept_is_the_reading():
    read = reading(TEXT)
    assert reading_from_json(reading_to_json(read), TEXT) == read


def test_the_narrative_is_what_the_report_says_itself():
    narrative = [TEXT[a:b] for a, b in reading(TEXT).narrative]
    assert narrative == ["The road was wet and nobody came."]


def test_what_stands_before_the_body_is_no_narrative():
    text = "By Mara Ojala\n\nThe road was wet."
    read = read_claims(Report("r1", text, body_start=text.index("The")), read_document(text), tagger=RULES)
    assert [text[a:b] for a, b in read.narrative] == ["The road was wet."]


@settings(max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join))
def test_any_text_is_read_and_kept(text):
    read = read_claims(Report("r1", text), read_document(text), tagger=RULES)
    kept = reading_from_json(reading_to_json(read), text)
    assert kept == read
    indices = [n for speaker in read.speakers for n in speaker.attributions]
    assert len(indices) == len(set(indices))
    assert all(0 <= n < len(read.attributions) for n in indices)


def test_hostile_texts_are_read():
    for text in ("", "   ", '"' * 5_000, "“" * 5_000, "MAYOR " * 5_000, "a" * 50_000, "“‘" * 2_000, "X: “a” " * 2_000, "\u202e said"):
        reading(text)


def test_a_text_that_is_not_english_has_no_attributions():
    text = "Der Minister sagte, die Brücke sei gesperrt."
    assert read_claims(Report("r1", text, language="de"), read_document(text, "de"), tagger=RULES).attributions == ()


def test_each_statement_each_own_sentence_and_the_headline_mean_something():
    report = Report("r1", "It rained at Orlek. The mayor said the bridge was closed.", title="Rain at Orlek", language="en")
    read = read_claims(report, read_document(report.text, "en"))
    assert len(read.own_meanings) == len(read.narrative) == len(read.meanings) == 1 and read.headline


def test_what_only_points_back_tells_nothing_of_what_is_said_behind_it():
    first, _, last = reading("Ada Holm said the mayor was drunk. The mayor denied it. Leo Varn said he smelled of rum.").meanings
    assert last == encode_statement(
        write_out("Leo Varn", "said", "he smelled of rum"), write_out("Ada Holm", "said", "the mayor was drunk")
    )
    assert first == encode_statement(write_out("Ada Holm", "said", "the mayor was drunk"))
