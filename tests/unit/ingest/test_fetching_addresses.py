import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.ingest.fetching_addresses import is_address, is_public, read_address, show_address
from sayso.ledger.store.identity import file_of


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
        "168.63.129.16", "192.0.0.192", "192.88.99.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
        "2002:7f00:1::", "2001:0:1:1:1:1:8000:ffff", "2001:db8::1", "3fff::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fd00:ec2::254",
        "ff0e::1", "100::1", "5f00::1", "", "lantern.example", "127.1",
    ],
)  # fmt: skip
def test_no_address_inside_is_taken_for_a_public_one(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "::ffff:8.8.8.8", "64:ff9b::808:808", "2606:4700::1111", "2a00:1450::1"])
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "written",
    [
        "file:///etc/passwd", "ftp://lantern.example/1", "gopher://lantern.example/", "javascript://lantern.example/%0aalert(1)",
        "https://editor:secret@lantern.example/", "https://editor@lantern.example/", "https://", "https:///1", "http://lantern.example:22/",
        "http://lantern.example:99999/", "http://lantern.example:x/", "http://a\x00b/", "http://[::1/", "https://" + "a." * 70_000,
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused(written):
    assert is_address(written)
    with pytest.raises(InputError) as caught:
        read_address(written)
    assert caught.value.code == "bad_address"
    assert len(caught.value.where) <= 200


def test_an_address_is_asked_for_as_it_stands_but_for_what_no_server_sees():
    assert str(read_address("HTTPS://Lantern.Example#top")) == "https://lantern.example/"
    assert str(read_address("https://lantern.example/a b?q=1#x")) == "https://lantern.example/a%20b?q=1"


def test_a_redirect_is_relative_to_where_it_stands_and_may_not_leave_the_web():
    base = read_address("https://lantern.example/a/b")
    assert str(read_address("../c", base)) == "https://lantern.example/c"
    assert str(read_address("//quay.example/d", base)) == "https://quay.example/d"
    with pytest.raises(InputError, match="file"):
        read_address("file:///etc/passwd", base)


def test_no_address_reads_as_a_line_of_a_file():
    for written in ("https://lantern.example/a:12", "https://lantern.example:8080", "https://lantern.example/?t=1:2"):
        place = show_address(read_address(written))
        assert file_of(place) == place


@given(st.text())
def test_any_text_is_an_address_or_refused(written):
    try:
        url = read_address(f"https://{written}")
    except InputError as error:
        assert error.code == "bad_address"
    else:
        assert url.scheme == "https" and url.host and not url.userinfo
