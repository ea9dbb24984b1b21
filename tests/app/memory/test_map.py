"""The map of archival memory: coloured, hovered, taken with a lasso, and used by keyboard through its list."""

from __future__ import annotations

import pytest
from opened_window import Opened, OpenWindow, nameless
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPolygonF
from PySide6.QtTest import QTest

from app.memory.map import MapTab
from app.memory.place import MemoryPlace
from runtime.llm.scripted import call, say

NOTES = (
    ("The dog swims in the harbour.", "dog"),
    ("The dog barks at boats.", "dog"),
    ("Two eggs and flour.", "recipe"),
)


@pytest.fixture
def tab(open_window: OpenWindow) -> MapTab:
    """Three passages on it."""
    calls = [call("archival_memory_insert", content=text, tags=[tag]) for text, tag in NOTES]
    opened = open_window([*calls, say("Kept.")])
    opened.ready()
    opened.say("Keep that")
    opened.until(lambda: len(opened.assistant.landscape.spots()) == len(NOTES))
    return shown(opened)


def shown(opened: Opened) -> MapTab:
    place = opened.window.place("Memory")
    assert isinstance(place, MemoryPlace)
    place.tabs.setCurrentWidget(place.map)
    opened.until(lambda: place.map.list.count() == len(NOTES))
    return place.map


def titles(tab: MapTab) -> list[str]:
    return [tab.list.item(row).text().partition(".")[0] for row in range(tab.list.count())]


def test_all_is_listed_named_and_coloured_by_tag_or_time(tab: MapTab):
    assert len(titles(tab)) == len(NOTES)
    assert nameless(tab) == []
    assert "dog" in tab.legend.text()
    assert "recipe" in tab.legend.text()
    tab.shade.setCurrentIndex(1)
    assert "the newest" in tab.legend.text()
    assert "Passages 3" in tab.growth.accessibleName()
    assert not tab.grab().isNull()


def test_a_lasso_takes_what_is_in_it_and_all_can_be_shown_again(tab: MapTab):
    eggs = next(each for each in tab._spots if "eggs" in each.passage.text)  # noqa: SLF001 - where it lies
    middle = tab.map.place(eggs)
    corners = [middle + QPointF(x, y) for x, y in ((-15, -15), (15, -15), (15, 15), (-15, 15))]
    assert tab.map.within(QPolygonF(corners)) == {eggs.passage.id}
    points = [QPoint(round(each.x()), round(each.y())) for each in corners]
    QTest.mousePress(tab.map, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(tab.map, point)
    QTest.mouseRelease(tab.map, Qt.MouseButton.LeftButton, pos=points[-1])
    assert titles(tab) == ["Two eggs and flour"]
    assert tab.all.isEnabled()
    tab.all.click()
    assert len(titles(tab)) == len(NOTES)


def test_a_click_on_a_point_chooses_it_in_the_list(tab: MapTab):
    last = tab._spots[-1]  # noqa: SLF001 - where it lies
    place = tab.map.place(last)
    QTest.mouseClick(tab.map, Qt.MouseButton.LeftButton, pos=QPoint(round(place.x()), round(place.y())))
    assert tab.list.value() == last.passage.id


def test_the_arrows_walk_over_the_map(tab: MapTab):
    spots = {each.passage.id: tab.map.place(each) for each in tab.map._spots}  # noqa: SLF001 - where they lie
    leftmost, rightmost = min(spots, key=lambda one: spots[one].x()), max(spots, key=lambda one: spots[one].x())
    tab.map.pointed.emit(leftmost)
    for _ in spots:
        QTest.keyClick(tab.map, Qt.Key.Key_Right)
    assert tab.list.value() == rightmost
    for _ in spots:
        QTest.keyClick(tab.map, Qt.Key.Key_Left)
    assert tab.list.value() == leftmost
    QTest.keyClick(tab.map, Qt.Key.Key_Left)
    assert tab.list.value() == leftmost, "there is nothing further on that side"
