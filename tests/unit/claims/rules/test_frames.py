"""The frames in which English news says who said what."""

import pytest

from unit.claims.saying import said


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        # plain
        ("The mayor said the bridge was closed.", "The mayor", "said", ["the bridge was closed"]),
        ("The mayor said on Monday that the bridge was closed.", "The mayor", "said", ["the bridge was closed"]),
        ("The mayor told reporters in Orlo that the bridge was closed.", "The mayor", "told", ["the bridge was closed"]),
        ("The mayor told Radio Orlo the bridge was closed.", "The mayor", "told", ["the bridge was closed"]),
        ("The company denied the report.", "The company", "denied", ["the report"]),
        ("The company accused the union of lying.", "The company", "accused", ["the union of lying"]),
        ("The mayor called it a disgrace.", "The mayor", "called", ["it a disgrace"]),
        ("The mayor described the strike as a disgrace.", "The mayor", "described", ["the strike as a disgrace"]),
        ("The ministry put the toll at 12.", "The ministry", "put", ["the toll at 12"]),
        ("The union has continued for days to insist that the bridge was closed.", "The union", "insist", ["the bridge was closed"]),
        # set behind
        ("“The bridge is closed,” the mayor said.", "the mayor", "said", ["The bridge is closed"]),
        ("“It is shut,” Mara Venn, spokeswoman for the port, told Norda.", "Mara Venn, spokeswoman for the port", "told", ["It is shut"]),
        ("The bridge was closed, the mayor said.", "the mayor", "said", ["The bridge was closed"]),
        ("The bridge had admitted no lorries, a guard said.", "a guard", "said", ["The bridge had admitted no lorries"]),
        ("The toll rose to 23, he said, after two of the hurt died.", "he", "said", ["The toll rose to 23", "after two of the hurt died"]),
        ("The bridge, the mayor said, was closed.", "the mayor", "said", ["The bridge", "was closed"]),
        ("“We are leaving,” the driver told us when we met him.", "the driver", "told", ["We are leaving"]),
        # inverted
        ("“The bridge is closed,” said the mayor.", "the mayor", "said", ["The bridge is closed"]),
        ("“It is shut,” said Mara Venn, the mayor. “Go home.”", "Mara Venn, the mayor", "said", ["It is shut", "Go home"]),
        ("The price, said the banker, stirring his cup, was too high.", "the banker", "said", ["The price", "was too high"]),
        # passive
        ("The report was denied by the ministry.", "the ministry", "denied", ["The report"]),
        ("The loss was put at 12 boats.", None, "put", ["The loss", "at 12 boats"]),
        ("The clerk was reported to have said that it was shut.", "The clerk", "was reported to have said", ["it was shut"]),
        # in front of its subject
        ("The mayor named a figure, a figure the company rejected as invented.", "the company", "rejected", ["a figure", "as invented"]),
        ("The machinery, which the firm put at 18 units, was sold.", "the firm", "put", ["The machinery", "at 18 units"]),
        ("The clerk called it a forgery, the judge said that it rained.", "The clerk", "called", ["it a forgery"]),
        # verbs of no list
        ("“We are leaving,” quipped the driver.", "the driver", "quipped", ["We are leaving"]),
        ("“We are leaving,” the driver thundered.", "the driver", "thundered", ["We are leaving"]),
        ("“We are leaving,” zorbed Mara Venn.", "Mara Venn", "zorbed", ["We are leaving"]),
    ],
)  # fmt: skip
def test_source_cue_and_content_are_found(text, source, cue, content):
    assert (source, cue, content) in said(text)


def test_two_verbs_share_a_subject():
    assert said("The company denied the report and called it a lie.") == [
        ("The company", "denied", ["the report"]),
        ("The company", "called", ["it a lie"]),
    ]
    assert said("The mayor said the bridge was closed, adding that the road was open.")[1] == ("The mayor", "adding", ["the road was open"])


def test_a_statement_within_another_is_found_with_its_own_source():
    outer, inner = said("The driver denied any part in it, his lawyer, Sanna Orvo, said.")[::-1]
    assert inner == ("The driver", "denied", ["any part in it"])
    assert outer == ("his lawyer, Sanna Orvo", "said", ["The driver denied any part in it"])


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said a word about the bridge being closed.",
        "The town, which the islanders call Qesar, lies on a hill.",
        "Told what the villagers had said, she left.",
        "The clerk spoke to us, declining to be named.",
        "The army withdrew its patrols from the valley.",
        "The reported theft is being looked into.",
        "The claims of the two sides differ.",
        "If confirmed, it would be the first of its kind.",
        "Delivery vans pointed to the north.",
    ],
)
def test_what_says_nothing_is_no_attribution(text):
    assert said(text) == []
