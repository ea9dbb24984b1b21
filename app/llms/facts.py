"""What is known of a language model as HTML: its file, whether it fits this machine, what a test of it gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from runtime.llm.choice import built_in, same

if TYPE_CHECKING:
    from app.tones import Tones
    from runtime.llm.port import LLMInfo
    from runtime.llms import Fit, SelfTest

_GB, _MB = 1_000_000_000, 1_000_000
_FITS: Mapping[str, tuple[str, str]] = {
    "fits": ("accent_text", "Fits in the memory that is free now"),
    "tight": ("warn", "Fits only when other programs are closed"),
    "too large": ("bad", "Too large for this machine"),
}


def size(count: int) -> str:
    """Bytes as a person reads them."""
    return f"{count / _GB:.1f} GB" if count >= _GB else f"{count / _MB:.1f} MB"


def fit_words(fit: Fit) -> str:
    """Whether it fits, with the figures."""
    return f"{_FITS[fit.verdict][1]}: needs about {size(fit.needed)}, {size(fit.free)} of {size(fit.total)} are free"


def test_words(test: SelfTest) -> str:
    """What the test gave, in a few lines."""
    lines = [
        f"{test.well_formed} of {test.of} tool calls well formed, {test.as_asked} called the tool that was asked for",
        f"writes {test.written_per_second:,.0f} tokens a second, reads {test.read_per_second:,.0f}, measured here",
        f"loaded in {test.load_seconds:.1f} s with a context of {test.context_length:,} tokens",
    ]
    return "\n".join([*lines, test.problem] if test.problem else lines)


def facts_html(info: LLMInfo, fit: Fit, test: SelfTest | None, tones: Tones) -> str:
    """All of it as a table."""
    dialect = info.dialect or (test.dialect if test else "")
    rows = (
        ("File", "came with Loci" if same(info.path, built_in()) else str(info.path)),
        ("Size", size(info.size_bytes)),
        ("Parameters", f"{info.parameters:,}"),
        ("Quantisation", info.quantisation),
        ("Architecture", info.architecture),
        ("Context", f"{info.trained_context_length:,} tokens"),
        ("Vocabulary", f"{info.vocabulary_size:,} tokens"),
        ("Tool calls", dialect or "found out when it is loaded or tested"),
        ("Licence", info.licence or "not said in the file"),
    )
    tone = str(getattr(tones, _FITS[fit.verdict][0]))
    cells = [_row(name, escape(value), tones.muted) for name, value in rows if value]
    cells.append(_row("Memory", f"<span style='color:{tone}'>{escape(fit_words(fit))}</span>", tones.muted))
    if test is not None:
        cells.append(_row("Test", "<br>".join(_lines(test)), tones.muted))
    return f"<p><b>{escape(info.name)}</b></p><table cellpadding='3'>{''.join(cells)}</table>"


def _lines(test: SelfTest) -> Iterator[str]:
    return (escape(line) for line in test_words(test).split("\n"))


def _row(name: str, value: str, muted: str) -> str:
    return f"<tr><td style='color:{muted}; white-space: nowrap; padding-right: 16px'>{name}</td><td>{value}</td></tr>"
