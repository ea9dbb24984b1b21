"""Settings, each declared once: name, type, default, label and help; file, environment and commands derive from it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from runtime.errors import SettingRefused, StorageFailed

if TYPE_CHECKING:
    from runtime.home import Home

KV_TYPES = ("f16", "q8_0", "q4_0")


def _setting(default: object, label: str, text: str, *, low: float | None = None, high: float | None = None) -> Any:  # noqa: ANN401 - dataclasses.field is Any to its class
    return dataclass_field(default=default, metadata={"label": label, "help": text, "low": low, "high": high})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person may choose. None means: chosen well by Loci.

    ``Settings.load`` reads the file, then the environment: ``LOCI_CONTEXT_LENGTH=2048`` wins over the file.
    """

    llm_path: Path | None = _setting(None, "Language model", "The GGUF file to talk with; empty: the built-in one.")
    context_length: int | None = _setting(
        None, "Context length", "Tokens the LLM keeps before its eyes.", low=512, high=1_048_576
    )
    threads: int | None = _setting(None, "Threads", "Processor threads for the LLM.", low=1, high=512)
    gpu_layers: int | None = _setting(
        None, "GPU layers", "How many layers of the LLM go to the GPU; -1: all.", low=-1, high=1_000
    )
    kv_type: Literal["f16", "q8_0", "q4_0"] | None = _setting(
        None, "KV cache type", "Precision of the LLM's cache: f16, q8_0 or q4_0."
    )
    temperature: float | None = _setting(
        None, "Temperature", "0: always the likeliest word; empty: the LLM's own choice.", low=0, high=2
    )
    thinking_tokens: int = _setting(
        0, "Thinking", "Tokens an LLM may think before each tool call; 0: none.", low=0, high=8_192
    )
    step_limit: int = _setting(8, "Step limit", "Steps of one turn before a reply is asked for.", low=1, high=100)
    pressure: float = _setting(
        0.75,
        "Pressure",
        "Share of the context at which the LLM is warned that messages will leave.",
        low=0.3,
        high=0.95,
    )

    @classmethod
    def load(cls, home: Home, environment: Mapping[str, str] = os.environ) -> Settings:
        """Defaults, then the file, then the environment.

        Raises:
            SettingRefused: a value that may not be; the message names the setting and where it stood.
        """
        settings = cls()
        for name, value in _read(home.settings_file).items():
            settings = settings.changed(name, value, where=str(home.settings_file))
        for each in fields(cls):
            variable = f"LOCI_{each.name.upper()}"
            if environment.get(variable, "").strip():
                settings = settings.changed(each.name, environment[variable].strip(), where=variable)
        return settings

    def changed(self, name: str, value: object, *, where: str = "the given value") -> Settings:
        """A copy with one setting changed, the value checked and converted from text where it is text.

        Raises:
            SettingRefused: no such setting, or the value may not be.
        """
        known = {each.name: each for each in fields(self)}
        if name not in known:
            message = f"There is no setting '{name}' ({where}). Settings: {', '.join(known)}."
            raise SettingRefused(message)
        if value is None or value == "":
            return self._with(name, known[name].default)
        try:
            converted = _convert(name, value)
        except (TypeError, ValueError) as problem:
            message = f"{where}: '{value}' is no value for {name}. {known[name].metadata['help']}"
            raise SettingRefused(message) from problem
        low, high = known[name].metadata["low"], known[name].metadata["high"]
        if low is not None and not low <= cast("float", converted) <= high:
            message = f"{where}: {name} must lie between {low} and {high}, and {value} does not."
            raise SettingRefused(message)
        return self._with(name, converted)

    def _with(self, name: str, value: Any) -> Settings:  # noqa: ANN401 - checked by the caller
        return replace(self, **{name: value})

    def save(self, home: Home) -> None:
        """Write what differs from the defaults, whole or not at all.

        Raises:
            StorageFailed: the file cannot be written; the old one stays.
        """
        chosen = {
            each.name: str(value) if isinstance(value, Path) else value
            for each in fields(self)
            if (value := getattr(self, each.name)) != each.default
        }
        draft = home.settings_file.with_suffix(".new")
        try:
            draft.write_text(json.dumps(chosen, indent=2) + "\n", encoding="utf-8")
            draft.replace(home.settings_file)
        except OSError as problem:
            message = f"The settings could not be saved to {home.settings_file}: {problem.strerror}. The old ones stay."
            raise StorageFailed(message) from problem


def _convert(name: str, value: object) -> object:
    if name == "llm_path":
        return Path(str(value)).expanduser()
    if name == "kv_type":
        if value not in KV_TYPES:
            raise ValueError(value)
        return value
    if isinstance(value, bool):
        raise TypeError(value)
    if name in {"temperature", "pressure"}:
        return float(cast("str", value))
    if isinstance(value, float) and not value.is_integer():
        raise ValueError(value)
    return int(cast("str", value))


def _read(path: Path) -> dict[str, object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as problem:
        message = (
            f"The settings file {path} cannot be read ({problem}). Mend it, or delete it to start from the defaults."
        )
        raise SettingRefused(message) from problem
    if not isinstance(content, dict):
        message = f"The settings file {path} holds no JSON object. Mend it, or delete it to start from the defaults."
        raise SettingRefused(message)
    return content
