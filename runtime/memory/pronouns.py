"""From what the person says to a line about them: pronouns change, all else is copied. No dependencies.

"My dog is called Biscuit" becomes "Their dog is called Biscuit" (they: one person, of any gender, and no verb has to
be bent).
"""

from __future__ import annotations

import re

THEY = {
    "i'm": "they are",
    "im": "they are",
    "i am": "they are",
    "i've": "they have",
    "ive": "they have",
    "i'd": "they would",
    "i'll": "they will",
    "i was": "they were",
    "i wasn't": "they weren't",
    "i": "they",
    "my": "their",
    "mine": "theirs",
    "me": "them",
    "myself": "themselves",
    "we're": "they are",
    "we've": "they have",
    "we'll": "they will",
    "we'd": "they would",
    "we": "they",
    "our": "their",
    "ours": "theirs",
    "us": "them",
}
WORD = re.compile(r"\b(?:I was|I wasn't|I am|[A-Za-z]+(?:'[a-z]+)?)\b", re.IGNORECASE)


def third_person(text: str) -> str:
    """The text with the person's pronouns exchanged, and a capital where it then begins with one or an article."""
    line = WORD.sub(lambda match: THEY.get(match[0].lower(), match[0]), text)
    first = line.split(" ", 1)[0]
    return line[:1].upper() + line[1:] if first in {"they", "their", "theirs", "the", "a", "an"} else line
