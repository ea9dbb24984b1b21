"""The dialogues of the evaluation, read from ``dialogues/*.txt``: written by hand, never trained on.

A file's name begins with the skill that it tries (``recall_lists.txt``: recall). Dialogues are parted by an empty
line; ``#`` begins a comment, and ``always EXPECTATION`` is expected at the end of every dialogue of the file. In a
dialogue each line is a word and what belongs to it. Before the first message the lines say what is there already:

==================  ===================================================================================
``memory NAME``     the lines of that name in ``memories.txt``
``block TEXT``      a line of the block about the person
``passage TEXT``    a passage of archival memory; ``[tag, tag]`` may stand at its end
``user TEXT``       an earlier message that has left the context and stands in recall memory only
``loci TEXT``       the assistant's answer to one
``ago DAYS``        the messages after it are so many days old
``on DATE``         the messages after it are of that day, YYYY-MM-DD
``summary TEXT``    the summary that stands in for them
==================  ===================================================================================

Then the person speaks, and after each message stands what must hold once it is answered:

==================  ===================================================================================
``> TEXT``          what the person types; ``>> TEXT``: a further line of the same message
``later``           all messages leave the context, and the program is closed and opened again
``block WORDS``     a line of core memory (the persona aside) holds them
``gone WORDS``      none does
``kept``            every line that was there before the first message still is, but those that are to be gone
``same``            core memory is as it was before the first message
``safe``            every line that was there still is, or is a passage now
``stored WORDS``    a line of core memory or a passage holds them
``passage WORDS``   a passage of archival memory holds them; ``tagged``: the newest has a tag
``reply WORDS``     the reply holds them
``not WORDS``       the reply does not
``called TOOLS``    one of these tools was called; ``uncalled TOOLS``: none of them
==================  ===================================================================================

WORDS are alternatives parted by ``|``, of which one must be there; ``&`` parts several such demands. Capitals do not
matter, and only whole words count; ``peanut*`` is also the beginning of one. ``"Þóra"`` in quotes is meant letter for
letter, capitals too. ``@name`` stands for the phrases of that name in ``memories.txt``. ``{now:%A}`` is replaced by the
moment at which the message was sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "dialogues"
SHARED = FOLDER / "memories.txt"
THERE = frozenset("memory block passage user loci ago on summary".split())
AFTER = frozenset("> >> later block gone kept same safe stored passage tagged reply not called uncalled".split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a dialogue."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A dialogue: what is ``there``, then what is said and expected. ``place``: file and line."""

    skill: str
    place: str
    there: tuple[Line, ...]
    script: tuple[Line, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """Every line that the person types."""
        return tuple(line.text for line in self.script if line.word in {">", ">>"})


class NotADialogue(ValueError):
    """A file of dialogues cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What several dialogues use, by name: ``memories`` (lines of a block) and ``phrases`` (alternatives)."""

    memories: dict[str, tuple[Line, ...]]
    phrases: dict[str, tuple[str, ...]]


def shared(path: Path = SHARED) -> Shared:
    """Read ``memories.txt``: ``memory NAME`` or ``phrases NAME``, then a line each."""
    made: dict[str, dict[str, list[str]]] = {"memory": {}, "phrases": {}}
    current: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        if word in made:
            current = made[word].setdefault(rest, [])
        elif line and word != "#":
            current.append(line)
    memories = {name: tuple(Line("block", text) for text in texts) for name, texts in made["memory"].items()}
    return Shared(memories, {name: tuple(texts) for name, texts in made["phrases"].items()})


def all_dialogues(folder: Path = FOLDER) -> list[Dialogue]:
    """The dialogues of every file of the folder.

    Raises:
        NotADialogue: a line that means nothing where it stands.
    """
    memories = shared(folder / SHARED.name).memories
    paths = [path for path in sorted(folder.glob("*.txt")) if path.name != SHARED.name]
    return [dialogue for path in paths for dialogue in _read(path, memories)]


def _read(path: Path, memories: dict[str, tuple[Line, ...]]) -> Iterator[Dialogue]:
    always: list[Line] = []
    part: list[Line] = []
    begun = 0
    for number, raw in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        word, _, text = raw.partition(" ")
        if word == "#":
            continue
        if word == "always":
            always.append(Line(*text.partition(" ")[::2]))
        elif word:
            begun = begun or number
            part.append(Line(word, text))
        elif part:
            yield _dialogue(path.stem.partition("_")[0], f"{path.name}:{begun}", part, always, memories)
            part, begun = [], 0


def _dialogue(
    skill: str, place: str, lines: list[Line], always: list[Line], memories: dict[str, tuple[Line, ...]]
) -> Dialogue:
    first = next((index for index, line in enumerate(lines) if line.word == ">"), None)
    if first is None:
        raise NotADialogue(f"{place}: nobody says anything")
    there: list[Line] = []
    for line in lines[:first]:
        there += memories[line.text] if line.word == "memory" else [line]
    script = [*lines[first:], *always]
    wrong = [line for line in there if line.word not in THERE] + [line for line in script if line.word not in AFTER]
    if wrong:
        raise NotADialogue(f"{place}: '{wrong[0].word} {wrong[0].text}' means nothing there")
    return Dialogue(skill, place, tuple(there), tuple(script))
