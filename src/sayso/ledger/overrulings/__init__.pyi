from .anchors import Finder, read_about
from .drafts import KINDS, Signature, draft_overruling, draft_undo
from .family import OverruledFamily, overrule_family
from .log import Followed, in_force, settle_states
from .voices import overrule_voices

__all__ = [
    "KINDS",
    "Finder",
    "Followed",
    "OverruledFamily",
    "Signature",
    "draft_overruling",
    "draft_undo",
    "in_force",
    "overrule_family",
    "overrule_voices",
    "read_about",
    "settle_states",
]
