"""From the person's words to a line of core memory, and from a line to a reply: pronouns change, all else is copied.

The person says "My dog is called Biscuit"; the block keeps "Their dog is called Biscuit" (they: one person,
of any gender, and no verb has to be bent); the reply says "Your dog is called Biscuit". So a kind of fact
that was never seen in training keeps its words.
"""

from __future__ import annotations

import re

from runtime.memory.pronouns import THEY, WORD

YOU = {"they": "you", "their": "your", "theirs": "yours", "them": "you", "themselves": "yourself"}
ARTICLES = {"the", "a", "an", "they", "their", "you", "your", "on", "every", "this", "there", "in", "use"}
ARTICLES |= {
    "for",
    "from",
    "at",
    "to",
    "when",
    "as",
    "one",
    "if",
    "it",
    "it's",
    "by",
    "with",
    "according",
    "these",
    "now",
}
ARTICLES |= {"before", "since", "after", "there's", "each", "some"}
STOP = set(
    """
    a about actually again all also am an and any archive are as at be been by can can't could did didn't do
    does doesn't don't find for from get give had has have he her hey hi his how how's i i'm if in is isn't it
    it's its kind know like look main many me mean mine most much must my name's need note notes of oh ok on one
    or our please remember remind said say search should show so some tell that that's the their them there
    these they thing things this to up us was we well were what what's whats when when's whens where where's
    wheres which who who's whom whos whose why will with would write wrote yet you your
    """.split()
)
QUERY_WORD = re.compile(r"[^\s?!.,;:\"()]+(?:[.:@-][^\s?!.,;:\"()]+)*")


def capitalised(text: str) -> str:
    """A first capital where the text begins with a pronoun, an article or the like; names stay as they were typed."""
    first = text.split(" ", 1)[0].lower()
    return text[:1].upper() + text[1:] if first in ARTICLES else text


def exchange(text: str, table: dict[str, str]) -> str:
    """The text with the table's words exchanged, first letters as capitals where a sentence begins."""

    def swap(match: re.Match[str]) -> str:
        return table.get(match[0].lower(), match[0])

    return capitalised(WORD.sub(swap, text))


def to_line(said: str) -> str:
    """What the person said, as a line of the block about them."""
    return exchange(said.rstrip(" ."), THEY)


def to_reply(line: str) -> str:
    """A line of the block about the person, as said to that person."""
    return capitalised(WORD.sub(lambda match: _like(match[0], YOU), line))


def _like(word: str, table: dict[str, str]) -> str:
    new = table.get(word.lower(), word)
    return new[:1].upper() + new[1:] if word[:1].isupper() else new


def sentence(text: str) -> str:
    """The text with a full stop unless it ends in a mark already."""
    return text if text.endswith((".", "!", "?")) else text + "."


def inner(text: str) -> str:
    """The text as it stands inside a sentence: "Your dog" becomes "your dog", names keep their capitals."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first.lower() in ARTICLES else text


def content_words(question: str) -> str:
    """The words to search for: those of the question that carry meaning, in their order, without 's."""
    words = [word.removesuffix("'s").removesuffix("’s") for word in QUERY_WORD.findall(question)]
    kept = [word for word in words if word.lower() not in STOP]
    return " ".join(kept) if kept else question.rstrip(" ?!.")
