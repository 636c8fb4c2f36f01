from sayso.engines import open_engine


def test_empty_columns_give_no_rows() -> None:
    assert open_engine(1).run("SELECT x FROM t", {"t": {"x": []}}) == []


def test_text_comes_back_as_it_went_in() -> None:
    words = ["naïve", "Ωmega", "a\nb", "'; DROP TABLE t; --"]
    assert open_engine(1).run("SELECT w FROM t ORDER BY n", {"t": {"w": words, "n": [1, 2, 3, 4]}}) == [(word,) for word in words]


def test_a_selection_comes_back_in_arrays() -> None:
    found = open_engine(1).select("SELECT x, x * 0.5 AS half FROM t ORDER BY x", {"t": {"x": [3, 1, 2]}})
    assert {name: column.tolist() for name, column in found.items()} == {"x": [1, 2, 3], "half": [0.5, 1.0, 1.5]}
