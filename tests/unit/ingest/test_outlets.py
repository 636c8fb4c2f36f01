import pytest

from sayso.errors import UsageError
from sayso.ingest.outlets import VARIABLE, read_outlets
from sayso.lexicon import read_lexicon


@pytest.fixture
def own(tmp_path, monkeypatch):
    def write(text):
        path = tmp_path / "outlets.toml"
        path.write_text(text, "utf-8")
        monkeypatch.setenv(VARIABLE, str(path))
        return read_outlets()

    return write


@pytest.fixture(autouse=True)
def _without_own(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


def test_names_and_sites_of_one_newsroom_are_one():
    outlets = read_outlets()
    found = {outlets.find_newsroom(name) for name in ("AP", "the associated press", "A.P.", "apnews.com", "www.apnews.com")}
    assert found == {"Associated Press"}
    assert outlets.find_newsroom(None, "https://apnews.com/article/1") == "Associated Press"


def test_an_outlet_that_is_not_listed_is_a_newsroom_of_its_own():
    outlets = read_outlets()
    assert outlets.find_newsroom("Kelp Daily", "https://apnews.com/1") == "Kelp Daily"  # who is named goes before where it stood
    assert outlets.find_newsroom("kelp.example") == "kelp.example"
    assert outlets.find_newsroom(None) is None and outlets.find_newsroom("  ", "https://kelp.example/1") is None
    assert not outlets.is_aggregator("Kelp Daily") and not outlets.is_aggregator(None)


def test_an_aggregator_is_no_newsroom():
    outlets = read_outlets()
    for outlet, url in (
        ("Yahoo News", None),
        ("Yahoo! News", None),
        ("msn.com", None),
        (None, "https://www.msn.com/en/1"),
        (None, "https://web.archive.org/x"),
    ):
        assert outlets.is_aggregator(outlet, url) and outlets.find_newsroom(outlet, url) is None
    assert not outlets.is_aggregator("Kelp Daily", "https://news.google.com/1")  # the transport is not the outlet
    assert not outlets.is_aggregator(None, "https://notmsn.com/1") and not outlets.is_aggregator(None, "http://[")


def test_a_list_of_ones_own_goes_before_the_one_that_comes_along(own):
    outlets = own(
        '[aggregators]\nsites = ["reef.example"]\n[[newsrooms]]\nnames = ["Kelp", "Kelp Sunday", "AP"]\nsites = ["kelp.example"]\n'
    )
    assert (
        outlets.find_newsroom("Kelp Sunday")
        == outlets.find_newsroom("AP")
        == outlets.find_newsroom(None, "https://m.kelp.example/1")
        == "Kelp"
    )
    assert outlets.is_aggregator("reef.example") and outlets.is_aggregator("MSN")


@pytest.mark.parametrize(
    "text",
    [
        "newsrooms = 3",
        "[[newsrooms]]\nsites = ['a.example']",
        "[[newsrooms]]\nnames = [1]",
        "[other]",
        "[aggregators]\nnames = 'x'",
        "[[",
        "newsrooms = ['x']",
    ],
)
def test_a_list_that_cannot_be_read_says_what_is_allowed(own, text):
    with pytest.raises(UsageError, match="newsrooms"):
        own(text)


def test_a_list_that_is_not_there_is_said_to_be_missing(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.toml"))
    with pytest.raises(UsageError, match="cannot be read"):
        read_outlets()


def test_no_name_or_site_of_the_list_stands_for_two():
    listed = read_lexicon("outlets")
    entries = [listed["aggregators"], *listed["newsrooms"]]
    for key in ("names", "sites"):
        every = [name.casefold() for entry in entries for name in entry[key]]
        assert len(every) == len({*every})
