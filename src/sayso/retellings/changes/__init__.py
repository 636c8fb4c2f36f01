"""Typed changes: what a retelling altered, dropped or added, by the closed list of kinds."""

from sayso.retellings.changes.find import find_changes

__all__ = ["find_changes"]
