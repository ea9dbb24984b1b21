"""GGUF files are described without loading them; hostile ones give a sentence, in bounded time and memory."""

import json
import os
import struct
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
import random_gguf

from runtime.errors import WeightsUnusable
from runtime.llm.weights import describe, find

HEAD = b"GGUF" + struct.pack("<I", 3)


def counts(tensors: int, entries: int) -> bytes:
    return HEAD + struct.pack("<QQ", tensors, entries)


def string(text: bytes) -> bytes:
    return struct.pack("<Q", len(text)) + text


def entry(key: bytes, kind: int, value: bytes) -> bytes:
    return string(key) + struct.pack("<I", kind) + value


ARCHITECTURE = entry(b"general.architecture", 8, string(b"llama"))
TOKENS = entry(b"tokenizer.ggml.tokens", 9, struct.pack("<IQ", 8, 1) + string(b"a"))


def tensor(dimensions: list[int], kind: int = 0, offset: int = 0) -> bytes:
    shape = struct.pack(f"<I{len(dimensions)}Q", len(dimensions), *dimensions)
    return string(b"token_embd.weight") + shape + struct.pack("<IQ", kind, offset)


HUGE = 1 << 62
HOSTILE = {
    "empty": b"",
    "text": b"Hello, this is no GGUF at all.\n" * 9,
    "only a magic": b"GGUF",
    "an old version": b"GGUF" + struct.pack("<I", 1) + bytes(64),
    "the other byte order": b"GGUF" + struct.pack(">I", 3) + bytes(64),
    "many tensors": counts(HUGE, 0) + bytes(64),
    "many entries": counts(0, HUGE) + bytes(64),
    "some million entries": counts(0, 5_000_000) + bytes(64),
    "a long key": counts(0, 1) + struct.pack("<Q", HUGE) + bytes(64),
    "a long string": counts(0, 1) + string(b"k") + struct.pack("<IQ", 8, HUGE) + bytes(64),
    "a long array": counts(0, 1) + entry(b"k", 9, struct.pack("<IQ", 8, HUGE)) + bytes(64),
    "a long array of numbers": counts(0, 1) + entry(b"k", 9, struct.pack("<IQ", 4, HUGE)) + bytes(64),
    "arrays of arrays": counts(0, 1) + entry(b"k", 9, struct.pack("<IQ", 9, 1)) * 9,
    "strings of nothing": counts(0, 1) + entry(b"k", 9, struct.pack("<IQ", 8, 1_000)) + bytes(7_000),
    "an unknown kind": counts(0, 1) + entry(b"k", 77, bytes(64)),
    "no tokens": counts(1, 1) + ARCHITECTURE + tensor([1]) + bytes(4_096),
    "no architecture": counts(1, 1) + TOKENS + tensor([1]) + bytes(4_096),
    "a projector": counts(1, 2) + entry(b"general.architecture", 8, string(b"clip")) + TOKENS + tensor([1]) + bytes(99),
    "a vocabulary": counts(0, 2) + ARCHITECTURE + TOKENS,
    "a huge tensor": counts(1, 2) + ARCHITECTURE + TOKENS + tensor([HUGE, HUGE, HUGE]) + bytes(64),
    "a far tensor": counts(1, 2) + ARCHITECTURE + TOKENS + tensor([1], offset=HUGE) + bytes(64),
    "many dimensions": counts(1, 2) + ARCHITECTURE + TOKENS + tensor([1] * 99) + bytes(4_096),
    "an unknown type": counts(1, 2) + ARCHITECTURE + TOKENS + tensor([1], kind=99) + bytes(4_096),
    "a strange alignment": counts(1, 3)
    + entry(b"general.alignment", 4, bytes(4))
    + ARCHITECTURE
    + TOKENS
    + tensor([1])
    + bytes(99),
    "an alignment of words": counts(1, 3)
    + entry(b"general.alignment", 8, string(b"x"))
    + ARCHITECTURE
    + TOKENS
    + tensor([1])
    + bytes(99),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_that_is_no_llm_is_refused_in_words(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "weights.gguf"
    path.write_bytes(content)
    tracemalloc.start()
    start = time.monotonic()
    with pytest.raises(WeightsUnusable, match=r"weights\.gguf"):
        describe(path)
    assert time.monotonic() - start < 2
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_smallest_llm_is_described(tmp_path: Path) -> None:
    path = tmp_path / "weights.gguf"
    path.write_bytes(counts(1, 2) + ARCHITECTURE + TOKENS + tensor([4, 2]) + bytes(64))
    info = describe(path)
    assert (info.architecture, info.parameters, info.vocabulary_size, info.name) == ("llama", 8, 1, "weights")


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnusable, match="cannot be read: No such file"):
        describe(tmp_path / "nowhere.gguf")
    with pytest.raises(WeightsUnusable, match="cannot be read"):
        describe(tmp_path)


def test_a_file_cut_anywhere_is_refused(toy: Path, tmp_path: Path, repetitions: Callable[[int, int], int]) -> None:
    """A download that broke off must not be loaded as if it were whole."""
    content = toy.read_bytes()
    lots = Random(1)
    path = tmp_path / "cut.gguf"
    places = {0, 1, 4, 24, len(content) // 2, len(content) - 1} | {
        lots.randrange(len(content)) for _ in range(repetitions(40, 2_000))
    }
    for place in places:
        path.write_bytes(content[:place])
        with pytest.raises(WeightsUnusable):
            describe(path)


def test_a_damaged_header_gives_a_description_or_a_sentence(
    toy: Path, tmp_path: Path, repetitions: Callable[[int, int], int]
) -> None:
    """Any bytes of the header may be any others; nothing but WeightsUnusable comes out of it."""
    content = toy.read_bytes()
    lots = Random(2)
    path = tmp_path / "damaged.gguf"
    for _ in range(repetitions(150, 10_000)):
        damaged = bytearray(content)
        for _ in range(lots.randint(1, 8)):
            damaged[lots.randrange(20_000)] = lots.choice([0, 1, 9, 127, 255, lots.randrange(256)])
        path.write_bytes(damaged)
        try:
            describe(path)
        except WeightsUnusable:
            continue


def test_what_a_header_says_is_told(tmp_path: Path) -> None:
    path = random_gguf.build(
        tmp_path / "tiny.gguf", metadata={"loci.system_prompt": "Be kind.", "general.license": "Apache-2.0"}
    )
    info = describe(path)
    assert info.name == "tiny"
    assert info.architecture == "llama"
    assert info.licence == "Apache-2.0"
    assert info.system_prompt == "Be kind."
    assert info.trained_context_length == 8_192
    assert info.vocabulary_size > 256
    assert info.size_bytes == path.stat().st_size
    assert info.metadata["general.architecture"] == "llama"


def test_a_real_vocabulary_is_no_llm(reference: Path) -> None:
    with pytest.raises(WeightsUnusable, match="vocabulary only"):
        describe(reference / "vocab" / "ggml-vocab-qwen35.gguf")


def test_weights_of_other_programs_are_found_where_they_lie(
    toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HF_HOME", "HF_HUB_CACHE", "OLLAMA_MODELS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    own, hub = tmp_path / "llms", tmp_path / ".cache/huggingface/hub/models--a--b"
    studio, ollama = tmp_path / ".lmstudio/models/a/b", tmp_path / ".ollama/models"
    for folder in (own, hub / "blobs", hub / "snapshots/1", studio, ollama / "manifests/registry/library/x"):
        folder.mkdir(parents=True)
    (ollama / "blobs").mkdir()
    (own / "mine.gguf").write_bytes(toy.read_bytes())
    (hub / "blobs/abc").write_bytes(toy.read_bytes())
    (hub / "snapshots/1/theirs.gguf").symlink_to(hub / "blobs/abc")
    (studio / "broken.gguf").write_bytes(b"GGUF")
    (studio / "studio-00001-of-00002.gguf").write_bytes(toy.read_bytes())
    (studio / "studio-00002-of-00002.gguf").write_bytes(toy.read_bytes())
    (ollama / "blobs/sha256-12").write_bytes(toy.read_bytes())
    layers = [
        {"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:12"},
        {"mediaType": "application/vnd.ollama.image.model", "digest": "../../etc/passwd"},
        {"mediaType": "application/vnd.ollama.image.license", "digest": "sha256:34"},
    ]
    (ollama / "manifests/registry/library/x/latest").write_text(json.dumps({"layers": layers}))
    (ollama / "manifests/registry/library/x/broken").write_text("{")
    (ollama / "manifests/registry/library/x/list").write_text("[1]")
    before = {path: path.lstat().st_ino for path in tmp_path.rglob("*")}
    found = {info.path for info in find(own)}
    assert found == {
        own / "mine.gguf",
        hub / "snapshots/1/theirs.gguf",
        studio / "studio-00001-of-00002.gguf",
        ollama / "blobs/sha256-12",
    }
    assert {path: path.lstat().st_ino for path in tmp_path.rglob("*")} == before, "something was copied"


def test_nothing_to_find_is_an_empty_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "no"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "no"))
    assert find() == []
    assert find(tmp_path / "nowhere") == []


@pytest.mark.skipif(os.name != "posix", reason="fifos are POSIX's")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.gguf")
    with pytest.raises(WeightsUnusable, match="not a file"):
        describe(tmp_path / "pipe.gguf")
