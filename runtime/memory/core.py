"""Core memory: the blocks of one agent, read and written within the caller's transaction, each change journalled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from models.block import CHAR_LIMIT
from models.columns import microseconds, moment
from models.tables import Agent, AgentBlock, Block
from runtime.errors import EditConflict, ToolFailed
from runtime.memory import journal
from runtime.memory.edits import refused
from runtime.memory.journal import Cause, Change

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.tables import JournalEntry

SELF = "persona"
"""The block about the assistant itself."""
KEPT = ("uid", "label", "description", "char_limit", "read_only", "version")
"""Columns of a deleted block that its journal row keeps."""
READ_ONLY = "Error This block is read-only and cannot be edited."
"""The reference's own words."""


class CoreMemory:
    """The blocks of an agent, in order of position.

    ``changes`` collects the journal rows written through this object, for the events that tell of them.
    """

    def __init__(self, session: Session, agent_id: int, cause: Cause) -> None:
        """Bind to the caller's transaction; nothing is read yet."""
        self.session = session
        self._agent_id = agent_id
        self._cause = cause
        self.changes: list[JournalEntry] = []

    def blocks(self) -> list[Block]:
        """All blocks of the agent, by position."""
        query = (
            select(Block)
            .join(AgentBlock, col(AgentBlock.block_id) == col(Block.id))
            .where(AgentBlock.agent_id == self._agent_id)
            .order_by(col(AgentBlock.position), col(AgentBlock.id))
        )
        return list(self.session.exec(query))

    def find(self, label: str) -> Block | None:
        """The block of that label, or None."""
        return next((block for block in self.blocks() if block.label == label), None)

    def block(self, label: str) -> Block:
        """The block of that label.

        Raises:
            ToolFailed: there is none; the labels there are are named.
        """
        blocks = self.blocks()
        for block in blocks:
            if block.label == label:
                return block
        sections = ", ".join(block.label for block in blocks)
        message = f"KeyError: 'Block field {label} does not exist (available sections = {sections})'"
        raise ToolFailed(message)

    def writable(self, label: str) -> Block:
        """The block of that label, if it may be edited.

        Raises:
            ToolFailed: there is none, or it is read-only.
        """
        block = self.block(label)
        if block.read_only:
            raise refused(READ_ONLY)
        return block

    def write(self, block: Block, value: str, *, version: int | None = None) -> str:
        """Give the block a new value; the old one stays in the journal.

        ``version`` is the one the writer read: with it, an edit made in between is never overwritten.

        Raises:
            ToolFailed: the value is over the block's limit; the block stays as it was.
            EditConflict: the block is no longer at ``version``.
        """
        if version is not None and block.version != version:
            message = (
                f"The block '{block.label}' changed while you were editing it. Your text was not saved; the newer one "
                "was kept. Compare the two and save again."
            )
            raise EditConflict(message)
        if len(value) > block.char_limit:
            message = f"Edit failed: Exceeds {block.char_limit} character limit (requested {len(value)})"
            raise refused(message)
        if value == block.value:
            return value
        self._record(block, "update", block.value, value)
        block.value = value
        block.version += 1
        self.session.add(block)
        return value

    def create(
        self,
        label: str,
        value: str = "",
        description: str = "",
        *,
        char_limit: int = CHAR_LIMIT,
        read_only: bool = False,
    ) -> Block:
        """A new block at the end of the agent's core memory.

        Raises:
            ToolFailed: the label is taken or empty, or the value over the limit.
        """
        if not label.strip():
            message = "A memory block needs a label."
            raise refused(message)
        if self.find(label):
            message = f"Error: Memory block '{label}' already exists"
            raise refused(message)
        block = Block(label=label, description=description, value=value, char_limit=char_limit, read_only=read_only)
        if len(value) > block.char_limit:
            message = f"Edit failed: Exceeds {block.char_limit} character limit (requested {len(value)})"
            raise refused(message)
        self.session.add(block)
        self.session.flush()
        self._attach(block)
        self._record(block, "create", None, value)
        return block

    def delete(self, block: Block) -> None:
        """Take the block from the agent; its row goes when no other agent has it, all of it stays in the journal."""
        self._record(block, "delete", block.value, None, details=self._details(block))
        links = self.session.exec(select(AgentBlock).where(AgentBlock.block_id == block.id)).all()
        for link in links:
            if link.agent_id == self._agent_id:
                self.session.delete(link)
        self.session.flush()
        if all(link.agent_id == self._agent_id for link in links):
            self.session.delete(block)

    def rename(self, block: Block, label: str) -> None:
        """Give the block another label.

        Raises:
            ToolFailed: the label is taken or empty, or the block read-only.
        """
        if block.read_only:
            raise refused(READ_ONLY)
        if not label.strip() or self.find(label):
            message = f"Error: Memory block '{label}' already exists" if label.strip() else "A label is needed."
            raise refused(message)
        self.put(block, "label", label)

    def describe(self, block: Block, description: str) -> None:
        """Give the block another description."""
        self.put(block, "description", description)

    def lock(self, block: Block, *, locked: bool) -> None:
        """Let nobody change the block, or everybody again."""
        self.put(block, "read_only", locked)

    def put(self, block: Block, field: journal.BlockField, value: str | bool | int) -> None:  # noqa: FBT001 (a value)
        """Give one field of the block another value, journalled as text."""
        before = getattr(block, field)
        if before != value:
            self._record(block, "update", str(before), str(value), field)
            setattr(block, field, value)
            block.version += 1
            self.session.add(block)

    def bring_back(self, entry: JournalEntry) -> Block:
        """A deleted block as it was: same id, same place, same everything, as a new change of the journal.

        Raises:
            EditConflict: another block has its label now.
        """
        details = entry.details or {}
        label = details.get("label", entry.label)
        if self.find(label):
            message = f"Another block is called '{label}' now. Rename it first. Nothing was changed."
            raise EditConflict(message)
        block = self.session.get(Block, entry.target_id)
        if block is None:
            kept = {name: details[name] for name in KEPT if name in details} | {"label": label}
            if "created_at" in details:
                kept["created_at"] = moment(details["created_at"])
            block = Block(id=entry.target_id, value=entry.before or "", **kept)
            block.version += 1
            self.session.add(block)
            self.session.flush()
        self._attach(block, details.get("position"))
        self._record(block, "create", None, block.value)
        return block

    def _attach(self, block: Block, position: int | None = None) -> None:
        positions = select(AgentBlock.position).where(AgentBlock.agent_id == self._agent_id)
        last = max(self.session.exec(positions), default=-1)
        place = last + 1 if position is None else position
        assert block.id is not None  # noqa: S101 - flushed by the caller
        self.session.add(AgentBlock(agent_id=self._agent_id, block_id=block.id, position=place))
        self.session.flush()

    def _details(self, block: Block) -> dict[str, Any]:
        """What brings a deleted block back as it was, beside its value."""
        link = select(AgentBlock).where(AgentBlock.agent_id == self._agent_id, AgentBlock.block_id == block.id)
        position = self.session.exec(link).one().position
        agent = self.session.get_one(Agent, self._agent_id).uid
        kept = {name: getattr(block, name) for name in KEPT}
        return kept | {"agent": agent, "position": position, "created_at": microseconds(block.created_at)}

    def _record(
        self,
        block: Block,
        action: journal.Action,
        before: str | None,
        after: str | None,
        field: journal.BlockField = "value",
        details: dict[str, Any] | None = None,
    ) -> None:
        assert block.id is not None  # noqa: S101 - a stored block
        change = Change("block", block.id, block.label, action, before, after, field, details)
        self.changes.append(journal.record(self.session, change, self._cause))
