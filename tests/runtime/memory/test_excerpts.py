"""Of a text that was put together from facts a search shows what was asked for, and nothing twice."""

import pytest

from runtime.memory.excerpts import DAYS, PEOPLE, SOON, excerpt, has_all

ANA = "What I know about Ana\nAna lives in Oslo\nAna's birthday is on 3 May\nTheir sister is called Ana"
DAY = "What you told me on Friday 1 May 2026\nAna lives in Oslo\nBen lives in Rome\nBen's dog is called Rex"
SOONEST = "Coming up\nSunday 3 May 2026: Ana's birthday is on 3 May\nMonday 4 May 2026: Their flight is on 4 May"


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("Where does Ana live?", "Ana lives in Oslo"),
        ("ana's birthday", "Ana's birthday is on 3 May"),
        ("What do you know about Ana?", ANA),
        ("Is Ana rich?", ANA),
        ("Where does Ben live?", ""),
    ],
)
def test_of_a_person_the_lines_that_answer_or_all_where_the_question_is_whole(query: str, answer: str):
    assert excerpt(ANA, (PEOPLE,), query, ()) == answer


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("Where does Ben live?", ""),
        ("What did I say on 1 May 2026?", DAY),
        ("What of dogs did I tell you on 1 May?", "What you told me on Friday 1 May 2026\nBen's dog is called Rex"),
    ],
)
def test_of_a_day_nothing_unless_the_question_names_it(query: str, answer: str):
    assert excerpt(DAY, (DAYS,), query, ()) == answer


def test_what_is_coming_up_is_found_by_its_lines_too():
    assert excerpt(SOONEST, (SOON,), "Whose birthday is next?", ()) == SOONEST.split("\n")[1]
    assert excerpt(SOONEST, (SOON,), "What is coming up?", ()) == SOONEST
    assert not excerpt(SOONEST, (SOON,), "Who painted that?", ())


def test_a_line_that_was_shown_is_not_shown_again():
    assert not excerpt(ANA, (PEOPLE,), "Where does Ana live?", {"Ana lives in Oslo"})


def test_a_line_has_all_that_a_question_asks_for_in_whatever_form():
    assert has_all("Ana lives in Oslo", "Where does Ana live?")
    assert not has_all("Ana's birthday is on 3 May", "Where does Ana live?")
