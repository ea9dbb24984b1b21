"""What lies in an embedder's folder: its network, how texts go in and vectors come out, what tells it from others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from runtime.embed.prompts import Prompts
from runtime.errors import EmbedderFailed

# As fastembed, sentence-transformers and Hugging Face's exporters lay it; the first one found is taken.
_NETWORKS = (
    *("model.onnx", "model_optimized.onnx", "model_quantized.onnx"),
    *("onnx/model.onnx", "onnx/model_optimized.onnx", "onnx/model_quantized.onnx"),
)
_NEEDED = ("tokenizer.json", "tokenizer_config.json")
_POOLING = "1_Pooling/config.json"
_POOLINGS = {
    "pooling_mode_cls_token": "CLS",
    "pooling_mode_lasttoken": "LAST_TOKEN",
    "pooling_mode_mean_tokens": "MEAN",
}
# Where the folder does not say, its name does; all others take the mean of all tokens.
_POOLINGS_BY_NAME = {"bge-": "CLS", "mxbai-": "CLS", "arctic-embed": "CLS", "qwen3-embedding": "LAST_TOKEN"}
_OTHERS = "MEAN"
# Of a large file so many parts are looked at, evenly spread: another training changes the numbers everywhere.
_PARTS = 64
_PART = 1 << 16


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with an embedder. ``pooling``: as fastembed calls it."""

    path: Path
    network: str
    pooling: str
    prompts: Prompts

    @classmethod
    def read(cls, path: Path) -> Folder:
        """Look what lies there.

        Raises:
            EmbedderFailed: it is no embedder's folder; the text names what is missing.
        """
        if not path.is_dir():
            raise EmbedderFailed(f"There is no folder {path} with an embedder.")
        network = next((each for each in _NETWORKS if (path / each).is_file()), None)
        missing = [each for each in _NEEDED if not (path / each).is_file()]
        if network is None or missing:
            raise EmbedderFailed(f"The embedder in {path} has no {missing[0] if network else _NETWORKS[0]}.")
        return cls(path, network, _pooling(path), Prompts.read(path, _called(path)))

    def digest(self) -> str:
        """A name that only the same files have: the same vectors of the same texts. Takes some milliseconds.

        Raises:
            EmbedderFailed: a file cannot be read.
        """
        found = blake2b((self.pooling + self.prompts.passage).encode("utf-8", "replace"), digest_size=16)
        weights_apart = self.path / f"{self.network}_data"
        paths = [self.path / each for each in (self.network, *_NEEDED)]
        try:
            for path in [*paths, weights_apart] if weights_apart.is_file() else paths:
                size = path.stat().st_size
                found.update(f"{size} ".encode())
                with path.open("rb") as file:
                    for begin in range(0, size, max(_PART, size // _PARTS)):
                        file.seek(begin)
                        found.update(file.read(_PART))
        except OSError as problem:
            raise EmbedderFailed(f"The embedder in {self.path} cannot be read: {problem.strerror}.") from problem
        return found.hexdigest()


def _called(folder: Path) -> str:
    """Its name. In the cache of Hugging Face's hub, which is fastembed's too, that is two folders above the files."""
    return " ".join(folder.resolve().parts[-3:]).lower()


def _pooling(folder: Path) -> str:
    path = folder / _POOLING
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        called = _called(folder)
        return next((how for name, how in _POOLINGS_BY_NAME.items() if name in called), _OTHERS)
    except (OSError, ValueError, RecursionError) as problem:
        raise EmbedderFailed(f"{path} cannot be read ({problem}).") from problem
    chosen = [name for key, name in _POOLINGS.items() if isinstance(said, dict) and said.get(key)]
    if len(chosen) != 1:
        raise EmbedderFailed(f"{path} asks for a pooling that Loci does not know.")
    return chosen[0]
