"""The claims room: who says what in a text, whose word it is across a pile, and which figures and names it gives.

A claim exists whether or not its report is a copy: this room knows nothing of retellings.
"""

from sayso.claims.attributions import find_attributions
from sayso.claims.figures import LocalFigure
from sayso.claims.gazetteer import Listed, explain_listed, find_listed
from sayso.claims.grammar import claim_nouns
from sayso.claims.names import NamePair, group_names
from sayso.claims.neural.meaning import N_TOPIC, Floats, Meaning, read_meaning, score_likeness
from sayso.claims.parties import Polities, find_polities
from sayso.claims.reading import Reading, read_all_claims, read_claims, reading_from_json, reading_to_json
from sayso.claims.rules import RuleTagger
from sayso.claims.tagger import MEASURED_LANGUAGE, MODELS, Tagged, Tagger, open_network, open_tagger
from sayso.claims.voices import VoiceBook, resolve_voices

__all__ = [
    "MEASURED_LANGUAGE",
    "MODELS",
    "N_TOPIC",
    "Floats",
    "Listed",
    "LocalFigure",
    "Meaning",
    "NamePair",
    "Polities",
    "Reading",
    "RuleTagger",
    "Tagged",
    "Tagger",
    "VoiceBook",
    "claim_nouns",
    "explain_listed",
    "find_attributions",
    "find_listed",
    "find_polities",
    "group_names",
    "open_network",
    "open_tagger",
    "read_all_claims",
    "read_claims",
    "read_meaning",
    "reading_from_json",
    "reading_to_json",
    "resolve_voices",
    "score_likeness",
]
