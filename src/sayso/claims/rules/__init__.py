"""The rule tagger: source, cue and content from quotation marks, reporting verbs and clause structure."""

from sayso.claims.rules.tagger import RuleTagger

__all__ = ["RuleTagger"]
