"""A sleep's report in words and in HTML. Everything that was not written here is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from app.memory.telling import at, diff_html, evidence_html, short
from app.words import tr

if TYPE_CHECKING:
    from app.tones import Tones
    from runtime.sleep.report import OpenQuestion, ReportLine, SleepReport


def summary(report: SleepReport) -> str:
    """What it did, counted: ``2 added, 1 corrected. 1 question for you.``."""
    done = _counted(each.kind for each in report.lines if not each.undone and not each.waits)
    waiting = _counted(each.kind for each in report.lines if each.waits)
    parts = [f"{done}."] if done else []
    if waiting:
        parts.append(tr("{changes}: that waits for your yes.").format(changes=waiting))
    asked = len(report.questions)
    if asked:
        parts.append(
            tr("1 question for you.") if asked == 1 else tr("{number} questions for you.").format(number=asked)
        )
    if not done and not waiting:
        parts.insert(0, tr("Nothing had to be changed."))
    return " ".join(parts)


def _counted(kinds: Iterable[str]) -> str:
    counts = Counter(kinds)
    words = {
        "added": tr("{number} added"),
        "corrected": tr("{number} corrected"),
        "merged": tr("{number} merged"),
        "moved": tr("{number} moved"),
        "expired": tr("{number} expired"),
        "derived": tr("{number} put together"),
    }
    return ", ".join(told.format(number=counts[kind]) for kind, told in words.items() if counts[kind])


def when(report: SleepReport) -> str:
    """When it was."""
    if report.ended_at or report.waits:
        return at(report.began_at)
    return tr("{time}, interrupted; it goes on next time").format(time=at(report.began_at))


def line_title(line: ReportLine) -> str:
    """The change in one line: ``− Lives in Oslo + Lives in Bergen``; of a text of several lines the first."""
    sides = (("−", line.before), ("+", line.after))
    told = [(sign, [each for each in text.split("\n") if each]) for sign, text in sides]
    words = [f"{sign} {lines[0]}{' …' if len(lines) > 1 else ''}" for sign, lines in told if lines]
    return short(" ".join(words)) or _kind(line)


def line_below(line: ReportLine, *, left_out: bool = False) -> str:
    """What kind of change it is, where, and whether it was taken back, waits or is left out."""
    where = tr("archival memory") if line.label == "archival" else line.label
    words = f"{_kind(line)} · {where}"
    if left_out:
        return f"{words} · {tr('left out')}"
    if line.waits:
        return f"{words} · {tr('waits for your yes')}"
    return f"{words} · {tr('taken back')}" if line.undone else words


def line_html(line: ReportLine, tones: Tones, *, left_out: bool = False) -> str:
    """The change as a diff, why it was made, and the words of the person that it rests on."""
    below = line_below(line, left_out=left_out)
    head = _heading(below[:1].upper() + below[1:])
    reason = f"<p style='color:{tones.muted}'>{escape(tr(line.reason))}</p>"
    return head + diff_html(line.before, line.after, tones) + reason + _evidence(line, tones)


def question_title(question: OpenQuestion) -> str:
    """Both lines."""
    return short(tr("? {older} or: {newer}").format(older=question.older, newer=question.newer))


def question_html(question: OpenQuestion, tones: Tones) -> str:
    """The question, both lines as a diff, and what was said."""
    said = question.evidence.text[question.evidence.start : question.evidence.end]
    asked = tr("It says “{older}”, and you said “{newer}”: which is right?").format(older=question.older, newer=said)
    told = tr("You said {time}:").format(time=at(question.said_at))
    below = f"<p style='color:{tones.muted}'>{escape(told)}</p>"
    diff = diff_html(question.older, question.newer, tones)
    return _heading(asked) + diff + below + evidence_html(question.evidence, tones)


def _heading(text: str) -> str:
    return f"<p><b>{escape(text)}</b></p>"


def _kind(line: ReportLine) -> str:
    return {
        "added": tr("added"),
        "corrected": tr("corrected"),
        "merged": tr("merged"),
        "moved": tr("moved"),
        "expired": tr("expired"),
        "derived": tr("put together"),
    }.get(line.kind, line.kind)


def _evidence(line: ReportLine, tones: Tones) -> str:
    shown = "".join(evidence_html(each, tones) for each in line.evidence)
    heading = escape(tr("It rests on what you said:"))
    return f"<p style='color:{tones.muted}'>{heading}</p>{shown}" if shown else ""
