"""The export for reading: everything in Markdown and JSON Lines, with hashes; as a folder, a zip, or sealed."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pyrage
import pytest
from loop import Loop

from models.memory_file import MemoryFile
from runtime.carry import files
from runtime.carry.bring_histories import bring_histories
from runtime.errors import InputRefused, StorageFailed
from runtime.llm.scripted import call, say

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def told(memory: MemoryFile) -> Loop:
    note = call("archival_memory_insert", content="The vet has 555", tags=["vet"])
    loop = Loop.on(memory, [call("core_memory_append", label="human", content="Dog: Biscuit"), note, say("Noted.")])
    loop.say("My dog: ../Biscuit\nof 3 years")
    return loop


def contents(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(raw)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_a_zip_holds_everything_and_its_manifest_is_right(told: Loop, tmp_path: Path) -> None:
    files.export_readable(told.engine, tmp_path / "memory.zip")
    found = contents((tmp_path / "memory.zip").read_bytes())
    manifest = json.loads(found.pop("manifest.json"))
    assert set(manifest["files"]) == set(found)
    for name, content in found.items():
        assert manifest["files"][name] == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert b"## human\n\nDog: Biscuit" in found["1 Loci/core memory.md"]
    assert json.loads(found["1 Loci/archival memory.jsonl"])["tags"] == ["vet"]
    (talk,) = (name for name in found if name.endswith(".md") and "conversations" in name)
    assert talk == "1 Loci/conversations/0001 My dog .. Biscuit of 3 years.md"
    assert "**Loci**, 2026-03-04" in found[talk].decode()
    said = [json.loads(line) for line in found[talk.replace(".md", ".jsonl")].splitlines()]
    assert [each["role"] for each in said] == ["user", "assistant", "tool", "assistant", "tool", "assistant", "tool"]
    assert len(found["journal.jsonl"].splitlines()) == 4


def test_a_folder_has_the_same_and_is_whole_or_not_there(
    told: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.export_readable(told.engine, tmp_path / "memory")
    assert (
        json.loads((tmp_path / "memory" / "manifest.json").read_text(encoding="utf-8"))["format"] == "loci readable 1"
    )
    with pytest.raises(StorageFailed, match="there already"):
        files.export_readable(told.engine, tmp_path / "memory")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(StorageFailed, match="No space left"):
        files.export_readable(told.engine, tmp_path / "other")
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_dir()) == ["memory"]


def test_sealed_with_age_it_is_opened_by_its_passphrase_alone(told: Loop, tmp_path: Path) -> None:
    files.export_readable(told.engine, tmp_path / "memory.zip.age", PASSPHRASE)
    raw = (tmp_path / "memory.zip.age").read_bytes()
    assert raw.startswith(b"age-encryption.org/v1\n")
    assert b"Biscuit" not in raw
    assert "manifest.json" in contents(pyrage.passphrase.decrypt(raw, PASSPHRASE))
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(raw, "another")


@pytest.mark.parametrize("name", ["out.zip", "out.zip.age", "out"])
def test_it_is_for_reading_and_says_so_where_it_is_to_be_brought_in(told: Loop, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    files.export_readable(told.engine, path, "a passphrase")
    bring = bring_histories if path.suffix == ".zip" else files.bring_file
    with pytest.raises(InputRefused, match=r"for reading.*export it as \.loci or \.af. Nothing was imported"):
        bring(told.engine, path)
