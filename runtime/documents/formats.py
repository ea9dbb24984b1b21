"""Which reader reads a file: what its first bytes say counts for more than its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath

from runtime.documents.pieces import Piece, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PICTURES_AND_SOUNDS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3", b"\x7fELF", b"MZ", b"fLaC")

CODE = frozenset(
    ".bash .bat .c .cc .clj .cpp .cs .css .dart .diff .ex .fish .go .h .hpp .hs .ini .java .jl .js .json .jsonl .jsx"
    " .kt .less .lisp .log .lua .m .make .nix .patch .php .pl .ps1 .py .pyi .r .rb .rs .scala .scss .sh .sql .swift"
    " .tex .toml .ts .tsx .vb .vue .xml .yaml .yml .zig".split()
)
TEXT = frozenset((".txt", ".text", ".rst", ".org", ".adoc", ".srt", ".vtt", ""))
READ = (
    CODE
    | TEXT
    | frozenset(
        ".csv .docx .eml .epub .htm .html .markdown .md .odp .ods .odt .pdf .pptx .tsv .xhtml .xls .xlsx".split()
    )
)
"""The endings that Loci reads."""


def pieces_of(data: bytes, name: str) -> Iterator[Piece]:
    """The pieces of a file's text.

    Raises:
        Unreadable: there is no text to be had, and why.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("It is empty.")
    return _reader(data, PurePath(name).suffix.lower())(data)


def _reader(data: bytes, ending: str) -> Callable[[bytes], Iterator[Piece]]:
    if b"%PDF-" in data[:1_024]:
        from runtime.documents.pdf import pdf  # noqa: PLC0415 (each library is loaded by the first file that needs it)

        return pdf
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed
    if data.startswith(_OLE):
        return _old_office(data, ending)
    if data.startswith(_PICTURES_AND_SOUNDS):
        raise Unreadable("It is a picture, a sound, a film or a program, not text.")
    if ending in {".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".xls"}:
        raise Unreadable(f"It is damaged, or no {ending[1:]} file.")
    return _text_reader(ending)


def _text_reader(ending: str) -> Callable[[bytes], Iterator[Piece]]:
    from runtime.documents import mail, markup, text  # noqa: PLC0415

    if ending in {".html", ".htm", ".xhtml"}:
        return markup.html
    if ending in {".md", ".markdown"}:
        return text.markdown
    if ending in {".csv", ".tsv"}:
        return text.table
    return mail.letter if ending == ".eml" else text.plain


def _old_office(data: bytes, ending: str) -> Callable[[bytes], Iterator[Piece]]:
    from runtime.documents.sheets import sheets  # noqa: PLC0415

    if _LOCKED_OFFICE in data:
        raise Unreadable("It is locked with a password.")
    if ending in {".xls", ".xlsx"}:
        return sheets
    raise Unreadable("It is in Microsoft's format of before 2007; save it as docx, pptx or pdf.")


def _packed(data: bytes) -> Iterator[Piece]:
    from runtime.documents import books, office  # noqa: PLC0415
    from runtime.documents.packed import Packed  # noqa: PLC0415
    from runtime.documents.sheets import sheets  # noqa: PLC0415

    packed = Packed(data)
    kind = packed.read("mimetype").strip().decode("ascii", "replace") if "mimetype" in packed.names else ""
    if "word/document.xml" in packed.names:
        return office.docx(packed)
    if "ppt/presentation.xml" in packed.names:
        return office.pptx(packed)
    if "xl/workbook.xml" in packed.names or "xl/workbook.bin" in packed.names or kind.endswith("spreadsheet"):
        return sheets(data)
    if kind == "application/epub+zip":
        return books.epub(packed)
    if "opendocument" in kind:
        if "encryption-data" in packed.read("META-INF/manifest.xml").decode("utf-8", "replace"):
            raise Unreadable("It is locked with a password.")
        return office.open_document(packed)
    raise Unreadable("It is an archive of other files. Unpack it and add the folder.")
