"""What every table's class stands on: a row made quickly, and appended quickly.

A step writes about six rows, each of which needs the id of one before. Making them as SQLModel does (an attribute event
for each field) and flushing each through the ORM's unit of work costs several times all of SQLite's own work; rows
here have no relationships, and those that are only ever added need no unit of work.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from pydantic_core import PydanticUndefined
from sqlalchemy import Dialect, inspect
from sqlalchemy.orm.attributes import instance_dict
from sqlmodel import Session, SQLModel


class Row(SQLModel):
    """A row of a table. Fields that are not given have their defaults; a field that does not exist is refused."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 (SQLModel's signature; mypy knows each table's own)
        """Make a row that is in no table yet.

        Raises:
            TypeError: a field is missing, or does not exist.
        """
        model = type(self)
        values = {name: given.pop(name) if name in given else default() for name, default in _defaults(model)}
        if given:
            message = f"{model.__name__} has no {', '.join(given)}"
            raise TypeError(message)
        instance_dict(self).update(values)
        object.__setattr__(self, "__pydantic_fields_set__", set(values))


def append(session: Session, row: Row) -> int:
    """Insert the row now, in the session's transaction, and set its ``id``: a fifth of the time of add and flush.

    For rows that this transaction does not change any more. The session does not know the row afterwards; adding it is
    a mistake that SQLite refuses.

    Returns:
        The new row's id.
    """
    connection = session.connection()
    insert = _insert(type(row), connection.dialect)
    values = instance_dict(row)
    bound = tuple(values[name] if bind is None else bind(values[name]) for name, bind in insert.columns)
    row_id: int = connection.exec_driver_sql(insert.statement, bound).lastrowid
    values["id"] = row_id
    return row_id


class _Insert(NamedTuple):
    """An INSERT, and each of its columns with what makes a value of the database of it."""

    statement: str
    columns: tuple[tuple[str, Callable[[Any], Any] | None], ...]


@cache
def _insert(model: type[Row], dialect: Dialect) -> _Insert:
    table = inspect(model).local_table
    columns = [column for column in table.columns if column.key != "id"]
    statement = table.insert().values({column.key: None for column in columns}).compile(dialect=dialect)
    binds = tuple((column.key, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in columns)
    return _Insert(str(statement), binds)


@cache
def _defaults(model: type[Row]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    """Each field with what makes its value where none is given."""
    return tuple((name, _default(model, name)) for name in model.model_fields)


def _default(model: type[Row], name: str) -> Callable[[], Any]:
    field = model.model_fields[name]
    if field.default_factory is not None:
        return field.default_factory  # type: ignore[return-value]  # none of ours takes the other fields
    if field.default is not PydanticUndefined:
        return lambda: field.default

    def missing() -> Any:  # noqa: ANN401
        message = f"{model.__name__} needs {name}"
        raise TypeError(message)

    return missing
