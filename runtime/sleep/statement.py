"""What a line of core memory says: of whom, what, and with what value. Code alone: it costs and invents nothing.

``Statement.slot`` names what a line tells ("home", "name of dog", "birthday of ana"). Two lines of one slot with one
value say the same; with two values they contradict each other, for a slot is given only where there can be one value at
a time. A line that is not understood answers whether it is so, "yes" or "no". English; in other languages only equal
lines are known to say the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from runtime.memory.pronouns import third_person

_HEDGE = re.compile(
    r"^(?:maybe|perhaps|possibly|probably|they (?:think|guess|believe|suppose)|apparently|it seems)(?: that)?,? |"
    r" (?:maybe|perhaps|probably|possibly|might be|may be|i think|they think|not sure)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|currently|nowadays|these days|at the moment|again|already|just|recently|actually)\b\s*")
_NEGATION = re.compile(r"\b(?:do not|don't|does not|doesn't|no longer|never|not|any ?more|any longer)\b\s*|n't\b")
_EMPTY_VALUE = re.compile(r"^(?:it|that|this|them|him|her|so|there|here|one|all|you|to|the same|something|.*\?)?$")

_SUBJECTS = (
    (re.compile(r"^(?:the user's|user's|his|her|their)\b", re.IGNORECASE), "their"),
    (re.compile(r"^(?:the user|user|he|she|they)\b", re.IGNORECASE), "they"),
)
_NAME = r"[^\W\d_a-z][\w-]*"
_WHO = rf"(?P<who>they|their (?:[\w-]+ ){{0,2}}?[\w-]+|{_NAME}(?: {_NAME})?)"
_WHOSE = rf"(?P<whose>their(?: [\w-]+'s)?|{_NAME}(?:'s|'))"
_IS = r"(?:is|are|'s)"
_BECAME = rf"(?:{_IS}|was moved to|(?:has )?changed to)"
_VALUE = r"(?P<value>.+)"
_ATTRIBUTES = (
    "birthday|birthdate|surname|nickname|age|address|email|e-mail|number|password|code|pin|size|height|weight|"
    "blood type|job|profession|nationality|religion|home ?town|appointment|meeting|exam|flight|deadline|wedding|"
    "anniversary|doctor|dentist|boss|bank|star sign|time ?zone|mother tongue|native language|employer|school|"
    "university|due date|rent|salary|budget"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (slot, re.compile(pattern))
    for slot, pattern in (
        ("label", rf"^(?P<what>[\w' -]{{2,40}}): {_VALUE}$"),
        ("name", rf"^{_WHOSE} (?:(?P<what>[\w -]+?)'?s )?name {_IS} {_VALUE}$"),
        ("name", rf"^{_WHOSE} (?P<what>[\w -]+?) {_IS} (?:called|named) {_VALUE}$"),
        ("name", rf"^they are (?:called|named) {_VALUE}$"),
        (
            "home",
            rf"^{_WHO} (?:lives?|(?:are|is) living|(?:have |has )?moved|resides?)(?: in| to| at)+ (?!an? ){_VALUE}$",
        ),
        ("employer", rf"^{_WHO} (?:works?|(?:are|is) working|started working|started) (?:at|for) {_VALUE}$"),
        ("job", rf"^{_WHO} (?:works?|(?:are|is) working|started) as (?:an? )?{_VALUE}$"),
        ("age", rf"^{_WHO} (?:are|is|turned) (?P<value>\d{{1,3}})(?: years old)?$"),
        ("origin", rf"^{_WHO} (?:comes?|(?:are|is)(?: originally)?) from {_VALUE}$"),
        ("birthday", rf"^{_WHO} (?:were|was) born (?:on|in) (?P<value>.*\d.*)$"),
        ("favourite", rf"^{_WHOSE} favou?rite (?P<what>[\w -]+?) {_IS} {_VALUE}$"),
        (
            "attribute",
            rf"^{_WHOSE} (?P<what>(?:[\w-]+ ){{0,3}}?(?:{_ATTRIBUTES})) {_BECAME} {_VALUE}$",
        ),
        ("attribute", rf"^{_WHOSE} (?P<what>[\w-]+(?: [\w-]+)?) {_IS} (?P<value>(?:on )?[^\Wa-z_].*)$"),
        ("taste", rf"^{_WHO} (?P<not>.*?)(?P<verb>likes?|loves?|hates?|dislikes?|enjoys?|can't stand) {_VALUE}$"),
        ("allergy", rf"^{_WHO} (?:are|is)(?P<not>.*?) allergic to {_VALUE}$"),
    )
)
_WHETHER = "whether "
_LISTS = set("likes loves hates dislikes hobbies interests notes note allergies plans user".split())
_NAMED = set("dog cat horse parrot rabbit hamster wife husband partner son daughter sister brother".split())
_LABELS = {"lives in": "home", "works at": "employer", "works as": "job", "from": "origin"}
_BAD_TASTE = ("hate", "dislike", "can't stand")


@dataclass(frozen=True, slots=True)
class Statement:
    """A line of core memory, understood as far as code can. ``hedged``: it says itself that it is not sure."""

    line: str
    slot: str
    value: str
    hedged: bool = False

    @property
    def known(self) -> bool:
        """Whether code understood what it tells."""
        return not self.slot.startswith(_WHETHER)

    def same(self, other: Statement) -> bool:
        """Whether the two say the same."""
        return (self.slot, self.value) == (other.slot, other.value)

    def contradicts(self, other: Statement) -> bool:
        """Whether only one of the two can hold."""
        return self.slot == other.slot and self.value != other.value


def statement(clause: str) -> Statement:
    """What the person said, as a line about them; "I live in Oslo" is "They live in Oslo"."""
    return understood(third_person(clause.replace("’", "'").strip(" .!;,")))


def understood(line: str) -> Statement:
    """What a line of core memory says."""
    hedge = _HEDGE.search(line)
    text = " ".join(_HEDGE.sub(" ", line).split()).strip(" .!-*•") if hedge else line.strip(" .!-*•")
    text = _NOW.sub("", f"{text} ").strip(" .!,")
    for subject, word in _SUBJECTS:
        text = subject.sub(word, text)
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            slot, value = _slot(kind, match.groupdict())
            if slot and value:
                return Statement(line, slot, value, bool(hedge))
            break
    bare = plain(_NEGATION.sub("", f"{text} "))
    return Statement(line, f"{_WHETHER}{bare}", "yes" if bare == plain(text) else "no", bool(hedge))


def certain(line: str) -> str:
    """The line without the words by which it says that it is not sure."""
    sure = " ".join(_HEDGE.sub(" ", line).split())
    return sure[:1].upper() + sure[1:]


def plain(text: str) -> str:
    """The text's words alone, in small letters, without articles: equal for lines that differ in form only."""
    words = re.findall(r"[\w@]+(?:[.'’-][\w@]+)*", text.casefold())
    return " ".join(word for word in words if word not in {"the", "a", "an"})


def _slot(kind: str, found: dict[str, str | None]) -> tuple[str, str]:
    value = re.sub(r"^(?:on|in|at|the|an?|is) ", "", plain(found.get("value") or ""))
    if _EMPTY_VALUE.match(value):
        return "", ""
    owner = _owner(found.get("whose") or found.get("who") or "")
    what = plain(found.get("what") or "")
    if kind in {"taste", "allergy"}:
        negated = bool(_NEGATION.search(f"{found.get('not') or ''} "))
        bad = (found.get("verb") or "").startswith(_BAD_TASTE)
        value = re.sub(r" (?:any ?more|any longer)$", "", value)
        return f"{kind} for {value}{owner}", "no" if negated != bad else "yes"
    if kind == "label":
        return _labelled(what), value
    if kind == "name":
        return f"name of {what}{owner}" if what else f"name{owner}", value
    if kind == "favourite":
        return f"favourite {what}{owner}", value
    return f"{what if kind == 'attribute' else kind}{owner}", value


def _labelled(what: str) -> str:
    """A label as the slot that a sentence of the same meaning has, where one is known."""
    if what in _LISTS:
        return ""
    return f"name of {what}" if what in _NAMED else _LABELS.get(what, what)


def _owner(whose: str) -> str:
    """Ends a slot with the one it is told of, " of ana"; empty for the person themselves. A name is enough."""
    words = re.sub(r"(?:'s|')$", "", re.sub(r"^(?:their|they)\b ?", "", whose))
    name = re.search(rf"\b{_NAME}(?: {_NAME})?$", words)
    return f" of {(name[0] if name else words).casefold()}" if words else ""
