from datetime import date

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Quay reopens after storm - Kelp</title>
<meta charset="{charset}"><meta property="og:site_name" content="Kelp"><meta property="og:title" content="Quay reopens after storm">
<meta name="author" content="Mira Tolland"><meta property="article:published_time" content="2031-03-01T09:00:00+02:00"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Quay reopens after storm</h1>
<p>The harbour board said on Monday that the northern quay – closed since the storm – had reopened.</p>
<p>“We expect the first ship before Thursday,” chairwoman Ada Brim said. The dockers’ union called that premature.</p>
<p>The union said that nobody had inspected the cranes, and put the number of damaged berths at seven.</p>
<p>Two of the five cranes were working again on Monday, according to the board, which gave no further figures.</p>
</article><footer>All rights reserved. Contact us about advertising.</footer></body></html>"""


def page(charset="utf-8", **changes):
    html = PAGE.replace("{charset}", charset)
    for before, after in changes.values():
        assert before in html
        html = html.replace(before, after)
    return html.encode(charset)


def test_article_and_metadata(read, write):
    report = read(write("quay.html", page())).report
    assert (report.id, report.title, report.outlet, report.byline) == ("quay", "Quay reopens after storm", "Kelp", "Mira Tolland")
    assert (report.published.isoformat(), report.published_precision) == ("2031-03-01T07:00:00+00:00", "instant")
    paragraphs = report.text.split("\n\n")
    assert paragraphs[1].startswith("The harbour board said") and paragraphs[2].startswith("“We expect")
    assert "Home" not in report.text and "advertising" not in report.text
    assert report.text[report.body_start :].startswith("The harbour board")


def test_a_declared_charset(read, write):
    assert "“We expect" in read(write("quay.htm", page("cp1252"))).report.text


def test_a_day_in_the_metadata(read, write):
    html = page(
        date=('<meta property="article:published_time" content="2031-03-01T09:00:00+02:00">', '<meta name="date" content="2031-03-01">')
    )
    assert read(write("quay.html", html)).report.published_precision == "day"


def test_linked_data(read, write):
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-03-01T09:00:00Z"}</script>'
    html = page(date=('<meta property="article:published_time" content="2031-03-01T09:00:00+02:00">', script))
    assert read(write("quay.html", html)).report.published.isoformat() == "2031-03-01T09:00:00+00:00"


def test_a_page_without_a_date_has_none_whatever_the_day(read, write):
    html = page(date=('<meta property="article:published_time" content="2031-03-01T09:00:00+02:00">', ""))
    for today in (None, date(2030, 1, 1), date(2040, 1, 1)):
        assert read(write("quay.html", html), today=today).report.published is None


def test_pages_without_an_article(read, write):
    assert (
        read(write("a.html", "<html><head><title>Kelp</title></head><body><script>start()</script></body></html>")).skip.code
        == "no_article"
    )
    assert read(write("b.html", "  ")).skip.code == "empty"
    assert read(write("c.html", "<div>" * 50_000)).skip.code == "no_article"
    assert read(write("d.html", bytes(range(256)) * 20)).skip.code == "binary"


def test_nuls_and_surrogates_in_markup_do_no_harm(read, write):
    html = page().replace(b"northern quay", b"northern\x00 quay \xed\xa0\x80")
    assert "northern quay" in read(write("a.html", html)).report.text


def test_a_declaration_of_xml_does_no_harm(read, write):
    html = b'<?xml version="1.0" encoding="utf-8"?>' + page()
    assert "The harbour board" in read(write("a.xhtml", html)).report.text
