"""Binary codes: every item in one block, none lost or doubled; a copy in memory is true in every moment of the file."""

import random
import struct
from itertools import chain

import numpy as np
import pytest
from rows import asked
from sqlmodel import Session

from models import code_blocks, search_index, searching
from models.code_cache import CodeCache
from models.memory_file import MemoryFile
from models.migrations import m0011_finer_codes
from models.search_values import PassageScope, Pending, Vectors
from models.sides import Shelf
from models.stored_vectors import packed
from models.tables import Archive, Passage

DIMENSIONS = 384


def direction(number: int) -> bytes:
    return random.Random(number).randbytes(DIMENSIONS * 3 // 2)


def keep(session: Session, numbers: range, archive: int = 1) -> None:
    """Passages with these ids, each with a direction of its own."""
    for number in numbers:
        passage = Passage(id=number, archive_id=archive, text=f"text {number}")
        session.add(passage)
        session.flush()
        search_index.index_passage(session, passage, ())
    waiting: list[Pending] = search_index.pending(session, 10_000)
    search_index.store_vectors(session, [Vectors(each, direction(each.id), direction(each.id)) for each in waiting])


def inside(session: Session) -> list[list[int]]:
    """The ids in each block."""
    rows = session.connection().exec_driver_sql("SELECT items FROM search_passage_codes ORDER BY id")
    return [list(struct.unpack(f"<{len(items) // 8}q", items)) for (items,) in rows]


def first(session: Session, cache: CodeCache, number: int, archive: int = 1) -> int:
    found = searching.nearest(session, cache, PassageScope(archive), asked(direction(number)), 1)
    assert found["text"] == found["context"]
    return found["text"][0]


@pytest.fixture
def memory_of_two(memory: MemoryFile) -> MemoryFile:
    with memory.transaction() as session:
        session.add_all([Archive(name="a"), Archive(name="b")])
    return memory


def test_items_fill_blocks_in_order_and_each_is_in_exactly_one(memory_of_two: MemoryFile) -> None:
    with memory_of_two.transaction() as session:
        keep(session, range(1, 701))
        keep(session, range(1_001, 1_011), archive=2)
        keep(session, range(701, 1_001))
        assert [len(each) for each in inside(session)] == [512, 488, 10]
        assert sorted(chain.from_iterable(inside(session))) == list(range(1, 1_011))
        cache = CodeCache()
        assert [first(session, cache, each) for each in (1, 512, 513, 1_000)] == [1, 512, 513, 1_000]
        assert first(session, cache, 1_005, archive=2) == 1_005
        assert first(session, cache, 5, archive=2) > 1_000, "another owner's items are never looked at"


def test_what_is_removed_is_in_no_block_and_sparse_blocks_are_packed(memory_of_two: MemoryFile) -> None:
    with memory_of_two.transaction() as session:
        keep(session, range(1, 1_301))
        for number in range(1, 1_301):
            if number % 3:
                search_index.remove(session, "passage", number)
        left = list(range(3, 1_301, 3))
        assert sorted(chain.from_iterable(inside(session))) == left
        assert code_blocks.rebuild(session.connection(), Shelf("passage", "a")) == 2
        assert inside(session) == [left]
        cache = CodeCache()
        assert all(first(session, cache, each) == each for each in left[::40])
        search_index.remove(session, "passage", 3)
        assert inside(session) == [left[1:]]
        for number in left[1:]:
            search_index.remove(session, "passage", number)
        assert inside(session) == []
        assert searching.nearest(session, cache, PassageScope(1), asked(direction(3)), 5)["text"] == []


def test_a_cache_follows_every_change_and_every_moment(memory_of_two: MemoryFile) -> None:
    """One cache, asked by an older reader, a newer one and after a rollback, always answers for that moment."""
    cache = CodeCache()
    with memory_of_two.transaction() as session:
        keep(session, range(1, 600))
    with memory_of_two.reading() as older:
        assert first(older, cache, 599) == 599
        with memory_of_two.transaction() as session:
            search_index.remove(session, "passage", 599)
            keep(session, range(600, 1_200))
            assert first(session, cache, 1_199) == 1_199
            assert first(session, cache, 599) != 599
        assert first(older, cache, 599) == 599
        assert first(older, cache, 1_199) < 599
    with memory_of_two.transaction() as session:
        savepoint = session.begin_nested()
        keep(session, range(1_200, 1_300))
        assert first(session, cache, 1_250) == 1_250
        savepoint.rollback()
    with memory_of_two.reading() as session:
        assert first(session, cache, 1_199) == 1_199
        assert first(session, cache, 1_250) < 1_200


def test_the_nearest_by_code_are_nearly_always_the_nearest(memory_of_two: MemoryFile) -> None:
    """Of the exact ten nearest among 3,000 vectors with structure, 99 of 100 are among a hundred candidates."""
    source = np.random.default_rng(5)
    basis = source.standard_normal((48, DIMENSIONS))
    vectors = (source.standard_normal((3_000, 48)) @ basis).astype(np.float32)
    stored = packed(vectors)
    with memory_of_two.transaction() as session:
        for number in range(3_000):
            passage = Passage(archive_id=1, text=f"text {number}")
            session.add(passage)
            session.flush()
            search_index.index_passage(session, passage, ())
        waiting = search_index.pending(session, 3_000)
        search_index.store_vectors(session, [Vectors(e, *[stored[e.id - 1]] * 2) for e in waiting])
        cache, kept = CodeCache(), 0
        exact = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        for place in range(0, 3_000, 60):
            best = np.argsort(-(exact @ exact[place]))[:10] + 1
            found = searching.nearest(session, cache, PassageScope(1), vectors[place], 100)["text"]
            kept += len(set(best.tolist()) & set(found))
    assert kept / 500 >= 0.99


def test_of_a_word_that_stands_in_too_many_items_only_so_many_are_compared(memory_of_two: MemoryFile) -> None:
    """The rarest words choose what is compared, all words are scored, and the newest of a common word are taken."""
    with memory_of_two.transaction() as session:
        for number in range(1, 301):
            text = "boat " * (number % 3 + 1) + ("harbour" if number in {7, 200} else "") + (" storm" * (number == 7))
            passage = Passage(archive_id=1, text=text)
            session.add(passage)
            session.flush()
            search_index.index_passage(session, passage, ())
        scope = PassageScope(1)
        whole = searching.matching(session, scope, ["boat", "harbour", "storm"], 10)
        quick = searching.matching(session, scope, ["boat", "harbour", "storm"], 10, most=50)
        assert list(quick) == list(whole)[:2] == [7, 200]
        for item, like in quick.items():
            assert like.text == pytest.approx(whole[item].text)
            assert like.context == pytest.approx(whole[item].context)
        assert min(searching.matching(session, scope, ["boat"], 300, most=50)) == 251
        assert list(searching.matching(session, scope, ["xyzzy", "boat"], 300, most=50))
        assert searching.matching(session, scope, [], 10) == {}


def test_beside_a_rare_word_one_that_stands_nearly_everywhere_is_not_counted(memory_of_two: MemoryFile) -> None:
    with memory_of_two.transaction() as session:
        for number in range(1, 101):
            passage = Passage(archive_id=1, text="boat sea" + (" harbour" if number == 7 else ""))
            session.add(passage)
            session.flush()
            search_index.index_passage(session, passage, ())
        scope = PassageScope(1)
        alone = searching.matching(session, scope, ["harbour"], 10)
        assert searching.matching(session, scope, ["boat", "harbour"], 10, most=5) == alone
        assert searching.matching(session, scope, ["boat", "harbour"], 10, most=50)[7].text != alone[7].text
        both = searching.matching(session, scope, ["boat", "sea"], 5, most=5)
        assert list(both) == [100, 99, 98, 97, 96], "where all are common, all count"
        assert both[100].text > searching.matching(session, scope, ["boat"], 5, most=5)[100].text


def test_a_word_that_stands_closely_in_the_oldest_items_alone_is_counted_beside_a_rare_one(
    memory_of_two: MemoryFile,
) -> None:
    """Where a word stands in too many items to count them, both ends tell how many, not the first ones alone."""
    with memory_of_two.transaction() as session:
        for number in range(1, 301):
            passage = Passage(archive_id=1, text="sea" + " boat" * (number <= 60) + " harbour" * (number in {7, 200}))
            session.add(passage)
            session.flush()
            search_index.index_passage(session, passage, ())
        alone = searching.matching(session, PassageScope(1), ["harbour"], 10)
        beside = searching.matching(session, PassageScope(1), ["harbour", "boat"], 10, most=20)
        assert beside[7].text > alone[7].text
        assert beside[200].text == pytest.approx(alone[200].text)


def test_codes_of_an_older_file_are_made_anew_from_its_vectors(memory_of_two: MemoryFile) -> None:
    query = "SELECT id, items, text, context FROM search_passage_codes ORDER BY id"
    with memory_of_two.transaction() as session:
        keep(session, range(1, 601))
        db = session.connection()
        fresh = db.exec_driver_sql(query).all()
        versions = db.exec_driver_sql("SELECT version FROM search_passage_codes").scalars().all()
        db.exec_driver_sql("UPDATE search_passage_codes SET text = substr(text, 1, 48), context = zeroblob(48)")
        m0011_finer_codes.apply(db)
        assert db.exec_driver_sql(query).all() == fresh
        assert not set(versions) & set(db.exec_driver_sql("SELECT version FROM search_passage_codes").scalars())
        assert first(session, CodeCache(), 555) == 555


def test_words_are_looked_for_among_the_owners_items_alone_also_where_there_is_one_owner(
    memory_of_two: MemoryFile,
) -> None:
    with memory_of_two.transaction() as session:
        for archive, numbers in ((1, range(1, 11)), (2, range(11, 16))):
            keep(session, numbers, archive)
            assert set(searching.matching(session, PassageScope(archive), ["text"], 50)) == set(numbers)
        assert set(searching.matching(session, PassageScope(1), ["text"], 50)) == set(range(1, 11))
        assert list(searching.matching(session, PassageScope(1), ["text"], 3)) == [10, 9, 8], "of equals the newest"
        assert searching.matching(session, PassageScope(3), ["text"], 50) == {}
