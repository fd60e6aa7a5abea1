"""Word and OpenDocument files: what is taken for a block, of which kind, and how it is named."""

from __future__ import annotations

import io
from pathlib import Path

from tests.unit.document_files import assert_offsets, texts, write
from tqcheck.documents import read


def make_docx() -> bytes:
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.add_heading("Le titre", level=1)
    paragraph = document.add_paragraph("Un paragraphe ")
    paragraph.add_run("en gras").bold = True
    inserted = f"<w:ins {nsdecls('w')}><w:r><w:t>, ajouté</w:t></w:r></w:ins>"
    deleted = f"<w:del {nsdecls('w')}><w:r><w:delText>, ôté</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom {nsdecls('w')}><w:r><w:t>, déplacé</w:t></w:r></w:moveFrom>"
    for change in (inserted, deleted, moved):
        paragraph._p.append(parse_xml(change))
    document.add_paragraph("")
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Le titre\t1", style="toc 1")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Nom", "Léa"
    merged = document.add_table(rows=1, cols=2)
    merged.cell(0, 0).merge(merged.cell(0, 1)).text = "Fusion"
    document.add_paragraph("Premier", style="List Bullet")
    document.add_paragraph("Ligne\nsuivante")
    document.sections[0].header.paragraphs[0].text = "En-tête"
    document.sections[0].footer.paragraphs[0].text = "Pied"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_docx(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.docx", make_docx()))
    assert [(block.text, block.kind, block.unit) for block in document.blocks] == [
        ("Le titre", "heading", "p1"),
        ("Un paragraphe en gras, ajouté", "paragraph", "p2"),
        ("Nom", "table-cell", "p3"),
        ("Léa", "table-cell", "p4"),
        ("Fusion", "table-cell", "p5"),
        ("Premier", "list-item", "p6"),
        ("Ligne\nsuivante", "paragraph", "p7"),
        ("En-tête", "header", "header1"),
        ("Pied", "footer", "footer1"),
    ]
    assert_offsets(document)
    assert document.text == "\n\n".join(texts(document))


def test_docx_notes_and_text_boxes(tmp_path: Path) -> None:
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    paragraph = document.add_paragraph("Un paragraphe.")
    box = "<w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent>"
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {compatible}><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote><w:p><w:r><w:t>La note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), content_type, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    buffer = io.BytesIO()
    document.save(buffer)
    read_back = read(write(tmp_path, "a.docx", buffer.getvalue()))
    assert [(block.text, block.kind, block.unit) for block in read_back.blocks] == [
        ("Un paragraphe.", "paragraph", "p1"),
        ("Encadré", "paragraph", "p2"),
        ("La note.", "footnote", "footnote1"),
    ]


def make_odt() -> bytes:
    import odfdo

    document = odfdo.Document("text")
    body = document.body
    body.clear()
    deleted = "<text:deletion><text:p>Ôté</text:p></text:deletion>"
    body.append(
        odfdo.Element.from_tag(
            f"<text:tracked-changes><text:changed-region>{deleted}</text:changed-region></text:tracked-changes>"
        )
    )
    body.append(odfdo.Header(1, "Le titre"))
    body.append(odfdo.Paragraph("Un paragraphe  à deux espaces\tet une tabulation"))
    noted = odfdo.Paragraph("Un appel de note")
    noted.insert_note(after="appel", note_id="n1", citation="1", body="La note.")
    noted.insert_annotation(after="Un", body="Une remarque", creator="X")
    body.append(noted)
    body.append(odfdo.Paragraph(""))
    body.append(odfdo.List(["Premier"]))
    table = odfdo.Table("T", width=2, height=1)
    table.set_value((0, 0), "Nom")
    table.set_value((1, 0), "Léa")
    body.append(table)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_odt(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.odt", make_odt()))
    assert [(block.text, block.kind, block.unit) for block in document.blocks] == [
        ("Le titre", "heading", "p1"),
        ("Un paragraphe  à deux espaces\tet une tabulation", "paragraph", "p2"),
        ("Un appel de note", "paragraph", "p3"),
        ("La note.", "footnote", "p4"),
        ("Premier", "list-item", "p5"),
        ("Nom", "table-cell", "p6"),
        ("Léa", "table-cell", "p7"),
    ]
    assert_offsets(document)
