"""The pictures in docs/screenshots show the window as it is: drawn anew, they look the same but for times and fonts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "screenshots"
GRAIN = 10
"""Pixels of a picture that are one of what is compared: letters blur, where things stand does not."""
MOST_APART, MOST_OTHER = 4.0, 0.04
"""The mean difference of the grains, of 255; and the share of them that may differ by more than a quarter of that."""
NAMES = ("window", "memory", "map", "context", "trace", "llms", "settings", "away", "locked", "first-run")


def grains(path: Path) -> NDArray[np.float64]:
    """A picture as coarse grey values."""
    picture = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
    assert not picture.isNull(), path
    ways = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    coarse = picture.scaled(picture.width() // GRAIN, picture.height() // GRAIN, *ways)
    rows = np.frombuffer(coarse.constBits(), np.uint8).reshape(coarse.height(), coarse.bytesPerLine())
    return rows[:, : coarse.width()].astype(np.float64)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All places, light, at 100 %."""
    folder = tmp_path_factory.mktemp("drawn")
    command = [sys.executable, "packaging/screenshots.py", str(folder), "--scales", "1", "--appearances", "light"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "Error" not in done.stderr, "nothing goes wrong on the way"
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_place_looks_as_in_its_picture(drawn: Path, name: str):
    ours, theirs = grains(PICTURES / f"{name}-100.png"), grains(drawn / f"{name}-100.png")
    assert ours.shape == theirs.shape
    apart = np.abs(ours - theirs)
    assert apart.mean() < MOST_APART, f"look at both, and run make screenshots if it is to be so: {drawn}"
    assert (apart > 255 / 4).mean() < MOST_OTHER


def test_each_place_has_its_pictures_in_both_appearances_and_sizes_and_once_from_the_right():
    there = {each.name for each in PICTURES.glob("*.png")}
    wanted = {f"{name}{dark}{size}.png" for name in NAMES for dark in ("", "-dark") for size in ("", "-100")}
    assert wanted <= there
    assert there - wanted == {"window-rtl.png", "settings-rtl.png"}


def test_light_and_dark_and_two_places_do_not_pass_for_each_other():
    for one, other in (("window-100", "window-dark-100"), ("memory-100", "llms-100"), ("locked-100", "first-run-100")):
        assert np.abs(grains(PICTURES / f"{one}.png") - grains(PICTURES / f"{other}.png")).mean() > MOST_APART / 2
