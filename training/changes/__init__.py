"""Fits what became of a statement in a retelling (``src/sayso/retellings/changes/fates.py``)."""
