"""Qt's style sheet, written from the tones: one place for the shape of every ordinary widget."""

from __future__ import annotations

import re

from app.tones import GRID, Tones
from runtime.home import asset

_WHOLE = 100
_LENGTH = re.compile(r"\b([2-9]|[1-9]\d+)px")

_RULES = """
QWidget#window, QWidget#transcriptSide, QScrollArea#memory, QWidget#memoryColumn {{ background: {window}; }}
QFrame#header {{ background: {window}; border: 0; border-bottom: 1px solid {line}; }}
QFrame#status {{ background: {window}; border: 0; border-top: 1px solid {line}; }}
QFrame#rail {{ background: {window}; border: 0; border-right: 1px solid {line}; }}
QToolButton#door {{ padding: 6px 0 4px 0; color: {muted}; }}
QToolButton#door:checked {{ background: {accent_soft}; color: {accent_text}; }}
QFrame#findBar {{ background: {window}; border: 0; border-bottom: 1px solid {line}; }}
QFrame#conversationSide {{ background: {window}; border: 0; border-right: 1px solid {line}; }}
QListWidget, QTreeWidget {{ background: transparent; border: 0; outline: 0; color: {text}; }}
QListWidget#conversations {{ padding: 0 {grid}px; }}
QListWidget#conversations::item {{ padding: 7px {grid}px; border-radius: {grid}px; border: 1px solid transparent; }}
QListWidget#conversations::item:hover {{ background: {raised}; }}
QListWidget#conversations::item:selected {{ background: {accent_soft}; color: {text}; }}
QListWidget#conversations::item:selected:focus {{ border-color: {accent}; }}
QWidget#place, QTabWidget#tabs, QStackedWidget {{ background: {window}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {line}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 8px 12px; border: 1px solid transparent;
  border-bottom: 2px solid transparent; border-top-left-radius: {grid}px; border-top-right-radius: {grid}px; }}
QTabBar::tab:selected {{ color: {accent_text}; border-bottom: 2px solid {accent}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:focus {{ background: {accent_soft}; border-color: {accent}; }}
QListWidget#entries {{ background: {window}; }}
QTreeWidget::item {{ padding: 3px 0; }}
QTreeWidget::indicator {{ width: 12px; height: 12px; border: 1px solid {muted}; border-radius: 3px;
  background: {surface}; }}
QTreeWidget::indicator:checked {{ background: {accent}; border-color: {accent}; }}
QTextBrowser#detail, QPlainTextEdit#quickAnswer {{
  background: {surface}; border: 1px solid {line}; border-radius: 12px; color: {text};
}}
QTextBrowser#detail:focus, QPlainTextEdit#quickAnswer:focus {{ border-color: {accent}; }}
QComboBox {{ background: {surface}; color: {text}; border: 1px solid {line}; border-radius: {grid}px;
  padding: 5px 10px; }}
QComboBox:focus {{ border-color: {accent}; }}
QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow, QDateTimeEdit::down-arrow {{ image: url("{down}"); width: 16px; height: 16px; }}
QFrame#memorySide {{ background: {window}; border: 0; border-left: 1px solid {line}; }}
QLabel#title {{ color: {text}; font-weight: 600; }}
QLabel[tone="muted"] {{ color: {muted}; }}
QLabel[tone="bad"] {{ color: {bad}; }}
QLabel[tone="warn"] {{ color: {warn}; }}
QListView#transcript {{ background: {window}; border: 0; outline: 0; }}
QToolTip {{ color: {text}; background: {raised}; border: 1px solid {line}; padding: 4px; }}

QFrame#composer {{ background: {surface}; border: 1px solid {line}; border-radius: 14px; }}
QFrame#composer[focused="true"] {{ border: 1px solid {accent}; }}
QPlainTextEdit#composerText {{
  background: transparent; border: 0; color: {text}; placeholder-text-color: {muted};
}}
QFrame#pasted {{ background: {raised}; border: 0; border-radius: {grid}px; }}

QFrame#card {{ background: {surface}; border: 1px solid {line}; border-radius: 12px; }}
QFrame#card[current="true"] {{ border: 1px solid {accent}; }}
QTextEdit#blockText {{
  background: transparent; border: 1px solid transparent; border-radius: 6px; color: {text};
  placeholder-text-color: {muted};
}}
QTextEdit#blockText:focus {{ border: 1px solid {line}; }}
QTextEdit#blockText[editing="true"] {{ background: {window}; border: 1px solid {accent}; }}
QTextBrowser#bubbleText {{ background: transparent; border: 0; color: {text}; }}

QPushButton {{
  background: {raised}; color: {text}; border: 1px solid transparent; border-radius: {grid}px; padding: 5px 12px;
}}
QPushButton:hover {{ border-color: {muted}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {muted}; }}
QPushButton[kind="main"], QPushButton:default {{ background: {accent}; color: {on_accent}; }}
QPushButton[kind="main"]:focus {{ border-color: {text}; }}
QPushButton[kind="main"]:disabled, QPushButton:default:disabled {{ background: {raised}; color: {muted}; }}
QPushButton[kind="suggestion"] {{
  background: {surface}; border: 1px solid {line}; border-radius: 14px; padding: 6px 16px; color: {text};
}}
QPushButton[kind="suggestion"]:hover, QPushButton[kind="suggestion"]:focus {{ border-color: {accent}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {grid}px; padding: 4px 6px;
  color: {text}; }}
QToolButton:hover {{ background: {raised}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:checked {{ background: {accent_soft}; color: {accent_text}; }}
QToolButton#rowMenu {{ background: {surface}; border: 1px solid {line}; border-radius: 13px; padding: 0; }}
QToolButton#rowMenu:hover {{ border-color: {accent}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QToolButton#send {{ background: {accent}; color: {on_accent}; border-radius: 10px; padding: 5px; }}
QToolButton#send:focus {{ border: 1px solid {text}; }}
QToolButton#send:disabled {{ background: {raised}; }}
QToolButton#send[stopping="true"] {{ background: {text}; }}

QMenu {{ background: {surface}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 6px 32px 6px 24px; border-radius: 6px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QLineEdit {{
  background: {surface}; color: {text}; border: 1px solid {line}; border-radius: {grid}px; padding: 6px 8px;
}}
QLineEdit:focus {{ border-color: {accent}; }}
QDialogButtonBox, QMessageBox {{ button-layout: 3; }}
QDialog#palette {{ border: 1px solid {line}; }}
QTreeWidget#commands::item {{ padding: 6px {grid}px; border: 0; min-height: 20px; }}
QTreeWidget#commands::item:selected {{ background: {accent_soft}; color: {text}; }}
QWidget#settings, QScrollArea#settingsArea {{ background: {window}; }}
QFrame#settingRow {{ border: 0; }}
QSpinBox, QDoubleSpinBox, QDateTimeEdit {{ background: {surface}; color: {text}; border: 1px solid {line};
  border-radius: {grid}px; padding: 5px 0; }}
QAbstractSpinBox QLineEdit {{ border: 0; padding: 0; background: transparent; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: 0; }}
QSpinBox:focus, QDoubleSpinBox:focus, QDateTimeEdit:focus {{ border-color: {accent}; }}
QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled, QLineEdit:disabled {{ color: {muted}; }}
QProgressBar {{ background: {surface}; color: {text}; border: 1px solid {line}; border-radius: 5px; height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}
QScrollArea {{ border: 0; }}
QSplitter::handle {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {line}; border-radius: 4px; min-height: 32px; margin: 1px; }}
QScrollBar::handle:vertical:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def stylesheet(tones: Tones, percent: int = 100) -> str:
    """The whole sheet in these tones; every length but a hairline at ``percent`` of itself."""
    names = {name: str(getattr(tones, name)) for name in Tones.__slots__}
    rules = _RULES.format(grid=GRID, down=asset("icons/down.svg").as_posix(), **names)
    if percent == _WHOLE:
        return rules
    return _LENGTH.sub(lambda found: f"{max(1, round(int(found[1]) * percent / _WHOLE))}px", rules)
