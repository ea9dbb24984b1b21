"""The map puts what is near in meaning near; the timeline counts what there was at the end of each day."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import numpy as np
from loop import Loop
from sqlmodel import select

from models.columns import utc_now
from models.memory_file import MemoryFile
from models.tables import Message, Passage
from runtime.landscape import Landscape, flattened
from runtime.llm.scripted import call, say


def test_near_in_meaning_is_near_on_the_map_and_the_same_texts_lie_in_the_same_places():
    random = np.random.default_rng(1)
    middles = np.zeros((3, 384), np.float32)
    middles[0, 0] = middles[1, 1] = middles[2, 2] = 100
    rows = np.repeat(middles, 20, axis=0) + random.normal(0, 2, (60, 384)).astype(np.float32)
    points = flattened(rows)
    assert points.shape == (60, 2)
    assert (points.min(axis=0) == 0).all()
    assert (points.max(axis=0) == 1).all()
    clouds = [points[first : first + 20] for first in (0, 20, 40)]
    apart = min(np.linalg.norm(a.mean(axis=0) - b.mean(axis=0)) for a, b in combinations(clouds, 2))
    assert apart > 3 * max(np.linalg.norm(cloud - cloud.mean(axis=0), axis=1).max() for cloud in clouds)
    assert np.array_equal(points, flattened(rows))


def test_one_passage_and_passages_that_are_alike_lie_in_the_middle():
    assert np.array_equal(flattened(np.ones((1, 384), np.float32)), [[0.5, 0.5]])
    assert np.array_equal(flattened(np.ones((3, 384), np.float32)), [[0.5, 0.5]] * 3)


def test_the_timeline_rises_with_what_came(memory: MemoryFile):
    stored = call("archival_memory_insert", content="Biscuit swims in the harbour.", tags=["dog"])
    loop = Loop.on(memory, [stored, say("Kept."), say("Good.")])
    loop.say("Keep that")
    with loop.engine.writing() as session:
        passage = session.get_one(Passage, 1)
        passage.created_at = utc_now() - timedelta(days=2)
        session.add(passage)
    days = Landscape(loop.engine).growth()
    assert [each.day for each in days] == sorted({each.day for each in days})
    for name in ("messages", "passages", "changes"):
        counts = [getattr(each, name) for each in days]
        assert counts == sorted(counts), name
        assert counts[-1] > counts[0] or counts[0] > 0, name
    with loop.engine.reading() as session:
        said = [each for each in session.exec(select(Message)) if each.role in {"user", "assistant"} and each.text]
        assert days[-1].messages == len(said), "calls of tools and their results are none"
    assert next(each.day for each in days if each.passages) < next(each.day for each in days if each.changes)


def test_an_empty_archive_has_an_empty_map(memory: MemoryFile):
    assert Landscape(Loop.on(memory, []).engine).spots() == ()
