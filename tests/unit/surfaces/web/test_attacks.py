"""Words of reports that would be markup, addresses or code if anything obeyed them."""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sayso.desk import read
from sayso.surfaces.web import House, Keeper, make_app
from sayso.surfaces.web.addresses import read_id, spell_id
from unit.surfaces.web.conftest import BASE, BROWSER, PATIENT, record

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
EVENT = "' onmouseover='alert(3)' x='"
ADDRESS = "javascript:alert(4)"
BRACES = "{{ 7351*7919 }}{% raw %}"
IDS = ["a/b.json", "../../etc/passwd", "x?y=1#z", SCRIPT, "r<b>", "..", ".", "a b", "ü", "p%2Fq", "~2F"]


class Page(HTMLParser):
    """Which tags a page has, and what in them could run."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.wrong, self.links = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style" or name == "srcdoc":
                self.wrong.append((tag, name, value))
            if name in ("href", "src", "action", "formaction"):
                self.links.append(value)
                if not value.startswith(("/", "#")) or value.startswith("//"):
                    self.wrong.append((tag, name, value))
        if tag == "script" and not dict(attrs).get("src", "").startswith("/static/"):
            self.wrong.append((tag, "inline", None))
        if tag in ("img", "iframe", "object", "embed", "base", "b1"):
            self.wrong.append((tag, "stranger", None))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    pile = tmp_path_factory.mktemp("pile") / "attack.jsonl"
    said = (
        f'The dam at Orlek is safe {SCRIPT}, engineer Mira "{EVENT}" Tolan said on Monday. The valley council denied that the dam is safe.'
    )
    lines = [
        record(
            id=id_, outlet=f"Wire {SCRIPT} {k}", title=f"{SCRIPT} {BRACES}", byline=EVENT, url=ADDRESS, published="2041-05-06", text=said
        )
        for k, id_ in enumerate(IDS)
    ]
    lines.append(
        record(id="plain", outlet="Own", published="2041-05-07", text="Bo Hadd said \u202e\x00 the dam had <!-- failed. " + EVENT * 3)
    )
    pile.write_bytes(b"".join(lines))
    case = read([pile])
    case.close()
    with TestClient(make_app(Keeper(lambda: read([pile]), settings=PATIENT), House()), base_url=BASE, headers=BROWSER) as client:
        yield client


def _addresses(client):
    export = client.get("/exports/json", headers={"accept": "application/json"}).json()
    yield from ("/", "/claims", "/retellings", "/reports", "/voices", "/figures", "/names", "/left-out", f"/search?q={quote(SCRIPT)}")
    yield from (f"/claims/{each['id']}" for each in export["propositions"])
    yield from (f"/reports/{spell_id(each['id'])}" for each in export["reports"])
    yield from (f"/voices/{each['id']}" for each in export["voices"])
    yield from (f"/retellings/{spell_id(each['id'])}" for each in export["reports"])
    yield f"/redlines/{spell_id(IDS[0])}/{spell_id(IDS[3])}"
    yield f"/claims/{quote(SCRIPT)}"
    yield f"/nowhere/{quote(SCRIPT)}"
    yield f"/?as_of={quote(SCRIPT)}"


def test_no_word_of_a_report_becomes_markup_on_any_page(attacked):
    n_pages = 0
    for address in _addresses(attacked):
        page = attacked.get(address)
        assert page.status_code in (200, 400, 404), address
        assert Page(page.text).wrong == [], address
        assert "58212569" not in page.text, "a template ran"
        n_pages += 1
    assert n_pages > 30


def test_every_link_of_the_board_and_the_lists_leads_to_a_page(attacked):
    links = {link for address in ("/", "/reports", "/claims", "/voices") for link in Page(attacked.get(address).text).links}
    for link in sorted(links):
        if not link.startswith("#"):
            assert attacked.get(link.partition("#")[0]).status_code == 200, link


def test_each_report_is_found_at_its_own_address_whatever_its_id(attacked):
    for id_ in IDS:
        twin = attacked.get(f"/reports/{spell_id(id_)}.json").json()
        assert [each["id"] for each in twin["reports"]] == [id_]


@pytest.mark.parametrize("id_", [*IDS, "\ud800", "a\x00b", "x" * 300])
def test_an_id_survives_its_spelling(id_):
    assert read_id(spell_id(id_)) == id_
    assert not set(spell_id(id_)) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~")
