"""Vectors of twelve bits a number: what is read is what was written, but for its scale and a 4,000th of its largest."""

import numpy as np

from models.memory_file import MemoryFile
from models.migrations import m0010_twelve_bits
from models.stored_vectors import codes, packed, unpacked


def some(count: int = 200) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.random.default_rng(3).standard_normal((count, 128), np.float32)


def test_every_number_comes_back_within_half_a_step() -> None:
    vectors = some()
    stored = packed(vectors)
    assert {len(each) for each in stored} == {192}
    scale = 127 * 16 / np.abs(vectors).max(axis=1, keepdims=True)
    assert np.abs(unpacked(stored) - vectors * scale).max() <= 0.501
    assert packed(np.zeros((1, 128), np.float32)) == [bytes(192)]


def test_it_begins_with_the_vector_as_bytes_of_which_the_code_is_made() -> None:
    """Twice the first bit of a number and the second count through the levels far below zero to far above it."""
    vectors = some()
    for vector, stored, code in zip(vectors, packed(vectors), codes(packed(vectors)), strict=True):
        coarse = np.frombuffer(stored[:128], np.int8)
        assert np.abs(coarse - vector * 127 / np.abs(vector).max()).max() <= 0.54
        first, second = np.unpackbits(np.frombuffer(code, np.uint8), bitorder="little").reshape(2, 128)
        assert np.array_equal(first, coarse > 0)
        far = 0.98 * np.sqrt(np.square(coarse.astype(np.float32)).mean())
        assert np.array_equal(2 * first + second, np.digitize(coarse, [-far, 0.5, far]))
    assert codes([]) == []


def test_it_tells_apart_what_eight_bits_a_number_do_not() -> None:
    """Among neighbours that lie close together the order by cosine is kept."""
    source = np.random.default_rng(4)
    middle = source.standard_normal(384, np.float32)
    vectors = middle + 0.3 * source.standard_normal((2_000, 384), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kept = unpacked(packed(vectors))
    kept /= np.linalg.norm(kept, axis=1, keepdims=True)
    assert np.abs(kept @ middle - vectors @ middle).max() < 0.0001 * np.linalg.norm(middle)


def test_vectors_of_an_older_file_keep_their_bytes_and_get_zeros_for_the_rest(memory: MemoryFile) -> None:
    old = np.random.default_rng(5).integers(-127, 128, (20, 384)).astype(np.int8)
    with memory.transaction() as session:
        db = session.connection()
        for table in ("search_message_vectors", "search_passage_vectors_b"):
            db.exec_driver_sql(
                f"INSERT INTO {table} (id, text, context) VALUES (?, ?, ?)",  # noqa: S608
                [(number, row.tobytes(), row[::-1].tobytes()) for number, row in enumerate(old)],
            )
        m0010_twelve_bits.apply(db)
        for table in ("search_message_vectors", "search_passage_vectors_b"):
            rows = db.exec_driver_sql(f"SELECT text, context FROM {table} ORDER BY id").all()  # noqa: S608
            assert np.array_equal(unpacked([text for text, _ in rows]), old * 16.0)
            assert np.array_equal(unpacked([context for _, context in rows]), old[:, ::-1] * 16.0)
