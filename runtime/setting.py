"""One setting as it is declared: its kind, its default, its words, and how what a person wrote becomes its value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from runtime.errors import SettingRefused

Kind = Literal["choice", "number", "path", "switch", "whole"]
Value = bool | int | float | str | Path | None

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of one setting. A default of None means: chosen well by Loci.

    ``low`` and ``high`` bound a number, ``unit`` follows it, ``choices`` are values with their words.
    ``folder``: a path is a folder's. ``never``: that is what 0 of a number means.
    """

    name: str
    kind: Kind
    default: Value
    group: str
    label: str
    help: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    folder: bool = False
    never: bool = False
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def variable(self) -> str:
        """The variable of the environment that wins over the file."""
        return f"LOCI_{self.name.upper()}"

    def read(self, given: object, where: str) -> Value:
        """The value that ``given`` means, itself or as text; None or an empty text: the default.

        Raises:
            SettingRefused: it means none; the sentence says ``where`` it stood.
        """
        if given is None or given == "":
            return self.default
        try:
            value = self._converted(given)
        except (TypeError, ValueError, OverflowError) as problem:
            raise SettingRefused(f"{where}: '{given}' is no value for {self.name}. {self.help}") from problem
        if not self._in_range(value):
            message = f"{where}: {self.name} must lie between {self.low} and {self.high}, and {given} does not."
            raise SettingRefused(message)
        return value

    def _in_range(self, value: Value) -> bool:
        if self.low is None or self.high is None or not isinstance(value, int | float):
            return True
        return self.low <= value <= self.high

    def _converted(self, given: object) -> Value:
        match self.kind:
            case "path":
                return Path(_text(given)).expanduser()
            case "choice":
                if given not in [value for value, _ in self.choices]:
                    raise ValueError(given)
                return _text(given)
            case "switch":
                return _switch(given)
            case "number":
                return float(_number(given))
            case "whole":
                number = _number(given)
                if isinstance(number, float) and not number.is_integer():
                    raise ValueError(given)
                return int(number)


def _text(given: object) -> str:
    if not isinstance(given, str | Path):
        raise TypeError(given)
    return str(given)


def _switch(given: object) -> bool:
    if isinstance(given, bool):
        return given
    word = _text(given).strip().lower()
    if word not in _YES | _NO:
        raise ValueError(given)
    return word in _YES


def _number(given: object) -> int | float | str:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise TypeError(given)
    return given
