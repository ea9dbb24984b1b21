"""Which parts of a message are statements in the person's own words: the only source that facts are drawn from.

What was quoted, pasted or forwarded is not the person speaking of themselves, and what talks of "the user", of memory
or of instructions is somebody trying to write the memory. From the first such sentence on, a message is no source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 1_200
"""A longer message is a text that was pasted; only its first line may be the person's own."""
SHORTEST_WORDS = 2
LONGEST_CLAUSE = 160

_MASK = "\0"
_FOREIGN = re.compile(
    r"""
    ```|^\s*>|^\s*[-=_*]{3,}\s*$|<[^>\n]{1,80}>|\[/?INST\]|\{\s*"            # code, quotation, rules, tags, JSON
    |^\s*\#{1,6}\s                                                             # a heading
    |(?:^|(?<=[.!?;]\s))\W*
       (?:system|assistant|user|human|ai|tool|loci|bot|admin|developer|important|note\ to\ \w+|todo)\b[^\n]{0,30}:
    |^\s*(?:from|to|subject|date|sent|cc|re|fwd?)\s*:                           # the head of a mail
    |\b(?:forwarded|original)\ message\b
    |\bthe\ (?:user|human|person\ you|assistant|ai|llm|model)\b|\buser(?:'s|s)?\b
    |\b(?:instruct\w*|ignore|disregard|overrid\w*|prompts?|jailbreak\w*|system\ message|tool\ calls?)\b
    |\b(?:core|archival|recall|your)[\ _]memor(?:y|ies)\b|\b\w+_memory_\w+|\bmemory_\w+|\bmemory\ blocks?\b
    |\byou\ (?:must|shall|should|are\ now|have\ to|will\ now)\b
    |\b(?:e-?mail|mail|letter|document|article|page|website|text|note|message|file|report|story|poem|song|book|
       says?|said|wrote|writes|reads?|quote|translat\w+|summari\w+|proofread|following|below)\b[^.!?\n]{0,60}:
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]*[\"”»]?")
_SENTENCE = re.compile(r"[^.!?\n;]+(?:[.](?=\w)[^.!?\n;]*)*[.!?;]*")
_JOINT = re.compile(
    r",?\s+(?:and|but)\s+(?=(?:I|I'm|I've|my|we|we've|our|he|she|they|his|her|their)\b)|,\s+(?=(?:I|my|our)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"""^[\s,:–-]*(?:(?:oh|ah|well|so|and|but|also|by\ the\ way|btw|actually|in\ fact|no|yes|yeah|ok(?:ay)?|hi|hello|hey
        |sorry|correction|fyi|just\ so\ you\ know|anyway|you\ know|guess\ what|good\ news|listen|loci|today|now
        |(?:please\ )?(?:remember|note|know|keep\ in\ mind|write\ down|save|store|record)(?:\ that|,|:)?
        |i\ (?:just\ )?(?:wanted\ to\ (?:say|tell\ you)|told\ you|said|mentioned)(?:\ that)?
        |(?:do\ not|don't)\ forget(?:\ that)?)\b[\s,:–-]*)+""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESSED = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement of the person, as it stands in the message from ``start`` to before ``end``."""

    start: int
    end: int
    text: str


def clauses(message: str) -> list[Clause]:
    """Every statement in the person's own words, in order. Questions are none."""
    own = message[: _end_of_own(message)]
    masked = _QUOTED.sub(lambda match: _MASK * len(match[0]), own)
    found: list[Clause] = []
    for sentence in _SENTENCE.finditer(masked):
        if not sentence[0].rstrip().endswith("?") and _MASK not in sentence[0]:
            found += _parts(masked, sentence.start(), sentence.end())
    return found


def _end_of_own(message: str) -> int:
    """Where the person's own words end: before the first sentence that is not theirs."""
    straight = message.replace("’", "'")
    own = len(message) if len(message) <= LONGEST else message.find("\n") if "\n" in message[:LONGEST] else 0
    foreign = _FOREIGN.search(straight)
    if foreign is None:
        return own
    before = straight[: foreign.start()]
    return min(own, max(before.rfind(mark) for mark in ".!?\n;") + 1)


def _parts(text: str, start: int, end: int) -> Iterator[Clause]:
    cuts = [start]
    for joint in _JOINT.finditer(text, start, end):
        cuts += [joint.start(), joint.end()]
    cuts.append(end)
    for first, last in zip(cuts[::2], cuts[1::2], strict=True):
        clause = _trimmed(text, first, last)
        if clause and _is_statement(clause.text):
            yield clause


def _trimmed(text: str, start: int, end: int) -> Clause | None:
    piece = text[start:end].replace("’", "'")
    lead = _LEAD.match(piece)
    first = start + (lead.end() if lead else len(piece) - len(piece.lstrip()))
    last = start + len(piece.rstrip(" \t\n.!;,:"))
    return Clause(first, last, text[first:last]) if first < last else None


def _is_statement(text: str) -> bool:
    words = text.split()
    return (
        len(words) >= SHORTEST_WORDS
        and len(text) <= LONGEST_CLAUSE
        and not text.endswith("?")
        and not _ADDRESSED.search(text)
    )
