"""The rules for the memory are read, changed and kept in the window, and what makes no rule is refused in words."""

from opened_window import Opened, OpenWindow, nameless

from app.away.charter import CharterDialog
from app.away.tab import AwayTab
from app.memory.place import MemoryPlace
from runtime.llm.scripted import call, say


def rules(opened: Opened) -> CharterDialog:
    """The dialog, opened as the person does."""
    place = opened.window.place("Memory")
    assert isinstance(place, MemoryPlace)
    place.refresh()
    place.show_away()
    opened.until(lambda: place.away.session)
    place.away.rules.click()
    dialog = place.away.findChild(CharterDialog)
    assert dialog is not None
    opened.until(dialog.buttons.isEnabled)
    return dialog


def save(dialog: CharterDialog) -> None:
    dialog.buttons.button(dialog.buttons.StandardButton.Save).click()


def test_what_is_saved_there_is_held_against_the_next_write(open_window: OpenWindow):
    opened = open_window([call("core_memory_append", label="human", content="They have diabetes"), say("Noted.")])
    opened.ready()
    dialog = rules(opened)
    assert nameless(dialog) == []
    assert not dialog.blocks["persona"].isEnabled(), "it is never tidied"
    dialog.never.setPlainText("diabetes\n\nbank account")
    dialog.blocks["human"].setChecked(True)
    dialog.days.setValue(30)
    save(dialog)
    opened.until(lambda: opened.assistant.sleep.charter().never)
    kept = opened.assistant.sleep.charter()
    assert (kept.never, kept.untouched, kept.passage_days) == (("diabetes", "bank account"), ("human",), 30)
    opened.say("I have diabetes")
    assert opened.assistant.blocks()[1].value == ""


def test_a_rule_without_a_word_is_refused_and_stays_to_be_mended(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    dialog = rules(opened)
    dialog.never.setPlainText("…")
    save(dialog)
    opened.until(dialog.problem.isVisible)
    assert "needs a word" in dialog.problem.text()
    assert opened.assistant.sleep.charter().never == ()


def test_who_wants_to_be_asked_first_sees_what_waits_and_leaves_out_what_is_not_wanted(open_window: OpenWindow):
    opened = open_window(lambda _: say("Noted."))
    opened.ready()
    opened.say("I live in Oslo. My sister lives in Rome")
    dialog = rules(opened)
    away = dialog.parent()
    assert isinstance(away, AwayTab)
    dialog.review.setChecked(True)
    save(dialog)
    opened.until(lambda: opened.assistant.sleep.charter().review)
    away.now.click()
    opened.until(away.accept.isVisible)
    assert away.summary.text().endswith("2 added: that waits for your yes.")
    assert opened.assistant.blocks()[1].value == ""
    away.browser.list.setCurrentRow(1)
    assert away.leave_out.isVisible()
    assert not away.undo.isVisible()
    away.leave_out.click()
    assert away.leave_out.text() == "Take it in again"
    assert nameless(away) == []
    away.accept.click()
    opened.until(lambda: opened.assistant.blocks()[1].value == "They live in Oslo")
    opened.until(lambda: not away.accept.isVisible())
    assert away.summary.text().endswith("1 added.")
