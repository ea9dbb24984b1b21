"""Times and ids as the file keeps them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from models.columns import microseconds, moment, new_uid
from models.memory_file import MemoryFile
from models.tables import FileSetting

ZONE = timezone(timedelta(hours=5, minutes=30))


@given(st.datetimes(timezones=st.timezones()))
def test_a_time_comes_back_to_the_microsecond(at: datetime):
    assert moment(microseconds(at)) == at.astimezone(UTC)


def test_a_time_is_stored_as_an_integer_and_read_back_in_utc(memory: MemoryFile):
    at = datetime(2026, 11, 21, 10, 4, 0, 7, tzinfo=ZONE)
    with memory.transaction() as session:
        session.add(FileSetting(key="a", value="b", created_at=at))
    with memory.reading() as session:
        read = session.exec(select(FileSetting.created_at)).one()
        stored = session.connection().exec_driver_sql("SELECT created_at FROM file_setting").scalar_one()
    assert (read, read.tzinfo) == (at, UTC)
    assert stored == 1_795_235_640_000_007


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="without its zone"):
        microseconds(datetime(2026, 11, 21))  # noqa: DTZ001


def test_ids_say_what_they_are_of_and_differ():
    make = new_uid("message")
    assert make().startswith("message-")
    assert make() != make()
