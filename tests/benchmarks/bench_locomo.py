"""How much of the evidence for a question is among the first messages found, on the LoCoMo conversations.

    python tests/benchmarks/bench_locomo.py [--data FOLDER] [--captions] [--json] [--fit]

Everything goes through the memory file, the index and :class:`runtime.memory.search.Search` as the assistant uses them:
a conversation is an agent with one long talk, a turn is a message with its speaker and time, vectors are made by the
built-in embedder. Captions of pictures are left out unless ``--captions``, for a message is its text.

*recall at k*: the share of a question's evidence turns among the first k, averaged over the questions of categories 1
to 4 that have evidence. *all at 10*: the share of category 1 (multi-hop) questions with all their evidence among the
first 10. *Loci* is scored on each conversation with weights fitted on the other ones, beside it the weights that the
product ships (fitted on all: what ``--fit`` prints). The other lines are one ranking alone, and rank fusion.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean, median
from typing import Any

import numpy as np
from sqlmodel import Session

from models import search_index, searching
from models.code_cache import CodeCache
from models.memory_file import MemoryFile
from models.search_values import MessageScope, Vectors
from models.tables import Agent, Archive, Conversation, Message
from runtime.embed.codes import as_bytes
from runtime.embed.local import LocalEmbedder
from runtime.home import asset
from runtime.memory import question
from runtime.memory.fusion import Weights
from runtime.memory.search import Search

DATA = Path(__file__).resolve().parents[3] / "shared" / "reference" / "locomo"
GOAL = 0.72
EVERYTHING = 1_000_000
MULTI_HOP = 1
ANSWERABLE = (1, 2, 3, 4)
NOT_FITTED = ("echo",)  # nothing in the data speaks for it or against it

Array = np.ndarray[Any, np.dtype[np.float64]]
Ranking = Callable[[Session, str], Sequence[int]]


@dataclass(frozen=True)
class Question:
    """A question and the ids of the messages that answer it."""

    text: str
    category: int
    evidence: frozenset[int]


@dataclass(frozen=True)
class Talk:
    """A conversation in the memory file."""

    name: str
    agent_id: int
    questions: list[Question]


@dataclass
class Line:
    """One ranking's results: (question, ids found, seconds) for each question."""

    name: str
    found: list[tuple[Question, list[int], float]]

    def figures(self) -> dict[str, float]:
        """Recall at 5, 10 and 20, all at 10 for multi-hop questions, and the median time in milliseconds."""
        recall = {f"recall_at_{k}": fmean(_share(q, ids[:k]) for q, ids, _ in self.found) for k in (5, 10, 20)}
        hops = [q.evidence <= set(ids[:10]) for q, ids, _ in self.found if q.category == MULTI_HOP]
        return recall | {"multi_hop_all_at_10": fmean(hops), "p50_ms": 1e3 * median(each[2] for each in self.found)}


def _share(asked: Question, ids: Sequence[int]) -> float:
    return len(asked.evidence.intersection(ids)) / len(asked.evidence)


# --- the memory file ---------------------------------------------------------------------------------


def store(memory: MemoryFile, raw: dict[str, Any], *, captions: bool) -> Talk:
    """One conversation as an agent's messages."""
    ids: dict[str, int] = {}
    with memory.transaction() as session:
        agent_id, conversation_id = _agent(session, raw["sample_id"])
        previous = ""
        for turn, at in _turns(raw["conversation"]):
            text = turn["text"]
            if captions and turn.get("blip_caption"):
                text += f" [shows a picture: {turn['blip_caption']}]"
            message = Message(agent_id=agent_id, conversation_id=conversation_id, role="user", text=text, created_at=at)
            session.add(message)
            session.flush()
            search_index.index_message(session, message, previous, turn["speaker"])
            assert message.id is not None
            ids[turn["dia_id"]], previous = message.id, text
    asked = [Question(q["question"], q["category"], _evidence(q["evidence"], ids)) for q in raw["qa"]]
    return Talk(raw["sample_id"], agent_id, [q for q in asked if q.category in ANSWERABLE and q.evidence])


def _agent(session: Session, name: str) -> tuple[int, int]:
    archive = Archive(name=name)
    session.add(archive)
    session.flush()
    assert archive.id is not None
    agent = Agent(name=name, archive_id=archive.id)
    session.add(agent)
    session.flush()
    assert agent.id is not None
    conversation = Conversation(agent_id=agent.id)
    session.add(conversation)
    session.flush()
    assert conversation.id is not None
    return agent.id, conversation.id


def _turns(conversation: dict[str, Any]) -> Iterator[tuple[dict[str, Any], datetime]]:
    """The turns in order, twenty seconds apart from the beginning of their session."""
    numbers = sorted(int(key[8:]) for key in conversation if re.fullmatch(r"session_\d+", key))
    for number in numbers:
        said = conversation[f"session_{number}_date_time"]
        begin = datetime.strptime(said, "%I:%M %p on %d %B, %Y").replace(tzinfo=UTC)
        for place, turn in enumerate(conversation[f"session_{number}"]):
            yield turn, begin + timedelta(seconds=20 * place)


def _evidence(written: Sequence[str], ids: dict[str, int]) -> frozenset[int]:
    """The messages that "D3:7" and the like name; also "D8:6; D9:17", "D:11:26" and "D30:05" as the data has them."""
    named = [(int(a), int(b)) for entry in written for a, b in re.findall(r"D:?(\d+):(\d+)", entry)]
    return frozenset(ids[f"D{a}:{b}"] for a, b in named if f"D{a}:{b}" in ids)


def embed_all(memory: MemoryFile, embedder: LocalEmbedder) -> None:
    """What the embedding worker does, without its thread."""
    while True:
        with memory.transaction() as session:
            batch = search_index.pending(session, 64)
            if not batch:
                return
            texts = as_bytes(embedder.embed([each.text for each in batch]))
            contexts = as_bytes(embedder.embed([each.context for each in batch]))
            search_index.store_vectors(session, map(Vectors, batch, texts, contexts))


# --- the rankings ------------------------------------------------------------------------------------


def by_meaning(embedder: LocalEmbedder, agent_id: int, *, names: bool) -> Ranking:
    """The vector of the text alone; ``names``: the question as asked, else without the speakers' names."""
    cache = CodeCache()

    def rank(session: Session, text: str) -> list[int]:
        asked = text if names else question.without_names(text, searching.speakers(session, agent_id))
        vector = as_bytes(embedder.embed([asked]))[0]
        ids = searching.nearest(session, cache, MessageScope(agent_id), vector, 400)["text"]
        likeness = searching.likenesses(session, "message", ids, vector)
        return sorted(likeness, key=lambda each: -likeness[each].text)

    return rank


def by_words(agent_id: int, *, context: bool) -> Ranking:
    """FTS5's BM25 of the text alone, or with speaker, date and previous turn."""

    def rank(session: Session, text: str) -> list[int]:
        words = question.content(text)
        found = searching.matching(session, MessageScope(agent_id), words, EVERYTHING, most=EVERYTHING)
        return sorted(found, key=lambda each: -(found[each].context if context else found[each].text))

    return rank


def rank_fusion(*rankings: Ranking) -> Ranking:
    """Reciprocal-rank fusion with the usual constant of 60."""

    def rank(session: Session, text: str) -> list[int]:
        scores: dict[int, float] = {}
        for ranking in rankings:
            for place, each in enumerate(ranking(session, text), start=1):
                scores[each] = scores.get(each, 0.0) + 1 / (60 + place)
        return sorted(scores, key=lambda each: -scores[each])

    return rank


def by_search(search: Search, agent_id: int) -> Ranking:
    """The product's own search."""
    return lambda session, text: [hit.id for hit in search.messages(session, text, agent_id=agent_id, limit=20)]


def measured(memory: MemoryFile, name: str, talks: Sequence[Talk], rankings: Sequence[Ranking]) -> Line:
    """A ranking, one for each conversation, on all questions."""
    line = Line(name, [])
    with memory.reading() as session:
        for talk, ranking in zip(talks, rankings, strict=True):
            ranking(session, talk.questions[0].text)  # the page cache is warm, as it is while one talks
            for asked in talk.questions:
                began = time.perf_counter()
                ids = list(ranking(session, asked.text))
                line.found.append((asked, ids, time.perf_counter() - began))
    return line


# --- fitting -----------------------------------------------------------------------------------------


@dataclass
class Sample:
    """A question's candidates: their reasons, [candidates, reasons], and which of them are evidence."""

    reasons: Array
    right: list[int]


def samples(memory: MemoryFile, embedder: LocalEmbedder, talk: Talk) -> list[Sample]:
    """The reasons of every candidate of every question, read off a search in which each weighs 1."""
    names = [each.name for each in fields(Weights)]
    search = Search(embedder, weights=Weights(*(1.0 for _ in names)))
    made = []
    with memory.reading() as session:
        for asked in talk.questions:
            hits = search.messages(session, asked.text, agent_id=talk.agent_id, limit=EVERYTHING)
            right = [place for place, hit in enumerate(hits) if hit.id in asked.evidence]
            if right:
                made.append(Sample(np.array([[hit.views[name] for name in names] for hit in hits]), right))
    return made


def fit(data: Sequence[Sample], rounds: int = 150, rate: float = 0.08, penalty: float = 1e-3) -> Weights:
    """The weights under which the right candidates are likeliest (softmax over a question's candidates), by Adam."""
    fitted = np.array([each.name not in NOT_FITTED for each in fields(Weights)], dtype=float)
    weights = np.zeros(len(fitted))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, rounds + 1):
        slope = np.mean([_slope(each, weights) for each in data], axis=0) + penalty * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights -= rate * fitted * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    names = [each.name for each in fields(Weights)]
    return replace(
        Weights(), **{n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if n not in NOT_FITTED}
    )


def _slope(sample: Sample, weights: Array) -> Array:
    scores = sample.reasons @ weights
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    slope: Array = chances @ sample.reasons - sample.reasons[sample.right].mean(axis=0)
    return slope


# --- the table ---------------------------------------------------------------------------------------


def lines(memory: MemoryFile, embedder: LocalEmbedder, talks: Sequence[Talk]) -> list[Line]:
    """Every line of the table."""
    data = [samples(memory, embedder, talk) for talk in talks]
    others = [fit([each for part in data if part is not own for each in part]) for own in data]
    ids = [talk.agent_id for talk in talks]
    views = {"words", "words_in_context", "meaning", "meaning_in_context"}
    plain = Weights(*(float(each.name in views) for each in fields(Weights)))
    asked = [by_meaning(embedder, each, names=True) for each in ids]
    alone = [by_words(each, context=False) for each in ids]

    def ours(weights: Sequence[Weights]) -> list[Ranking]:
        return [by_search(Search(embedder, weights=each), own) for each, own in zip(weights, ids, strict=True)]

    table: list[tuple[str, Sequence[Ranking]]] = [
        ("vector, question as asked", asked),
        ("vector, names left out", [by_meaning(embedder, each, names=False) for each in ids]),
        ("FTS5, text", alone),
        ("FTS5, text in context", [by_words(each, context=True) for each in ids]),
        ("rank fusion of vector and FTS5", [rank_fusion(*each) for each in zip(asked, alone, strict=True)]),
        ("four views, z-scores, equal weights", ours([plain] * len(ids))),
        ("Loci, cross-validated", ours(others)),
        ("Loci, shipped weights", ours([Weights()] * len(ids))),
        ("Loci without an embedder", [by_search(Search(None), each) for each in ids]),
    ]
    return [measured(memory, name, talks, rankings) for name, rankings in table]


def show(table: Sequence[Line], talks: Sequence[Talk]) -> None:
    """Print the table, and the main line by conversation."""
    print(f"{sum(len(talk.questions) for talk in talks)} questions of {len(talks)} conversations\n")
    print(f"{'share of the evidence among the first':37s}      5     10     20   all@10   p50 ms   @10 ÷ vector")
    base = table[0].figures()["recall_at_10"]
    for line in table:
        at5, at10, at20, hops, p50 = line.figures().values()
        print(f"{line.name:37s}  {at5:.3f}  {at10:.3f}  {at20:.3f}    {hops:.3f}   {p50:6.1f}   {at10 / base:.2f}")
    ours = next(line for line in table if line.name == "Loci, cross-validated")
    for talk in talks:
        part = [_share(q, ids[:10]) for q, ids, _ in ours.found if q in talk.questions]
        print(f"  {talk.name}: {fmean(part):.3f} of {len(part)} questions")
    reached = ours.figures()["recall_at_10"]
    print(f"goal at 10: {GOAL}: {'reached' if reached >= GOAL else 'missed'} ({reached:.3f})")


def main() -> None:
    """Print the table, as JSON with ``--json``; with ``--fit`` the weights fitted on all conversations."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="a folder with LoCoMo's JSON")
    parser.add_argument("--captions", action="store_true", help="a turn's picture counts, by its caption")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.add_argument("--fit", action="store_true", help="print the weights fitted on all conversations")
    chosen = parser.parse_args()
    files = sorted(chosen.data.glob("*.json"))
    if not files:
        print(f"no LoCoMo data in {chosen.data}: skipped")
        return
    embedder = LocalEmbedder(asset("embedder"))
    with (
        tempfile.TemporaryDirectory() as folder,
        MemoryFile.open(Path(folder) / "locomo.loci", os.urandom(32)) as memory,
    ):
        raw = [each for file in files for each in json.loads(file.read_text(encoding="utf-8"))]
        talks = [store(memory, each, captions=chosen.captions) for each in raw]
        embed_all(memory, embedder)
        if chosen.fit:
            print(fit([each for talk in talks for each in samples(memory, embedder, talk)]))
            return
        table = lines(memory, embedder, talks)
    if chosen.json:
        print(json.dumps({"goal_at_10": GOAL, "rankings": {line.name: line.figures() for line in table}}))
    else:
        show(table, talks)


if __name__ == "__main__":
    main()
