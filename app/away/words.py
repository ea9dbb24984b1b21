"""A sleep's report in words and in HTML. Everything that was not written here is escaped."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from app.memory.telling import at, diff_html, evidence_html, short

if TYPE_CHECKING:
    from app.tones import Tones
    from runtime.sleep.report import OpenQuestion, ReportLine, SleepReport

_KINDS = {
    "added": "added",
    "corrected": "corrected",
    "merged": "merged",
    "moved": "moved",
    "expired": "expired",
    "derived": "put together",
}


def summary(report: SleepReport) -> str:
    """What it did, counted: ``2 added, 1 corrected. 1 question for you.``."""
    counts = Counter(_KINDS.get(each.kind, each.kind) for each in report.lines if not each.undone)
    parts = [f"{counts[kind]} {kind}" for kind in _KINDS.values() if counts[kind]]
    changes = f"{', '.join(parts)}." if parts else "Nothing had to be changed."
    asked = len(report.questions)
    if not asked:
        return changes
    return f"{changes} {asked} {'question' if asked == 1 else 'questions'} for you."


def when(report: SleepReport) -> str:
    """When it was."""
    return f"{at(report.began_at)}" if report.ended_at else f"{at(report.began_at)}, interrupted; it goes on next time"


def line_title(line: ReportLine) -> str:
    """The change in one line: ``− Lives in Oslo + Lives in Bergen``."""
    gone, come = (
        [f"{sign} {each}" for each in text.split("\n") if each]
        for sign, text in (("−", line.before), ("+", line.after))
    )
    return short(" ".join([*gone, *come])) or line.kind


def line_below(line: ReportLine) -> str:
    """What kind of change it is, where, and whether it was taken back."""
    where = "archival memory" if line.label == "archival" else line.label
    words = f"{_KINDS.get(line.kind, line.kind)} · {where}"
    return f"{words} · taken back" if line.undone else words


def line_html(line: ReportLine, tones: Tones) -> str:
    """The change as a diff, why it was made, and the words of the person that it rests on."""
    head = f"<p><b>{escape(line_below(line).capitalize())}</b></p>"
    reason = f"<p style='color:{tones.muted}'>{escape(line.reason)}</p>"
    return head + diff_html(line.before, line.after, tones) + reason + _evidence(line, tones)


def question_title(question: OpenQuestion) -> str:
    """Both lines."""
    return short(f"? {question.older} or: {question.newer}")


def question_html(question: OpenQuestion, tones: Tones) -> str:
    """The question, both lines as a diff, and what was said."""
    head = f"<p><b>{escape(question.text)}</b></p>"
    heading = f"<p style='color:{tones.muted}'>You said {at(question.said_at)}:</p>"
    return head + diff_html(question.older, question.newer, tones) + heading + evidence_html(question.evidence, tones)


def _evidence(line: ReportLine, tones: Tones) -> str:
    shown = "".join(evidence_html(each, tones) for each in line.evidence)
    return f"<p style='color:{tones.muted}'>It rests on what you said:</p>{shown}" if shown else ""
