import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from runtime import errors
from runtime.cli import application, run
from runtime.fault import OUR_FAULT, record
from runtime.home import Home

COMMANDS = ["chat", "say", "memory", "undo", "llm", "doctor"]
ROOT = Path(__file__).resolve().parents[3]


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]):
    assert run(["--version"]) == 0
    assert re.fullmatch(r"loci( \d+\.\d+.*|, not installed)\n", capsys.readouterr().out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]):
    assert run([command, "--help"]) == 0
    assert "Usage: loci" in capsys.readouterr().out


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]):
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"  {command} " in text for command in COMMANDS)


@pytest.mark.parametrize("argv", [["nonsense"], ["say"], ["memory", "blocks", "--limit", "0"], ["undo", "x"]])
def test_a_wrong_command_line_is_exit_code_2_on_standard_error(argv: list[str], capsys: pytest.CaptureFixture[str]):
    assert run(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Error: " in err


def test_a_failure_of_the_world_is_its_sentence_and_its_code(capsys: pytest.CaptureFixture[str]):
    assert run(["say", "caf\udce9"]) == errors.InputRefused.exit_code
    assert capsys.readouterr() == (
        "",
        "The text is not valid UTF-8 (at character 4). Nothing was stored; send it as UTF-8.\n",
    )


def test_a_fault_of_ours_is_one_sentence_and_its_place_goes_to_the_log(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def broken() -> Home:
        raise ZeroDivisionError("my secret")

    monkeypatch.setattr("runtime.cli.where.home", broken)
    assert run(["llm", "list"]) == OUR_FAULT
    err = capsys.readouterr().err
    assert "ZeroDivisionError" in err
    assert str(home.log_file) in err
    assert "Traceback" not in err
    assert 'raise ZeroDivisionError("my secret")' not in err


def test_the_log_has_places_and_kinds_but_no_texts(home: Home):
    said = "My dog is called Biscuit"
    try:
        try:
            int(said)
        except ValueError as cause:
            raise KeyError(said) from cause
    except KeyError as fault:
        record(fault)
    log = home.log_file.read_text()
    assert "ValueError" in log
    assert "KeyError" in log
    assert "test_application.py" in log
    assert "Biscuit" not in log


def test_the_log_that_cannot_be_written_is_said(home: Home):
    home.root.write_text("not a folder")
    assert "could not be written" in record(ValueError())


def test_exit_codes_are_the_ones_in_the_documentation():
    """Every error's exit code stands in the table of docs/commands.md, in the row that names it."""
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\d+) \| (.*) \|$", text, flags=re.MULTILINE))
    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.LociError)]
    for kind in kinds:
        assert f"`{kind.__name__}`" in rows[str(kind.exit_code)], kind
    assert "130" in rows
    assert str(OUR_FAULT) in rows


def test_help_needs_none_of_the_heavy_libraries():
    """`loci --help` is quick because it imports no database, no LLM and no arrays."""
    code = "import json, sys; from runtime.cli import run; run(['--help']); print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert not loaded & {"sqlalchemy", "sqlmodel", "numpy", "llama_cpp", "fastembed", "keyring", "PySide6", "jinja2"}


def test_the_typer_application_is_the_one_that_runs():
    assert application.info.name == "loci"
