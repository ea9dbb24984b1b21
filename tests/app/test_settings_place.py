"""Settings: drawn from their declaration, found, changed, refused, in force at once; a broken file survived."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import pytest
from opened_window import WAIT, Opened, OpenWindow, nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QSpinBox

from app.settings.place import SettingsPlace
from runtime.home import Home, asset
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import say
from runtime.settings import declared


def go(opened: Opened) -> SettingsPlace:
    place = opened.window.place("Settings")
    assert isinstance(place, SettingsPlace)
    opened.until(lambda: len(place.rows) == len(declared()))
    return place


def stored(home: Home) -> dict[str, object]:
    return json.loads(home.settings_file.read_text(encoding="utf-8")) if home.settings_file.exists() else {}


def test_every_declared_setting_is_there_with_a_name_and_its_help(open_window: OpenWindow):
    place = go(open_window([]))
    assert list(place.rows) == list(declared())
    for name, row in place.rows.items():
        assert row.editor.inner.accessibleName() == declared()[name].label
        assert row.editor.inner.accessibleDescription() == declared()[name].help
    assert nameless(place) == []


def test_a_word_finds_a_setting_and_no_answer_says_so(open_window: OpenWindow):
    opened = open_window([])
    place = go(opened)
    opened.qtbot.keyClicks(place.field, "battery too")
    shown = [name for name, row in place.rows.items() if row.isVisible()]
    assert shown == ["sleep_on_battery"]
    assert not place.nothing.isVisible()
    place.field.setText("zebra")
    assert place.nothing.isVisible()
    place.field.clear()
    assert all(row.isVisible() for row in place.rows.values())


def test_a_choice_for_the_window_is_in_force_and_kept_at_once_and_taken_back(open_window: OpenWindow, home: Home):
    opened = open_window([])
    place = go(opened)
    box = place.rows["appearance"].editor.inner
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("dark"))
    box.activated.emit(box.currentIndex())
    assert opened.window.theme.dark
    assert stored(home) == {"appearance": "dark"}
    place.rows["appearance"].chosen.emit("appearance", None)
    assert stored(home) == {}
    assert box.currentData() == "system"


def test_a_choice_for_the_llm_is_the_open_memorys(open_window: OpenWindow, home: Home):
    opened = open_window([])
    opened.ready()
    place = go(opened)
    box = place.rows["step_limit"].editor.inner
    assert isinstance(box, QSpinBox)
    box.setValue(5)
    opened.until(lambda: stored(home) == {"step_limit": 5})
    opened.until(lambda: opened.assistant.settings.step_limit == 5)


def test_nothing_chosen_is_shown_as_such(open_window: OpenWindow):
    place = go(open_window([]))
    box = place.rows["temperature"].editor.inner
    assert isinstance(box, QDoubleSpinBox)
    assert box.text() == "Chosen by Loci"


def test_what_cannot_be_kept_is_told_beside_it(open_window: OpenWindow, home: Home):
    opened = open_window([])
    place = go(opened)
    home.settings_file.with_suffix(".new").mkdir(parents=True)
    place.rows["zoom"].chosen.emit("zoom", 150)
    assert "could not be saved" in place.rows["zoom"].problem
    assert opened.window.preferences.settings.zoom == 100


def test_what_the_environment_decides_is_said_and_left_alone(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOCI_SLEEP_IDLE", "7")
    row = go(open_window([])).rows["sleep_idle"]
    assert not row.editor.isEnabled()
    assert "LOCI_SLEEP_IDLE" in row.problem


def test_a_corrupt_settings_file_is_survived_with_a_sentence(open_window: OpenWindow, home: Home):
    home.prepare()
    home.settings_file.write_text('{"zoom": 12', encoding="utf-8")
    opened = open_window([])
    opened.ready()
    assert "settings.unreadable.json" in opened.window.status.notice.sentence


def test_the_whole_window_is_zoomed_from_the_keyboard_and_back(open_window: OpenWindow, home: Home):
    opened = open_window([])
    opened.ready()
    window, control = opened.window, Qt.KeyboardModifier.ControlModifier
    title = next(each for each in window.header.findChildren(QLabel) if each.text() == "Loci")
    rail, text, heading = window.rail.width(), window.font().pointSizeF(), title.font().pointSizeF()
    for _ in range(4):
        opened.qtbot.keyClick(window, Qt.Key.Key_Plus, control)
    assert stored(home) == {"zoom": 175}
    assert window.font().pointSizeF() == pytest.approx(text * 1.75)
    assert title.font().pointSizeF() == pytest.approx(heading * 1.75)
    assert window.rail.width() == round(rail * 1.75)
    place = go(opened)
    assert place.font().pointSizeF() == pytest.approx(text * 1.75)
    opened.qtbot.keyClick(window, Qt.Key.Key_Minus, control)
    opened.qtbot.keyClick(window, Qt.Key.Key_0, control)
    assert (window.rail.width(), stored(home)) == (rail, {})
    assert window.font().pointSizeF() == pytest.approx(text)
    assert title.font().pointSizeF() == pytest.approx(heading)


def test_a_folder_without_an_embedder_is_refused_below_the_setting(open_window: OpenWindow, home: Home, tmp_path: Path):
    opened = open_window([])
    opened.ready()
    row = go(opened).rows["embedder_path"]
    row.chosen.emit("embedder_path", str(tmp_path))
    opened.until(lambda: "has no model.onnx" in row.problem)
    assert stored(home) == {}


def test_how_far_another_embedder_is_stands_below_its_setting_until_all_is_embedded_anew(
    open_window: OpenWindow, tmp_path: Path
):
    folder, asked, answer = tmp_path / "another", threading.Event(), threading.Event()
    shutil.copytree(asset("embedder"), folder)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}', encoding="utf-8")

    def hesitating(_: Request) -> ToolCall:
        asked.set()
        answer.wait(WAIT / 1_000)
        return say("Yes.")

    opened = open_window(hesitating)
    opened.ready()
    opened.type("Are you there?")  # while somebody waits for an answer, nothing is embedded anew
    opened.until(asked.is_set)
    place = go(opened)
    row = place.rows["embedder_path"]
    assert row.state == ""
    row.chosen.emit("embedder_path", str(folder))
    opened.until(lambda: " texts are embedded anew" in row.state)
    assert row.state.startswith("0 of ")
    place.reveal("embedder_path")
    opened.picture(opened.window, "embedding-anew")
    answer.set()
    opened.until(lambda: row.state == "")
    assert opened.assistant.embedding.progress() is None


def test_a_nought_that_means_never_says_so_and_no_other_does(open_window: OpenWindow):
    place = go(open_window([]))
    shown = {
        name: row.editor.inner.text() for name, row in place.rows.items() if isinstance(row.editor.inner, QSpinBox)
    }
    assert shown["lock_after"] == shown["unload_after"] == "Never"
    assert shown["backup_hours"] == "1 hours"
    assert {name for name, each in declared().items() if each.never} == {"lock_after", "unload_after", "backup_hours"}
    assert all("0: never" in each.help for each in declared().values() if each.never), "for the terminal"
