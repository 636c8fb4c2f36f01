"""Overrulings: what an analyst decided against what was found, written down so that it is found again, and followed on every run.

draft_overruling       ids of a picture -> an overruling, about texts and characters
overrule_family        before the family tree is made: whose child a report is, and whose it is not
overrule_voices        before statements are weighed: which voices are one, whose a statement is, for whom a voice speaks
settle_states          what became of each overruling

``claims.overrule_groups``, after statements are grouped: which claims are one, which claim a statement is about, where it stands.
It stands outside this door, for it needs the ground that the voices, overruled, are part of.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)  # what each name is, the stub beside this file says
