"""Migrations: an older file is copied, brought up to date and keeps what it holds; a fault leaves it as it was."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from failing_writes import failing_write
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel, select

from models import tables
from models.faults import StorageFault
from models.journal import line_digest
from models.memory_file import MemoryFile
from models.migrations import MIGRATIONS, Migration, migrate
from models.tables import Block

NOW = datetime(2026, 11, 21, 10, 4, tzinfo=UTC)


def add_colour(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE block ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'")
    connection.exec_driver_sql("UPDATE block SET colour = 'blue' WHERE label = 'human'")


def fail_halfway(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE block SET colour = 'red'")
    raise ZeroDivisionError


NEXT = len(MIGRATIONS) + 1
LATER = (*MIGRATIONS, Migration(NEXT, "colour", add_colour))
BROKEN = (*LATER, Migration(NEXT + 1, "broken", fail_halfway))


@pytest.fixture
def older(path: Path, key: bytes) -> Path:
    """A file as today's version leaves it, for a later version to find."""
    with MemoryFile.open(path, key) as memory, memory.transaction() as session:
        session.add(Block(label="human", value="Name: Ann"))
    return path


def rows(memory: MemoryFile, query: str) -> list[tuple[Any, ...]]:
    with memory.reading() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(query)]


def values(path: Path, key: bytes) -> list[str]:
    with MemoryFile.open(path, key) as memory, memory.reading() as session:
        return list(session.exec(select(Block.value)))


def shape(connection: Connection) -> dict[str, object]:
    """Columns, foreign keys and indexes of each of the tables that have a class."""
    described: dict[str, object] = {}
    for name in SQLModel.metadata.tables:
        columns = connection.exec_driver_sql(f"PRAGMA table_info('{name}')").all()
        keys = connection.exec_driver_sql(f"PRAGMA foreign_key_list('{name}')").all()
        indexes = connection.exec_driver_sql(f"PRAGMA index_list('{name}')").all()
        described[name] = (
            # An INTEGER PRIMARY KEY is never NULL, whether or not that is said.
            {(row.name, bool(row.notnull or row.pk), row.pk) for row in columns},
            {(row.table, row[3], row.to, row.on_delete) for row in keys},
            {
                (
                    row.unique,
                    tuple(part.name for part in connection.exec_driver_sql(f"PRAGMA index_info('{row.name}')")),
                )
                for row in indexes
            },
        )
    return described


def test_the_migrations_make_the_tables_that_the_classes_describe(memory: MemoryFile):
    assert set(tables.__all__) >= {"Agent", "Message"}
    described = create_engine("sqlite://")
    SQLModel.metadata.create_all(described)
    with memory.reading() as session, described.connect() as connection:
        assert shape(session.connection()) == shape(connection)
    described.dispose()


def test_ids_are_never_given_twice_where_the_classes_say_so(memory: MemoryFile):
    said = {
        name for name, table in SQLModel.metadata.tables.items() if table.dialect_options["sqlite"]["autoincrement"]
    }
    made = rows(memory, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
    assert {name for (name,) in made} & set(SQLModel.metadata.tables) == said


def test_migrations_are_numbered_without_a_gap():
    assert [each.number for each in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_new_file_records_its_migrations_and_is_not_copied(path: Path, key: bytes, tmp_path: Path):
    with MemoryFile.open(path, key, backups=tmp_path / "backups", clock=lambda: NOW) as memory:
        records = rows(memory, "SELECT number, name, applied_at FROM migration ORDER BY number")
    assert records[0] == (1, "tables", int(NOW.timestamp() * 1e6))
    assert len(records) == len(MIGRATIONS)
    assert not (tmp_path / "backups").exists()


def test_a_file_that_is_up_to_date_is_not_copied(older: Path, key: bytes, tmp_path: Path):
    MemoryFile.open(older, key, backups=tmp_path / "backups").close()
    assert not (tmp_path / "backups").exists()


def test_an_older_file_is_copied_then_changed_and_keeps_its_rows(older: Path, key: bytes, tmp_path: Path):
    with MemoryFile.open(older, key, backups=tmp_path / "backups", clock=lambda: NOW, migrations=LATER) as memory:
        assert rows(memory, "SELECT value, colour FROM block") == [("Name: Ann", "blue")]
        assert rows(memory, "SELECT max(number) FROM migration") == [(NEXT,)]
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name == f"memory-{NEXT - 1:04d}-20261121T100400Z.loci"
    assert values(copy, key) == ["Name: Ann"]
    assert b"Name: Ann" not in copy.read_bytes()


def test_what_waits_in_the_write_ahead_log_is_in_the_copy_too(older: Path, key: bytes, tmp_path: Path):
    """A killed process leaves its last transactions there."""
    killed = MemoryFile.open(older, key)
    with killed.transaction() as session:
        session.add(Block(label="late", value="only in the log"))
    folder = tmp_path / "killed"
    folder.mkdir()
    for name in ("memory.loci", "memory.loci-wal"):
        (folder / name).write_bytes((older.parent / name).read_bytes())
    killed.close()
    MemoryFile.open(folder / "memory.loci", key, backups=folder / "backups", migrations=LATER).close()
    (copy,) = (folder / "backups").iterdir()
    assert sorted(values(copy, key)) == ["Name: Ann", "only in the log"]


def test_a_migration_that_fails_leaves_the_one_before_and_a_copy(older: Path, key: bytes, tmp_path: Path):
    with pytest.raises(ZeroDivisionError):
        MemoryFile.open(older, key, backups=tmp_path / "backups", migrations=BROKEN)
    with MemoryFile.open(older, key, migrations=LATER) as memory:
        assert rows(memory, "SELECT max(number) FROM migration") == [(NEXT,)]
        assert rows(memory, "SELECT value, colour FROM block") == [("Name: Ann", "blue")]
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_where_the_copy_cannot_be_made_nothing_is_changed(older: Path, key: bytes, tmp_path: Path):
    (tmp_path / "backups").write_text("a file where the folder should be")
    before = older.read_bytes()
    with pytest.raises(StorageFault):
        MemoryFile.open(older, key, backups=tmp_path / "backups", migrations=LATER)
    assert older.read_bytes() == before
    assert values(older, key) == ["Name: Ann"]


def test_a_copy_that_was_begun_by_a_killed_process_is_in_no_one_s_way(older: Path, key: bytes, tmp_path: Path):
    backups = tmp_path / "backups"
    backups.mkdir()
    (backups / f"memory-{NEXT - 1:04d}-20261121T100400Z.loci.part").write_bytes(b"half")
    MemoryFile.open(older, key, backups=backups, clock=lambda: NOW, migrations=LATER).close()
    (copy,) = backups.iterdir()
    assert values(copy, key) == ["Name: Ann"]


def test_each_migration_commits_together_with_its_record(older: Path, key: bytes):
    """Whichever write of a migration fails, the file is at the number before it, with the tables of that number."""
    for n in range(1, 20):
        with (
            MemoryFile.open(older, key) as memory,
            failing_write(memory, n) as writes,
            suppress(dbapi2.Error, DBAPIError),
        ):
            migrate(memory.writer, LATER[-1:], NOW)
        if writes.failed is None:
            break
        with MemoryFile.open(older, key) as memory:
            assert rows(memory, "SELECT max(number) FROM migration") == [(NEXT - 1,)]
            assert "colour" not in {row[1] for row in rows(memory, "PRAGMA table_info('block')")}
    assert writes.seen == ["BEGIN IMMEDIATE", writes.seen[1], writes.seen[2], "COMMIT"]


def test_the_lines_that_an_older_journal_tells_of_are_indexed(path: Path, key: bytes):
    entry = (
        "INSERT INTO journal (uid, target, target_id, label, action, before, after, cause, created_at)"
        " VALUES ('change-1', 'block', 7, 'human', 'update', 'Name: Ann', 'Name: Ann\n Dog: Biscuit\n', 'turn', 5)"
    )
    with MemoryFile.open(path, key, migrations=MIGRATIONS[:4]) as memory, memory.transaction() as session:
        session.connection().exec_driver_sql(entry)
    with MemoryFile.open(path, key) as memory:
        assert rows(memory, "SELECT block_id, digest FROM journal_line") == [(7, line_digest("Dog: Biscuit"))]
        assert rows(memory, "SELECT field, details FROM journal") == [("value", None)]


def test_agents_of_earlier_versions_get_the_tool_to_forget_with(path: Path, key: bytes):
    with MemoryFile.open(path, key, migrations=MIGRATIONS[:7]) as memory, memory.transaction() as session:
        db = session.connection()
        db.exec_driver_sql("INSERT INTO archive (uid, name, created_at) VALUES ('archive-1', 'a', 0)")
        for number, tools in enumerate((["send_message", "search"], ["send_message", "forget"], ["search"]), 1):
            values = (number, f"agent-{number}")
            db.exec_driver_sql(
                "INSERT INTO agent (id, uid, name, description, archive_id, created_at) VALUES (?, ?, '', '', 1, 0)",
                values,
            )
            for position, name in enumerate(tools):
                db.exec_driver_sql(
                    "INSERT INTO agent_tool (agent_id, name, position, created_at) VALUES (?, ?, ?, 0)",
                    (number, name, position),
                )
    with MemoryFile.open(path, key) as memory:
        found = rows(memory, "SELECT agent_id, name, position FROM agent_tool ORDER BY agent_id, position")
    assert found == [
        *((1, "send_message", 0), (1, "search", 1), (1, "forget", 2)),
        *((2, "send_message", 0), (2, "forget", 1)),
        (3, "search", 0),
    ]
