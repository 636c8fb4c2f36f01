import datetime
import io
import zipfile

import pytest
import xlsxwriter

from sayso.settings import IngestSettings


def workbook(*sheets):
    """Return the bytes of a workbook; each sheet is a name and its rows, None for an empty one."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for k, row in enumerate(rows):
            for column, cell in enumerate(row or ()):
                if isinstance(cell, datetime.date):
                    sheet.write_datetime(k, column, cell, day)
                else:
                    sheet.write(k, column, cell)
    book.close()
    return buffer.getvalue()


ROWS = [["Nr", "Publisher", "Date", "Headline", "Body"], [1, "Kelp", datetime.date(2031, 3, 1), "Quay", "The quay is open."]]


def repacked(data, change):
    """Return a package with its members changed: ``change(name, bytes)`` gives the new bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


def test_each_row_of_a_sheet_is_a_report(read, write):
    report = read(write("pile.xlsx", workbook(("Reports", ROWS)))).report
    assert (report.outlet, report.title, report.text) == ("Kelp", "Quay", "The quay is open.")
    assert (report.published.isoformat(), report.published_precision) == ("2031-03-01T00:00:00+00:00", "day")
    assert report.path.endswith("pile.xlsx/Reports:2")


def test_what_columns_were_taken_for_is_told(read, write):
    told = []
    read(write("pile.xlsx", workbook(("Reports", ROWS))), shown=told.append)
    [columns] = told
    assert columns.path.endswith("pile.xlsx/Reports")
    assert columns.line() == "outlet ← Publisher, title ← Headline, published ← Date, text ← Body; not used: Nr"


def test_a_mapping_goes_before_a_guess_and_is_not_told(read, write):
    told = []
    rows = [["text", "teaser", "who"], ["The quay is open, the board said.", "Quay", "Kelp"]]
    report = read(write("a.xlsx", workbook(("S", rows))), mapping={"text": "teaser", "outlet": "who"}, shown=told.append).report
    assert (report.text, report.outlet, told) == ("Quay", "Kelp", [])


def test_names_of_columns_may_stand_below_a_heading(read, write):
    rows = [["Collected in spring"], None, ["id", "text"], ["a", "The quay is open."]]
    report = read(write("a.xlsx", workbook(("S", rows)))).report
    assert (report.id, report.path.rsplit(":", 1)[1]) == ("a", "4")


def test_whole_numbers_days_and_instants_are_written_plainly(read, write):
    rows = [["id", "date", "text"], [7, datetime.datetime(2031, 3, 1, 9, 30), "The quay is open."], [7.5, "1 March 2031", "It is shut."]]
    first, second = read(write("a.xlsx", workbook(("S", rows)))).reports
    assert (first.id, first.published.hour, first.published_precision) == ("7", 9, "instant")
    assert (second.id, second.published.day) == ("7.5", 1)


def test_sheets_without_texts_are_counted_and_all_others_read(read, write):
    result = read(write("a.xlsx", workbook(("One", ROWS), ("Codes", [["a", "b"], [1, 2]]), ("Two", ROWS), ("Empty", []))))
    assert [report.path.rsplit("/", 1)[1] for report in result.reports] == ["One:2", "Two:2"]
    assert result.codes == ["not_a_report"] and "1 sheet" in result.skips[0].what and "Codes" in result.skips[0].what


def test_a_workbook_without_texts_names_its_columns(read, write):
    skip = read(write("a.xlsx", workbook(("S", [["nr", "bericht"], [1, "x"]])))).skip
    assert skip.code == "no_text" and "'nr', 'bericht'" in skip.what and skip.path.endswith("a.xlsx/S")
    assert read(write("b.xlsx", workbook(("S", [])))).skip.code == "empty"
    assert read(write("c.xlsx", workbook(("S", [["id", "text"]])))).skip.code == "empty"


def test_a_row_without_a_text_is_named_and_the_next_is_read(read, write):
    result = read(write("a.xlsx", workbook(("S", [["id", "text"], ["a", None], ["b", "The quay is open."]]))))
    assert [report.id for report in result.reports] == ["b"]
    assert result.codes == ["empty"] and result.skips[0].path.endswith("S:2")


def test_open_documents_are_read(read, write):
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="S">{}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in [["id", "text"], ["a", "Quay open."]])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        package.writestr("content.xml", content.format(rows))
    report = read(write("a.ods", buffer.getvalue())).report
    assert (report.id, report.text) == ("a", "Quay open.")


def test_a_sheet_as_wide_and_long_as_can_be_stops_nothing(read, write):
    def stretch(name, member):
        cell = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
        return member.replace(b"</sheetData>", cell) if name.endswith("sheet1.xml") else member

    path = write("pile/a.xlsx", repacked(workbook(("S", ROWS)), stretch))
    write("pile/b.xlsx", workbook(("S", ROWS)))
    result = read(path.parent)
    assert [report.path.rsplit("/", 2)[1] for report in result.reports] == ["b.xlsx"]
    assert result.codes == ["broken_document"] and "more memory" in result.skips[0].what


@pytest.mark.parametrize("declared", ["honest", "false"])
def test_a_package_that_unpacks_to_too_much_is_refused(read, write, declared):
    data = repacked(workbook(("S", ROWS)), lambda name, member: member + b" " * 3_000_000 if name.endswith("sheet1.xml") else member)
    if declared == "false":
        real = (3_000_000).to_bytes(4, "little")[1:3]
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            real = package.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
        data = data.replace(real, (100).to_bytes(4, "little"))
    skip = read(write("a.xlsx", data), settings=IngestSettings(unpacked_free_bytes=1_000_000)).skip
    assert skip.code in (("too_large",) if declared == "honest" else ("too_large", "broken_document"))


def test_entities_are_refused(read, write):
    def declare(name, member):
        return member.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaa">]>', 1) if name.endswith("sheet1.xml") else member

    skip = read(write("a.xlsx", repacked(workbook(("S", ROWS)), declare))).skip
    assert skip.code == "broken_document" and "entities" in skip.what


def test_a_workbook_with_a_password_is_said_to_be_locked(read, write):
    data = bytearray(workbook(("S", ROWS)))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):  # the flag that a member is encrypted
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 1)
    assert read(write("a.xlsx", bytes(data))).skip.code == "locked"
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert read(write("b.xlsx", encrypted)).skip.code == "locked"


@pytest.mark.parametrize("suffix", ["xlsx", "xlsm", "xlsb", "xls", "ods"])
@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), b"once upon a time", bytes(5_000)])
def test_what_is_no_spreadsheet_is_named(read, write, suffix, content):
    assert read(write(f"a.{suffix}", content)).skip.code == "broken_document"


def test_half_a_workbook_is_named(read, write):
    data = workbook(("S", ROWS))
    assert read(write("a.xlsx", data[: len(data) // 2])).skip.code == "broken_document"


def test_a_workbook_over_the_limit_is_named(read, write):
    skip = read(write("a.xlsx", workbook(("S", ROWS))), settings=IngestSettings(max_document_bytes=1_000)).skip
    assert skip.code == "too_large" and "max_document_bytes" in skip.what
