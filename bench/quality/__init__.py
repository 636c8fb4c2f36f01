"""The quality gate: the project's own reading of the pile measures, and floors that may not be broken.

``measures`` scores one export against one gold file, ``floors`` keeps what has been reached, ``gate`` runs both.
"""
