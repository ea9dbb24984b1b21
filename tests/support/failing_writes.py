"""Make the n-th write fail, for every n, against the real memory file; as SQLite tests itself.

``start`` gives a fresh state, ``memory_of`` finds its memory file, ``action`` is what is to be interrupted (whether it
raises is its own affair) and ``whole`` asserts what must hold afterwards::

    def test_a_step_is_whole_or_absent(...):
        count = for_each_failing_write(start, lambda state: state.memory, action, whole)
        assert count >= 10  # the writes of one such action

A write is a BEGIN, INSERT, UPDATE, DELETE or COMMIT of the writing connection. It fails before it has done anything,
as a full disk does: once with the transaction left open, and once with SQLite having rolled it back by itself, which it
may do (https://sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, event
from sqlcipher3 import dbapi2

from models.faults import MemoryFileFault

if TYPE_CHECKING:
    from models.memory_file import MemoryFile

State = TypeVar("State")

_WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE")
_MOST = 2_000


@dataclass
class Writes:
    """The writes seen so far; ``failed`` is the one that was made to fail."""

    seen: list[str] = field(default_factory=list)
    failed: str | None = None


def for_each_failing_write(
    start: Callable[[], AbstractContextManager[State]],
    memory_of: Callable[[State], MemoryFile],
    action: Callable[[State], object],
    whole: Callable[[State, Writes], None],
) -> int:
    """Run ``action`` in fresh states, the first write failing, then the second, until it runs through.

    ``whole`` is called after each, with failing switched off. The error of the failing write may leave the action, as
    a fault or as an error that was raised from one; an action that swallows it is looked at all the same.

    Returns:
        How many writes the action makes when none fails.
    """
    for n in range(1, _MOST):
        for rolls_back in (False, True):
            with start() as state:
                with failing_write(memory_of(state), n, rolls_back=rolls_back) as writes:
                    _run(action, state, writes)
                whole(state, writes)
        if writes.failed is None:
            return len(writes.seen)
    raise AssertionError(f"more than {_MOST} writes")


def _run(action: Callable[[State], object], state: State, writes: Writes) -> None:
    try:
        action(state)
    except Exception as problem:  # what the action makes of the failure is what is being tried out
        if writes.failed is None or not _tells_of_the_failure(problem):
            raise


def _tells_of_the_failure(problem: BaseException | None) -> bool:
    while problem is not None:
        if isinstance(problem, MemoryFileFault):
            return True
        problem = problem.__cause__ or problem.__context__
    return False


@contextmanager
def failing_write(memory: MemoryFile, n: int, *, rolls_back: bool = False) -> Iterator[Writes]:
    """Within, the ``n``-th write (from 1) finds the disk full; the ones after it succeed."""
    writes = Writes()
    engine = memory.writer

    def count(statement: str, connection: dbapi2.Connection) -> None:
        writes.seen.append(statement)
        if len(writes.seen) == n:
            writes.failed = statement
            if rolls_back and connection.in_transaction:
                connection.rollback()
            raise _disk_full()

    def on_execute(cursor: dbapi2.Cursor, statement: str, _parameters: object, _context: object) -> None:
        if statement.lstrip().upper().startswith(_WRITES):
            count(statement, cursor.connection)

    def on_commit(connection: Connection) -> None:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        count("COMMIT", raw)

    event.listen(engine, "do_execute", on_execute)
    event.listen(engine, "do_executemany", on_execute)
    event.listen(engine, "commit", on_commit)
    try:
        yield writes
    finally:
        event.remove(engine, "do_execute", on_execute)
        event.remove(engine, "do_executemany", on_execute)
        event.remove(engine, "commit", on_commit)


def _disk_full() -> dbapi2.OperationalError:
    problem = dbapi2.OperationalError("database or disk is full")
    problem.sqlite_errorcode = dbapi2.SQLITE_FULL
    return problem
