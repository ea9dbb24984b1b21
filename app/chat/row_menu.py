"""What can be done with one row of the transcript: a menu, and the button beside the bubble that opens it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app import zoom
from app.chat.rows import Noted, Row, Said, Steps, plain
from app.chat.transcript import ROW
from app.pieces import named, tool
from app.resources import icon
from app.theme import Theme
from app.words import tr

if TYPE_CHECKING:
    from app.chat.view import TranscriptView

_SIDE = 28
_ICON = 18
_VERSION = {-1: "Alt+Left", 1: "Alt+Right"}


def menu_of(view: TranscriptView, index: QModelIndex, chosen: str = "") -> QMenu:
    """Copy the row; open it where it can be opened; what else there is to do with a message.

    What is ``chosen`` of its text is what is copied and quoted then.
    """
    row: Row = index.data(ROW)
    menu = QMenu(view)
    copied = QKeySequence(QKeySequence.StandardKey.Copy)
    menu.addAction(tr("Copy"), lambda: view.copy(chosen or plain(row))).setShortcut(copied)
    if chosen:
        menu.addAction(tr("Copy the whole message"), lambda: view.copy(plain(row)))
    for code in view.codes(index):
        words = tr("Copy {language}").format(language=code.language) if code.language else tr("Copy code")
        menu.addAction(words, partial(view.copy, code.text))
    words = _opening_words(row, cut=view.is_cut(index))
    if words and view.indexWidget(index) is None:
        menu.addAction(words, lambda: view.activate(index))
    if isinstance(row, Said) and not row.writing:
        menu.addSeparator()
        menu.addAction(tr("Quote"), lambda: view.quote_wanted.emit(chosen or row.text))
        _offer(view, menu, row, last=view.is_last(index))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _offer(view: TranscriptView, menu: QMenu, row: Said, *, last: bool) -> None:
    """What can be done with a message of the person, or with a reply."""
    if row.speaker == "user":
        if row.turn_id is not None:
            menu.addAction(tr("Edit and send anew"), lambda: view.edit_wanted.emit(row))
        menu.addAction(tr("Write it again"), lambda: view.rewrite_wanted.emit(row.text))
        for words, by in ((tr("Show the version before"), -1), (tr("Show the next version"), 1)):
            if row.other(by) is not None:
                menu.addAction(words, partial(view.go_to_version, row, by)).setShortcut(QKeySequence(_VERSION[by]))
    elif row.turn_id is not None:
        menu.addAction(tr("Why do you say this?"), lambda: view.why_wanted.emit(row))
        if last:
            menu.addAction(tr("Answer again"), lambda: view.again_wanted.emit(row.turn_id))


def _opening_words(row: Row, *, cut: bool) -> str:
    """What Enter does with the row."""
    match row:
        case Steps(unfolded=unfolded):
            return tr("Fold steps") if unfolded else tr("Show steps")
        case Noted(label=label) if label:
            return tr("Show block {label}").format(label=label)
        case Said(writing=False):
            return tr("Show all") if cut else tr("Select text")
    return ""


class MenuButton:
    """Stands beside the bubble under the pointer, for those who do not think of the other mouse button.

    The keyboard has the menu key, so Tab leaves it out.
    """

    def __init__(self, ground: QWidget, theme: Theme) -> None:
        self.button: QToolButton = named(tool(tr("What can be done with this message"), size=_ICON), "rowMenu")
        self.button.setParent(ground)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.hide()
        self._theme = theme

    def stand_beside(self, box: QRect, *, at_right: bool) -> None:
        """At the top of a bubble, on its inner side. ``at_right``: the bubble stands at the right of the view."""
        side = zoom.px(_SIDE)
        left = box.left() - side - 4 if at_right else box.right() + 4
        self.button.setIcon(icon("more", self._theme.tones.muted, _ICON))
        self.button.setGeometry(QRect(left, box.top() + 2, side, side))
        self.button.show()

    def vanish(self) -> None:
        """No bubble is under the pointer."""
        self.button.hide()
