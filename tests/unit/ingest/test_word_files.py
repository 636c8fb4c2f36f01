import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from sayso.settings import IngestSettings

SAID = "The harbour board said that the northern quay had reopened after the storm of Sunday."


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(*paragraphs):
    document = Document()
    for each in paragraphs:
        document.add_paragraph(each)
    return document


def test_a_document_is_one_report_with_its_head(read, write):
    document = Document()
    document.add_heading("Quay reopens after the storm", 0)
    document.add_paragraph("1 March 2031")
    document.add_paragraph(SAID)
    report = read(write("a.docx", saved(document))).report
    assert report.text == f"Quay reopens after the storm\n\n1 March 2031\n\n{SAID}"
    assert (report.id, report.title_span.text, report.published.day) == ("a", "Quay reopens after the storm", 1)
    assert report.text[report.body_start :] == SAID


def test_runs_breaks_and_tabs_keep_every_word(read, write):
    document = Document()
    paragraph = document.add_paragraph("The board ")
    paragraph.add_run("said").bold = True
    paragraph.add_run(" so.\nAnd\tmore.")
    assert read(write("a.docx", saved(document))).report.text == "The board said so.\nAnd\tmore."


def test_tables_and_text_boxes_are_read_in_their_place(read, write):
    document = written("Before.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Berths", "seven"
    paragraph = document.add_paragraph("After. ")
    box = (
        "<w:r {0}><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>"
        "<w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    )
    paragraph._p.append(parse_xml(box.format(nsdecls("w"))))
    assert read(write("a.docx", saved(document))).report.text.split("\n\n") == ["Before.", "Berths", "seven", "After.", "Boxed."]


def test_tracked_changes_read_as_if_taken(read, write):
    document = written("The board ")
    paragraph = document.paragraphs[0]._p
    who = 'w:id="1" w:author="A"'
    paragraph.append(parse_xml(f"<w:del {nsdecls('w')} {who}><w:r><w:delText>denied</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')} {who}><w:r><w:t>said</w:t></w:r></w:ins>"))
    paragraph.append(parse_xml(f"<w:moveFrom {nsdecls('w')} {who}><w:r><w:t> once</w:t></w:r></w:moveFrom>"))
    paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"> so.</w:t></w:r>'))
    assert read(write("a.docx", saved(document))).report.text == "The board said so."


def test_a_document_without_words_is_empty(read, write):
    assert read(write("a.docx", saved(Document()))).skip.code == "empty"


def test_limits(read, write):
    path = write("a.docx", saved(written(SAID)))
    assert read(path, settings=IngestSettings(max_text_chars=20)).skip.code == "too_large"
    assert read(path, settings=IngestSettings(unpacked_free_bytes=1_000)).skip.code == "too_large"
    assert read(path, settings=IngestSettings(most_members=2)).skip.code == "too_large"


def _replace_body(change):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(written(SAID)))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == "word/document.xml" else old.read(name))
    return buffer.getvalue()


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_entities_are_refused(read, write, charset):
    def declare(body):
        text = body.decode().partition("?>")[2]
        return f'<?xml version="1.0" encoding="{charset}"?><!DOCTYPE x [<!ENTITY a "b">]>{text}'.encode(charset)

    skip = read(write("a.docx", _replace_body(declare))).skip
    assert skip.code == "broken_document" and "entities" in skip.what


def test_broken_xml_an_old_document_and_a_locked_one_are_named(read, write):
    assert read(write("a.docx", _replace_body(lambda body: body[:-40]))).skip.code == "broken_document"
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    old = read(write("b.docx", container)).skip
    assert old.code == "broken_document"
    assert read(write("c.docx", container + "EncryptedPackage".encode("utf-16-le"))).skip.code == "locked"
    assert read(write("d.docx", b"")).skip.code == "broken_document"
