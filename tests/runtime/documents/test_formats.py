import codecs

import made_files
import pytest

from runtime.documents.formats import pieces_of
from runtime.documents.pieces import Piece, Unreadable


def read(data: bytes | str, name: str) -> list[Piece]:
    return list(pieces_of(data if isinstance(data, bytes) else data.encode(), name))


def texts(data: bytes | str, name: str) -> list[str]:
    return [piece.text for piece in read(data, name)]


def reason(data: bytes | str, name: str) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data, name)
    return str(refused.value)


def test_pdf_pages_are_counted():
    found = read(made_files.pdf(["The first page.", "Biscuit sleeps\nby the fire."]), "dog.pdf")
    assert found == [Piece("The first page.", 1), Piece("Biscuit sleeps\nby the fire.", 2)]


def test_a_pdf_without_text_is_said_to_be_scanned():
    assert "scanned" in reason(made_files.pdf(["", ""]), "scan.pdf")


def test_a_locked_and_a_truncated_pdf():
    assert "password" in reason(made_files.locked_pdf(), "locked.pdf")
    assert "damaged" in reason(made_files.pdf(["A page."])[:200], "cut.pdf")


def test_word_headings_paragraphs_and_tables():
    table = made_files.word_table([["Name", "Age"], ["Biscuit", "3"]])
    found = read(made_files.docx([("Dogs & more", 1), ("They bark.", 0)], table), "dogs.docx")
    assert found == [
        Piece("Dogs & more", 1, 1),
        Piece("They bark.", 1),
        Piece("Name | Age", 1),
        Piece("Biscuit | 3", 1),
    ]


def test_what_was_deleted_from_a_word_file_is_not_read():
    deleted = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>stays</w:t></w:r></w:p>"
    assert texts(made_files.docx([], deleted), "a.docx") == ["stays"]


def test_open_document():
    assert read(made_files.odt([("Trees", 2), ("An oak.", 0)]), "trees.odt") == [
        Piece("Trees", None, 2),
        Piece("An oak."),
    ]


def test_slides_are_pages_and_their_titles_headings():
    found = read(made_files.pptx([("Plan", "Begin."), ("End", "Stop.")]), "talk.pptx")
    assert found == [Piece("Plan", 1, 1), Piece("Begin.", 1), Piece("End", 2, 1), Piece("Stop.", 2)]


def test_sheets():
    found = read(made_files.xlsx("Costs", [["bread", 2], ["milk", 1.5]]), "costs.xlsx")
    assert found == [Piece("Costs", 1, 1), Piece("bread | 2\nmilk | 1.5", 1)]


def test_books_in_reading_order():
    chapters = ["<html><h1>One</h1><p>First.</p></html>", "<html><h1>Two</h1><p>Then.</p></html>"]
    assert texts(made_files.epub(chapters), "book.epub") == ["One", "First.", "Two", "Then."]


def test_html_is_read_without_what_is_not_said():
    page = "<title>t</title><script>alert(1)</script><h2>Head</h2><p>One <b>two</b><p>x &lt; y<pre>a\n  b</pre>"
    assert read(page, "page.html") == [Piece("Head", level=2), Piece("One two"), Piece("x < y"), Piece("a\n  b")]


def test_html_table_cells_stand_beside_each_other():
    assert texts("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "t.html") == ["a | b", "c"]


def test_markdown_headings_and_fences():
    text = "# Title #\n\nOne\ntwo\n\n```\n# no heading\n\nx = 1\n```\n## Sub\nend"
    assert read(text, "a.md") == [
        Piece("Title", level=1),
        Piece("One\ntwo"),
        Piece("```\n# no heading\n\nx = 1\n```"),
        Piece("Sub", level=2),
        Piece("end"),
    ]


def test_plain_text_and_code_keep_their_lines():
    assert texts("def a():\n    return 1\r\n\r\n\n    # more\n", "a.py") == ["def a():\n    return 1", "    # more"]


def test_tables_of_values():
    assert texts("name;age\nAnn;7\n\nBob;8\n", "people.csv") == ["name | age\nAnn | 7\nBob | 8"]


def test_letters():
    found = texts(made_files.letter("Walk", "Come at eight.\n\nBring Biscuit."), "walk.eml")
    assert found[0] == "Walk"
    assert "From: Ann <ann@example.org>" in found[1]
    assert found[2:] == ["Come at eight.", "Bring Biscuit.", "Attached: dog.png"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_in_any_usual_encoding(encoding: str):
    assert texts("Grüße — «écrit»".encode(encoding), "a.txt") == ["Grüße — «écrit»"]


def test_the_first_bytes_count_for_more_than_the_name():
    assert texts(made_files.pdf(["A page."]), "renamed.txt") == ["A page."]
    assert texts(made_files.docx([("Text.", 0)]), "renamed.pdf") == ["Text."]


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "a.txt", "empty"),
        (b"\0" * 5_000, "a.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "before 2007"),
        (b"plain words", "a.pdf", "no pdf file"),
        (b"abc\0\0def", "a.txt", "binary"),
        (codecs.BOM_UTF8 + b"\x01\x02\x03" * 99, "a.txt", "binary"),
        (b"no head, no tail", "a.eml", "no letter"),
        (made_files.packed({"a.txt": "x"}), "a.docx", "archive of other files"),
        (made_files.packed({"mimetype": "x"})[:-9], "a.zip", "damaged"),
        (made_files.packed({"word/document.xml": "<a><b></a>"}), "a.docx", "damaged"),
    ],
)
def test_each_file_without_text_has_its_reason(data: bytes, name: str, expected: str):
    assert expected in reason(data, name)


def test_entities_are_refused_before_they_can_grow():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    bomb = f"<!DOCTYPE lolz [{laughs}]><lolz>&l9;</lolz>"
    assert "entities" in reason(made_files.packed({"word/document.xml": bomb}), "bomb.docx")


def test_a_file_that_would_unpack_to_too_much_is_refused():
    bomb = made_files.packed({"word/document.xml": b"\0" * 300_000_000})
    assert len(bomb) < 1_000_000
    assert "unpack" in reason(bomb, "bomb.docx")
