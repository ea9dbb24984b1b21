"""Settings, each declared once: name, type, default, label and help; file, environment, window derive from it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from dataclasses import field as dataclass_field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from runtime.errors import SettingRefused, StorageFailed
from runtime.setting import Kind, Setting

if TYPE_CHECKING:
    from runtime.home import Home

Appearance = Literal["system", "light", "dark", "contrast"]
Language = Literal["system", "en", "de", "ar"]

WINDOW_GROUPS = frozenset({"Window", "Privacy"})
"""The groups that concern the window alone; the others are the open memory's affair."""

_KINDS: dict[type, Kind] = {Path: "path", int: "whole", float: "number", bool: "switch"}
_ON, _OFF = True, False
_WRITING = Lock()


def _setting(default: object, group: str, label: str, text: str, **more: object) -> Any:  # noqa: ANN401 - dataclasses.field is Any to its class
    return dataclass_field(default=default, metadata={"group": group, "label": label, "help": text, **more})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person may choose. None means: chosen well by Loci.

    ``Settings.load`` reads the file, then the environment: ``LOCI_CONTEXT_LENGTH=2048`` wins over the file.
    """

    appearance: Appearance = _setting(
        "system",
        "Window",
        "Appearance",
        "Light, dark, or with the highest contrast; the system’s own choice is followed unless you make one.",
        words=("As the system", "Light", "Dark", "High contrast"),
    )
    zoom: int = _setting(100, "Window", "Zoom", "The size of everything in the window.", low=50, high=300, unit="%")
    language: Language = _setting(
        "system",
        "Window",
        "Language",
        "The language of the window. It changes at once.",
        words=("As the system", "English", "Deutsch", "العربية"),
    )
    tray: bool = _setting(_ON, "Window", "Icon in the tray", "Show Loci in the tray, where the desktop has one.")
    stay: bool = _setting(
        _OFF, "Window", "Stay in the tray", "Closing the window leaves Loci in the tray, ready to be asked."
    )
    notifications: bool = _setting(
        _ON,
        "Privacy",
        "Notifications",
        "Say so when an answer is complete while another program is in front; never what it says.",
    )
    lock_after: int = _setting(
        0,
        "Privacy",
        "Lock when idle",
        "Lock after so long without you; 0: never. While it is locked, Loci cannot tidy its memory.",
        low=0,
        high=1_440,
        unit="minutes",
        never=_ON,
    )
    llm_path: Path | None = _setting(
        None, "Language model", "Language model", "The GGUF file to talk with; empty: the built-in one."
    )
    unload_after: int = _setting(
        0,
        "Language model",
        "Unload when idle",
        "After so long without a message its memory is given back, and the next message loads it again; 0: never.",
        low=0,
        high=1_440,
        unit="minutes",
        never=_ON,
    )
    context_length: int | None = _setting(
        None,
        "Language model",
        "Context length",
        "Tokens the LLM keeps before its eyes.",
        low=512,
        high=1_048_576,
        unit="tokens",
    )
    threads: int | None = _setting(None, "Language model", "Threads", "Processor threads for the LLM.", low=1, high=512)
    gpu_layers: int | None = _setting(
        None, "Language model", "GPU layers", "How many layers of the LLM go to the GPU; -1: all.", low=-1, high=1_000
    )
    kv_type: Literal["f16", "q8_0", "q4_0"] | None = _setting(
        None, "Language model", "KV cache type", "Precision of the LLM’s cache: f16, q8_0 or q4_0."
    )
    temperature: float | None = _setting(
        None, "Answers", "Temperature", "0: always the likeliest word; empty: the LLM’s own choice.", low=0, high=2
    )
    thinking_tokens: int = _setting(
        0,
        "Answers",
        "Thinking",
        "Tokens an LLM may think before each tool call; 0: none.",
        low=0,
        high=8_192,
        unit="tokens",
    )
    step_limit: int = _setting(
        8, "Answers", "Step limit", "Steps of one turn before a reply is asked for.", low=1, high=100
    )
    pressure: float = _setting(
        0.75,
        "Answers",
        "Pressure",
        "Share of the context at which the LLM is warned that messages will leave.",
        low=0.3,
        high=0.95,
    )
    sleep: bool = _setting(
        _ON, "While you are away", "Tidy the memory", "Tidy the memory while nobody touches this machine."
    )
    sleep_llm_path: Path | None = _setting(
        None,
        "While you are away",
        "Language model for it",
        "A GGUF file, larger perhaps, loaded only while the memory is tidied; empty: the one that answers you.",
    )
    sleep_idle: int = _setting(
        5,
        "While you are away",
        "Away after",
        "After so long without you, it begins.",
        low=1,
        high=1_440,
        unit="minutes",
    )
    sleep_between: int = _setting(
        4, "While you are away", "At most every", "The time between two tidyings.", low=0, high=720, unit="hours"
    )
    sleep_on_battery: bool = _setting(
        _OFF, "While you are away", "On battery too", "Without it, nothing is done unless mains power is there."
    )
    sleep_quiet_from: int | None = _setting(
        None,
        "While you are away",
        "Quiet from",
        "The hour from which nothing is begun.",
        low=0,
        high=23,
        unit="o’clock",
    )
    sleep_quiet_until: int | None = _setting(
        None,
        "While you are away",
        "Quiet until",
        "The hour from which it may begin again.",
        low=0,
        high=23,
        unit="o’clock",
    )
    embedder_path: Path | None = _setting(
        None,
        "Search",
        "Embedder",
        "A folder with an ONNX model as fastembed reads it; empty: the built-in one. "
        "A change embeds everything anew, in the background.",
        folder=_ON,
    )
    backup_hours: int = _setting(
        1,
        "Backups",
        "Back up every",
        "While Loci is open and something was said or changed; 0: never.",
        low=0,
        high=720,
        unit="hours",
        never=_ON,
    )
    backup_megabytes: int = _setting(
        2_000,
        "Backups",
        "At most",
        "What automatic backups may take together; the oldest go first.",
        low=10,
        high=1_000_000,
        unit="MB",
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
        for name, value in chosen_by(environment).items():
            settings = settings.changed(name, value, where=declared()[name].variable)
        return settings

    @classmethod
    def survive(cls, home: Home, environment: Mapping[str, str] = os.environ) -> tuple[Settings, str]:
        """As :meth:`load`, going on without whatever may not be; and a sentence about that, or an empty one.

        A file that is no settings file at all is kept beside where it was, so that no later choice overwrites it.
        """
        problems: list[str] = []
        settings = cls()
        try:
            stored = _read(home.settings_file)
        except SettingRefused:
            stored = {}
            problems.append(_put_aside(home.settings_file))
        places = [(name, value, str(home.settings_file)) for name, value in stored.items()]
        places += [(name, text, declared()[name].variable) for name, text in chosen_by(environment).items()]
        for name, value, where in places:
            try:
                settings = settings.changed(name, value, where=where)
            except SettingRefused as problem:
                problems.append(f"{problem} Loci goes on without it.")
        return settings, " ".join(problems)

    def changed(self, name: str, value: object, *, where: str = "the given value") -> Settings:
        """A copy with one setting changed, the value checked and converted from text where it is text.

        Raises:
            SettingRefused: no such setting, or the value may not be.
        """
        return self._with(name, _known(name, where).read(value, where))

    def _with(self, name: str, value: Any) -> Settings:  # noqa: ANN401 - checked by the caller
        return replace(self, **{name: value})


@cache
def declared() -> dict[str, Setting]:
    """Every setting by its name, in the order of their declaration."""
    hints = get_type_hints(Settings)
    return {each.name: _declared(each.name, hints[each.name], each.default, each.metadata) for each in fields(Settings)}


def chosen_by(environment: Mapping[str, str]) -> dict[str, str]:
    """The settings that the environment decides, as the text that stands there."""
    texts = {name: environment.get(each.variable, "").strip() for name, each in declared().items()}
    return {name: text for name, text in texts.items() if text}


def keep(home: Home, name: str, value: object) -> None:
    """Write one choice into the file, whole or not at all; the others stay as they are. The default is not written.

    Raises:
        SettingRefused: no such setting, the value may not be, or the file is no settings file.
        StorageFailed: the file cannot be written; the old one stays.
    """
    setting = _known(name, "the given value")
    read = setting.read(value, "the given value")
    with _WRITING:
        chosen = _read(home.settings_file)
        chosen.pop(name, None)
        if read != setting.default:
            chosen[name] = str(read) if isinstance(read, Path) else read
        _write(home.settings_file, chosen)


def _declared(name: str, hint: object, default: Any, metadata: Mapping[str, Any]) -> Setting:  # noqa: ANN401 - of any kind
    """The declaration in one value; its kind and its choices are read off its type."""
    options = [each for each in get_args(hint) if each is not type(None)] if type(None) in get_args(hint) else [hint]
    words = {key: value for key, value in metadata.items() if key != "words"}
    if get_origin(options[0]) is Literal:
        values: tuple[str, ...] = get_args(options[0])
        choices = tuple(zip(values, metadata.get("words", values), strict=True))
        return Setting(name, "choice", default, choices=choices, **words)
    return Setting(name, _KINDS[options[0]], default, **words)  # type: ignore[index]  # a type, by the declaration


def _known(name: str, where: str) -> Setting:
    try:
        return declared()[name]
    except KeyError:
        message = f"There is no setting '{name}' ({where}). Settings: {', '.join(declared())}."
        raise SettingRefused(message) from None


def _read(path: Path) -> dict[str, object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError) as problem:
        message = (
            f"The settings file {path} cannot be read ({problem}). Mend it, or delete it to start from the defaults."
        )
        raise SettingRefused(message) from problem
    if not isinstance(content, dict):
        message = f"The settings file {path} holds no JSON object. Mend it, or delete it to start from the defaults."
        raise SettingRefused(message)
    return content


def _write(path: Path, chosen: Mapping[str, object]) -> None:
    draft = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_text(json.dumps(chosen, indent=2) + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError as problem:
        message = f"The settings could not be saved to {path}: {problem.strerror}. The old ones stay."
        raise StorageFailed(message) from problem


def _put_aside(path: Path) -> str:
    """Keep a file that cannot be read under another name; what happened, as a sentence."""
    aside = path.with_name("settings.unreadable.json")
    try:
        path.replace(aside)
    except OSError:
        return f"The settings file {path} cannot be read. Loci goes on with the defaults, and cannot keep new choices."
    return f"The settings file could not be read. It was kept as {aside}, and Loci goes on with the defaults."
