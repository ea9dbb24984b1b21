"""Measures a trained network on wordings that it was not trained on: every call that greedy decoding would get right.

A call counts as right when each of its tokens is the most likely one, so that decoding gives it letter for letter.

    python packaging/weights/evaluate.py --folder FOLDER
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
import vocabulary
from batches import Sample, Sampler
from network import Network
from train import trained

LENGTH = 768


def exact(network: Network, sample: Sample) -> list[tuple[str, bool, bool, int]]:
    """For each learnt call: (skill, all of it right, the tool's name right, place of the first wrong token or -1)."""
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        tokens = torch.tensor([sample.tokens[:-1]])
        guessed = network(tokens, torch.arange(tokens.shape[1])).argmax(-1).numpy()
    hits = guessed == np.array(sample.tokens[1:])
    rows = []
    for skill, first, last in sample.skills:
        own = hits[first - 1 : last - 1]
        wrong = int(np.argmin(own)) + first if not own.all() else -1
        rows.append((skill, bool(own.all()), bool(own[:1].all()), wrong))
    return rows


def main() -> None:
    """Print the table per skill, with examples of what goes wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, required=True)
    options.add_argument("--samples", type=int, default=300)
    options.add_argument("--examples", type=int, default=25)
    options.add_argument("--seed", type=int, default=12_345)
    chosen = options.parse_args()
    torch.set_num_threads(1)
    network = trained(chosen.folder)
    tokenizer = vocabulary.load(chosen.folder / "tokenizer.json")
    sampler = Sampler(tokenizer, chosen.seed, "held")
    rows: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    shown = 0
    for _ in range(chosen.samples):
        sample = sampler.conversation(LENGTH)
        for skill, right, tool, wrong in exact(network, sample):
            rows[skill].append((right, tool))
            if wrong >= 0 and shown < chosen.examples:
                shown += 1
                before = tokenizer.decode(sample.tokens[max(0, wrong - 60) : wrong])
                print(f"[{skill}] ...{before} >>> {tokenizer.decode(sample.tokens[wrong : wrong + 12])!r}")
    print(f"{'skill':18} {'exact':>7} {'tool':>7} {'calls':>6}")
    for skill, results in sorted(rows.items()):
        whole, tool = (sum(column) / len(results) for column in zip(*results, strict=True))
        print(f"{skill:18} {whole:7.1%} {tool:7.1%} {len(results):6}")


if __name__ == "__main__":
    main()
