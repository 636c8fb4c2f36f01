"""Why: any number, list or judgement of a picture, unfolded into what it was made from, down to spans of text and reasons.

explain         a thing by the name that people give it (p1, p1.status, v3, r05, r05>r01, a12, f4, o2, voices ...) -> its evidence
explain_duplicates  how often a text came again, from what the case file knows of places
find_stands     the stances that a claim's status was judged from, in order
find_overruled  the overrulings that had a hand in a claim, an attribution or a report
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)  # what each name is, the stub beside this file says
