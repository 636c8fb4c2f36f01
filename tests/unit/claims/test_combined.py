from dataclasses import dataclass

import pytest

from sayso.claims.combined import CombinedTagger
from sayso.claims.tagger import Tagged, open_tagger, tag_all
from sayso.errors import UsageError
from sayso.text import read_document

TEXT = (
    "The ferry has sunk, the coastguard said. The owner denied the claim. Its crew want a new boat. The mayor bristled: “Nobody asked us.”"
)


def at(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


@dataclass(frozen=True)
class Network:
    found: tuple[Tagged, ...] = ()
    version: str = "told"

    def tag(self, document):
        return self.found

    def tag_all(self, documents):
        return map(self.tag, documents)


def read(*found):
    tagged = CombinedTagger(Network(found)).tag(read_document(TEXT))
    return [TEXT[slice(*each.content[0])] for each in tagged]


def test_what_only_the_rules_find_is_added():
    assert read() == ["The ferry has sunk", "the claim", "Nobody asked us"]


def test_where_both_find_it_the_rules_cut_stands():
    assert read(Tagged(at("the coastguard"), at("said"), (at("The ferry has sunk,"),)))[0] == "The ferry has sunk"


def test_the_rules_cut_with_the_same_cue_stands_before_one_of_another_verb():
    text = "Observers said they found no evidence that soldiers had fired."
    said, content = text.index("said"), (text.index("they"), len(text) - 1)
    found = CombinedTagger(Network((Tagged((0, 9), (said, said + 4), (content,)),))).tag(read_document(text))
    assert [(text[slice(*each.source)], text[slice(*each.content[0])]) for each in found] == [
        ("Observers", "no evidence that soldiers had fired")
    ]


def test_a_further_quotation_is_the_word_of_him_to_whom_the_network_gives_it():
    text = "“The box was a third full,” he said. “I asked why.” It rained."
    parts = tuple((text.index(words), text.index(words) + len(words)) for words in ("The box was a third full", "I asked why"))
    he, said = text.index("he said"), text.index("said")
    found = CombinedTagger(Network((Tagged((he, he + 2), (said, said + 4), parts),))).tag(read_document(text))
    assert {text[slice(*each.source)] for each in found if each.source} == {"he"} and all(each.source for each in found)


def test_a_wish_is_no_statement():
    assert "a new boat" not in read(Tagged(at("Its crew"), at("want"), (at("a new boat"),)))


def test_an_unknown_verb_counts_beside_a_quotation_only():
    known = read(Tagged(at("The mayor"), at("bristled"), (at("Nobody asked us"),)))
    assert known.count("Nobody asked us") == 1
    assert "us" not in read(Tagged(at("The mayor"), at("bristled"), (at("The mayor"),)))


def test_nothing_is_found_twice():
    both = Tagged(at("The owner"), at("denied"), (at("the claim"),))
    assert read(both, both).count("the claim") == 1


def test_side_by_side_the_answers_are_the_same():
    tagger = CombinedTagger(Network())
    documents = [read_document(TEXT), read_document("Nothing."), read_document(TEXT)]
    assert list(tag_all(tagger, documents)) == [tagger.tag(document) for document in documents]


def test_each_model_finds_the_plain_case_and_another_one_is_refused():
    document = read_document("The ferry has sunk, the coastguard said.")
    for model in ("large", "fast", "rules"):
        [said] = open_tagger(model).tag(document)
        assert document.text[slice(*said.content[0])] == "The ferry has sunk"
    with pytest.raises(UsageError, match="large, fast, rules"):
        open_tagger("huge")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The ferry sank on Monday, the mayor of Orlek, Ada Holm, said.", "the mayor of Orlek, Ada Holm", "The ferry sank on Monday"),
        ("The ferry sank, Captain Ada Holm, head of the port, said.", "Captain Ada Holm, head of the port", "The ferry sank"),
        ("The ferry is safe, Ada Holm, the mayor of Orlek, said.", "Ada Holm, the mayor of Orlek", "The ferry is safe"),
    ],
)
def test_a_speaker_is_no_part_of_what_he_said(text, source, content):
    said = text.rindex(", said")
    tagged = Tagged(None, (said + 2, said + 6), ((0, said),))
    [found] = [each for each in CombinedTagger(Network((tagged,))).tag(read_document(text)) if each.cue == tagged.cue]
    assert (text[slice(*found.source)], text[slice(*found.content[0])]) == (source, content)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vold denied the theft but admitted smuggling the coins.", ["the theft", "smuggling the coins"]),
        ("Vold denied the theft but admitted smuggling the coins, police said.", ["the theft", "smuggling the coins"]),
        ("Kell, who denied the theft, said the coins were hers.", ["the theft", "the coins were hers"]),
    ],
)
def test_what_one_speaker_denies_and_what_he_admits_are_two_statements(text, found):
    tagged = open_tagger().tag(read_document(text))
    assert [text[slice(*each.content[0])] for each in tagged] == found
    assert {text[slice(*each.source)] for each in tagged if each.source} <= {"Vold", "Kell"}


@pytest.mark.parametrize(
    "text",
    ["A judge denied Alder bail on Monday.", "Alder was denied entry to the country.", "The court denied his request on Friday."],
)
def test_who_is_refused_what_he_wants_has_nothing_denied(text):
    assert [*open_tagger().tag(read_document(text))] == []


def test_a_denial_of_a_clause_that_names_it_stands():
    text = "The ministry denied that the permit had been sold."
    assert [text[slice(*each.content[0])] for each in open_tagger().tag(read_document(text))] == ["the permit had been sold"]
