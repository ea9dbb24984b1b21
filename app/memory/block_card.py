"""One block of core memory as a card: read live, edited in place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.memory.block_text import INSET, BlockText
from app.memory.usage import UsageBar
from app.pieces import label, push, set_tone, tool
from app.resources import icon, pixmap
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import grouped, tr
from runtime.views import BlockView

_ICON = 16
_INDENT = INSET + 1  # the text has a border and a margin of its own; all else stands in line with its letters


class BlockCard(QFrame):
    """Shows a :class:`BlockView`; ``save_wanted(label, value, version)`` asks to write the person's text.

    What the person is writing stays when the block changes underneath: saving it then is a conflict, which
    :meth:`conflict` puts to the person.
    """

    save_wanted = Signal(str, str, int)

    def __init__(self, block: BlockView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._block = block
        self._theme = theme
        self._base = block.version
        self._has_tools = False
        self.setAccessibleName(tr("Block {label}").format(label=block.label))
        self._lock = label()
        self._lock.setToolTip(tr("Locked: nobody can change this block until you unlock it in the place Memory"))
        self._counter = label(tone="muted")
        self._edit = tool(tr("Edit block {label}").format(label=block.label), size=_ICON)
        self._edit.clicked.connect(self.begin)
        self._description = label(tone="muted", wrap=True)
        self._description.setContentsMargins(_INDENT, 0, _INDENT, 0)
        self._text = BlockText(theme)
        self._text.setAccessibleName(tr("Text of block {label}").format(label=block.label))
        self._text.setPlaceholderText(tr("Nothing yet"))
        self._text.textChanged.connect(self._count)
        self._text.saving.connect(self._ask_to_save)
        self._text.leaving.connect(self.cancel)
        self._bar = UsageBar(theme)
        self._problem = label(tone="bad", wrap=True)
        self._problem.setContentsMargins(_INDENT, 0, _INDENT, 0)
        self._save = push(
            tr("Save"), tr("Save block {label}").format(label=block.label), kind="main", tip=tr("Ctrl+Enter")
        )
        self._save.clicked.connect(self._ask_to_save)
        self._cancel = push(tr("Cancel"), tr("Leave block {label} as it was").format(label=block.label), tip=tr("Esc"))
        self._cancel.clicked.connect(self.cancel)
        self._lay_out()
        theme.changed.connect(self._tint)
        self._tint()
        self.show_block(block)
        self._show_editing(False)

    @property
    def text(self) -> BlockText:
        """The text widget."""
        return self._text

    @property
    def problem_words(self) -> str:
        """Why the person's text was not saved, if it was not."""
        return self._problem.text()

    def add_tools(self, *buttons: QToolButton) -> None:
        """More that can be done with the block, before its pen; one of these tells that it is locked."""
        self._has_tools = True
        for button in buttons:
            self._head.insertWidget(self._head.count() - 1, button)
        self.show_block(self._block)

    def show_block(self, block: BlockView, *, before: str | None = None) -> None:
        """Take a newer state of the block; with ``before``, mark what changed."""
        same = block.value == self._block.value and before is None and bool(self._text.toPlainText() or not block.value)
        self._block = block
        self._description.setText(block.description)
        self._description.setVisible(bool(block.description))
        self._lock.setVisible(block.read_only and not self._has_tools)
        self._edit.setVisible(not block.read_only and not self._text.editing)
        if not self._text.editing:
            self._base = block.version
            if not same:
                self._text.show_value(block.value, before=before)
        self._count()

    def show_change(self, before: str, after: str) -> None:
        """The block has a new value; its version is read a moment later."""
        self.show_block(replace(self._block, value=after), before=before)

    def begin(self) -> None:
        """Let the person write."""
        if self._block.read_only or self._text.editing:
            return
        self._base = self._block.version
        self._show_editing(True)

    def saved(self) -> None:
        """The person's text is the block's value now."""
        self._show_editing(False)
        self._edit.setFocus()

    def cancel(self) -> None:
        """Leave the block as it is; what was written is dropped."""
        self._show_editing(False)
        self._text.show_value(self._block.value)
        self._edit.setFocus()

    def conflict(self, sentence: str, current: BlockView | None) -> None:
        """The block changed while it was edited: say so, and let the next Save write over the newer value."""
        if current is not None:
            self._block = current
            self._base = current.version
            now = tr("It now reads: “{text}”.").format(text=_short(current.value))
            sentence = f"{sentence} {now} {tr('Your text is still here; Save writes it over that.')}"
        self.problem(sentence)

    def problem(self, sentence: str) -> None:
        """Say why the text was not saved; it stays."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._count()

    def _ask_to_save(self) -> None:
        if self._save.isEnabled():
            self._save.setEnabled(False)
            self.save_wanted.emit(self._block.label, self._text.toPlainText(), self._base)

    def _show_editing(self, editing: bool) -> None:
        self.problem("")
        self._text.edit(editing)
        for button in (self._save, self._cancel):
            button.setVisible(editing)
        self._edit.setVisible(not editing and not self._block.read_only)
        set_tone(self, "current", editing)
        self._count()

    def _count(self) -> None:
        used, limit = len(self._text.toPlainText()), self._block.char_limit
        self._counter.setText(f"{grouped(used)} / {grouped(limit)}")
        self._counter.setAccessibleName(tr("{used} of {limit} characters used").format(used=used, limit=limit))
        self._bar.show_share(used, limit)
        over = used > limit
        set_tone(self._counter, "tone", "bad" if over else "muted")
        self._save.setEnabled(self._text.editing and not over)
        too_long = tr("{count} characters too long").format(count=grouped(used - limit))
        self._save.setToolTip(too_long if over else tr("Ctrl+Enter"))

    def _tint(self) -> None:
        tones = self._theme.tones
        self._edit.setIcon(icon("edit", tones.muted, _ICON))
        self._lock.setPixmap(pixmap("lock", tones.muted, _ICON, self.devicePixelRatioF()))

    def _lay_out(self) -> None:
        name = label(self._block.label, font=scaled(self.font(), 1.05, bold=True))
        self._counter.setFont(scaled(self.font(), 0.92))
        self._description.setFont(scaled(self.font(), 0.92))
        head = self._head = QHBoxLayout()
        head.setContentsMargins(_INDENT, 0, _INDENT, 0)
        head.setSpacing(GRID)
        head.addWidget(name)
        head.addWidget(self._lock)
        head.addStretch(1)
        head.addWidget(self._counter)
        head.addWidget(self._edit)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(_INDENT, 0, _INDENT, 0)
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        for button in (self._cancel, self._save):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        side = GRID + GRID // 2 - _INDENT
        column.setContentsMargins(side, GRID, side, GRID + GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(head)
        column.addWidget(self._description)
        column.addSpacing(2)
        column.addWidget(self._text)
        column.addWidget(self._problem)
        column.addLayout(buttons)
        column.addSpacing(2)
        foot = QHBoxLayout()
        foot.setContentsMargins(_INDENT, 0, _INDENT, 0)
        foot.addWidget(self._bar)
        column.addLayout(foot)


def _short(text: str, most: int = 200) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
