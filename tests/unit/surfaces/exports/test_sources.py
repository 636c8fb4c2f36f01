import json
from dataclasses import replace

import pytest

from invented_picture import PICTURE
from sayso.surfaces.exports import FORMATS, is_web_address


def read(picture):
    return json.loads(FORMATS["csl"].write(picture, None)["sources.json"])


def test_a_report_becomes_a_citation():
    report = replace(PICTURE.reports[0], byline="By Ada Lund\nand Bo Hadd", url="https://wire.example/dam?x=1")
    first, *_, last = read(replace(PICTURE, reports=(report, *PICTURE.reports[1:])))
    assert first == {
        "id": "r01",
        "type": "article-newspaper",
        "title": "Dam is safe",
        "author": [{"literal": "By Ada Lund and Bo Hadd"}],
        "container-title": "Valley Wire",
        "issued": {"date-parts": [[2041, 5, 6]]},
        "language": "en",
        "URL": "https://wire.example/dam?x=1",
    }
    assert last == {"id": "r04", "type": "article-newspaper", "container-title": "Bergpost", "language": "de"}


NO_LINKS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " https://a.example", "https://a.example\n", "data:text/html,x", "//a.example",
    "https://", "https://user:word@a.example/", 'https://a.example/"onclick="x', "https://a.example/<b>", "file:///etc/passwd",
    "http:\\\\a.example", "", None,
]  # fmt: skip


@pytest.mark.parametrize("url", NO_LINKS)
def test_only_plain_web_addresses_become_links(url):
    assert not is_web_address(url)
    assert "URL" not in read(replace(PICTURE, reports=(replace(PICTURE.reports[0], url=url),)))[0]


@pytest.mark.parametrize("url", ["http://a.example", "https://a.example:8080/b/c?d=e&f=g#h", "HTTPS://bücher.example/straße"])
def test_web_addresses_are_kept(url):
    assert is_web_address(url)
