"""What the slots of the phrase book may hold: the word lists, and words that nobody has seen before.

A slot is written ``{name}``; ``{name^}`` is the same with a capital; ``{name2}`` is another name than ``{name}``.
Values may hold slots themselves.
A third of the names are made-up words, so that the network learns to copy, not to guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

PHRASES = Path(__file__).parent / "phrases"
SLOT = re.compile(r"\{([a-z_]+[2-9]?)(\^?)\}")
BEFORE_VOWEL = re.compile(r"\ba(?= [AEIOaeio])")

ONSETS = ["", *"bcdfghjklmnprstvwz", "br", "ch", "cl", "dr", "fl", "gr", "kn", "kr", "pl", "qu", "sh", "sk", "sl", "sn"]
ONSETS += ["st", "str", "th", "tr", "tw", "wh", "x", "y"]
VOWELS = [*"aeiou", "ai", "au", "ea", "ee", "ie", "oa", "oo", "ou", "y", "é", "ö", "å", "ü"]
VOWEL_WEIGHTS = [10, 10, 9, 9, 6, 2, 1, 2, 2, 2, 1, 2, 2, 2, 0.3, 0.3, 0.2, 0.3]
CODAS = ["", "", "", *"bdgklmnprst", "ck", "ff", "ld", "ll", "mp", "nd", "ng", "nn", "nt", "rd", "rk", "rn", "rt", "ss"]
CODAS += ["st", "sh", "th", "tz", "x", "y"]
SCRIPTS = [
    "αβγδεικλμνοπρστω",
    "абвгдежзиклмнопрст",
    "אבגדהוזחט",
    "あいうえおかきくけこ",
    "中山水火木金土日月",
    "éèêçñãõøæåßłžš",
]
SYMBOLS = ["🐶", "🎉", "❤️", "🚲", "🌱", "☕", "✨", "🐈"]
OPEN = {"name": 0.35, "petname": 0.35, "surname": 0.35, "city": 0.3, "company": 0.4, "favoured": 0.2, "attribute": 0.2}
OPEN |= {
    "object": 0.2,
    "thing": 0.15,
    "job": 0.1,
    "hobby": 0.15,
    "liked": 0.15,
    "food": 0.1,
    "secret": 0.08,
    "role": 0.08,
}
OPEN |= {"event": 0.1, "relation": 0.04, "pet": 0.08, "favourite": 0.1, "subject": 0.1, "drink": 0.1, "medicine": 0.3}
LOWER = {"attribute", "object", "thing", "job", "hobby", "liked", "food", "secret", "role", "event", "relation", "pet"}
LOWER |= {"favourite", "subject", "drink", "medicine"}
OPEN |= dict.fromkeys(["grocery", "ingredient", "machine", "implement", "container", "dish", "lesson", "task"], 0.12)
OPEN |= dict.fromkeys(["duty", "post", "office", "practice", "papers", "paper", "shop", "store", "errand", "item"], 0.1)
OPEN |= dict.fromkeys(["measured", "bill", "purpose", "parcel", "door", "booked", "standing", "edible", "pill"], 0.1)
LOWER |= {"grocery", "ingredient", "machine", "implement", "container", "dish", "lesson", "task", "duty", "post"}
LOWER |= {"office", "practice", "papers", "paper", "shop", "store", "errand", "item", "measured", "bill", "purpose"}
LOWER |= {"parcel", "door", "booked", "standing", "edible", "pill"}
TWO_PART = {"name", "surname"}
NUMBERS = "23456789"
MONTHS = "January February March April May June July August September October November December".split()


def word_lists() -> dict[str, list[str]]:
    """The lists of ``phrases/words.txt``: slot name to values."""
    lists: dict[str, list[str]] = {}
    for line in (PHRASES / "words.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, values = line.partition(": ")
            lists[name] = values.split(", ")
    return lists


LISTS = word_lists()


def syllables(rng: Random) -> str:
    """A pronounceable word of one to four syllables, in lower case."""
    parts = []
    for _ in range(rng.choices([1, 2, 3, 4], [2, 6, 3, 1])[0]):
        parts += [rng.choice(ONSETS), rng.choices(VOWELS, VOWEL_WEIGHTS)[0], rng.choice(CODAS)]
    word = "".join(parts)
    return word if len(word) > 2 else word + "no"


def made_up(rng: Random) -> str:
    """A word that stands in no list, nearly always pronounceable, now and then letters in any order or script."""
    dice = rng.random()
    if dice < 0.025:
        return "".join(rng.choices(rng.choice(SCRIPTS), k=rng.randint(2, 6)))
    if dice < 0.1:
        return "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randint(3, 9)))
    if dice < 0.105:
        return syllables(rng) + " " + rng.choice(SYMBOLS)
    return syllables(rng)


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def code(rng: Random) -> str:
    """A password, a PIN or a number such as people are given."""

    def digits(count: int) -> str:
        return "".join(rng.choices("0123456789", k=count))

    letters = "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=rng.randint(1, 3)))
    word = rng.choice([syllables(rng), rng.choice(LISTS["object"]).split()[-1]])
    return rng.choice(
        [
            digits(4),
            digits(rng.randint(3, 8)),
            f"{letters}{digits(rng.randint(2, 5))}",
            f"{letters}-{digits(4)}",
            f"{word}{digits(rng.randint(1, 4))}",
            f"{capital(word)}{digits(2)}!",
            f"{digits(3)}-{digits(3)}",
            f"{digits(1) * 2}{digits(1) * 2}",
            f"{digits(1) * 2}{digits(2)}{digits(1) * 3}",
            f"{digits(2)}-{digits(2)}-{digits(2)}",
            f"{letters}{digits(1) * 2}-{digits(1) * 2}{digits(1)}",
            f"{digits(4)}-{digits(4)}-{digits(4)}",
            f"{word}-{digits(2)}-{syllables(rng)}",
            f"{capital(word)}{capital(syllables(rng))}{digits(2)}",
            f"{digits(2)} {digits(2)} {digits(2)}",
            f"#{digits(4)}*",
            f"{word}-{syllables(rng)}-{digits(1)}",
            word,
            "".join(rng.choices("abcdefghkmnpqrstwxyz23456789", k=8)),
        ]
    )


def date(rng: Random) -> str:
    """A day of the year as people write it."""
    month, day, year = rng.choice(MONTHS), rng.randint(1, 28), rng.randint(1930, 2030)
    return rng.choice(
        [
            f"{day} {month}",
            f"{month} {day}",
            f"{day}{ordinal_ending(day)} {month}",
            f"{month} {day}{ordinal_ending(day)}",
            f"the {day}{ordinal_ending(day)} of {month}",
            f"{day} {month} {year}",
            f"{day}/{MONTHS.index(month) + 1}",
            f"{year}-{MONTHS.index(month) + 1:02}-{day:02}",
            f"{month} {day}, {year}",
        ]
    )


def ordinal_ending(day: int) -> str:
    """st, nd, rd or th."""
    if day in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def clock(rng: Random) -> str:
    """A time of day as people write it."""
    hour, minute = rng.randint(0, 23), rng.choice([0, 0, 5, 10, 15, 20, 30, 40, 45, 50])
    twelve = f"{(hour - 1) % 12 + 1}{'am' if hour < 12 else 'pm'}"
    return rng.choice([f"{hour}:{minute:02}", f"{hour:02}:{minute:02}", twelve, f"{(hour - 1) % 12 + 1} o'clock"])


def phone(rng: Random) -> str:
    """A telephone number; in some the digits repeat."""
    digits = "0123456789" if rng.random() < 0.7 else "".join(rng.sample("0123456789", 3))

    def group(count: int) -> str:
        return "".join(rng.choices(digits, k=count))

    return rng.choice(
        [
            f"+{group(2)} {group(3)} {group(2)} {group(3)}",
            group(rng.randint(6, 10)),
            f"{group(3)}-{group(4)}",
            f"{group(3)}-{group(3)}-{group(4)}",
            f"({group(3)}) {group(3)}-{group(4)}",
            f"{group(2)} {group(2)} {group(2)} {group(2)}",
            f"0{group(3)} {group(6)}",
            f"+{group(2)}-{group(2)}-{group(7)}",
        ]
    )


def number(rng: Random) -> str:
    """A number, small ones more often, some in words."""
    words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty"]
    return rng.choice(
        [str(rng.randint(2, 12)), str(rng.randint(2, 99)), str(rng.randint(100, 9999)), rng.choice(words)]
    )


def made(rng: Random) -> str:
    """A made-up word, often with a capital."""
    word = made_up(rng)
    return capital(word) if rng.random() < 0.6 else word


def person(rng: Random) -> str:
    """A person's name, now and then with a surname."""
    word = capital(made_up(rng)) if rng.random() < OPEN["name"] else rng.choice(LISTS["name"])
    return word + " " + fill("{surname}", rng) if rng.random() < 0.1 else word


def street(rng: Random) -> str:
    """A street with a house number."""
    word, house = capital(made_up(rng)), rng.randint(1, 199)
    kind = rng.choice(["Street", "Road", "Lane", "gate", "Avenue", "Close", "Drive", "Square", "St.", "Ave.", "Hill"])
    return rng.choice(
        [
            f"{word} {kind} {house}",
            f"{house} {word} {kind}",
            f"{word}straße {house}",
            f"{house}{rng.choice('abcd')} {word} {kind}",
            f"{house} St. {word}'s {kind}",
            f"Flat {rng.randint(1, 40)}, {house} {word} {kind}",
            f"{house} {word} {kind}, {value('city', rng)}",
            f"rue de {word} {house}",
        ]
    )


def titled(rng: Random) -> str:
    """A name with a title, as doctors and teachers have them."""
    title = rng.choice("Dr. Dr Mr. Mrs. Ms. Miss Mr Mrs Prof. Professor Sister Father".split())
    first = value("name", rng) + " " if rng.random() < 0.2 else ""
    return f"{title} {first}{value('surname', rng)}"


def school(rng: Random) -> str:
    """A school's name."""
    word = capital(made_up(rng))
    return rng.choice(
        [
            f"St. {value('name', rng)}'s",
            f"{word} Primary",
            f"{word} High School",
            f"{word} Academy",
            f"{word} School",
            f"the {word} nursery",
            f"{word} College",
        ]
    )


def email(rng: Random) -> str:
    """An address for mail."""
    user = syllables(rng) + rng.choice(["", ".", "_"]) + syllables(rng)
    return f"{user}@{syllables(rng)}.{rng.choice(['com', 'org', 'net'])}"


def ordinal(rng: Random) -> str:
    """A day of the month, such as 3rd."""
    day = rng.randint(1, 28)
    return f"{day}{ordinal_ending(day)}"


def topic_word(rng: Random) -> str:
    """What a note may be about."""
    return rng.choice([syllables(rng), rng.choice(LISTS["object"]), rng.choice(LISTS["attribute"])])


MADE: dict[str, Callable[[Random], str]] = {
    "made": made,
    "person": person,
    "code": code,
    "date": date,
    "time": clock,
    "phone": phone,
    "titled": titled,
    "school": school,
    "year": lambda rng: str(rng.randint(1930, 2026)),
    "number": number,
    "age": lambda rng: str(rng.randint(1, 99)),
    "kidage": lambda rng: rng.choice([str(rng.randint(1, 19)), "two", "four", "six", "seven", "eleven"]),
    "ordinal": ordinal,
    "street": street,
    "email": email,
    "topicword": topic_word,
}
"""Slots whose values are made, not listed."""


def value(name: str, rng: Random) -> str:
    """One value for the slot ``name``, also where it is written with a number."""
    name = name.rstrip(NUMBERS)
    if name in MADE:
        return MADE[name](rng)
    if rng.random() < OPEN.get(name, 0.0):
        word = made_up(rng)
        if name in TWO_PART and rng.random() < 0.08:
            word += rng.choice("- ") + capital(syllables(rng))
        return word if name in LOWER else capital(word)
    return fill(rng.choice(LISTS[name]), rng)


def unlike(name: str, rng: Random, bound: dict[str, str]) -> str:
    """A value for the slot that no numbered slot of the same kind has: ``{name2}`` is never ``{name}``."""
    base = name.rstrip(NUMBERS)
    taken = {text for other, text in bound.items() if other != name and other.rstrip(NUMBERS) == base}
    while (new := value(name, rng)) in taken:
        pass
    return new


def fill(template: str, rng: Random, slots: dict[str, str] | None = None) -> str:
    """The template with its slots filled; values drawn are added to ``slots`` so that they stay the same."""
    bound: dict[str, str] = {} if slots is None else slots
    fixed = set(bound)

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if slots is None or (name not in fixed and name not in bound):
            bound[name] = unlike(name, rng, bound)
        return capital(bound[name]) if match[2] else bound[name]

    return BEFORE_VOWEL.sub("an", SLOT.sub(put, template))


def slot_names(template: str) -> set[str]:
    """The names of the slots in a template."""
    return {match[1] for match in SLOT.finditer(template)}
