"""A GGUF file's header: metadata and the list of tensors, read without loading anything.

The file may be hostile or cut short: every count is held against the bytes that are there, nothing is
allocated that the file does not fill, and a sentence says what is wrong.
Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from runtime.errors import WeightsUnusable

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_STRING, _ARRAY = 8, 9
_FORMATS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_SIZES = {kind: struct.calcsize(written) for kind, written in _FORMATS.items()}
_LONGEST_KEY = 1 << 16
_MOST_DIMENSIONS = 8
_MOST_TENSORS = 1 << 20
_MOST_ENTRIES = 1 << 16
_TOKENIZER_LIMIT = 4_000_000
_SMALLEST_TENSOR = 24

# Of each tensor type: values in a block, bytes of a block. From ggml's type table, which is part of the format.
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 40),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292), 16: (256, 66),
    17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82), 23: (256, 136),
    24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2), 34: (256, 54),
    35: (256, 66), 39: (32, 17), 40: (64, 36), 41: (128, 18),
}  # fmt: skip

Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the tensors' data. Arrays are kept as their lengths, under the same key."""

    metadata: Mapping[str, Scalar]
    lengths: Mapping[str, int]
    parameters: int
    tensors: int


class _CutShort(Exception):
    pass


class _UnknownType(Exception):
    pass


class _Bytes:
    """A mapped file and a place in it."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self.at = 0

    def left(self) -> int:
        return len(self._data) - self.at

    def skip(self, count: int) -> None:
        if count > self.left():
            raise _CutShort
        self.at += count

    def number(self, written: str) -> int:
        size = struct.calcsize(written)
        start = self.at
        self.skip(size)
        return int(struct.unpack_from(written, self._data, start)[0])

    def scalar(self, kind: int) -> Scalar:
        start = self.at
        self.skip(_SIZES[kind])
        value: Scalar = struct.unpack_from(_FORMATS[kind], self._data, start)[0]
        return value

    def string(self, longest: int) -> str:
        length = self.number("<Q")
        if length > longest:
            raise _CutShort
        start = self.at
        self.skip(length)
        return self._data[start : start + length].decode("utf-8", "replace")

    def skip_strings(self, count: int) -> None:
        unpack, data, at, end = struct.Struct("<Q").unpack_from, self._data, self.at, len(self._data)
        for _ in range(count):
            if at + 8 > end:
                raise _CutShort
            at += 8 + unpack(data, at)[0]
        self.at = at
        self.skip(0)


def read_header(path: Path) -> Header:
    """The header of a GGUF file, once it is certain that all tensors' data follow it.

    Raises:
        WeightsUnusable: the file cannot be read, is no GGUF, is cut short or makes no sense.
    """
    try:
        if path.exists() and not path.is_file():
            raise WeightsUnusable(f"{path} cannot be read: it is not a file.")
        with path.open("rb") as file:
            if file.read(4) != _MAGIC:
                raise WeightsUnusable(f"{path} is not a GGUF file.")
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _parsed(_Bytes(data), path)
    except OSError as error:
        raise WeightsUnusable(f"{path} cannot be read: {error.strerror or error}.") from error
    except _UnknownType as error:
        raise WeightsUnusable(f"{path} holds tensors of a type ({error}) that is not known here.") from error
    except (_CutShort, OverflowError) as error:
        raise WeightsUnusable(f"{path} is cut short or damaged.") from error


def _parsed(data: _Bytes, path: Path) -> Header:
    data.skip(4)
    version = data.number("<I")
    if version not in _VERSIONS:
        raise WeightsUnusable(f"{path} is a GGUF of version {version}, which cannot be read.")
    tensors, entries = data.number("<Q"), data.number("<Q")
    if entries > _MOST_ENTRIES or tensors > min(_MOST_TENSORS, data.left() // _SMALLEST_TENSOR):
        raise _CutShort
    metadata: dict[str, Scalar] = {}
    lengths: dict[str, int] = {}
    for _ in range(entries):
        _entry(data, metadata, lengths)
    alignment = metadata.get("general.alignment", 32)
    if not isinstance(alignment, int) or alignment <= 0:
        raise _CutShort
    return Header(metadata, lengths, _tensors(data, tensors, alignment), tensors)


def _entry(data: _Bytes, metadata: dict[str, Scalar], lengths: dict[str, int]) -> None:
    key, kind = data.string(_LONGEST_KEY), data.number("<I")
    if kind == _STRING:
        metadata[key] = data.string(_TOKENIZER_LIMIT)
    elif kind in _FORMATS:
        metadata[key] = data.scalar(kind)
    elif kind == _ARRAY:
        inner, count = data.number("<I"), data.number("<Q")
        lengths[key] = count
        if inner == _STRING and count <= min(_TOKENIZER_LIMIT, data.left() // 8):
            data.skip_strings(count)
        elif inner in _SIZES:
            data.skip(_SIZES[inner] * count)
        else:
            raise _CutShort
    else:
        raise _CutShort


def _tensors(data: _Bytes, count: int, alignment: int) -> int:
    """How many parameters the tensors have; checks that the data of all are there."""
    parameters, end = 0, 0
    for _ in range(count):
        data.string(_LONGEST_KEY)
        dimensions = data.number("<I")
        if dimensions > _MOST_DIMENSIONS:
            raise _CutShort
        values = 1
        for _ in range(dimensions):
            values *= data.number("<Q")
        kind, offset = data.number("<I"), data.number("<Q")
        if kind not in _BLOCKS:
            raise _UnknownType(kind)
        per_block, size = _BLOCKS[kind]
        end = max(end, offset + values // per_block * size)
        parameters += values
    if count:
        data.skip(-data.at % alignment + end)
    return parameters
