from .judging import find_scopes, judge_scope
from .summing import sum_denials, sum_scopes

__all__ = ["find_scopes", "judge_scope", "sum_denials", "sum_scopes"]
