"""Files that mean harm: each kind makes one into a folder, and says whether it may be readable after all."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import made_files

Make = Callable[[Path, random.Random], Path]
ENDINGS = ("pdf", "docx", "odt", "epub", "pptx", "xlsx", "html", "md", "txt", "csv", "eml", "py")
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
_BOMB = f"<!DOCTYPE lolz [{_LAUGHS}]><lolz>&l9;</lolz>"
_OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
_NAMES = ("two\nlines", "\u202egnp.exe", "-rf", "a'b\"c", "\u200b", "x" * 240, "CON", "%2e%2e", "\x1b[2J", "a\\b")


def _write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@cache
def _much_of_nothing() -> bytes:
    return made_files.packed({"word/document.xml": b"\0" * 260_000_000})


def zeros(folder: Path, _: random.Random) -> Path:
    return _write(folder, "zeros.docx", _much_of_nothing())


def zip_in_zip(folder: Path, _: random.Random) -> Path:
    inner = made_files.packed({"a.txt": b"\0" * 5_000_000})
    for _level in range(5):
        inner = made_files.packed({f"{number}.zip": inner for number in range(8)})
    return _write(folder, "nested.docx", inner)


def many_parts(folder: Path, _: random.Random) -> Path:
    return _write(folder, "parts.docx", made_files.packed({f"{number}": b"" for number in range(20_001)}))


def laughs(folder: Path, dice: random.Random) -> Path:
    text = dice.choice((_BOMB, _OUTSIDE))
    ending, part = dice.choice((("docx", "word/document.xml"), ("pptx", "ppt/presentation.xml")))
    return _write(folder, f"laughs.{ending}", made_files.packed({part: text}))


def deep_xml(folder: Path, _: random.Random) -> Path:
    return _write(folder, "deep.docx", made_files.docx([], "<w:p>" * 200_000 + "</w:p>" * 200_000))


def deep_html(folder: Path, _: random.Random) -> Path:
    return _write(folder, "deep.html", b"<div>" * 300_000)


def lying_size(folder: Path, _: random.Random) -> Path:
    data = bytearray(made_files.packed({"word/document.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return _write(folder, "liar.docx", bytes(data))


def climbing(folder: Path, _: random.Random) -> Path:
    return _write(folder, "climb.epub", made_files.packed({"../../escaped.txt": "x", "/tmp/escaped.txt": "x"}))  # noqa: S108


def truncated(folder: Path, dice: random.Random) -> Path:
    ending, whole = dice.choice(
        (
            ("pdf", made_files.pdf(["A page."] * 9)),
            ("docx", made_files.docx([("A line.", 0)] * 99)),
            ("xlsx", made_files.xlsx("Sheet", [["a", 1.0]] * 99)),
        )
    )
    return _write(folder, f"cut.{ending}", whole[: dice.randrange(20, len(whole) * 3 // 4)])


def locked(folder: Path, dice: random.Random) -> Path:
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    return _write(folder, *dice.choice((("locked.pdf", made_files.locked_pdf()), ("locked.docx", office))))


def endless_pdf(folder: Path, _: random.Random) -> Path:
    data = made_files.pdf(["x"]).replace(b"/Count 1 /Kids [4 0 R]", b"/Count 999999999 /Kids [2 0 R 2 0 R]")
    return _write(folder, "endless.pdf", data)


def wide_sheet(folder: Path, _: random.Random) -> Path:
    return _write(folder, "wide.xlsx", made_files.wide_xlsx())


def noise(folder: Path, dice: random.Random) -> Path:
    heads = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0")
    data = dice.choice(heads) + dice.randbytes(dice.randrange(1, 20_000)) + b"\0\0"
    return _write(folder, f"noise.{dice.choice(ENDINGS)}", data)


def wrong_ending(folder: Path, dice: random.Random) -> Path:
    data = dice.choice((made_files.pdf(["Text."]), b"Words only.", made_files.docx([("Text.", 0)])))
    return _write(folder, f"wrong.{dice.choice(ENDINGS)}", data)


def odd_name(folder: Path, dice: random.Random) -> Path:
    name = dice.choice(_NAMES)
    return _write(folder, f"{name}.txt" if sys.platform != "win32" else "name.txt", b"Words.")


def long_lines(folder: Path, dice: random.Random) -> Path:
    return _write(folder, f"long.{dice.choice(('csv', 'md', 'txt', 'html', 'eml'))}", b'#"<' * 1_000_000)


def deep_letter(folder: Path, _: random.Random) -> Path:
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))
    return _write(folder, "deep.eml", f"Subject: deep\n{parts}".encode())


def link(folder: Path, dice: random.Random) -> Path:
    path = folder / "link.txt"
    path.symlink_to(dice.choice((folder, Path("/etc/passwd"), path, folder / "missing")))
    return path


def pipe(folder: Path, _: random.Random) -> Path:
    path = folder / "pipe.txt"
    os.mkfifo(path)
    return path


def sparse(folder: Path, _: random.Random) -> Path:
    path = folder / "sparse.txt"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    return path


REFUSED: tuple[Make, ...] = (
    zeros,
    zip_in_zip,
    many_parts,
    laughs,
    lying_size,
    climbing,
    locked,
    endless_pdf,
    wide_sheet,
    noise,
    link,
    sparse,
)
"""None of these has text to give."""
ODD: tuple[Make, ...] = (deep_xml, deep_html, truncated, wrong_ending, odd_name, long_lines, deep_letter)
"""Of these a part may be read."""
if sys.platform != "win32":
    REFUSED += (pipe,)
