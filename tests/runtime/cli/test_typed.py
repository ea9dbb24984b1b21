import io

import pytest

from runtime.cli.typed import LONGEST_LINE, Line, checked, lines
from runtime.errors import InputRefused


def test_lines_come_numbered_without_their_ends_and_without_empty_ones():
    found = list(lines(io.BytesIO(b"one\n\n  \ntwo\r\nlast without an end")))
    assert found == [Line(1, "one"), Line(4, "two"), Line(5, "last without an end")]


def test_only_the_line_end_is_taken_off():
    assert list(lines(io.BytesIO("  spaced \u2028 text \n".encode()))) == [Line(1, "  spaced \u2028 text ")]


def test_invalid_utf8_is_a_problem_of_its_line_alone():
    bad, good = list(lines(io.BytesIO(b"caf\xe9\nthen\n")))
    assert bad.text == ""
    assert "Line 1 is not valid UTF-8 (at byte 4)" in bad.problem
    assert good == Line(2, "then")


def test_an_encoded_surrogate_is_not_utf8():
    assert "not valid UTF-8" in next(lines(io.BytesIO(b"\xed\xa0\x80\n"))).problem


def test_a_megabyte_line_is_read_whole():
    assert next(lines(io.BytesIO(b"x" * 2**20 + b"\n"))).text == "x" * 2**20


def test_an_endless_line_is_refused_and_the_next_one_is_read():
    endless, after = list(lines(io.BytesIO(b"x" * (3 * LONGEST_LINE) + b"\nafter\n")))
    assert endless.problem == "Line 1 is longer than 4 MiB. It was not stored."
    assert after == Line(2, "after")


def test_a_line_of_just_the_longest_length_is_taken():
    assert len(next(lines(io.BytesIO(b"x" * LONGEST_LINE + b"\n"))).text) == LONGEST_LINE


@pytest.mark.parametrize("text", ["", "  ", "\t\n"])
def test_nothing_to_say_is_refused(text: str):
    with pytest.raises(InputRefused, match="nothing in the text"):
        checked(text)


def test_bytes_of_the_command_line_that_are_not_utf8_are_refused():
    with pytest.raises(InputRefused, match=r"not valid UTF-8 \(at character 4\)"):
        checked("caf\udce9")


def test_text_comes_back_as_it_is():
    assert checked(" Grüße 🐕 ") == " Grüße 🐕 "
