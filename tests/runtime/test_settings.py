"""Settings: declared once, read from file and environment, kept one by one, and a broken file survived."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.errors import SettingRefused, StorageFailed
from runtime.home import Home
from runtime.settings import Settings, chosen_by, declared, keep


def write(home: Home, text: str) -> None:
    home.prepare()
    home.settings_file.write_text(text, encoding="utf-8")


def test_every_setting_has_words_a_group_and_a_default_that_may_be():
    assert list(declared()) == list(Settings.__slots__)
    for name, setting in declared().items():
        assert setting.label, name
        assert setting.help.endswith("."), name
        assert setting.group, name
        assert setting.default is None or setting.read(setting.default, "here") == setting.default


def test_the_environment_wins_over_the_file(home: Home):
    write(home, json.dumps({"context_length": 1024, "zoom": 150, "sleep_on_battery": True}))
    read = Settings.load(home, {"LOCI_CONTEXT_LENGTH": " 2048 ", "LOCI_SLEEP": "off"})
    assert (read.context_length, read.zoom, read.sleep_on_battery, read.sleep) == (2048, 150, True, False)
    assert chosen_by({"LOCI_ZOOM": "80", "LOCI_THREADS": " "}) == {"zoom": "80"}


def test_keeping_one_writes_that_one_alone_and_a_default_not_at_all(home: Home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOCI_THREADS", "3")
    keep(home, "zoom", 125)
    keep(home, "llm_path", Path("/weights.gguf"))
    keep(home, "sleep", value=True)
    assert json.loads(home.settings_file.read_text()) == {"zoom": 125, "llm_path": str(Path("/weights.gguf"))}
    keep(home, "zoom", None)
    assert json.loads(home.settings_file.read_text()) == {"llm_path": str(Path("/weights.gguf"))}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("zoom", 10),
        ("zoom", "large"),
        ("zoom", True),
        ("zoom", 99.5),
        ("temperature", float("nan")),
        ("temperature", float("inf")),
        ("sleep", "perhaps"),
        ("kv_type", "f64"),
        ("appearance", 7),
        ("llm_path", 7),
        ("no_such", 1),
    ],
)
def test_what_may_not_be_is_refused_with_a_sentence_and_nothing_is_written(home: Home, name: str, value: object):
    with pytest.raises(SettingRefused) as refused:
        keep(home, name, value)
    assert name in str(refused.value)
    assert not home.settings_file.exists()


@pytest.mark.parametrize("content", ["{", "[]", "\x00", '{"zoom":', "[" * 100_000, "null"])
def test_a_corrupt_file_is_survived_with_a_sentence_and_kept(home: Home, content: str):
    write(home, content)
    with pytest.raises(SettingRefused):
        Settings.load(home, {})
    settings, sentence = Settings.survive(home, {})
    assert settings == Settings()
    assert "was kept as" in sentence
    assert home.settings_file.with_name("settings.unreadable.json").read_text(encoding="utf-8") == content
    assert Settings.survive(home, {}) == (Settings(), "")
    keep(home, "zoom", 120)
    assert Settings.load(home, {}).zoom == 120


def test_one_bad_value_costs_that_one_alone(home: Home):
    write(home, json.dumps({"zoom": 9_000, "appearance": "dark", "of_tomorrow": 1}))
    settings, sentence = Settings.survive(home, {"LOCI_STEP_LIMIT": "many"})
    assert settings == Settings(appearance="dark")
    for named in ("zoom", "of_tomorrow", "LOCI_STEP_LIMIT"):
        assert named in sentence
    assert json.loads(home.settings_file.read_text())["of_tomorrow"] == 1, "the file is left as it was"


def test_what_cannot_be_written_leaves_the_old_file(home: Home):
    keep(home, "zoom", 120)
    home.settings_file.with_suffix(".new").mkdir()
    with pytest.raises(StorageFailed, match="The old ones stay"):
        keep(home, "zoom", 130)
    assert Settings.load(home, {}).zoom == 120


@given(st.sampled_from(list(declared())), st.none() | st.booleans() | st.integers() | st.floats() | st.text())
def test_any_value_at_all_is_taken_or_refused(name: str, value: object):
    try:
        settings = Settings().changed(name, value)
    except SettingRefused:
        return
    assert declared()[name].read(getattr(settings, name), "again") == getattr(settings, name)
