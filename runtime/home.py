"""Where Loci keeps its files: one folder for everything of the person's, and the built-in assets."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from runtime.errors import StorageFailed


@dataclass(frozen=True, slots=True)
class Home:
    """The one folder below which all data lies. ``LOCI_HOME`` overrides the platform's own place."""

    root: Path

    @classmethod
    def find(cls) -> Home:
        """The folder named by ``LOCI_HOME``, else the platform's folder for application data."""
        override = os.environ.get("LOCI_HOME", "").strip()
        if override:
            return cls(Path(override).expanduser().absolute())
        return cls(platformdirs.user_data_path("loci", appauthor=False))

    def prepare(self) -> None:
        """Make the folder, readable by its owner alone.

        Raises:
            StorageFailed: it cannot be made.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as problem:
            message = (
                f"The data folder {self.root} cannot be made: {problem.strerror or problem}. Nothing was written. "
                "Choose another folder with LOCI_HOME or mend its permissions."
            )
            raise StorageFailed(message) from problem

    @property
    def memory_file(self) -> Path:
        """The encrypted memory file."""
        return self.root / "memory.loci"

    @property
    def key_file(self) -> Path:
        """The slots that wrap the memory file's key."""
        return self.root / "memory.keys"

    @property
    def lock_file(self) -> Path:
        """Held by the one process that has the memory file open."""
        return self.root / "memory.lock"

    @property
    def lock_mark(self) -> Path:
        """Here while the memory is locked; see :mod:`runtime.lock_mark`."""
        return self.root / "memory.locked"

    @property
    def bell(self) -> Path:
        """Where an open window hears of a second start; on Windows that has no file."""
        return self.root / "bell"

    @property
    def settings_file(self) -> Path:
        """The person's settings, plain JSON without anything private."""
        return self.root / "settings.json"

    @property
    def backups(self) -> Path:
        """Encrypted copies of the memory file, each with the key file of its time."""
        return self.root / "backups"

    @property
    def weights(self) -> Path:
        """A folder in which the person may put GGUF files."""
        return self.root / "llms"

    @property
    def log_file(self) -> Path:
        """Tracebacks of Loci's own faults; never anything the person wrote."""
        return self.root / "loci.log"


def asset(name: str) -> Path:
    """The path of a built-in file, such as ``prompts/system.txt``.

    A checkout has ``assets/`` beside ``runtime/``; an installed wheel has it inside ``app/``.
    """
    root = Path(__file__).resolve().parent.parent
    for folder in (root / "assets", root / "app" / "assets"):
        if (folder / name).exists():
            return folder / name
    return root / "assets" / name
