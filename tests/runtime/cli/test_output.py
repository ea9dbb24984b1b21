import pytest

from runtime.cli import output


def test_control_characters_do_not_reach_a_terminal():
    assert output.printable("a\x1b[2Jb\x07\x9bc\td\n") == "a�[2Jb��c\td\n"


def test_piped_text_is_written_as_it_is(capsys: pytest.CaptureFixture[str]):
    output.say("a\x1b[1mb")
    assert capsys.readouterr().out == "a\x1b[1mb\n"


def test_an_aside_is_one_line(capsys: pytest.CaptureFixture[str]):
    output.aside("one\ntwo")
    assert capsys.readouterr().out == "  one two\n"


def test_a_complaint_goes_to_standard_error(capsys: pytest.CaptureFixture[str]):
    output.complain("a problem")
    assert capsys.readouterr() == ("", "a problem\n")


def test_each_object_is_a_line(capsys: pytest.CaptureFixture[str]):
    output.objects([{"a": 1}, {"b": "é"}])
    assert capsys.readouterr().out == '{"a": 1}\n{"b": "é"}\n'
