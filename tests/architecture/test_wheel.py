import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl"))).namelist()


def test_every_built_in_file_is_in_the_wheel(wheel: list[str], tracked: list[str]):
    assets = [f"app/{name}" for name in tracked if name.startswith("assets/")]
    assert assets
    assert set(assets) <= set(wheel)


def test_the_wheel_holds_the_program_and_nothing_beside_it(wheel: list[str], python_files: list[str]):
    program = {name for name in python_files if name.split("/")[0] in {"app", "runtime", "models"}}
    assert program == {name for name in wheel if name.endswith(".py")}
    assert {name.split("/")[0] for name in wheel if ".dist-info" not in name} == {"app", "runtime", "models"}
