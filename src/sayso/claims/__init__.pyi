from .attributions import find_attributions, read_day
from .cues import find_entries
from .figures import LocalFigure
from .gazetteer import Listed, explain_listed, find_listed
from .grammar import claim_nouns
from .names import NamePair, group_names
from .neural.meaning import N_TOPIC, Floats, Meaning, read_meaning, score_likeness
from .parties import Polities, find_polities
from .reading import Reading, read_all_claims, read_claims, reading_from_json, reading_to_json
from .roles import find_body_class
from .rules import RuleTagger
from .states import find_adjectives, find_owners
from .tagger import MEASURED_LANGUAGE, MODELS, Tagged, Tagger, open_network, open_tagger
from .voices import VoiceBook, resolve_voices

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
    "find_adjectives",
    "find_attributions",
    "find_body_class",
    "find_entries",
    "find_listed",
    "find_owners",
    "find_polities",
    "group_names",
    "open_network",
    "open_tagger",
    "read_all_claims",
    "read_claims",
    "read_day",
    "read_meaning",
    "reading_from_json",
    "reading_to_json",
    "resolve_voices",
    "score_likeness",
]
