"""The built-in embedder: right vectors, of any text, without the network and without files outside its folder."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models.stored_vectors import unpacked
from runtime.embed.codes import as_bytes
from runtime.embed.local import LocalEmbedder
from runtime.errors import EmbedderFailed
from runtime.home import asset

ODD_TEXTS = ["", " ", "\0", "a\ud800b", "👍", "x" * 100_000, "word " * 5_000, "日本語", "\n\t\r"]


def test_vectors_are_normalised_float32_in_the_order_of_the_texts(embedder: LocalEmbedder) -> None:
    texts = ["a long sentence about the weather in the mountains", "dog", "a cat sleeps"]
    vectors = embedder.embed(texts)
    assert vectors.shape == (3, embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = np.stack([embedder.embed([text])[0] for text in texts])
    assert np.argmax(vectors @ alone.T, axis=1).tolist() == [0, 1, 2]


def test_like_meanings_get_like_vectors(embedder: LocalEmbedder) -> None:
    instrument, violin, tyres = embedder.embed(["a musical instrument", "she plays the violin", "the car needs tyres"])
    assert instrument @ violin > instrument @ tyres + 0.2


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_any_text_gets_a_vector(embedder: LocalEmbedder, text: str) -> None:
    assert np.isclose(np.linalg.norm(embedder.embed([text, "another"])[0]), 1, atol=1e-5)


def test_no_texts_give_no_vectors(embedder: LocalEmbedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_the_files_are_those_that_provenance_names(embedder: LocalEmbedder) -> None:
    assert embedder.dimensions == 384
    folder = asset("embedder")
    told = (folder / "PROVENANCE.md").read_text(encoding="utf-8")
    for file in folder.iterdir():
        if file.name not in {"PROVENANCE.md", "LICENSE"}:
            assert hashlib.sha256(file.read_bytes()).hexdigest() in told, file.name
    assert "Apache License" in (folder / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [("model.onnx", b"junk"), ("model.onnx", None), ("tokenizer.json", b'{"a"'), ("tokenizer_config.json", b"[]")],
)
def test_damaged_files_are_told_in_a_sentence(tmp_path: Path, name: str, content: bytes | None) -> None:
    folder = tmp_path / "embedder"
    shutil.copytree(asset("embedder"), folder)
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(EmbedderFailed, match="embedder"):
        LocalEmbedder(folder).embed(["text"])


LOAD_AND_WATCH = """
import sys
from pathlib import Path
opened = []
def watch(event, arguments):
    if event == "socket.__new__":
        sys.exit("a socket was made")
    if event == "open" and arguments[1] and set(arguments[1]) & set("wax+"):
        opened.append(arguments[0])
    if event in ("os.mkdir", "os.rename", "os.remove") and not Path(arguments[0]).is_dir():
        opened.append(arguments[0])
from runtime.embed.local import LocalEmbedder
assert not {"numpy", "fastembed", "onnxruntime"} & set(sys.modules), "imported before it is needed"
import fastembed
sys.addaudithook(watch)
LocalEmbedder(Path(sys.argv[1])).embed(["text"])
sys.exit(f"written: {opened}" if opened else 0)
"""


def test_it_opens_no_socket_writes_no_file_and_is_imported_late() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOAD_AND_WATCH, str(asset("embedder"))], check=False, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr


def test_vectors_as_bytes_point_the_same_way(embedder: LocalEmbedder) -> None:
    vectors = embedder.embed(["one", "two", "a third, longer text"])
    kept = unpacked(as_bytes(vectors))
    cosine = (kept * vectors).sum(axis=1) / np.linalg.norm(kept, axis=1)
    assert cosine.min() > 0.99999
    assert unpacked(as_bytes(vectors[:, :70])).shape == (3, 128), "filled up to a multiple of 64"
