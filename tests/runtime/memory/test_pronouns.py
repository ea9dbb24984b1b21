"""What the person says becomes a line about them, and nothing but the pronouns is other."""

import pytest

from runtime.memory.pronouns import third_person


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("My dog is called Biscuit", "Their dog is called Biscuit"),
        ("I'm allergic to nuts", "They are allergic to nuts"),
        ("Ana gave me ours", "Ana gave them theirs"),
        ("I was born in MY-town", "They were born in their-town"),
        ("Oslo is where I've lived", "Oslo is where they have lived"),
        ("the myth of mine", "The myth of theirs"),
    ],
)
def test_pronouns_change_and_all_else_is_copied(said: str, line: str):
    assert third_person(said) == line
