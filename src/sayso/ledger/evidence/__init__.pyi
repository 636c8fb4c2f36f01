from .explain import explain
from .overruled import find_overruled
from .stands import find_stands
from .things import explain_duplicates

__all__ = ["explain", "explain_duplicates", "find_overruled", "find_stands"]
