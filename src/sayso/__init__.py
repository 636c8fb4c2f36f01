"""Sayso: on whose say-so? The public face is filled in by the desk."""
