"""A passphrase is judged by what guessing it would take, in words that help."""

import pytest

from runtime.vault.strength import ENOUGH, judge


@pytest.mark.parametrize("weak", ["", "password", "12345678", "loci", "qwertyuiop", "aaaaaaaaaaaa", "London1999"])
def test_what_is_guessed_soon_is_weak_and_gets_a_hint(weak: str):
    found = judge(weak)
    assert found.score < ENOUGH
    assert found.hint.endswith(".")


def test_words_that_do_not_belong_together_are_strong():
    found = judge("tangerine bulldozer 40 whispers sideways")
    assert (found.score, found.word, found.guessed_in, found.hint) == (4, "strong", "centuries", "")


@pytest.mark.parametrize("text", ["x" * 100_000, "\ud800 half a character", "密码" * 30, "\0"])
def test_any_text_is_judged(text: str):
    assert 0 <= judge(text).score <= 4
