"""Overrulings: what an analyst decided against what was found, written down so that it is found again, and followed on every run.

draft_overruling       ids of a picture -> an overruling, about texts and characters
overrule_family        before the family tree is made: whose child a report is, and whose it is not
overrule_voices        before statements are weighed: which voices are one, whose a statement is, for whom a voice speaks
settle_states          what became of each overruling

``claims.overrule_groups``, after statements are grouped: which claims are one, which claim a statement is about, where it stands.
It stands outside this door, for it needs the ground that the voices, overruled, are part of.
"""

from sayso.ledger.overrulings.anchors import Finder, read_about
from sayso.ledger.overrulings.drafts import KINDS, Signature, draft_overruling, draft_undo
from sayso.ledger.overrulings.family import OverruledFamily, overrule_family
from sayso.ledger.overrulings.log import in_force, settle_states
from sayso.ledger.overrulings.voices import overrule_voices

__all__ = [
    "KINDS",
    "Finder",
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
