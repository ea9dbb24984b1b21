"""Files of every kind that Loci reads, made from nothing: each function gives a file's bytes."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def pdf(pages: Sequence[str], trailer: str = "") -> bytes:
    """A PDF of pages with lines of text; an empty page has a picture's place and no text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for text in pages:
        lines = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").split("\n")
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines) if text else ""
        stream = f"BT /F1 12 Tf 72 720 Td {shown}ET".encode("latin-1", "replace")
        kids.append(len(objects) + 1)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream",
        ]
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(places) + 1} /Root 1 0 R"
    return out + f"{end}{trailer} >>\nstartxref\n{len(out)}\n%%EOF\n".encode()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    marks = "<" + "41" * 32 + ">"
    encrypt = f" /Encrypt << /Filter /Standard /V 1 /R 2 /O {marks} /U {marks} /P -4 >> /ID [{marks} {marks}]"
    return pdf(["secret"], encrypt)


def docx(paragraphs: Sequence[tuple[str, int]], extra: str = "") -> bytes:
    """A Word file: texts, each with its level as a heading, 0 for none."""
    body = ""
    for text, level in paragraphs:
        style = f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>' if level else ""
        body += f"<w:p>{style}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
    whole = f'<w:document xmlns:w="{WORD}"><w:body>{body}{extra}</w:body></w:document>'
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": whole})


def word_table(rows: Sequence[Sequence[str]]) -> str:
    """A table, to go into :func:`docx` as ``extra``."""
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def odt(paragraphs: Sequence[tuple[str, int]]) -> bytes:
    """An OpenDocument text."""
    body = "".join(
        f'<text:h text:outline-level="{level}">{escape(text)}</text:h>' if level else f"<text:p>{escape(text)}</text:p>"
        for text, level in paragraphs
    )
    spaces = f'xmlns:office="{OPEN}:office:1.0" xmlns:text="{OPEN}:text:1.0"'
    content = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": content,
        }
    )


def pptx(slides: Sequence[tuple[str, str]]) -> bytes:
    """Slides, each with a title and a text."""
    listed, links, parts = "", "", {}
    for number, (title, text) in enumerate(slides, start=1):
        listed += f'<p:sldId id="{number}" r:id="r{number}"/>'
        links += f'<Relationship Id="r{number}" Target="slides/slide{number}.xml"/>'
        shapes = "".join(
            f"<p:sp><p:nvPr>{place}</p:nvPr><p:txBody><a:p><a:r><a:t>{escape(words)}</a:t></a:r></a:p></p:txBody></p:sp>"
            for words, place in ((title, '<p:ph type="title"/>'), (text, ""))
        )
        parts[f"ppt/slides/slide{number}.xml"] = f'<p:sld xmlns:p="{SLIDES}" xmlns:a="{DRAWING}">{shapes}</p:sld>'
    head = f'<p:presentation xmlns:p="{SLIDES}" xmlns:r="{LINKS}"><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>'
    relations = f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'
    return packed({"ppt/presentation.xml": head, "ppt/_rels/presentation.xml.rels": relations, **parts})


def wide_xlsx() -> bytes:
    """A small file whose one sheet has two cells, as far from each other as can be."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return xlsx("Wide", [], cells)


def xlsx(name: str, rows: Sequence[Sequence[str | float]], body: str = "") -> bytes:
    """A workbook with one sheet."""
    kind = f"{LINKS}/worksheet"
    for row in rows:
        cells = (
            f"<c><v>{cell}</v></c>"
            if isinstance(cell, int | float)
            else f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for cell in row
        )
        body += f"<row>{''.join(cells)}</row>"
    sheet = f'<sheet name="{name}" sheetId="1" r:id="r1"/>'
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="r1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{LINKS}"><sheets>{sheet}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="r1" Type="{kind}" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEETS}"><sheetData>{body}</sheetData></worksheet>',
        }
    )


def epub(chapters: Sequence[str]) -> bytes:
    """A book of chapters, each a web page."""
    names = [f"chapter{number}.xhtml" for number in range(len(chapters))]
    files = "".join(f'<item id="{name}" href="{name}"/>' for name in names)
    order = "".join(f'<itemref idref="{name}"/>' for name in names)
    book = f"<package><manifest>{files}</manifest><spine>{order}</spine></package>"
    container = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    pages = {f"OEBPS/{name}": text for name, text in zip(names, chapters, strict=True)}
    head = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OEBPS/book.opf": book}
    return packed({**head, **pages})


def letter(subject: str, text: str) -> bytes:
    """An e-mail with something attached."""
    return (
        f"From: Ann <ann@example.org>\nTo: bob@example.org\nDate: Mon, 8 May 2023 10:00:00 +0000\nSubject: {subject}\n"
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=cut\n\n"
        f"--cut\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n"
        '--cut\nContent-Type: image/png\nContent-Disposition: attachment; filename="dog.png"\n\nAAAA\n--cut--\n'
    ).encode()
