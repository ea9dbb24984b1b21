"""GGUF files: what one is, without loading it, and which ones lie on this machine already."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from runtime.errors import WeightsUnusable
from runtime.llm.header import Header, read_header
from runtime.llm.port import LLMInfo

_OLLAMA_MODEL = "application/vnd.ollama.image.model"
_LONGEST_MANIFEST = 1 << 20
_SHOWN = 200
_MOST_RELATED = 20
_PROJECTOR = "clip"

# general.file_type, as llama.cpp numbers them.
_QUANTISATIONS = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S",
    12: "Q3_K_M", 13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 18: "Q6_K", 19: "IQ2_XXS",
    20: "IQ2_XS", 21: "Q2_K_S", 22: "IQ3_XS", 23: "IQ3_XXS", 24: "IQ1_S", 25: "IQ4_NL", 26: "IQ3_S", 27: "IQ3_M",
    28: "IQ2_S", 29: "IQ2_M", 30: "IQ4_XS", 31: "IQ1_M", 32: "BF16", 36: "TQ1_0", 37: "TQ2_0", 38: "MXFP4",
}  # fmt: skip


def describe(path: Path) -> LLMInfo:
    """What the weights are, read from their header alone. ``dialect`` is known only once they are loaded.

    Raises:
        WeightsUnusable: not a GGUF, cut short, damaged, or no language model.
    """
    header = read_header(path)
    known = header.metadata
    architecture = str(known.get("general.architecture", ""))
    tokens = header.lengths.get("tokenizer.ggml.tokens", 0)
    if not architecture or not tokens or architecture == _PROJECTOR:
        raise WeightsUnusable(f"{path} holds no language model.")
    if not header.tensors:
        raise WeightsUnusable(f"{path} holds a vocabulary only, without weights.")
    trained = _whole(header, f"{architecture}.context_length")
    return LLMInfo(
        path=path,
        name=str(known.get("general.name") or path.stem),
        architecture=architecture,
        parameters=header.parameters,
        size_bytes=path.stat().st_size,
        quantisation=_QUANTISATIONS.get(_whole(header, "general.file_type"), ""),
        context_length=trained,
        trained_context_length=trained,
        vocabulary_size=tokens,
        licence=str(known.get("general.license", "")),
        system_prompt=_text(header, "loci.system_prompt"),
        related_lines=min(_MOST_RELATED, max(0, _whole(header, "loci.related_lines"))),
        metadata={key: str(value)[:_SHOWN] for key, value in known.items()},
    )


def _whole(header: Header, key: str) -> int:
    value = header.metadata.get(key, 0)
    return int(value) if isinstance(value, int) else 0


def _text(header: Header, key: str) -> str | None:
    value = header.metadata.get(key)
    return value if isinstance(value, str) else None


def find(own: Path | None = None) -> list[LLMInfo]:
    """The GGUF files of Ollama, LM Studio, the Hugging Face cache and Loci's own folder; unusable ones left out.

    Nothing is copied: each is used where it lies.

    Args:
        own: Loci's folder of weights, LOCI_HOME/llms.
    """
    found: dict[Path, LLMInfo] = {}
    for path in (*_in_folders(own), *_ollama()):
        try:
            place = path.resolve(strict=True)
            if place not in found:
                found[place] = describe(path)
        except (WeightsUnusable, OSError):
            continue  # a listing shows what can be used
    return sorted(found.values(), key=lambda info: (info.name.lower(), str(info.path)))


def _in_folders(own: Path | None) -> Iterator[Path]:
    home = Path.home()
    cache = Path(os.environ.get("HF_HOME") or home / ".cache/huggingface")
    folders = [
        own,
        home / ".lmstudio/models",
        home / ".cache/lm-studio/models",
        Path(os.environ.get("HF_HUB_CACHE") or cache / "hub"),
    ]
    for folder in folders:
        if folder is not None and folder.is_dir():
            yield from (path for path in sorted(folder.rglob("*.gguf")) if not _continued(path))


def _continued(path: Path) -> bool:
    """Whether it is a later part of weights in several files; llama.cpp is given the first."""
    return "-of-" in path.name and "-00001-of-" not in path.name


def _ollama() -> Iterator[Path]:
    root = Path(os.environ.get("OLLAMA_MODELS") or Path.home() / ".ollama/models")
    places = [root] if sys.platform == "win32" else [root, Path("/usr/share/ollama/.ollama/models")]
    for place in places:
        try:
            manifests = sorted(path for path in (place / "manifests").rglob("*") if path.is_file())
        except OSError:
            continue  # another user's folder
        for manifest in manifests:
            yield from _blobs(manifest, place / "blobs")


def _blobs(manifest: Path, blobs: Path) -> Iterator[Path]:
    try:
        if manifest.stat().st_size > _LONGEST_MANIFEST:
            return
        layers = json.loads(manifest.read_bytes())["layers"]
        digests = [layer["digest"] for layer in layers if layer.get("mediaType") == _OLLAMA_MODEL]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return  # no manifest of a model
    for digest in digests:
        if isinstance(digest, str) and digest.replace(":", "").isalnum():
            yield blobs / digest.replace(":", "-")
