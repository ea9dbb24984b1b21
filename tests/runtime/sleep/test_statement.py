"""Lines that tell the same have one slot, whoever wrote them in whatever form; only one value of a slot can hold."""

import pytest

from runtime.sleep.statement import statement, understood


@pytest.mark.parametrize(
    ("said", "line", "slot", "value"),
    [
        ("I live in Oslo", "They live in Oslo", "home", "oslo"),
        ("I've moved to Bergen", "They have moved to Bergen", "home", "bergen"),
        ("my dog is called Biscuit", "Their dog is called Biscuit", "name of dog", "biscuit"),
        ("My dog's name is Rex", "Their dog's name is Rex", "name of dog", "rex"),
        ("I'm called Ann", "They are called Ann", "name", "ann"),
        ("My name is Ann", "Their name is Ann", "name", "ann"),
        ("Ana's birthday is on 3 May", "Ana's birthday is on 3 May", "birthday of ana", "3 may"),
        ("my sister's birthday is 3 May", "Their sister's birthday is 3 May", "birthday of sister", "3 may"),
        ("My sister Ana works for NASA", "Their sister Ana works for NASA", "employer of ana", "nasa"),
        ("I now work as a nurse", "They now work as a nurse", "job", "nurse"),
        ("I'm 34 years old", "They are 34 years old", "age", "34"),
        ("My favourite colour is blue", "Their favourite colour is blue", "favourite colour", "blue"),
        ("I no longer like tea", "They no longer like tea", "taste for tea", "no"),
        ("I'm allergic to nuts", "They are allergic to nuts", "allergy for nuts", "yes"),
    ],
)
def test_what_the_person_said_becomes_a_line_that_is_understood(said: str, line: str, slot: str, value: str):
    found = statement(said)
    assert (found.line, found.slot, found.value, found.known) == (line, slot, value, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Name: Ann", "Their name is Ann"),
        ("Dog: Biscuit", "Their dog is called Biscuit."),
        ("The user lives in Oslo", "They live in Oslo"),
        ("- They live in Oslo", "Lives in: Oslo"),
        ("They play the piano", "They play piano."),
    ],
)
def test_lines_of_different_form_say_the_same(one: str, other: str):
    assert understood(one).same(understood(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("They live in Oslo", "They moved to Bergen"),
        ("They like tea", "They no longer like tea"),
        ("They play the piano", "They don't play the piano any more"),
    ],
)
def test_lines_that_cannot_both_hold_contradict_each_other(one: str, other: str):
    assert understood(one).contradicts(understood(other))
    assert not understood(one).same(understood(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("They live in Oslo", "Ana lives in Bergen"),
        ("They like tea", "They like coffee"),
        ("Their sister is a nurse", "Their sister is tall"),
        ("They have two cats", "They have a dog"),
        ("They live in a flat", "They live in Oslo"),
        ("Their dog is called Rex", "Their cat is called Tom"),
        ("They love it", "They hate it"),
    ],
)
def test_lines_that_can_both_hold_do_not(one: str, other: str):
    assert not understood(one).contradicts(understood(other))


def test_a_statement_that_doubts_itself_says_so():
    assert statement("I think I live in Bergen").hedged
    assert not statement("I live in Bergen").hedged
    assert statement("maybe my dog is called Rex").slot == "name of dog"
