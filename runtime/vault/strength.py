"""How well a passphrase withstands somebody who has the files and guesses: what a person chooses by, not a rule.

zxcvbn counts the guesses that it would take, knowing words, names, dates, keyboards and the usual tricks.
"""

from __future__ import annotations

from dataclasses import dataclass

ENOUGH = 3
"""From this score on a passphrase may be called good."""

# zxcvbn refuses more than 72 characters, because its time grows with their square; longer ones are judged by these.
_MOST = 72
WORDS = ("very weak", "weak", "fair", "good", "strong")


@dataclass(frozen=True, slots=True)
class Strength:
    """``score`` 0 to 4, and in words; ``guessed_in`` says how long guessing takes; ``hints`` how to do better."""

    score: int
    word: str
    guessed_in: str
    hints: tuple[str, ...]

    @property
    def hint(self) -> str:
        """All hints on one line."""
        return " ".join(self.hints)


def judge(passphrase: str) -> Strength:
    """How strong it is. Milliseconds; nothing is kept.

    The time is that of 10,000 guesses a second, which Argon2id as it is used here allows to hundreds of processors.
    """
    if not passphrase:
        return Strength(0, "empty", "no time", ("Several words that do not belong together make a good passphrase.",))
    from zxcvbn import zxcvbn  # noqa: PLC0415  (its word lists are read at the import, which no start of the program need do)

    found = zxcvbn(passphrase[:_MOST], user_inputs=["loci"])
    advice = [found["feedback"]["warning"], *found["feedback"]["suggestions"]]
    score = int(found["score"])
    return Strength(
        score,
        WORDS[score],
        str(found["crack_times_display"]["offline_slow_hashing_1e4_per_second"]),
        tuple(sentence(each) for each in advice if each) if score < ENOUGH else (),
    )


def sentence(advice: str) -> str:
    """An advice of zxcvbn's, which does not end each with a full stop."""
    return f"{advice.rstrip('.')}."
