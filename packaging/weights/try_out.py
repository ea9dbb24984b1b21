"""Tries a GGUF end to end: the dialogues of ``dialogues.txt`` through the real runtime, grammar and memory file.

Run it with the program's own Python, from the root of the repository:

    .venv/bin/python packaging/weights/try_out.py assets/llm/loci-tiny.gguf
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from runtime.assistant import Assistant  # noqa: E402
from runtime.home import Home  # noqa: E402


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A skill and what is done and expected, line by line."""

    skill: str
    lines: tuple[str, ...]


def dialogues(path: Path) -> list[Dialogue]:
    """The dialogues of a file."""
    parts = path.read_text(encoding="utf-8").split("\n= ")[1:]
    return [Dialogue(part.split("\n", 1)[0].strip(), tuple(filter(None, part.split("\n")[1:]))) for part in parts]


class Session:
    """An assistant over a memory of its own."""

    def __init__(self, home: Home) -> None:
        """Open the memory at ``home``."""
        self.home = home
        self.reply = ""
        self.calls: list[str] = []
        self.assistant = self.opened()

    def opened(self) -> Assistant:
        """The program starts."""
        return Assistant.open(self.home, key=None, emit=lambda _: None)

    def again(self) -> None:
        """The program ends and starts again."""
        self.assistant.close()
        self.assistant = self.opened()

    def say(self, text: str) -> None:
        """One turn; its reply and its calls are kept."""
        turn = self.assistant.submit(text)
        self.assistant.wait(turn, 120)
        of_turn = [
            message
            for message in self.assistant.messages(40)
            if message.turn_id == turn and message.role == "assistant"
        ]
        self.calls = [f"{message.tool} {dict(message.arguments or {})}" for message in of_turn]
        self.reply = " ".join(message.text for message in of_turn if message.tool == "send_message")

    def human(self) -> str:
        """The block about the person."""
        return next(block.value for block in self.assistant.blocks() if block.label == "human")

    def wrong(self, line: str) -> bool:
        """Whether an expectation is not met."""
        word, _, wanted = line.partition(" ")
        wanted = wanted.lower()
        match word:
            case "block":
                return wanted not in self.human().lower()
            case "gone":
                return wanted in self.human().lower()
            case "reply":
                return wanted not in self.reply.lower()
            case "not":
                return wanted in self.reply.lower()
        message = f"not an expectation: {line}"
        raise ValueError(message)


def play(dialogue: Dialogue, session: Session) -> Iterator[str]:
    """Play a dialogue; what went wrong, as text."""
    said = ""
    for line in dialogue.lines:
        if line.startswith("#"):
            continue
        if line == "---":
            session.again()
        elif line.startswith("> "):
            said = line[2:]
            session.say(said)
        elif session.wrong(line):
            yield f"{said!r}: wanted {line!r}; {' | '.join(session.calls)}; block {session.human()!r}"


def main() -> None:
    """Play every dialogue and print the table and the failures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gguf", type=Path)
    options.add_argument("--dialogues", type=Path, default=HERE / "dialogues.txt")
    chosen = options.parse_args()
    os.environ |= {
        "LOCI_LLM_PATH": str(chosen.gguf.resolve()),
        "LOCI_PASSPHRASE": "try",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for dialogue in dialogues(chosen.dialogues):
        with tempfile.TemporaryDirectory() as folder:
            session = Session(Home(Path(folder)))
            failures = list(play(dialogue, session))
            session.assistant.close()
        right[dialogue.skill].append(not failures)
        print(f"{dialogue.skill}: {'wrong' if failures else 'right'}: {dialogue.lines[0]}", flush=True)
        for failure in failures:
            print(f"  {dialogue.skill}: {failure}", flush=True)
    for skill, results in right.items():
        print(f"{skill:12} {sum(results):3} of {len(results):3}")
    everything = [result for results in right.values() for result in results]
    print(f"{'all':12} {sum(everything):3} of {len(everything):3}")


if __name__ == "__main__":
    main()
