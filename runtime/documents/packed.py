"""Files that are a zip inside: their parts, opened with care, for what is in them may be hostile."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.parsers import expat

from runtime.documents.pieces import MOST_UNPACKED, Unreadable, damaged

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
_MOST_PARTS = 20_000


class Packed:
    """The parts of a packed file, each read whole, all of them together no more than the limit."""

    def __init__(self, data: bytes) -> None:
        """Read the list of parts.

        Raises:
            Unreadable: damaged, locked, or it would unpack to too much.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as problem:
            raise damaged(problem) from problem
        parts = self._zip.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("It is locked with a password.")
        if len(parts) > _MOST_PARTS:
            raise Unreadable(f"It holds more than {_MOST_PARTS:,} parts.")
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Unreadable(f"It would unpack to more than {MOST_UNPACKED // 1_000_000} MB.")
        self._room = MOST_UNPACKED
        self.names = frozenset(part.filename for part in parts)

    def read(self, name: str) -> bytes:
        """A part's bytes.

        Raises:
            Unreadable: there is no such part, or it is damaged, or the limit is reached.
        """
        try:
            with self._zip.open(name) as part:
                data = part.read(self._room + 1)
        except KeyError as problem:
            raise damaged(f"{name} is missing") from problem
        except _DAMAGED as problem:
            raise damaged(problem) from problem
        self._room -= len(data)
        if self._room < 0:
            raise Unreadable(f"It would unpack to more than {MOST_UNPACKED // 1_000_000} MB.")
        return data

    def xml(self, name: str) -> ET.Element:
        """A part as XML.

        Raises:
            Unreadable: it is none, or it declares a document type, which no office format does and bombs need.
        """
        return xml(self.read(name))


def xml(data: bytes) -> ET.Element:
    """XML without a document type of its own; see :meth:`Packed.xml`."""
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)  # noqa: FBT003 (expat's signature)
    except expat.ExpatError as problem:
        raise damaged(problem) from problem
    return builder.close()


def _refuse(*_: object) -> None:
    raise Unreadable("It declares entities, which a document of its kind does not need.")


def name_of(element: ET.Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: ET.Element, name: str) -> str:
    """An attribute's value, whatever its namespace; empty where it is missing."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def inside(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """Every element of that name below an element."""
    return (each for each in element.iter() if name_of(each) == name)
