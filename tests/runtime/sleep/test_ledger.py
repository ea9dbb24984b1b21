"""The ledger finds facts by what they tell, and follows what becomes of them."""

from dataclasses import replace
from datetime import UTC, datetime

from runtime.sleep.facts import ASKED, NEW, PLACED, Known
from runtime.sleep.ledger import Ledger
from runtime.sleep.statement import statement

MONDAY, TUESDAY = datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC)


def fact(number: int, said: str, status: str = NEW) -> Known:
    return Known(number, number, statement(said), status, MONDAY, None, None, None)


OSLO, BERGEN, DOG = fact(1, "I live in Oslo"), fact(2, "I live in Bergen"), fact(3, "My dog is called Biscuit")


def test_what_holds_is_found_by_what_it_tells():
    ledger = Ledger([OSLO, DOG])
    assert ledger.same(statement("I live in Oslo")) == [OSLO]
    assert ledger.against(statement("I live in Bergen")) == [OSLO]
    assert ledger.holding(DOG.said.slot) == DOG
    assert list(ledger.new()) == [OSLO, DOG]


def test_what_ended_holds_no_more_and_is_found_as_ended():
    over = replace(OSLO, valid_until=TUESDAY, replaced_by_id=2)
    ledger = Ledger([OSLO, DOG])
    ledger.put(BERGEN)
    ledger.put(over)
    assert ledger.holding(OSLO.said.slot) == BERGEN
    assert ledger.ended(OSLO.said) == over
    assert ledger.same(OSLO.said) == []
    assert list(ledger.new()) == [DOG, BERGEN]


def test_what_was_placed_put_away_or_asked_about_is_listed_where_it_belongs():
    ledger = Ledger([OSLO, DOG])
    away, asked = replace(OSLO, status=PLACED, passage_id=7), replace(DOG, status=ASKED)
    ledger.put(away)
    ledger.put(asked)
    assert (list(ledger.new()), list(ledger.away()), list(ledger.asked())) == ([], [away], [asked])
    ledger.put(replace(away, passage_id=None))
    assert list(ledger.away()) == []
    assert ledger.get(1) == replace(away, passage_id=None)
    assert ledger.get(None) is None
