import pytest

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kelp</title>
<item><title>Quay &amp; cranes</title><link>https://kelp.example/1</link><guid>k-1</guid>
<author>Mira Tolland</author><pubDate>Mon, 03 Mar 2031 09:30:00 +0200</pubDate>
<description>Teaser</description>
<content:encoded><![CDATA[<p>The quay is <b>open</b>.</p><p>The union denies it.<br>So does the crew.</p>
<script>x()</script>]]></content:encoded></item>
<item><title>No words</title><description></description></item>
<item><description>Two of five cranes work, the board said &amp;amp; the union denied.</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kelp</title><entry><id>tag:1</id><title>Quay</title><updated>2031-03-01T09:00:00Z</updated>
<author><name>Mira Tolland</name></author><content type="html">&lt;p&gt;The quay is open.&lt;/p&gt;</content></entry></feed>"""


def test_entries_are_reports(read, write):
    result = read(write("feed.xml", RSS))
    first, second = result.reports
    assert first.text == "The quay is open.\n\nThe union denies it.\n\nSo does the crew."
    assert (first.id, first.title, first.outlet, first.url) == ("k-1", "Quay & cranes", "Kelp", "https://kelp.example/1")
    assert first.published.isoformat() == "2031-03-03T07:30:00+00:00"
    assert second.text == "Two of five cranes work, the board said & the union denied."
    assert second.id.startswith("feed-")
    assert result.codes == ["empty"] and result.skips[0].path.endswith("feed.xml:2")


def test_atom(read, write):
    report = read(write("feed.atom", ATOM)).report
    assert (report.id, report.byline, report.text, report.published.hour) == ("tag:1", "Mira Tolland", "The quay is open.", 9)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "empty"),
        ("<html></html>", "broken_feed"),
        ("<a><b></a>", "broken_feed"),
        ("\x00\x00", "broken_feed"),
        ("http://127.0.0.1:9/feed", "broken_feed"),  # an address in a file is not fetched
        ("/etc/hostname", "broken_feed"),
        ('<rss version="2.0"><channel></channel></rss>', "empty"),
        ('<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><item/></channel></rss>', "broken_feed"),
    ],
)
def test_what_is_no_feed(read, write, content, code):
    assert read(write("a.xml", content)).skip.code == code


def test_a_feed_that_breaks_off_says_so(read, write):
    result = read(write("a.xml", RSS[: RSS.index("<item><title>No words")]))
    assert [report.id for report in result.reports] == ["k-1"]
    assert result.codes == ["broken_feed"]


def test_control_characters_and_odd_markup_in_an_entry(read, write):
    body = "<p>The quay &amp;#1;is open.<!-- hidden --></p><ul><li>one</li><li>two</li></ul><style>p {}</style>after"
    content = RSS.replace("Teaser", "x").replace("<![CDATA[", f"<![CDATA[{body}\x01")
    text = read(write("a.xml", content)).reports[0].text
    assert "hidden" not in text and "{" not in text
    assert text.split("\n\n")[1:4] == ["one", "two", "after"]


def test_an_entry_with_only_a_later_date(read, write):
    content = RSS.replace("<pubDate>Mon, 03 Mar 2031 09:30:00 +0200</pubDate>", "")
    assert read(write("a.xml", content)).reports[0].published is None
