"""What is no message: passages, tags, facts, blocks, summaries, prompts, the journal, and any other text of the file.

Each function works in the caller's transaction and tells what went.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sqlmodel import SQLModel, col, delete, select, update

from models import search_index
from models.tables import Block, Fact, JournalEntry, Passage, PassageTag, Prefix, SleepQuestion, Step, Summary
from runtime.forgetting.mention import Mention
from runtime.forgetting.trace import Trace, Wanted, lost
from runtime.llm.port import Json
from runtime.memory import archival
from runtime.memory.journal import index_lines

if TYPE_CHECKING:
    from sqlmodel import Session

SENTENCES = 0
"""A summary is prose: of each of its lines only the sentences go that name the text."""
OWN_WORDS = frozenset(
    "uid role tool target action cause trigger status stop_reason kind origin source mime digest llm speaker".split()
)
"""Columns that hold Loci's own words, in which nothing of the person's can stand."""
BUILT_IN_LABELS = frozenset({"persona", "human"})
"""Loci's own words too, as labels of blocks."""
_DONE = frozenset("block fact journal journal_line message passage passage_tag prefix summary".split())


def passages(session: Session, wanted: Wanted) -> Iterator[Trace]:
    """Passages go whole, with their tags, index entries and everything that the journal has of them.

    One of a document goes too where the document's name or a heading above it names the text.
    """
    rows = session.exec(select(Passage)).all()
    named = wanted.mention.stands_in
    for row in [each for each in rows if each.id in wanted.passages or named(each.text) or named(each.heading)]:
        search_index.remove(session, "passage", row.id or 0)
        yield Trace("passage", row.id or 0, row.text)
        session.exec(delete(PassageTag).where(col(PassageTag.passage_id) == row.id))
        session.delete(row)
        of_it = select(JournalEntry).where(JournalEntry.target == "passage", JournalEntry.target_id == row.id)
        for entry in session.exec(of_it).all():
            yield _drop(session, entry)
    session.flush()


def facts(session: Session, mention: Mention, message_ids: Iterable[int]) -> Iterator[Trace]:
    """Facts that name the text, and those that rest on messages that go; with them what was asked about them."""
    leaving = set(message_ids)
    for fact in session.exec(select(Fact)).all():
        if fact.message_id in leaving or any(map(mention.stands_in, (fact.statement, fact.slot, fact.value))):
            yield Trace("fact", fact.id or 0, fact.statement)
            session.delete(fact)
    for question in session.exec(select(SleepQuestion)).all():
        if mention.stands_in(question.line):
            yield Trace("question", question.id or 0, question.line)
            session.delete(question)
    session.flush()


def tags(session: Session, mention: Mention) -> Iterator[Trace]:
    """A tag goes from its passages, which stay."""
    for tag in [each for each in session.exec(select(PassageTag)) if mention.stands_in(each.tag)]:
        passage_id = tag.passage_id
        yield Trace("tag", passage_id, tag.tag)
        session.delete(tag)
        session.flush()
        archival.index(session, session.get_one(Passage, passage_id))


def blocks(session: Session, mention: Mention) -> Iterator[Trace]:
    """A block loses its lines that name the text; one that is called by it goes whole."""
    for block in session.exec(select(Block)).all():
        if block.label not in BUILT_IN_LABELS and mention.stands_in(block.label):
            yield Trace("block", block.id or 0, f"{block.label}\n{block.value}")
            of_it = select(JournalEntry).where(JournalEntry.target == "block", JournalEntry.target_id == block.id)
            for entry in session.exec(of_it).all():
                yield _drop(session, entry)
            session.delete(block)
            continue
        value, description = mention.cut(block.value), mention.blanked(block.description)
        if (value, description) != (block.value, block.description):
            gone = lost(f"{block.description}\n{block.value}", f"{description}\n{value}")
            yield Trace("block", block.id or 0, gone, whole=False)
            block.value, block.description, block.version = value, description, block.version + 1
            session.add(block)
    session.flush()


def summaries(session: Session, mention: Mention) -> Iterator[Trace]:
    """A summary loses its sentences that name the text."""
    for row in session.exec(select(Summary)).all():
        rest = mention.cut(row.text, longest_line=SENTENCES)
        if rest != row.text:
            yield Trace("summary", row.id or 0, lost(row.text, rest), whole=False)
            row.text = rest
            session.add(row)
    session.flush()


def prompts(session: Session, mention: Mention) -> Iterator[Trace]:
    """A compiled system message that a step was made from loses its lines; two that are then the same become one."""
    for row in session.exec(select(Prefix)).all():
        rest = mention.cut(row.text)
        if rest == row.text:
            continue
        yield Trace("prompt", row.id or 0, lost(row.text, rest), whole=False)
        digest = hashlib.sha256(rest.encode()).hexdigest()
        same = select(Prefix).where(Prefix.conversation_id == row.conversation_id, Prefix.digest == digest)
        twin = session.exec(same).first()
        if twin is not None:
            session.exec(update(Step).where(col(Step.prefix_id) == row.id).values(prefix_id=twin.id))
            session.delete(row)
        else:
            row.text, row.digest = rest, digest
            session.add(row)
        session.flush()


def journal(session: Session, mention: Mention) -> Iterator[Trace]:
    """Changes lose the same lines as what they tell of; those that told of nothing else go."""
    for entry in session.exec(select(JournalEntry).order_by(col(JournalEntry.id))).all():
        before, after = (None if text is None else _kept(entry, text, mention) for text in (entry.before, entry.after))
        label, details = _label(entry, mention), _details(entry, mention)
        if (label, before, after, details) == (entry.label, entry.before, entry.after, entry.details):
            continue
        of_a_passage = entry.target == "passage" and (before, after) != (entry.before, entry.after)
        if of_a_passage or (before == after and entry.before != entry.after):
            yield _drop(session, entry)
        else:
            gone = lost(_texts(entry), _told(label, before, after, details))
            yield Trace("change", entry.id or 0, gone, whole=False)
            entry.label, entry.before, entry.after, entry.details = label, before, after, details
            session.add(entry)
            index_lines(session, entry, again=True)
    session.flush()


def others(session: Session, mention: Mention) -> Iterator[Trace]:
    """Every other text of the file (titles, names, paths, thoughts, drafts) has a placeholder where it stood."""
    db = session.connection()
    for table in SQLModel.metadata.tables.values():
        if table.name in _DONE:
            continue
        (key,) = table.primary_key.columns
        for column in table.columns:
            if column.name in OWN_WORDS or (table.name == "agent_tool" and column.name == "name"):
                continue
            rows = db.exec_driver_sql(f'SELECT "{key.name}", "{column.name}" FROM "{table.name}"').all()  # noqa: S608
            for row_id, value in rows:
                if isinstance(value, str) and mention.stands_in(value):
                    yield Trace(table.name, row_id, value, whole=False)
                    change = f'UPDATE "{table.name}" SET "{column.name}" = ? WHERE "{key.name}" = ?'  # noqa: S608
                    db.exec_driver_sql(change, (mention.blanked(value), row_id))


def _label(entry: JournalEntry, mention: Mention) -> str:
    """The entry's label, in which a passage's tags stand with commas between them."""
    if entry.target == "passage":
        return ", ".join(each for each in entry.label.split(", ") if not mention.stands_in(each))
    return entry.label if entry.label in BUILT_IN_LABELS else mention.blanked(entry.label)


def _kept(entry: JournalEntry, text: str, mention: Mention) -> str:
    if entry.field != "value":
        return mention.blanked(text)
    return mention.cut(text, longest_line=SENTENCES) if entry.target == "summary" else mention.cut(text)


def _details(entry: JournalEntry, mention: Mention) -> dict[str, Json] | None:
    """What brings the deleted back: tags that name the text go, other texts have a placeholder."""
    if entry.details is None:
        return None
    kept: dict[str, Json] = dict(entry.details)
    for name in ("tags", "tags_after"):
        if name in kept:
            kept[name] = [each for each in kept[name] if not mention.stands_in(each)]
    blanked: dict[str, Json] = json.loads(mention.blanked(json.dumps(kept, ensure_ascii=False)))
    return blanked


def _drop(session: Session, entry: JournalEntry) -> Trace:
    trace = Trace("change", entry.id or 0, _texts(entry))
    session.exec(update(JournalEntry).where(col(JournalEntry.undoes_id) == entry.id).values(undoes_id=None))
    session.delete(entry)
    session.flush()
    return trace


def _texts(entry: JournalEntry) -> str:
    return _told(entry.label, entry.before, entry.after, entry.details)


def _told(label: str, before: str | None, after: str | None, details: Mapping[str, Json] | None) -> str:
    return "\n".join(
        [label, before or "", after or "", json.dumps(dict(details), ensure_ascii=False) if details else ""]
    )
