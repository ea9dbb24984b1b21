"""A wish to forget is told from what only sounds like one, and leads to the words by which the matter is found."""

from __future__ import annotations

import pytest

from runtime.memory import wish


@pytest.mark.parametrize(
    "said",
    [
        "Forget my passport number.",
        "please forget that my dog is called Biscuit",
        "Biscuit? Not any more. Forget it",
        "I want you to forget everything about Ana",
        "You can forget the address",
        "Erase my birthday",
    ],
)
def test_what_is_to_be_forgotten_is_a_wish(said: str) -> None:
    assert wish.stands_in(said)


@pytest.mark.parametrize(
    "said",
    [
        "Don't forget that my dog is called Rex",
        "Do not ever forget it",
        "never forget my birthday",
        "Before I forget: the vet has 555",
        "I always forget my keys",
        "My sister tends to be forgetful",
        "Please don’t forget to call",
        "You must forget to worry",
        "Ana moved to Porto",
    ],
)
def test_what_is_to_be_kept_is_none(said: str) -> None:
    assert not wish.stands_in(said)


@pytest.mark.parametrize(
    ("said", "gone", "text"),
    [
        ("Please forget my passport number.", "Their passport number is X4431", "X4431"),
        ("Forget my dog", "Their dog is called Biscuit", "Biscuit"),
        ("forget everything about lisbon", "Their sister Ana lives in Lisbon", "Lisbon"),
        ("Forget my sister", "Their sister Ana lives in Lisbon", "Ana"),
        ("Forget my birthday", "Their birthday is on 15 July", "15 July"),
        ("Forget where I live", "They live at 12 Rose Street.", "12 Rose Street"),
        ("Forget my allergy", "They are allergic to peanuts", "allergic to peanuts"),
        ("Forget Ana", "Ana: sister", "Ana"),
        ("Forget my dog", "Dog: Biscuit", "Biscuit"),
        ("Forget what I eat", "Food: nuts, no meat", "Food: nuts, no meat"),
        ("Forget it", "word " * 100, ("word " * 40).strip()),
    ],
)
def test_the_matter_is_found_by_its_name_or_by_the_words_themselves(said: str, gone: str, text: str) -> None:
    assert wish.wanted(said, [gone]) == (text,)


def test_several_lines_about_one_matter_are_one_and_there_is_an_end() -> None:
    lines = ["Their sister Ana lives in Lisbon", "Ana likes jazz"]
    assert wish.wanted("Forget Ana", lines) == ("Ana",)
    assert wish.wanted("Forget it", ["A", ""]) == ()
    assert len(wish.wanted("Forget all of it", [f"Their code is {number}00" for number in range(9)])) == 3
