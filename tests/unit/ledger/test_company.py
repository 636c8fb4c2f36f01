"""What else statements are likely about tells which of them are about one thing."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.company import Company

WEIGHTS = {"constant": -1.0, "few": 0.5, "log_odds": -0.5, "company": 3.0}


def tell(scores: np.ndarray, company_from: int = 0, fewness: float = 0.0) -> Company:
    company = Company(len(scores), company_from, fewness)
    for k, row in enumerate(scores):
        company.tell(k, row)
    return company


def draw(n: int, seed: int = 0) -> np.ndarray:
    drawn = np.random.default_rng(seed).normal(-1, 2, (n, n)).round(5)
    return np.triu(drawn, 1) + np.triu(drawn, 1).T


def compare_slowly(scores: np.ndarray, k: int, j: int) -> float:
    n = len(scores)
    told = [[1.0 if a == b else 1 / (1 + math.exp(-scores[a, b])) for b in range(n)] for a in range(n)]
    common = [math.fsum(row[b] for row in told) / n for b in range(n)]
    one, other = ([told[each][b] - common[b] for b in range(n)] for each in (k, j))
    length = math.sqrt(math.fsum(x * x for x in one) * math.fsum(y * y for y in other))
    return math.fsum(x * y for x, y in zip(one, other, strict=True)) / length


def link_all(scores: np.ndarray) -> list[dict[int, float]]:
    return [{j: float(score) for j, score in enumerate(row) if j != k} for k, row in enumerate(scores)]


@pytest.mark.parametrize("n", [3, 12, 40])
def test_profiles_are_compared_as_a_slow_count_compares_them(n: int) -> None:
    scores = draw(n, n)
    company = tell(scores)
    for k in range(n):
        places = [j for j in range(n) if j != k]
        assert company.compare(k, places) == pytest.approx([compare_slowly(scores, k, j) for j in places], abs=2e-5)


def test_two_of_one_company_are_nearer_than_two_as_alike_that_have_none() -> None:
    scores = np.full((12, 12), -3.0)
    for one in ((0, 1, 2, 3, 4), (6, 7, 8, 9, 10)):
        scores[np.ix_(one, one)] = 2.0
    scores[0, 1] = scores[1, 0] = scores[0, 6] = scores[6, 0] = -1.0  # as alike; the first two go with three others each
    links = tell(scores).weigh(link_all(scores), WEIGHTS)
    assert links[0][1] > links[0][6] + 1


def test_weighing_adds_up_what_is_measured_and_is_the_same_both_ways() -> None:
    scores = draw(20)
    company = tell(scores, 5, 0.4)
    links = company.weigh(link_all(scores), WEIGHTS)
    much = 1 - 5 / 20
    cosine = float(company.compare(3, [8])[0])
    assert links[3][8] == links[8][3] == pytest.approx(scores[3, 8] * (1 - 0.5 * much) + much * (-1 + 0.5 * 0.4 + 3 * cosine), abs=2e-5)


def test_what_is_about_two_things_stays_so() -> None:
    scores = draw(10)
    links = link_all(scores)
    links[2][5] = links[5][2] = -math.inf
    weighed = tell(scores).weigh(links, WEIGHTS)
    assert [(k, j) for k, near in enumerate(weighed) for j, score in near.items() if not math.isfinite(score)] == [(2, 5), (5, 2)]
    assert weighed[2][5] == -math.inf


@given(st.integers(0, 9))
def test_so_few_keep_no_company(n: int) -> None:
    links = link_all(draw(n))
    assert tell(draw(n), 10).weigh(links, WEIGHTS) == links


@given(st.permutations(range(15)))
def test_the_order_of_statements_plays_no_part(order: list[int]) -> None:
    scores = draw(15, 1)
    links, moved = tell(scores).weigh(link_all(scores), WEIGHTS), scores[np.ix_(order, order)]
    for k, near in enumerate(tell(moved).weigh(link_all(moved), WEIGHTS)):
        assert near == pytest.approx({j: links[order[k]][order[j]] for j in near}, abs=5e-5)


def test_a_part_of_a_large_pile_stands_for_all() -> None:
    rng = np.random.default_rng(4)
    about = rng.integers(0, 6, 1500)
    scores = np.where(about[:, None] == about[None, :], 1.0, -3.0) + rng.normal(0, 1, (1500, 1500))
    scores = ((scores + scores.T) / 2).round(5)
    company, places = tell(scores), [*range(1, 300)]
    told = 1 / (1 + np.exp(-scores))
    np.fill_diagonal(told, 1.0)
    rest = told - told.mean(axis=0)
    rest /= np.linalg.norm(rest, axis=1, keepdims=True)
    whole = rest[places] @ rest[0]
    assert np.abs(company.compare(0, places) - whole).max() < 0.15
    same = about[places] == about[0]
    assert company.compare(0, places)[same].min() > company.compare(0, places)[~same].max()
