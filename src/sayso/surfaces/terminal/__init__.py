"""The door of the terminal: a picture or a redline as text that fits the screen it is printed on."""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)  # what each name is, the stub beside this file says
