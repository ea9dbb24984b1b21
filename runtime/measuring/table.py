"""How much of the evidence for a question is among the first messages found, by several rankings, as a table.

*recall at k*: the share of a question's evidence turns among the first k, averaged over the questions of categories 1
to 4 that have evidence. *all at 10*: the share of category 1 (multi-hop) questions with all their evidence among the
first 10. Loci is scored on each conversation with weights fitted on the others, beside it the weights that it ships.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING

from models.memory_file import MemoryFile
from runtime.measuring import locomo
from runtime.measuring.fitting import fit, samples
from runtime.measuring.rankings import by_meaning, by_search, by_words, rank_fusion
from runtime.memory.fusion import Weights
from runtime.memory.search import Search

if TYPE_CHECKING:
    from runtime.embed.port import Embedder
    from runtime.measuring.locomo import Question, Talk
    from runtime.measuring.rankings import Ranking

OURS, SHIPPED = "Loci, cross-validated", "Loci, shipped weights"
_VIEWS = {"words", "words_in_context", "meaning", "meaning_in_context"}
_DEPTHS = (5, 10, 20)


@dataclass(frozen=True)
class Line:
    """One ranking's results: (question, ids found, seconds) for each question."""

    name: str
    found: list[tuple[Question, list[int], float]]

    def figures(self) -> dict[str, float]:
        """Recall at 5, 10 and 20, all at 10 for multi-hop questions, and the median time in milliseconds."""
        recall = {f"recall_at_{k}": fmean(share(q, ids[:k]) for q, ids, _ in self.found) for k in _DEPTHS}
        hops = [q.evidence <= set(ids[:10]) for q, ids, _ in self.found if q.category == locomo.MULTI_HOP]
        spent = 1e3 * median(each[2] for each in self.found)
        return recall | {"multi_hop_all_at_10": fmean(hops) if hops else 0.0, "p50_ms": spent}


@dataclass(frozen=True)
class Table:
    """Every ranking's line, and the conversations they are of."""

    talks: Sequence[Talk]
    lines: Sequence[Line]

    def main(self) -> Line:
        """Loci's own line: cross-validated, where there is another conversation to fit on."""
        names = {line.name: line for line in self.lines}
        return names.get(OURS, names[SHIPPED])

    def by_conversation(self) -> dict[str, float]:
        """Recall at 10 of each conversation."""
        found = self.main().found
        return {
            talk.name: fmean(share(q, ids[:10]) for q, ids, _ in found if q in talk.questions)
            for talk in self.talks
            if talk.questions
        }

    def as_json(self) -> dict[str, object]:
        """Loci's own figures, and below ``rankings`` all of them."""
        return {
            **self.main().figures(),
            "conversations": len(self.talks),
            "questions": sum(len(talk.questions) for talk in self.talks),
            "recall_at_10_by_conversation": self.by_conversation(),
            "rankings": {line.name: line.figures() for line in self.lines},
        }


def share(asked: Question, ids: Sequence[int]) -> float:
    """How much of a question's evidence is among some messages."""
    return len(asked.evidence.intersection(ids)) / len(asked.evidence)


def measure(folder: Path, embedder: Embedder, *, captions: bool, tell: Callable[[str], None]) -> Table:
    """The table for the conversations of a folder. ``tell``: what is being done, in a sentence.

    Raises:
        InputRefused: the folder has none.
    """
    raw = locomo.read(folder)
    with tempfile.TemporaryDirectory() as place, MemoryFile.open(Path(place) / "locomo.loci", os.urandom(32)) as memory:
        talks = locomo.store(memory, raw, captions=captions)
        locomo.embed_all(memory, embedder, tell)
        return Table(
            talks, [_measured(memory, *each, talks, tell) for each in _rankings(memory, embedder, talks, tell)]
        )


def fitted(folder: Path, embedder: Embedder, *, captions: bool, tell: Callable[[str], None]) -> Weights:
    """The weights fitted on all conversations of a folder: what Loci ships."""
    raw = locomo.read(folder)
    with tempfile.TemporaryDirectory() as place, MemoryFile.open(Path(place) / "locomo.loci", os.urandom(32)) as memory:
        talks = locomo.store(memory, raw, captions=captions)
        locomo.embed_all(memory, embedder, tell)
        return fit([samples(memory, Search(embedder), talk) for talk in talks])


def _rankings(
    memory: MemoryFile, embedder: Embedder, talks: Sequence[Talk], tell: Callable[[str], None]
) -> list[tuple[str, Sequence[Ranking]]]:
    """Each ranking's name and what it is in each conversation."""
    ids = [talk.agent_id for talk in talks]
    plain = Weights(*(float(each.name in _VIEWS) for each in fields(Weights)))
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
        (SHIPPED, ours([Weights()] * len(ids))),
        ("Loci without an embedder", [by_search(Search(None), each) for each in ids]),
    ]
    if len(talks) > 1:
        tell("fitting the weights on the other conversations")
        data = [samples(memory, Search(embedder), talk) for talk in talks]
        others = [fit([each for each in data if each is not own]) for own in data]
        table.append((OURS, ours(others)))
    return table


def _measured(
    memory: MemoryFile, name: str, rankings: Sequence[Ranking], talks: Sequence[Talk], tell: Callable[[str], None]
) -> Line:
    """A ranking, one for each conversation, on all questions."""
    tell(name)
    line = Line(name, [])
    with memory.reading() as session:
        for talk, ranking in zip(talks, rankings, strict=True):
            for number, asked in enumerate(talk.questions):
                if number == 0:
                    ranking(session, asked.text)  # the page cache is warm, as it is while one talks
                began = time.perf_counter()
                ids = list(ranking(session, asked.text))
                line.found.append((asked, ids, time.perf_counter() - began))
    return line
