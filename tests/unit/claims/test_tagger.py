"""The seam behind which a tagger stands."""

from sayso.claims import RuleTagger, Tagged, Tagger, find_attributions


class Echo:
    """A tagger that finds one attribution, always the same."""

    version = "echo"

    def tag(self, document):
        return [Tagged(source=(0, 3), cue=(4, 8), content=((9, len(document.text)),), relay=None)]


def test_whatever_tags_is_described():
    (found,) = find_attributions("Ann said it rained.", tagger=Echo())
    assert (found.source.text, found.cue.text, found.content[0].text) == ("Ann", "said", "it rained.")
    assert found.mode == "indirect"


def test_the_rules_stand_behind_the_seam():
    tagger: Tagger = RuleTagger()
    assert tagger.version.startswith("rules")
