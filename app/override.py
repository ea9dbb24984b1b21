"""The mark of an overridden method; read by mypy alone, so that no import stands before the first painted window."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override as override  # noqa: PLC0414 - the explicit form of a re-export
else:
    Method = TypeVar("Method")

    def override(method: Method) -> Method:
        """Say that this method stands in for one of Qt's."""
        return method
