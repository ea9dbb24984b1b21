"""Forms drawn by lot: every kind of parameter, several forms to a tool, names that begin alike."""

from random import Random

from runtime.llm.port import Choice, Date, Flag, Form, Integer, Kind, Listing, Parameter, Text


def random_kind(lots: Random) -> Kind:
    words = ["home", "wi fi", 'a"b', "x\\y", "line\nline", "é😀", "a", "ab", "abc", "it's", "<b>", "/"]
    kinds: list[Kind] = [
        Text(lots.randint(1, 12), lots.randint(0, 1)),
        Choice(tuple(lots.sample(words, lots.randint(1, 5)))),
        Integer(low := lots.randint(-50, 50), low + lots.randint(0, 500)),
        Flag(lots.choice([None, True, False])),
        Date(),
        Listing(Text(lots.randint(1, 5)), lots.randint(1, 3)),
        Listing(Choice(tuple(lots.sample(words, 3))), lots.randint(1, 3)),
    ]
    return lots.choice(kinds)


def random_forms(lots: Random) -> list[Form]:
    names = ["label", "content", "tags", "limit", "line"]
    return [
        Form(
            lots.choice(["send", "send_message", "edit", "search"]),
            tuple(
                Parameter(name, random_kind(lots), required=lots.random() < 0.7)
                for name in lots.sample(names, lots.randint(0, 4))
            ),
        )
        for _ in range(lots.randint(1, 6))
    ]
