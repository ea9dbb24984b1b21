from pathlib import Path

import pytest
from importlinter import cli


def test_every_import_contract_is_kept(root: Path, capsys: pytest.CaptureFixture[str]):
    status = cli.lint_imports(config_filename=str(root / "pyproject.toml"), no_cache=True)
    assert status == cli.EXIT_STATUS_SUCCESS, capsys.readouterr().out
