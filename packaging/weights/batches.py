"""Endless batches of freshly written conversations: tokens, and where and how strongly to learn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import parent_process
from multiprocessing.queues import Queue
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from queue import Full
from random import Random

import numpy as np
from dialogue import write
from phrasebook import Split
from prompt import CALL_START
from tokenizers import Tokenizer
from vocabulary import END, PAD, START, WORDS, load
from words import fill, made_up

LENGTHS = {384: 0.25, 768: 0.47, 1_536: 0.14, 2_048: 0.14}
COPYING_LENGTH = 128
TOKENS_PER_BATCH = 6_144
ROUND = 256
"""The learnt places of a batch are filled up to a multiple of this, with a last one that weighs nothing.

Matrix products are prepared, and kept in memory, for each size that occurs: a training grew by 15 GB an hour.
"""
CHOICE_WEIGHT = 6.0
DECISION_WEIGHT = 3.0
CHOOSING = {"recall", "check", "answer_found", "about"}
CHOICE = 8
"""So many tokens of an answer, or of what is replaced, decide which line it is; what follows is copied."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One conversation as tokens; ``weights[i]`` is how strongly token i is to be learnt."""

    tokens: list[int]
    weights: list[float]
    skills: list[tuple[str, int, int]]
    """(skill, first, after last) for each learnt call."""
    lines: list[tuple[int, bool]] = field(default_factory=list)
    """Where each line beside a message and each row of results ends, and whether the answer rests on it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs [b, t]; flat ``places`` in it, the ``targets`` there and their ``weights`` [n].

    ``lines``: flat places where a line or a row of results ends, ``rested_on`` 1 where the answer rests on it, 0 where
    not, and -1 for a place that says nothing [m].
    """

    inputs: np.ndarray
    places: np.ndarray
    targets: np.ndarray
    weights: np.ndarray
    lines: np.ndarray
    rested_on: np.ndarray
    copying: bool = False


class Sampler:
    """Writes samples with one random stream."""

    def __init__(self, tokenizer: Tokenizer, seed: int, split: Split = "train") -> None:
        """Use ``tokenizer``; the same seed gives the same samples."""
        self.tokenizer = tokenizer
        self.rng = Random(seed)
        self.split = split
        self.answer = tokenizer.encode("<|im_start|>assistant\n").ids
        [self.newline] = tokenizer.encode("\n").ids
        [self.old] = tokenizer.encode('", "old_content": "').ids
        [self.anew] = tokenizer.encode('", "new_content": "').ids
        [self.before_lines] = tokenizer.encode("\n<related>\n").ids
        [self.after_lines] = tokenizer.encode("\n</related>").ids
        [_, self.tool] = tokenizer.encode("<|im_start|>tool\n").ids
        [self.wrap] = tokenizer.encode("\\").ids
        [self.end] = tokenizer.encode('", "request_heartbeat": true}}\n</tool_call>').ids
        [self.message] = tokenizer.encode(f'{CALL_START}send_message", "arguments": {{"message": "').ids
        said = f'<|im_start|>assistant\n{CALL_START}send_message", "arguments": {{"message": "'
        self.saying = tokenizer.encode(said).ids
        sample = write(Random(seed), split, 20_000).render()
        self.characters_per_token = len(sample) / len(tokenizer.encode(sample).ids)

    def conversation(self, length: int) -> Sample:
        """A conversation of at most ``length`` tokens (those that come out longer are written anew)."""
        while True:
            characters = length * self.characters_per_token * self.rng.uniform(0.94, 1.08)
            dialogue = write(self.rng, self.split, int(characters))
            tokens = self.tokenizer.encode(dialogue.render()).ids
            if len(tokens) <= length:
                learn = [message.learn for message in dialogue.messages if message.role == "assistant"]
                rested_on = [each for message in dialogue.messages for each in message.rested_on]
                ends = list(self.line_ends(tokens))
                if len(ends) != len(rested_on):
                    continue  # a line that ends in "tool" is one token with the newline after it
                sample = self.weigh(tokens, learn, dialogue.skills)
                sample.lines.extend(zip(ends, rested_on, strict=True))
                return sample

    def line_ends(self, tokens: list[int]) -> Iterator[int]:
        """Where each line beside a message and each row of a search's results ends: at the token after it."""
        ends: set[int] = set()
        heading = False
        for place, token in enumerate(tokens):
            if token in ends:
                yield place
            if token == self.before_lines:
                ends = {self.newline, self.after_lines}
            elif token == self.tool:
                heading = True
            elif heading and token == self.newline:
                ends, heading = {self.newline, END}, False
            elif token in {self.after_lines, END}:
                ends, heading = set(), False

    def weigh(self, tokens: list[int], learn: list[bool], skills: list[str]) -> Sample:
        """Put the loss on the calls; the tool's name is a decision and weighs more."""
        weights = [0.0] * len(tokens)
        spans: list[tuple[str, int, int]] = []
        number, at, prefix = 0, 0, len(self.answer)
        while at < len(tokens):
            if tokens[at] == START and tokens[at : at + prefix] == self.answer:
                first, last = at + prefix, tokens.index(END, at) + 1
                if learn[number]:
                    weights[first:last] = [1.0] * (last - first)
                    for place, weight in self.decisions(tokens, first, last, skills[number]):
                        weights[place] = weight
                    spans.append((skills[number], first, last))
                number, at = number + 1, last
            else:
                at += 1
        return Sample(tokens, weights, spans)

    def decisions(self, tokens: list[int], first: int, last: int, skill: str) -> Iterator[tuple[int, float]]:
        """The places of a call where something is decided, not copied, and how strongly each is to be learnt."""
        yield first, CHOICE_WEIGHT
        if skill in CHOOSING:
            start = first - len(self.answer) + len(self.saying)
            yield from ((place, DECISION_WEIGHT) for place in range(start, min(start + CHOICE, last)))
        for place in range(first + 1, last):
            if tokens[place - 1] in {self.anew, self.message}:  # deleted or written anew; which answer it is
                yield place, CHOICE_WEIGHT
            elif tokens[place - 1] == self.old:
                yield from ((chosen, DECISION_WEIGHT) for chosen in range(place, min(place + CHOICE, last)))
            elif skill == "remember" and tokens[place] in {self.wrap, self.end}:
                yield place, CHOICE_WEIGHT  # whether another fact follows

    def copying(self, length: int) -> Sample:
        """What stands in the user's turn stands again in the assistant's: what names need.

        Half of it is tokens at random, which teaches to look for the place where the last token stood before;
        half made-up words, where one token back is not enough to know the place.
        """
        tokens: list[int] = []
        weights: list[float] = []
        head, middle = self.opening_of("user"), [END, self.newline, *self.answer]
        while True:
            inside = self.random_tokens() if self.rng.random() < 0.5 else self.random_words()
            end = [END, self.newline]
            if len(tokens) + len(head) + len(middle) + 2 * len(inside) + 2 > length:
                if not tokens:
                    continue
                return Sample(tokens, weights, [])
            tokens += [*head, *inside, *middle, *inside, *end]
            weights += [0.0] * (len(head) + len(inside) + len(middle)) + [1.0] * len(inside) + [1.0, 0.0]

    def opening_of(self, role: str) -> list[int]:
        """The tokens that begin a turn."""
        return list(self.tokenizer.encode(f"<|im_start|>{role}\n").ids)

    def random_tokens(self) -> list[int]:
        """Any tokens but the special ones."""
        return [self.rng.randrange(END + 1, WORDS) for _ in range(self.rng.randint(3, 50))]

    def random_words(self) -> list[int]:
        """Made-up words and values."""
        make = [made_up, lambda rng: fill("{value}", rng)]
        words = [self.rng.choice(make)(self.rng) for _ in range(self.rng.randint(1, 10))]
        return list(self.tokenizer.encode(" ".join(words)).ids)

    def batch(self, copying: float) -> Batch:
        """The next batch; ``copying`` is the probability that it is one of pure copying."""
        if self.rng.random() < copying:
            length, make = COPYING_LENGTH, self.copying
        else:
            length, make = self.rng.choices(list(LENGTHS), list(LENGTHS.values()))[0], self.conversation
        return collate([make(length) for _ in range(TOKENS_PER_BATCH // length)], length, make == self.copying)


def collate(samples: list[Sample], length: int, copying: bool = False) -> Batch:  # noqa: FBT001, FBT002
    """Pad the samples to ``length`` and note where there is something to learn."""
    inputs = np.full((len(samples), length), PAD, np.int64)
    targets = np.zeros((len(samples), length), np.int64)
    weights = np.zeros((len(samples), length), np.float32)
    for row, sample in enumerate(samples):
        size = len(sample.tokens)
        inputs[row, :size] = sample.tokens
        targets[row, : size - 1] = sample.tokens[1:]
        weights[row, : size - 1] = sample.weights[1:]
    places = np.flatnonzero(weights)
    places = np.concatenate([places, np.full(-len(places) % ROUND, weights.size - 1)])
    lines = [(row * length + place, float(on)) for row, sample in enumerate(samples) for place, on in sample.lines]
    lines += [(0, -1.0)] * (-len(lines) % ROUND)
    ends, rested_on = np.array(lines).reshape(-1, 2).T
    return Batch(
        inputs,
        places,
        targets.ravel()[places],
        weights.ravel()[places],
        ends.astype(np.int64),
        rested_on.astype(np.float32),
        copying,
    )


def write_batches(tokenizer: Path, seed: int, copying: Synchronized[float], batches: Queue[Batch]) -> None:
    """Write batches as long as the process lives that learns from them: the work of one beside it."""
    sampler, learner = Sampler(load(tokenizer), seed), parent_process()
    batch = sampler.batch(copying.value)
    while learner is not None and learner.is_alive():
        try:
            batches.put(batch, timeout=5)
        except Full:
            continue
        batch = sampler.batch(copying.value)
