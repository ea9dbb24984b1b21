"""What is known of a language model as HTML: its file, whether it fits this machine, what a test of it gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from app.tables import heading, row, table
from app.words import decimal, grouped, tr
from runtime.llm.choice import built_in, same

if TYPE_CHECKING:
    from app.tones import Tones
    from runtime.llm.port import LLMInfo
    from runtime.llms import Fit, SelfTest

_GB, _MB = 1_000_000_000, 1_000_000
_TONES: Mapping[str, str] = {"fits": "accent_text", "tight": "warn", "too large": "bad"}
_FITS = {
    "fits": "Fits in the memory that is free now",
    "tight": "Fits only when other programs are closed",
    "too large": "Too large for this machine",
}


def size(count: int) -> str:
    """Bytes as a person reads them."""
    return f"{decimal(count / _GB)} GB" if count >= _GB else f"{decimal(count / _MB)} MB"


def fit_words(fit: Fit) -> str:
    """Whether it fits, with the figures."""
    figures = tr("needs about {needed}, {free} of {total} are free").format(
        needed=size(fit.needed), free=size(fit.free), total=size(fit.total)
    )
    return f"{tr(_FITS[fit.verdict])}: {figures}"


def test_words(test: SelfTest) -> str:
    """What the test gave, in a few lines."""
    lines = [
        tr("{good} of {of} tool calls well formed, {asked} called the tool that was asked for").format(
            good=test.well_formed, of=test.of, asked=test.as_asked
        ),
        tr("writes {written} tokens a second, reads {read}, measured here").format(
            written=f"{test.written_per_second:,.0f}", read=f"{test.read_per_second:,.0f}"
        ),
        tr("loaded in {seconds} s with a context of {tokens} tokens").format(
            seconds=decimal(test.load_seconds), tokens=grouped(test.context_length)
        ),
    ]
    return "\n".join([*lines, test.problem] if test.problem else lines)


def facts_html(info: LLMInfo, fit: Fit, tidying: str, test: SelfTest | None, tones: Tones) -> str:
    """All of it as a table; ``tidying`` says whether it can tidy the memory."""
    dialect = info.dialect or (test.dialect if test else "")
    rows = (
        (tr("File"), tr("came with Loci") if same(info.path, built_in()) else str(info.path)),
        (tr("Size"), size(info.size_bytes)),
        (tr("Parameters"), grouped(info.parameters)),
        (tr("Quantisation"), info.quantisation),
        (tr("Architecture"), info.architecture),
        (tr("Context"), tr("{count} tokens").format(count=grouped(info.trained_context_length))),
        (tr("Vocabulary"), tr("{count} tokens").format(count=grouped(info.vocabulary_size))),
        (tr("Tool calls"), dialect or tr("found out when it is loaded or tested")),
        (tr("Licence"), info.licence or tr("not said in the file")),
    )
    tone = str(getattr(tones, _TONES[fit.verdict]))
    cells = [_row(name, escape(value), tones.muted) for name, value in rows if value]
    cells.append(_row(tr("Memory needed"), f"<span style='color:{tone}'>{escape(fit_words(fit))}</span>", tones.muted))
    cells.append(_row(tr("While you are away"), escape(tidying), tones.muted))
    if test is not None:
        cells.append(_row(tr("Test"), "<br>".join(_lines(test)), tones.muted))
    return heading(f"<b>{escape(info.name)}</b>") + table(cells, "cellpadding='3'")


def _lines(test: SelfTest) -> Iterator[str]:
    return (escape(line) for line in test_words(test).split("\n"))


def _row(name: str, value: str, muted: str) -> str:
    return row(name, value, about_first=f"style='color:{muted}; white-space: nowrap; padding-right: 16px'")
