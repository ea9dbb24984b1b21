"""What the tables share: times as integer microseconds in UTC, ids for the world outside, JSON as text."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy import JSON, BigInteger, Dialect
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

# For tables whose ids are held where no foreign key watches (the journal, the search index, summaries): the id of a
# deleted row is not given to a later one.
IDS_NEVER_RETURN = {"sqlite_autoincrement": True}

# A JSON object as text; None is NULL and not the text "null".
JSON_OBJECT = JSON(none_as_null=True)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored as integer microseconds since 1970 in UTC and read back in UTC.

    A naive datetime is refused with ``ValueError``: whose midnight it means cannot be known later.
    """

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Make microseconds of it."""
        return None if value is None else microseconds(value)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Make an aware datetime of it."""
        return None if value is None else moment(value)


def microseconds(moment: datetime) -> int:
    """The moment as the file holds it. ``ValueError`` for a naive one."""
    if moment.tzinfo is None:
        message = f"a time without its zone cannot be stored: {moment!r}"
        raise ValueError(message)
    return (moment - _EPOCH) // _MICROSECOND


def moment(count: int) -> datetime:
    """The moment that so many microseconds stand for, aware, in UTC."""
    return _EPOCH + count * _MICROSECOND


def utc_now() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


def new_uid(kind: str) -> Callable[[], str]:
    """A maker of ids like ``message-6f0c…``: unique everywhere, so that files can be merged."""

    def make() -> str:
        return f"{kind}-{uuid4()}"

    return make
