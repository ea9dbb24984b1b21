"""Keyboard alone and a screen reader are enough: names, Tab, shortcuts; and colours that can be read."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from opened_window import OpenWindow, nameless
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.chat.transcript import Transcript
from app.passphrase import PassphraseDialog
from app.tones import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tones
from app.whole_text import WholeText
from runtime.llm.scripted import call, say

DOG = call("core_memory_append", label="human", content="Dog: Biscuit")


def test_everything_that_can_have_the_keyboard_has_a_name(open_window: OpenWindow):
    opened = open_window([DOG, say("Noted.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    opened.window.memory.card("human").begin()
    assert nameless(opened.window) == []


@pytest.mark.parametrize("make", [lambda: PassphraseDialog(None, new=True), lambda: WholeText("long " * 9_000)])
def test_so_does_everything_in_the_dialogs(qtbot: QtBot, make: Callable[[], QWidget]):
    dialog = make()
    qtbot.addWidget(dialog)
    assert nameless(dialog) == []


def test_tab_reaches_composer_conversation_memory_and_buttons(open_window: OpenWindow):
    opened = open_window([DOG, say("Noted.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    opened.until(lambda: opened.window.memory.card("human"))
    opened.window.composer.setFocus()
    reached = []
    for _ in range(60):
        opened.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    wanted = {
        "Message to Loci",
        "Conversation",
        "Edit block human",
        "Text of block human",
        "Undo the last change of the memory",
        "Show core memory",
        "Menu",
        "Language model: scripted",
    }
    assert wanted - set(reached) == set()


def test_a_row_is_spoken_with_who_said_it(open_window: OpenWindow):
    opened = open_window([say("Hello.")])
    opened.ready()
    opened.say("Good morning")
    model = opened.view.model()
    assert isinstance(model, Transcript)
    spoken = [model.index(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(model.rowCount())]
    assert spoken[1].startswith("You, ")
    assert spoken[2].startswith("Loci, ")
    assert spoken[3].startswith("Steps, folded: ")


def test_the_shortcuts_do_what_they_say(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    keys = {key.toString() for action in opened.window.actions() for key in action.shortcuts()}
    assert {"Ctrl+L", "Ctrl+.", "Esc", "Ctrl+Q", "Ctrl+O", "Ctrl+B", "Ctrl+Shift+Z"} <= keys
    assert QKeySequence("Ctrl+B") in [key for action in opened.window.actions() for key in action.shortcuts()]


def luminance(tone: str) -> float:
    """Relative luminance by WCAG 2.2."""
    color = QColor(tone)
    parts = [color.redF(), color.greenF(), color.blueF()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("tones", "least"),
    [(LIGHT, 4.5), (DARK, 4.5), (CONTRAST_LIGHT, 7), (CONTRAST_DARK, 7)],
    ids=["light", "dark", "contrast on light", "contrast on dark"],
)
def test_text_meets_wcag_aa_on_everything_it_stands_on_and_aaa_in_high_contrast(tones: Tones, least: float):
    pairs = [
        *itertools.product(["text", "muted", "accent_text", "bad", "warn"], ["window", "surface"]),
        *itertools.product(["text", "accent_text"], ["accent_soft", "raised", "mark"]),
        ("on_accent", "accent"),
        ("text", "bad_soft"),
        ("bad", "bad_soft"),
        ("muted", "raised"),
        *itertools.product(["code_keyword", "code_string", "code_number", "code_name"], ["raised"]),
    ]
    found = {pair: round(contrast(*(getattr(tones, name) for name in pair)), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


@pytest.mark.parametrize("tones", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK])
def test_what_has_the_keyboard_is_marked_so_that_it_can_be_seen(tones: Tones):
    """WCAG 1.4.11: 3 : 1; in high contrast every border can be."""
    assert min(contrast(tones.accent, getattr(tones, ground)) for ground in ("window", "surface", "raised")) >= 3
    if tones in {CONTRAST_LIGHT, CONTRAST_DARK}:
        assert min(contrast(tones.line, ground) for ground in (tones.window, tones.surface, tones.raised)) >= 4.5
