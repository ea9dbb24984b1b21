"""Exports of any size: conversation by conversation, oldest first, in little memory; what changes meanwhile is told."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import pytest

from runtime.carry import elements, exported
from runtime.carry.exported import read
from runtime.errors import InputRefused

MEGABYTE = 1_000_000


def talk(number: int, text: str) -> dict[str, Any]:
    """The first was the last one said."""
    at = f"2024-{12 - number % 12:02}-05T00:00:00Z"
    message = {"uuid": f"m-{number}", "sender": "human", "text": text, "created_at": at}
    return {"uuid": f"u-{number}", "name": f"Talk {number}", "created_at": at, "chat_messages": [message]}


def write_large(path: Path, count: int, text: str) -> int:
    """An export that is never whole in memory; how many bytes it has."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("conversations.json", "w") as file:
        file.write(b"[")
        for number in range(count):
            file.write(json.dumps(talk(number, text)).encode() + (b"," if number + 1 < count else b"]"))
    with zipfile.ZipFile(path) as packed:
        size = packed.getinfo("conversations.json").file_size
        if path.suffix == ".json":
            content = packed.open("conversations.json").read()
            path.write_bytes(content)
    return size


@pytest.mark.parametrize("name", ["conversations.json", "export.zip"])
def test_an_export_of_any_size_takes_as_much_memory_as_is_held_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(exported, "HELD_BYTES", 2 * MEGABYTE)
    size = write_large(tmp_path / name, 120, "ä word of many. " * 10_000)
    assert size > 20 * MEGABYTE
    tracemalloc.start()
    try:
        talks = read(tmp_path / name)
        dates = [each.at for each in talks]
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(talks) == len(dates) == 120
    assert dates == sorted(dates), "the file has the newest first"
    assert most < 12 * MEGABYTE


@pytest.mark.parametrize("at_once", [1, 7, 64, MEGABYTE])
@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf", b" \n\t"])
def test_each_element_is_found_where_it_stands_however_the_file_is_cut(
    monkeypatch: pytest.MonkeyPatch, at_once: int, begin: bytes
) -> None:
    monkeypatch.setattr(elements, "_AT_ONCE", at_once)
    lots = Random(at_once)
    values = [["ä\ud800", "🐝" * lots.randrange(9), '"]\\', {"x": [lots.random(), None, True]}] for _ in range(12)]
    for indent in (None, 1):
        raw = begin + json.dumps(values, ensure_ascii=lots.random() < 0.5, indent=indent).encode(errors="replace")
        found = list(elements.elements(io.BytesIO(raw), MEGABYTE))
        assert [each.value for each in found] == json.loads(raw.decode("utf-8-sig"))
        assert [json.loads(raw[each.start : each.start + each.length]) for each in found] == [
            each.value for each in found
        ]


@pytest.mark.parametrize("content", ["[1, ]", "[, 1]", "[1 2]", "[1", "[1]]", "[1],", "[", "", "[nope]", "]", "[1,,2]"])
def test_what_is_no_list_in_json_is_found_out(content: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (whoever reads the file says what it is)
        list(elements.elements(io.BytesIO(content.encode()), MEGABYTE))


@pytest.mark.parametrize("at_once", [1, 7, 64, MEGABYTE])
def test_an_object_of_lists_is_read_as_ever_however_the_file_is_cut(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(elements, "_AT_ONCE", at_once)
    lots = Random(at_once)
    row = {"ä": "🐝" * 9, "n": -12.5e3, "deep": [[{"x": [lots.random()]}], {}]}
    values = {"rows": {"a": [row, {}, 17, "x"], "b": [], "c": {}}, "n": 1234567, "no": None, "more": [row], "": {}}
    for value in (values, [values], 12.25, {}, [], "x"):
        for indent in (None, 1):
            raw = json.dumps(value, ensure_ascii=lots.random() < 0.5, indent=indent).encode()
            assert elements.loaded(io.BytesIO(raw), MEGABYTE) == value


@pytest.mark.parametrize(
    "content",
    ["{", '{"a"', '{"a":', '{"a":1', '{"a":1,}', '{"a" 1}', "{1:2}", '{"a":[1,]}', "{}{}", "", "nope", '{"a":{]}'],
)
def test_what_is_no_json_is_found_out(content: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (whoever reads the file says what it is)
        elements.loaded(io.BytesIO(content.encode()), MEGABYTE)


def test_an_empty_list_has_no_elements() -> None:
    assert list(elements.elements(io.BytesIO(b" [ ] "), MEGABYTE)) == []


def test_one_conversation_without_an_end_is_not_read_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "LARGEST", 2 * MEGABYTE)
    path = tmp_path / "conversations.json"
    path.write_bytes(b'[{"uuid": "' + b"a" * 9 * MEGABYTE)
    with pytest.raises(InputRefused, match=r"more than 2,000,000 characters.*Nothing was imported"):
        read(path)


def test_a_file_that_changes_while_it_is_read_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "conversations.json"
    path.write_text(json.dumps([talk(1, "Hello")]), encoding="utf-8")
    talks = read(path)
    path.write_text("[" + " " * 300, encoding="utf-8")
    with pytest.raises(InputRefused, match="was changed while it was read"):
        list(talks)
    path.unlink()
    with pytest.raises(InputRefused, match=r"was changed while it was read.*what came in stays"):
        list(talks)


def test_a_zip_packed_otherwise_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as packed:
        packed.writestr("conversations.json", json.dumps([talk(1, "Hello")]))
    with pytest.raises(InputRefused, match="unpack it"):
        read(path)
