"""What a screen reader is told: the tree of QAccessible below a widget, and what in it can have the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

_MOST = 400
_NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client}


def spoken(root: QWidget) -> Iterator[QAccessibleInterface]:
    """Everything that a screen reader finds in a widget that is seen, the widget itself first."""
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        told = waiting.pop(0)
        if not told.isValid() or told.state().invisible:
            continue
        yield told
        waiting.extend(told.child(number) for number in range(min(told.childCount(), _MOST)))


def silent(root: QWidget) -> list[str]:
    """What can have the keyboard and has no name or no role."""
    wrong = []
    for told in spoken(root):
        if not told.state().focusable:
            continue
        name, role = told.text(QAccessible.Text.Name), told.role()
        if not name.strip() or role in _NO_ROLE:
            thing = told.object()
            if not (isinstance(thing, QWidget) and thing.focusProxy()):  # another one has the keyboard in its place
                wrong.append(f"{type(thing).__name__}: {role.name} {name!r}")
    return wrong


def out_of_reach(qtbot: QtBot, root: QWidget) -> list[str]:
    """What Tab should reach in a widget and does not, from where the keyboard is."""
    reached: set[QWidget] = set()
    if not root.isAncestorOf(QApplication.focusWidget() or root):
        root.setFocus()
    for _ in range(_MOST):
        focused = QApplication.focusWidget()
        if focused in reached:
            break
        reached.add(focused or root)
        qtbot.keyClick(focused or root, Qt.Key.Key_Tab)
    return [
        f"{type(each).__name__} {each.objectName()} {each.accessibleName()!r}"
        for each in (root, *root.findChildren(QWidget))
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and each.isEnabled()
        and each.focusProxy() is None
        and not (reached & {each, *each.findChildren(QWidget)})
    ]
