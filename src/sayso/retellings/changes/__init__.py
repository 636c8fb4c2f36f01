"""Typed changes: what a retelling altered, dropped or added, by the closed list of kinds."""

from sayso.retellings.changes.find import find_changes
from sayso.retellings.changes.meanings import Meanings, Meant

__all__ = ["Meanings", "Meant", "find_changes"]
