from sayso.ledger.store import CaseStore


def test_results_are_kept_by_kind_and_key():
    with CaseStore.open(None) as case:
        case.save_cached("align", {"a": b"1", "b": b"\0\xff"})
        case.save_cached("claims", {"a": b"2"})
        case.save_cached("align", {"a": b"3"})
        case.save_cached("align", {})
        assert case.cached("align", ["a", "b", "c", "a"]) == {"a": b"3", "b": b"\0\xff"}
        assert case.cached("claims", []) == {}
        assert case.cached_kinds() == ("align", "claims")


def test_more_keys_than_one_statement_takes():
    results = {f"{n:064x}": b"%d" % n for n in range(2500)}
    with CaseStore.open(None) as case:
        case.save_cached("align", results)
        assert case.cached("align", list(results)) == results


def test_what_is_no_longer_needed_is_forgotten():
    with CaseStore.open(None) as case:
        case.save_cached("align", {"a": b"1", "b": b"2", "c": b"3"})
        case.save_cached("claims", {"a": b"2"})
        assert case.forget_cached("align", keep=["b", "d"]) == 2
        assert case.cached("align", ["a", "b", "c"]) == {"b": b"2"}
        assert case.forget_cached("align") == 1
        assert case.cached_kinds() == ("claims",)
