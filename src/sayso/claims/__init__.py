"""The claims room: who says what in a text, whose word it is across a pile, and which figures and names it gives.

A claim exists whether or not its report is a copy: this room knows nothing of retellings.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)  # what each name is, the stub beside this file says
