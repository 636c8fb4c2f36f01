"""Fetching, from a real server on this machine."""

import gzip
import io
import ssl
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsroom_server import HERE, open_network, start, stop
from sayso.ingest import read_reports
from sayso.ingest.fetching import Fetcher
from sayso.ingest.fetching_addresses import is_public
from sayso.ingest.fetching_network import Network, name_agent
from sayso.model import Fetched, Skip
from sayso.settings import IngestSettings

PAGE = """<!doctype html><html><head><title>Quay reopens</title><meta property="og:site_name" content="The Lantern">
<meta property="article:published_time" content="2031-05-08T09:00:00Z"></head><body><article><h1>Quay reopens</h1>
<p>The northern quay has reopened after the storm, the harbour board said on Thursday, and two of its five cranes work again.</p>
<p>The dockers' union denied that the cranes at the northern quay are safe. It said that nobody had inspected any of them.</p>
</article></body></html>"""
NOW = datetime(2031, 5, 9, 12, tzinfo=UTC)
QUICK = replace(IngestSettings(), fetch_silence_s=1.5, fetch_total_s=4.0)  # long enough for a busy machine to answer itself


@pytest.fixture
def site():
    site = start()
    yield site
    stop(site)


@pytest.fixture
def sleeps():
    return []


@pytest.fixture
def fetch(sleeps):
    """Fetch addresses and return what each gave, by address; one address alone gives what it gave."""

    def fetch_all(*addresses, settings=QUICK, **parts):
        network = open_network(sleeps, **{"now": lambda: NOW, **parts})
        given = list(Fetcher(settings, network=network).fetch(addresses))
        return given[0] if len(addresses) == 1 else given

    return fetch_all


def code(given):
    assert isinstance(given, Skip), given
    assert given.what
    return given.code


def test_what_came_is_kept_with_its_hash_and_time(site, fetch):
    address = site.page("/quay", PAGE)
    given = fetch(f"{address}#comments")
    assert given == Fetched(address, address, NOW, "text/html", "utf-8", PAGE.encode())
    assert len(given.sha256) == 64
    assert {who for _, _, who in site.asked} == {name_agent()}
    assert name_agent().startswith("Sayso/")


def test_a_page_becomes_a_report_at_its_address(site, sleeps):
    kept = []
    site.page("/old", b"", status=301, Location="/quay")
    site.page("/quay", PAGE)
    network = open_network(sleeps, now=lambda: NOW)
    fetcher = Fetcher(QUICK, keep=kept.append, network=network)
    [report] = read_reports([site.address("/old")], fetcher=fetcher)
    assert (report.path, report.url) == (site.address("/old"), site.address("/quay"))
    assert (report.outlet, report.title, report.published) == ("The Lantern", "Quay reopens", datetime(2031, 5, 8, 9, tzinfo=UTC))
    assert report.id.startswith("lantern.example-")
    assert not report.id_given or report.id != "lantern.example"
    assert [each.final_url for each in kept] == [site.address("/quay")]


def test_without_a_fetcher_nothing_is_fetched(site):
    [skip] = read_reports([site.page("/quay", PAGE)])
    assert skip.code == "not_fetched"
    assert site.asked == []


def test_the_rest_of_the_pile_goes_on(site, sleeps, tmp_path):
    file = tmp_path / "note.txt"
    file.write_text("The ferry has sunk, the coastguard said.")
    paths = [site.address("/gone"), str(file), "ftp://lantern.example/x", site.page("/quay", PAGE)]
    found = list(read_reports(paths, fetcher=Fetcher(QUICK, network=open_network(sleeps))))
    assert sorted(each.code for each in found if isinstance(each, Skip)) == ["bad_address", "http_status"]
    assert {each.path for each in found if not isinstance(each, Skip)} == {file.as_posix(), site.address("/quay")}


# ---------------------------------------------------------------------------------------------------------------- manners


def test_what_robots_txt_forbids_is_not_asked_for(site, fetch):
    site.page("/robots.txt", "User-agent: *\nDisallow: /private\nAllow: /\n", kind="text/plain")
    refused, given = fetch(site.page("/private/quay", PAGE), site.page("/quay", PAGE))
    assert code(refused) == "robots"
    assert isinstance(given, Fetched)
    assert site.paths() == ["/robots.txt", "/quay"]


def test_robots_txt_may_speak_of_this_program_by_name(site, fetch):
    site.page("/robots.txt", "User-agent: sayso\nDisallow: /\n\nUser-agent: *\nAllow: /\n", kind="text/plain")
    assert code(fetch(site.page("/quay", PAGE))) == "robots"


@pytest.mark.parametrize(("status", "may"), [(404, True), (403, True), (410, True), (500, False), (503, False), (429, False)])
def test_without_a_robots_txt_all_may_be_fetched_and_nothing_while_it_cannot_be_read(site, fetch, status, may):
    site.page("/robots.txt", "", status=status)
    given = fetch(site.page("/quay", PAGE))
    assert isinstance(given, Fetched) is may
    assert may or (code(given), str(status) in given.what) == ("robots", True)


def test_a_robots_txt_that_redirects_is_followed_and_its_rules_hold(site, fetch):
    site.page("/robots.txt", "", status=302, Location="/rules")
    site.page("/rules", "User-agent: *\nDisallow: /\n", kind="text/plain")
    assert code(fetch(site.page("/quay", PAGE))) == "robots"
    site.page("/robots.txt", "", status=302, Location="/robots.txt")
    assert isinstance(fetch(site.address("/quay")), Fetched)  # it leads nowhere: there is none


@pytest.mark.parametrize("rules", ["\x00\xff garbage", "Disallow: /\n" * 10, "User-agent: *\nDisallow: /" + "*a" * 20_000, "x" * 700_000])
def test_odd_robots_txt_stops_nothing(site, fetch, rules):
    site.page("/robots.txt", rules, kind="text/plain")
    assert isinstance(fetch(site.page("/quay", PAGE)), Fetched)


def test_a_redirect_to_another_site_asks_that_one_first(site, fetch):
    site.page("/robots.txt", "User-agent: *\nDisallow: /there\n", kind="text/plain")
    site.page("/here", "", status=302, Location=site.address("/there", host="quay.example"))
    assert code(fetch(site.address("/here"))) == "robots"
    assert site.paths("quay.example") == ["/robots.txt"]


def test_one_host_is_not_hurried_and_another_need_not_wait(site, fetch, sleeps):
    now = iter(range(10_000))
    addresses = [site.page(f"/{n}", PAGE) for n in range(3)]
    patient = replace(QUICK, fetch_delay_s=40, fetch_total_s=900)
    fetch(*addresses, site.address("/0", host="quay.example"), settings=patient, clock=lambda: next(now))
    assert len(sleeps) == 2
    assert all(0 < each <= 40 for each in sleeps)
    assert [host for host, path, _ in site.asked if path != "/robots.txt"][:2] == ["lantern.example", "quay.example"]


@pytest.mark.parametrize("rule", ["Crawl-delay: 30", "Request-rate: 2/60"])
def test_the_delay_that_a_site_asks_for_is_kept(site, fetch, sleeps, rule):
    site.page("/robots.txt", f"User-agent: *\n{rule}\n", kind="text/plain")
    fetch(*(site.page(f"/{n}", PAGE) for n in range(2)))
    assert len(sleeps) == 1
    assert 25 < sleeps[0] <= 30


def test_a_site_that_asks_for_more_patience_than_there_is_gives_one_page(site, fetch, sleeps):
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 3600\n", kind="text/plain")
    first, second = fetch(*(site.page(f"/{n}", PAGE) for n in range(2)))
    assert isinstance(first, Fetched)
    assert code(second) == "crawl_delay"
    assert sleeps == []


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_is_asked_too_much_is_left_alone(site, fetch, status):
    first, second = fetch(site.page("/1", "", status=status), site.page("/2", PAGE))
    assert (code(first), code(second)) == ("too_many_requests", "too_many_requests")
    assert "/2" not in site.paths()


# ------------------------------------------------------------------------------------------------------ addresses inside


def test_no_network_that_the_program_makes_lets_anybody_in():
    assert Network().is_public is is_public
    assert not is_public(HERE)


@pytest.mark.parametrize(
    "inside", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd00:ec2::254", "fe80::1", "64:ff9b::7f00:1"]
)
def test_a_name_of_a_machine_inside_is_refused_before_anything_is_sent(site, fetch, inside):
    given = fetch(site.page("/quay", PAGE), names={"lantern.example": [inside]}, is_public=is_public)
    assert code(given) == "private_address"
    assert inside in given.what
    assert site.asked == []


def test_one_address_inside_speaks_against_all(site, fetch):
    assert code(fetch(site.page("/quay", PAGE), names={"lantern.example": [HERE, "10.0.0.8"]})) == "private_address"
    assert site.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_this_machine_is_refused_however_it_is_written(site, host):
    given = next(Fetcher(QUICK).fetch([f"http://{host}:{site.port}/quay"]))
    assert code(given) in ("private_address", "unknown_host", "bad_address")
    assert site.asked == []


@pytest.mark.parametrize(
    "inside", ["http://127.0.0.2:8080/", "http://169.254.169.254/latest/meta-data/", "http://[::1]:8080/", "http://rebound.example/"]
)
def test_a_redirect_to_a_machine_inside_is_not_followed(site, fetch, inside):
    site.page("/quay", "", status=302, Location=inside)
    given = fetch(site.address("/quay"), names={"rebound.example": ["10.0.0.8"]})
    assert code(given) == "private_address"
    assert given.path == site.address("/quay")
    assert inside in given.what


def test_a_robots_txt_cannot_lead_inside_either(site, fetch):
    site.page("/robots.txt", "", status=302, Location="http://169.254.169.254/")
    assert code(fetch(site.page("/quay", PAGE))) == "private_address"
    assert site.paths() == ["/robots.txt"]


def test_a_name_that_changes_its_mind_leads_nowhere_else(site, fetch):
    """Each connection goes to the very address that was judged: the name is looked up once for it."""
    answers = iter([[HERE], [HERE], ["10.0.0.8"]])
    looked_up = []

    def look_up(host, port):
        looked_up.append(host)
        return next(answers)

    assert isinstance(fetch(site.page("/quay", PAGE), look_up=look_up), Fetched)
    assert len(looked_up) == len(site.asked) == 2  # robots.txt and the page, once each
    assert code(fetch(site.address("/quay"), look_up=look_up)) == "private_address"
    assert len(site.asked) == 2


def test_the_next_address_of_a_host_is_tried_when_the_first_is_dead(site, fetch):
    given = fetch(
        site.page("/quay", PAGE), names={"lantern.example": ["127.0.0.9", HERE]}, is_public=lambda address: address.startswith("127.")
    )
    assert isinstance(given, Fetched)


def test_no_proxy_is_asked(site, fetch, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert isinstance(fetch(site.page("/quay", PAGE)), Fetched)


def test_a_redirect_does_not_carry_what_the_site_wanted_to_be_remembered(site, fetch):
    seen = []
    site.page("/quay", "", status=302, Location="/on", Set_Cookie="who=reader")

    def write(handler):
        seen.append(handler.headers.get("Cookie"))
        handler.send_response(204)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()

    site.answer("/on", write)
    fetch(site.address("/quay"))
    assert seen == [None]


# ----------------------------------------------------------------------------------------------------------------- limits


def test_redirects_end(site, fetch):
    site.page("/quay", "", status=302, Location="/quay")
    assert code(fetch(site.address("/quay"))) == "redirects"
    assert site.paths().count("/quay") == QUICK.fetch_most_redirects + 1


def test_a_redirect_may_not_leave_the_web(site, fetch):
    site.page("/quay", "", status=302, Location="file:///etc/passwd")
    assert code(fetch(site.address("/quay"))) == "bad_address"


def test_what_is_said_to_be_too_large_is_not_taken_in(site, fetch):
    def write(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(10**12))
        handler.end_headers()

    assert code(fetch(site.answer("/quay", write))) == "too_large"


def test_what_turns_out_too_large_is_left(site, fetch):
    def write(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while not site.closing.is_set():
            handler.wfile.write(b"<p>more</p>" * 1_000)

    given = fetch(site.answer("/quay", write), settings=replace(QUICK, fetch_most_bytes=200_000, fetch_total_s=30))
    assert code(given) == "too_large"


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_bomb_does_not_go_off(site, fetch, pack):
    bomb = pack(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    packing = "gzip" if pack is gzip.compress else "deflate"
    given = fetch(site.page("/quay", bomb, Content_Encoding=packing), settings=replace(QUICK, fetch_most_bytes=1_000_000, fetch_total_s=30))
    assert code(given) == "too_large"


def test_a_bomb_for_a_robots_txt_does_not_go_off_either(site, fetch):
    bomb = gzip.compress(b"User-agent: *\nDisallow: /\n" + b"#" * 50_000_000)
    site.page("/robots.txt", bomb, kind="text/plain", Content_Encoding="gzip")
    assert code(fetch(site.page("/quay", PAGE), settings=replace(QUICK, fetch_total_s=30))) == "robots"


def test_packed_pages_are_unpacked_and_what_was_not_asked_for_is_refused(site, fetch):
    assert fetch(site.page("/quay", gzip.compress(PAGE.encode()), Content_Encoding="gzip")).body == PAGE.encode()
    assert code(fetch(site.page("/br", b"\x0b\x02", Content_Encoding="br"))) == "unknown_content"
    assert code(fetch(site.page("/twice", gzip.compress(b""), Content_Encoding="gzip, gzip"))) == "unknown_content"
    assert code(fetch(site.page("/broken", b"\x1f\x8b\x08 broken", Content_Encoding="gzip"))) == "unreachable"


def test_a_site_that_says_nothing_is_not_waited_for(site, fetch):
    assert code(fetch(site.answer("/quay", lambda handler: site.closing.wait(30)))) == "too_slow"


@pytest.mark.parametrize("part", ["headers", "body"])
def test_what_trickles_in_ends_too(site, fetch, part):
    def write(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + (b"\r\n" if part == "body" else b"X-Slow: "))
        while not site.closing.wait(0.05):
            handler.wfile.write(b"a")

    assert code(fetch(site.answer("/quay", write))) == "too_slow"


@pytest.mark.parametrize(
    "said", [b"", b"\x00\x01\x02", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 999999 x\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 60_000]
)
def test_what_is_no_answer_is_told(site, fetch, said):
    assert code(fetch(site.answer("/quay", lambda handler: handler.wfile.write(said)))) == "unreachable"


def test_an_answer_that_breaks_off_is_not_taken_for_whole(site, fetch):
    assert code(fetch(site.page("/quay", b"<p>The quay", Content_Length="5000"))) == "unreachable"


def test_nobody_there(fetch):
    assert code(fetch("http://lantern.invalid/")) == "unknown_host"
    closed = start()
    stop(closed)
    assert code(fetch(closed.address("/quay"))) == "unreachable"


# -------------------------------------------------------------------------------------------------------- what is taken in


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 500])
def test_an_error_page_is_no_report(site, fetch, status):
    given = fetch(site.page("/quay", PAGE, status=status))
    assert (code(given), str(status) in given.what) == ("http_status", True)


@pytest.mark.parametrize(
    "kind", ["image/png", "video/mp4", "application/zip", "text/javascript", "application/octet-stream", "nonsense", "a/b" * 90]
)
def test_what_holds_no_report_is_left(site, fetch, kind):
    assert code(fetch(site.page("/quay", b"\x89PNG", kind=kind))) == "unknown_content"


@pytest.mark.parametrize(
    ("path", "kind", "body", "n_reports"),
    [
        ("/note", "text/plain", "The ferry has sunk, the coastguard said.", 1),
        ("/pile.jsonl", "application/octet-stream", '{"text": "The ferry has sunk."}\n{"text": "Nobody was hurt."}\n', 2),
        ("/table", "text/csv", "text,outlet\nThe ferry has sunk.,The Quay\n", 1),
        ("/feed", "application/rss+xml", '<rss version="2.0"><channel><title>Q</title><item><title>a</title><description>The quay '
         "is open.</description></item></channel></rss>", 1),
    ],
)  # fmt: skip
def test_files_are_read_from_addresses_as_from_disk(site, sleeps, path, kind, body, n_reports):
    found = list(read_reports([site.page(path, body, kind=kind)], fetcher=Fetcher(QUICK, network=open_network(sleeps))))
    assert len(found) == n_reports
    assert not [each for each in found if isinstance(each, Skip)]
    assert all((each.path or "").startswith(site.address(path)) for each in found)


def test_documents_are_read_from_addresses_too(site, sleeps):
    from docx import Document

    document, written = Document(), io.BytesIO()
    document.add_paragraph("The ferry has sunk, the coastguard said on Monday. Its owner denied the claim.")
    document.save(written)
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    addresses = [
        site.page("/note", written.getvalue(), kind=word),
        site.page("/api/reports", '[{"text": "Nobody was hurt."}, {"text": "The quay is open."}]', kind="application/json"),
        site.page("/broken", b"%PDF-1.7 broken", kind="application/pdf"),
    ]
    found = list(read_reports(addresses, fetcher=Fetcher(QUICK, network=open_network(sleeps))))
    assert sorted(each.path for each in found if isinstance(each, Skip)) == [site.address("/broken")]
    assert sum(not isinstance(each, Skip) for each in found) == 3
    assert [each.url for each in found if each.path == site.address("/note")] == [site.address("/note")]


def test_two_texts_of_one_host_are_two_reports(site, sleeps):
    addresses = [site.page(f"/{n}", f"The ferry number {n} has sunk, the coastguard said.", kind="text/plain") for n in range(2)]
    found = list(read_reports(addresses, fetcher=Fetcher(QUICK, network=open_network(sleeps))))
    assert len({each.id for each in found}) == 2
    assert {each.url for each in found} == {*addresses}


@pytest.mark.parametrize("charset", ["no-such-charset", "utf-16", "\x01", "a" * 200, "utf-8; charset=cp1252", '"'])
def test_a_charset_that_does_not_fit_is_not_believed(site, sleeps, charset):
    text = "Die Fähre ist gesunken, sagte die Küstenwache, und niemand wurde verletzt."
    address = site.page("/note", text, kind=f"text/plain; charset={charset}")
    [report] = read_reports([address], fetcher=Fetcher(QUICK, network=open_network(sleeps)))
    assert report.text == text


def test_a_charset_that_fits_is_believed(site, sleeps):
    text = "Паром затонул, заявила береговая охрана в четверг."
    address = site.page("/note", text.encode("koi8-r"), kind="text/plain; charset=KOI8-R")
    [report] = read_reports([address], fetcher=Fetcher(QUICK, network=open_network(sleeps)))
    assert report.text == text


def test_addresses_give_the_same_in_whatever_order_they_are_named(site, fetch):
    addresses = [site.page(f"/{n}", PAGE.replace("Quay", f"Quay {n}")) for n in range(3)]
    assert fetch(*addresses) == fetch(*reversed(addresses), addresses[0])


# -------------------------------------------------------------------------------------------------------------------- TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for lantern.example that nobody but these tests believes."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "lantern.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - timedelta(1), now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("lantern.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def secure_site(certificate):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    site = start(tls)
    yield site
    stop(site)


def test_a_site_that_cannot_prove_who_it_is_gives_nothing(secure_site, fetch):
    secure_site.page("/quay", PAGE)
    given = fetch(secure_site.address("/quay", scheme="https"))
    assert code(given) == "bad_certificate"
    assert "certificate" in given.what
    assert secure_site.asked == []


def test_a_site_proves_who_it_is_by_its_name_though_it_is_reached_by_its_address(secure_site, fetch, certificate):
    secure_site.page("/quay", PAGE)

    def believe():
        return ssl.create_default_context(cafile=certificate)

    assert isinstance(fetch(secure_site.address("/quay", scheme="https"), make_tls=believe), Fetched)
    other = fetch(secure_site.address("/quay", host="quay.example", scheme="https"), make_tls=believe)
    assert code(other) == "bad_certificate"
    assert "quay.example" in other.what


def test_a_plain_site_is_no_secure_one(site, fetch):
    site.page("/quay", PAGE)
    assert code(fetch(site.address("/quay", scheme="https"))) == "bad_certificate"
