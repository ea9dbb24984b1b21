"""A line is needed as much as the person speaks of what it tells."""

from runtime.sleep.needs import Needs


def needs(*texts: str) -> Needs:
    made = Needs()
    for text in texts:
        made.add(text, 0)
    return made


def test_a_question_counts_for_the_line_that_answers_it_though_it_does_not_say_the_answer():
    asked = needs("What is Ana's favourite colour?", "Where does Ben live?", "What is the weather like?")
    assert asked.of("Ana's favourite colour is green") > 0.9
    assert asked.of("Ana's favourite colour is green") > asked.of("Ana lives in Oslo") > asked.of("Eve lives in Rome")


def test_words_that_everybody_has_do_not_make_a_line_needed():
    asked = needs(*(f"What is {name}'s favourite colour?" for name in ("Ana", "Ben", "Eve", "Mia", "Leo")))
    assert asked.of("Zoe's favourite colour is red") == 0
    assert asked.of("Mia's favourite colour is red") > 0.9


def test_the_persons_own_matters_are_not_those_of_others():
    asked = needs("Where does Ana live?", "Where do I live?", "Where does Ben live?")
    assert asked.of("They live in Oslo") > asked.of("Eve lives in Rome")


def test_what_was_said_long_ago_counts_less():
    made = needs("Where does Ben live?", "How are you?")
    made.add("Where does Ana live?", days_ago=60)
    assert 0 < made.of("Ana lives in Oslo") < made.of("Ben lives in Rome") / 2


def test_a_line_without_any_word_is_not_needed():
    assert needs("Hello").of("…") == 0


def test_a_question_counts_only_for_the_lines_that_it_fits_best():
    asked = needs("What is Ana's favourite colour?", "Where does Ben live?", "What is the weather like?")
    of_ana = asked.of("Ana lives in Oslo")
    asked.among(("Ana's favourite colour is green", "Ana lives in Oslo", "Ben's birthday is on 3 May"))
    assert asked.of("Ana's favourite colour is green") > 0.9
    assert asked.of("Ana lives in Oslo") == of_ana / 2, "that of Ben's home nothing fits better"
