"""LaTeX in a reply is a picture with its source; money, code and what is no LaTeX stay text."""

from __future__ import annotations

import time

import pytest
from opened_window import OpenWindow
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from app.chat.bubble import Bubble
from app.chat.documents import markdown_document
from app.chat.formulas import OBJECT, library, written
from app.tones import DARK, LIGHT
from runtime.llm.scripted import say


@pytest.fixture(autouse=True)
def loaded(qapp: QApplication) -> None:
    """What draws is there."""
    assert qapp
    library().load()


def laid_out(text: str) -> QTextDocument:
    return markdown_document(text, QFont())


def copied(document: QTextDocument) -> str:
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    return written(cursor)


@pytest.mark.parametrize(
    "formula",
    [r"$A = \pi r^2$", "$x$", r"$$\frac{1}{3}$$", r"\(a_1 + b\)", r"\[\sum_{n=1}^\infty \frac1{n^2}\]", "$$a\n+ b$$"],
)
def test_a_formula_is_drawn_and_copied_as_it_was_written(formula: str):
    document = laid_out(f"Before {formula}, after.")
    assert document.toPlainText() == f"Before {OBJECT}, after."
    assert copied(document) == f"Before {formula}, after."


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5, or 6$ more.",
        "Between $10 and $20",
        "`$x^2$` is code",
        "A shell has $HOME and $PATH_X too",
        r"$\frac{1$ and $\nosuch{$",
        "$$",
        "$ x $",
        "a \ue000 of somebody else $x^2$",
        "$" + "x^2" * 400 + "$",
    ],
)
def test_money_code_and_what_is_no_latex_stay_as_they_were_written(text: str):
    assert laid_out(text).toPlainText() == text.replace("`", "")


def test_in_a_block_of_code_nothing_is_drawn():
    text = laid_out("```\n$x^2$\n```\nand $y^2$").toPlainText()
    assert "$x^2$" in text
    assert text.endswith(f"and {OBJECT}")


def test_it_has_the_colour_of_the_text():
    def colours(document: QTextDocument) -> set[str]:
        image = document.resource(QTextDocument.ResourceType.ImageResource.value, "formula:0")
        return {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }

    assert LIGHT.text in colours(markdown_document("$x^2$", QFont(), LIGHT))
    assert DARK.text in colours(markdown_document("$x^2$", QFont(), DARK))


def test_openings_without_an_end_take_no_time():
    began = time.thread_time()
    for opening in ("\\[", "$$", "$a", "\\(", "`$"):
        laid_out(opening * (20_000 // len(opening)))
    assert time.thread_time() - began < 2


def test_a_first_formula_shows_its_source_until_it_can_be_drawn_and_to_the_pointer_always(open_window: OpenWindow):
    library().ready = library()._begun = False  # noqa: SLF001 - as at the start of the program
    opened = open_window([say("The area is $A = \\pi r^2$.")])
    opened.ready()
    opened.say("What is the area?")
    view = opened.window.view
    assert view is not None
    row = next(at for at, each in enumerate(opened.rows()) if "area is" in getattr(each, "text", ""))
    index = view.model().index(row, 0)
    bubble = view.itemDelegate()
    assert isinstance(bubble, Bubble)
    opened.until(lambda: OBJECT in bubble.documents(index)[0].toPlainText())
    place = bubble.placed(index).text
    points = [QPoint(x, place.center().y()) for x in range(place.left(), place.right(), 4)]
    assert {bubble.source_at(index, point) for point in points} == {"", "$A = \\pi r^2$"}
