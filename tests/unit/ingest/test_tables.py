import pytest

from sayso.settings import IngestSettings


def test_columns_are_known_by_common_names(read, write, prose):
    quoted = prose.replace('"', '""')
    rows = (
        "Link,Headline,Date,Content",
        f'https://kelp.example/1,Quay,2031-03-01,"{quoted}"',
        'https://kelp.example/2,Storm,,"Cranes moved, slowly."\n',
    )
    result = read(write("a.csv", "\n".join(rows)))
    first, second = result.reports
    assert (first.url, first.title, first.published.day, first.text) == ("https://kelp.example/1", "Quay", 1, prose)
    assert (second.published, second.text) == (None, "Cranes moved, slowly.")
    assert [report.path.rsplit(":", 1)[1] for report in result.reports] == ["2", str(3 + prose.count("\n"))]


def test_other_columns_need_a_mapping_and_are_named(read, write):
    path = write("a.csv", "nr,bericht,tag\n1,The quay is open again.,2031-03-01\n")
    skip = read(path).skip
    assert skip.code == "no_text"
    assert "'nr', 'bericht', 'tag'" in skip.what and "text=body" in skip.what
    report = read(path, mapping={"id": "nr", "text": "bericht", "published": "tag"}).report
    assert (report.id, report.text, report.published.day) == ("1", "The quay is open again.", 1)


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|")])
def test_other_delimiters(read, write, name, mark):
    assert read(write(name, f"id{mark}text\n1{mark}Quay open, union says no\n")).report.text == "Quay open, union says no"


def test_line_ends_inside_a_field_are_kept(read, write):
    assert read(write("a.csv", 'id,text\r\n1,"one\r\n\r\ntwo"\r\n')).report.text == "one\r\n\r\ntwo"


def test_spreadsheet_exports(read, write):
    assert read(write("utf16.tsv", "id\ttext\n1\tKai geöffnet\n".encode("utf-16"))).report.text == "Kai geöffnet"
    assert read(write("old.csv", "id;text\n1;Die Behörde öffnete den Kai für Schiffe\n".encode("cp1252"))).report.text.startswith(
        "Die Behörde öffnete"
    )


def test_a_row_with_too_many_fields_is_named_and_the_next_is_read(read, write):
    result = read(write("a.csv", "id,text\n1,Quay open, says board\n2,Fine\n"))
    assert [report.id for report in result.reports] == ["2"]
    assert result.codes == ["broken_row"] and result.skips[0].path.endswith("a.csv:2")


def test_an_open_quotation_mark_ends_the_table_and_says_where(read, write):
    result = read(write("a.csv", 'id,text\n1,Fine\n2,"never closed\n3,lost\n4,lost\n'))
    assert [report.id for report in result.reports] == ["1"]
    assert result.codes == ["broken_row"] and result.skips[0].path.endswith("a.csv:3")
    assert "the rest was not read" in result.skips[0].what


def test_a_long_field_is_read(read, write):
    assert len(read(write("a.csv", 'id,text\n1,"' + "quay " * 50_000 + '"\n')).report.text) == 250_000


def test_a_table_without_rows(read, write):
    assert read(write("a.csv", "")).skip.code == "empty"
    assert read(write("b.csv", "id,text\n")).skip.code == "empty"


def test_a_line_over_the_limit_ends_the_table(read, write):
    content = 'id,text\n1,Fine\n2,"half\n' + "x" * 2_000 + '\nhalf"\n3,Fine\n'
    result = read(write("a.csv", content), settings=IngestSettings(max_file_bytes=1_000))
    assert [report.id for report in result.reports] == ["1"]
    assert result.codes == ["too_large"] and "the rest of the table was not read" in result.skips[0].what


def test_of_two_columns_of_one_name_the_first_counts(read, write):
    assert read(write("a.csv", "text,text,\nQuay open,Teaser,\n")).report.text == "Quay open"
