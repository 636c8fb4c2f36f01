import gzip
import io
import zipfile

import pytest

from sayso.settings import IngestSettings

SENTENCES = "The harbour board said on Monday that the northern quay had reopened. The dockers' union called that premature. "


def page(n):
    paragraphs = "".join(f"<p>{n}.{k} {SENTENCES}</p>" for k in range(4))
    title = f"Quay {n} reopens"
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>".encode()


def record(url, body, *, status="200 OK", content_type="text/html; charset=utf-8", encoding=None):
    if encoding == "gzip":
        body = gzip.compress(body, mtime=0)
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n" + (f"Content-Encoding: {encoding}\r\n" if encoding else "") + "\r\n"
    return wrap("response", url, "application/http; msgtype=response", head.encode() + body)


def wrap(kind, url, content_type, block):
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2031-03-01T09:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


ARCHIVE = [
    record("https://kelp.example/1", page(1)),
    record("https://kelp.example/2", page(2), encoding="gzip"),
    record("https://kelp.example/logo.png", b"\x89PNG", content_type="image/png"),
    record("https://kelp.example/gone", page(3), status="404 Not Found"),
]


def check(result):
    assert [report.url for report in result.reports] == ["https://kelp.example/1", "https://kelp.example/2"]
    assert [report.title for report in result.reports] == ["Quay 1 reopens", "Quay 2 reopens"]
    assert all(report.published is None for report in result.reports)  # when it was fetched is not when it was published
    assert result.codes == ["not_a_report"] and "2 records" in result.skips[0].what


def test_pages_of_an_archive(read, write):
    check(read(write("crawl.warc", b"".join(ARCHIVE))))


def test_a_packed_archive_of_many_members(read, write):
    check(read(write("crawl.warc.gz", b"".join(map(gzip.compress, ARCHIVE)))))


def wacz(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    return buffer.getvalue()


def test_a_package_of_archives(read, write):
    content = {"datapackage.json": b"{}", "archive/data.warc.gz": b"".join(map(gzip.compress, ARCHIVE)), "pages/pages.jsonl": b"{}"}
    result = read(write("crawl.wacz", wacz(content)))
    check(result)
    assert result.reports[0].path.endswith("crawl.wacz/archive/data.warc.gz:1")


def test_ids_do_not_depend_on_the_place_in_the_archive(read, write):
    one = {report.url: report.id for report in read(write("a.warc", b"".join(ARCHIVE))).reports}
    two = {report.url: report.id for report in read(write("a.warc", b"".join(reversed(ARCHIVE)))).reports}
    assert one == two


def test_text_that_a_crawler_converted(read, write, prose):
    report = read(write("a.warc", wrap("conversion", "https://kelp.example/1", "text/plain", prose.encode()))).report
    assert (report.text, report.url) == (prose, "https://kelp.example/1")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.warc", b"rubbish", "broken_archive"),
        ("a.warc", b"", "empty"),
        ("a.warc.gz", b"rubbish", "broken_archive"),
        ("a.wacz", b"rubbish", "broken_archive"),
        ("a.wacz", wacz({"pages/pages.jsonl": b"{}"}), "empty"),
        ("a.wacz", wacz({"archive/a.warc.gz": b"rubbish"}), "broken_archive"),
    ],
)
def test_what_is_no_archive(read, write, name, content, code):
    assert read(write(name, content)).skip.code == code


def test_an_archive_that_breaks_off_keeps_what_was_whole(read, write):
    packed = b"".join(map(gzip.compress, ARCHIVE[:2]))
    result = read(write("a.warc.gz", packed[:-40]))
    assert [report.url for report in result.reports][:1] == ["https://kelp.example/1"]
    assert result.codes


def test_a_page_cut_short_is_not_passed_off_as_whole(read, write):
    result = read(write("a.warc", ARCHIVE[0] + ARCHIVE[0][:-300]))
    assert len(result.reports) == 1
    assert result.codes == ["cut_short"]


def test_a_page_that_unpacks_without_end_is_refused(read, write):
    bomb = record("https://kelp.example/1", b"a" * 3_000_000, encoding="gzip")
    assert "too_large" in read(write("a.warc", bomb), settings=IngestSettings(max_file_bytes=500_000)).codes


def test_a_packed_archive_out_of_proportion_is_refused(read, write):
    settings = IngestSettings(unpacked_free_bytes=100_000)
    data = gzip.compress(record("https://kelp.example/1", b"<p>" + b"a" * 9_000_000))
    assert "too_large" in read(write("a.warc.gz", data), settings=settings).codes
    assert "too_large" in read(write("a.wacz", wacz({"archive/a.warc.gz": data})), settings=settings).codes
