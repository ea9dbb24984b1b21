"""From a reply to what it rests on, and on to where that was said."""

from __future__ import annotations

from opened_window import Opened, OpenWindow, nameless

from app.chat.grounds import alike
from app.chat.rows import Said
from app.chat.why import WhyDialog
from runtime.llm.scripted import call, say
from runtime.views import BlockView

DOG = call("core_memory_append", label="human", content="Dog: Biscuit")
SWIM = call("archival_memory_insert", content="Biscuit swims in the harbour on Sundays.", tags=["dog"])
SEARCH = call("archival_memory_search", query="harbour")


def asked(opened: Opened) -> WhyDialog:
    """The dialog for the newest reply."""
    reply = [row for row in opened.rows() if isinstance(row, Said) and row.speaker == "assistant"][-1]
    opened.view.why_wanted.emit(reply)
    return opened.window.chat.findChildren(WhyDialog)[-1]


def test_a_reply_leads_to_the_line_it_rests_on_and_to_the_message_in_which_it_was_said(open_window: OpenWindow):
    opened = open_window([DOG, say("Noted."), say("Your dog is called Biscuit.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    opened.say("What is my dog's name?")
    why = asked(opened)
    opened.until(why.browser.list.count)
    assert "Dog: Biscuit" in why.browser.detail.toPlainText()
    assert "My dog is called Biscuit" in why.browser.detail.toPlainText()
    assert nameless(why) == []
    why.show_there.click()
    opened.until(lambda: opened.view.currentIndex().data() == "My dog is called Biscuit")


def test_what_was_looked_up_for_it_is_shown(open_window: OpenWindow):
    opened = open_window([SWIM, say("Stored."), SEARCH, say("On Sundays.")])
    opened.ready()
    opened.say("Biscuit swims in the harbour on Sundays")
    opened.say("When does he swim?")
    why = asked(opened)
    opened.until(why.browser.list.count)
    assert "Biscuit swims in the harbour" in why.browser.detail.toPlainText()
    assert not why.show_there.isEnabled()


def test_a_message_that_was_looked_up_is_opened_where_it_was_said(open_window: OpenWindow):
    opened = open_window([say("Nice."), call("conversation_search", query="harbour swims"), say("On Sundays.")])
    opened.ready()
    opened.say("Biscuit swims in the harbour on Sundays")
    opened.say("When does he do that?")
    why = asked(opened)
    opened.until(why.browser.list.count)
    why.show_there.click()
    opened.until(lambda: opened.view.currentIndex().data() == "Biscuit swims in the harbour on Sundays")


def test_where_nothing_stands_behind_it_that_is_said(open_window: OpenWindow):
    opened = open_window([say("Forty-two.")])
    opened.ready()
    opened.say("What is six times seven?")
    why = asked(opened)
    opened.until(lambda: "by itself" in why.browser.instead.sentence)
    assert why.browser.list.count() == 0


def test_common_words_are_no_reason():
    block = BlockView(1, "human", "", "Dog: Biscuit\nYou know what the name was", 2_000, read_only=False, version=1)
    assert alike((block,), "The name of your dog is Biscuit, you know") == [(block, 1)]
