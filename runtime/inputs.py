"""What the person typed, checked before anything is stored."""

from __future__ import annotations

from runtime.errors import InputRefused

LONGEST = 10_000_000
"""Characters. A book has about a million."""


def checked(text: str) -> str:
    """The text as it will be stored: as typed, without white space around it.

    Raises:
        InputRefused: it is empty, too long, or holds characters that no text file can.
    """
    kept = "Nothing was stored; your text is where you typed it."
    if "\0" in text:
        message = f"The message holds a NUL character at position {text.index(chr(0)) + 1}. {kept} Take it out."
        raise InputRefused(message)
    for position, character in enumerate(text):
        if "\ud800" <= character <= "\udfff":
            message = (
                f"The message holds half a character (a lone surrogate, U+{ord(character):04X}) at position "
                f"{position + 1}. {kept} Take it out or paste the text anew."
            )
            raise InputRefused(message)
    if len(text) > LONGEST:
        message = f"The message has {len(text):,} characters and {LONGEST:,} is the most. {kept} Send it in parts."
        raise InputRefused(message)
    if not text.strip():
        message = "The message is empty. Type something first."
        raise InputRefused(message)
    return text.strip()
