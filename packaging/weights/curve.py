"""Draws the loss over the training as a picture.

python packaging/weights/curve.py --folder FOLDER --out packaging/weights/curve.png
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt


def draw(log: Path, out: Path) -> None:
    """Draw ``log`` (a JSON object a line, with step and loss) to the PNG ``out``."""
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    latest = {row["step"]: row["loss"] for row in rows}
    figure, axes = plt.subplots(figsize=(7, 3.5))
    axes.plot(sorted(latest), [latest[step] for step in sorted(latest)], linewidth=1)
    axes.set(xlabel="step", ylabel="loss on the calls", yscale="log", title="Loci Tiny")
    axes.grid(visible=True, alpha=0.3)
    figure.savefig(out, dpi=100, bbox_inches="tight", metadata={"Software": None})


def main() -> None:
    """Read the options and draw."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    draw(chosen.folder / "log.jsonl", chosen.out)


if __name__ == "__main__":
    main()
