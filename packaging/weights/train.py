"""The training loop: fixed seed, checkpoints, resumes where it stopped, draws the curve.

python packaging/weights/train.py --folder FOLDER --steps 12000
"""

from __future__ import annotations

import argparse
import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from pathlib import Path
from queue import Empty

import torch
import vocabulary
from batches import Batch, write_batches
from muon import Muon
from network import Network, Shape
from torch import Tensor
from torch.nn import functional

WARM_UP = 150
REPORT_EVERY = 25
SAVE_EVERY = 100
COPYING_LEARNT = 0.6
READ_AGAIN = 100
"""A batch is read a second time so many batches later."""
JUDGING = 0.5
"""How much it counts, beside the calls, to know of each line that was read whether the answer rests on it."""
AVERAGED = 0.998
"""The average over the last steps' weights keeps so much of itself at each step; it is what is exported."""


@dataclass(slots=True)
class Plan:
    """How to train: for so many steps, or, where ``minutes`` is given, until the clock says so.

    ``decay`` is the last share of the way, on which the rate falls to nothing; ``progress`` runs from 0 to 1.
    """

    steps: int
    minutes: float = 0.0
    seed: int = 7
    matrix_rate: float = 0.02
    other_rate: float = 0.003
    embedding_rate: float = 0.02
    scale: float = 1.0
    decay: float = 0.4
    progress: float = 0.0
    copying_loss: float = 6.0

    def advance(self, step: int, seconds: float) -> None:
        """Note how far the training has come."""
        self.progress = seconds / 60 / self.minutes if self.minutes else step / self.steps

    def rate(self, step: int) -> float:
        """The share of the full rate at this step."""
        return self.scale * max(0.0, min(1.0, (step + 1) / WARM_UP, (1 - self.progress) / self.decay))

    def learnt(self, batch: Batch, loss: float) -> None:
        """Follow the loss of the copying batches."""
        if batch.copying:
            self.copying_loss += 0.05 * (loss - self.copying_loss)

    def copying_now(self) -> float:
        """The share of pure copying batches: most of them until copying is learnt, then few, in the end none."""
        if self.copying_loss > COPYING_LEARNT:
            return 0.8
        return 0.12 * max(0.0, min(1.0, (1 - self.progress) / self.decay))


def optimisers(network: Network, plan: Plan) -> list[torch.optim.Optimizer]:
    """Muon for the layers' matrices, AdamW for the embedding and the norms."""
    matrices = [parameter for parameter in network.layers.parameters() if parameter.dim() == 2]
    chosen = {id(parameter) for parameter in [*matrices, network.embedding.weight]}
    others = [parameter for parameter in network.parameters() if id(parameter) not in chosen]
    return [
        Muon(matrices, lr=plan.matrix_rate),
        torch.optim.AdamW(
            [{"params": [network.embedding.weight], "lr": plan.embedding_rate}, {"params": others}],
            lr=plan.other_rate,
            betas=(0.9, 0.98),
            weight_decay=0.0,
            fused=True,
        ),
    ]


def loss_of(network: Network, body: Callable[[Tensor], tuple[Tensor, ...]], batch: Batch) -> Tensor:
    """The weighted mean cross entropy, and the judging of lines; ``body`` is the network's, perhaps compiled."""
    with torch.autocast("cpu", torch.bfloat16):
        *judged_after, last = (states.flatten(0, 1) for states in body(torch.from_numpy(batch.inputs)))
        logits = network.head(last[torch.from_numpy(batch.places)])
        lines = torch.from_numpy(batch.lines)
        judged = network.judged([states[lines] for states in judged_after])
    losses = functional.cross_entropy(logits.float(), torch.from_numpy(batch.targets), reduction="none")
    weights = torch.from_numpy(batch.weights)
    rested_on = torch.from_numpy(batch.rested_on)
    said = rested_on >= 0
    truth = rested_on.clamp(0).expand_as(judged)
    judging = functional.binary_cross_entropy_with_logits(judged.float(), truth, reduction="none")
    return (losses * weights).sum() / weights.sum() + JUDGING * (judging * said).sum() / said.sum().clamp(1)


def ahead(tokenizer: Path, seed: int, plan: Plan) -> Iterator[Batch]:
    """Batches written by a process of its own while the last one is learnt from, each of them twice: writing costs."""
    context = get_context("spawn")
    written: Queue[Batch] = context.Queue(maxsize=4)
    copying = context.Value("d", plan.copying_now())
    writer = context.Process(target=write_batches, args=(tokenizer, seed, copying, written), daemon=True)
    writer.start()
    read = deque[Batch]()
    while True:
        copying.value = plan.copying_now()
        read.append(wait_for(written, writer))
        yield read[-1]
        if len(read) > READ_AGAIN:
            yield read.popleft()


def wait_for(written: Queue[Batch], writer: BaseProcess) -> Batch:
    """The next batch.

    Raises:
        RuntimeError: the process that writes them has ended.
    """
    while True:
        try:
            return written.get(timeout=5)
        except Empty:
            if not writer.is_alive():
                message = "the process that writes batches has ended; its fault stands above"
                raise RuntimeError(message) from None


def train(folder: Path, plan: Plan, shape: Shape, *, compiled: bool = True) -> Network:
    """Train in ``folder``, going on from its checkpoint if there is one."""
    torch.manual_seed(plan.seed)
    network = Network(shape)
    steppers = optimisers(network, plan)
    average = Network(shape)
    start, before = load(folder, network, average, steppers, plan)
    body = torch.compile(network.body, dynamic=False) if compiled else network.body
    began, losses = time.monotonic() - before, []
    plan.advance(start, before)
    for step, batch in enumerate(ahead(folder / "tokenizer.json", plan.seed * 1_000_003 + start, plan), start):
        for stepper in steppers:
            for group in stepper.param_groups:
                group["lr"] = group.setdefault("full", group["lr"]) * plan.rate(step)
        loss = loss_of(network, body, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        for stepper in steppers:
            stepper.step()
            stepper.zero_grad()
        follow(average, network, min(AVERAGED, step / (step + 10)))
        losses.append(loss.item())
        plan.learnt(batch, losses[-1])
        passed = time.monotonic() - began
        plan.advance(step + 1, passed)
        if (step + 1) % REPORT_EVERY == 0:
            report(folder, plan, step + 1, sum(losses) / len(losses), passed)
            losses.clear()
        if (step + 1) % SAVE_EVERY == 0 or plan.progress >= 1:
            save(folder, network, average, steppers, plan, step + 1, passed)
        if plan.progress >= 1:
            break
    return network


@torch.no_grad()
def follow(average: Network, network: Network, kept: float) -> None:
    """Move the average a little towards the network."""
    torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - kept)


def report(folder: Path, plan: Plan, step: int, loss: float, seconds: float) -> None:
    """A line on the terminal and one in the log."""
    row = {"step": step, "loss": round(loss, 5), "copying": round(plan.copying_loss, 3), "seconds": round(seconds, 1)}
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")
    print(
        f"{plan.progress:6.1%}  step {step}  loss {loss:.4f}  copying {plan.copying_loss:.3f}  {seconds:.0f} s",
        flush=True,
    )


def save(  # noqa: PLR0917  (all that makes up a training)
    folder: Path,
    network: Network,
    average: Network,
    steppers: list[torch.optim.Optimizer],
    plan: Plan,
    step: int,
    seconds: float,
) -> None:
    """Write the checkpoint whole: first beside it, then in its place."""
    state = {
        "shape": asdict(network.shape),
        "network": network.state_dict(),
        "average": average.state_dict(),
        "step": step,
        "seconds": seconds,
        "copying": plan.copying_loss,
        "optimisers": [stepper.state_dict() for stepper in steppers],
    }
    torch.save(state, folder / "checkpoint.new")
    (folder / "checkpoint.new").replace(folder / "checkpoint.pt")


def load(
    folder: Path, network: Network, average: Network, steppers: list[torch.optim.Optimizer], plan: Plan
) -> tuple[int, float]:
    """Take up the checkpoint; the step and the seconds it was made after (0 where there is none)."""
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0, 0.0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    average.load_state_dict(state["average"])
    for stepper, saved in zip(steppers, state["optimisers"], strict=True):
        stepper.load_state_dict(saved)
    plan.copying_loss = float(state.get("copying", 0.0))
    return int(state["step"]), float(state["seconds"])


def trained(folder: Path) -> Network:
    """The network of the folder's checkpoint: the average of its last steps."""
    state = torch.load(folder / "checkpoint.pt", weights_only=True)
    network = Network(Shape(**state["shape"]))
    network.load_state_dict(state["average"])
    return network


def main() -> None:
    """Read the options and train."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, required=True, help="where checkpoints, log and tokenizer live")
    options.add_argument("--steps", type=int, default=6_000)
    options.add_argument("--minutes", type=float, default=0.0, help="train by the clock instead of by steps")
    options.add_argument("--decay", type=float, default=0.4)
    options.add_argument("--rate", type=float, default=1.0, help="times the full learning rate")
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if not (chosen.folder / "tokenizer.json").exists():
        vocabulary.learn(chosen.folder / "tokenizer.json")
    train(chosen.folder, Plan(chosen.steps, chosen.minutes, decay=chosen.decay, scale=chosen.rate), Shape())


if __name__ == "__main__":
    main()
