"""Core memory: the blocks of one agent, read and written within the caller's transaction, each change journalled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.block import CHAR_LIMIT
from models.tables import AgentBlock, Block
from runtime.errors import EditConflict, ToolFailed
from runtime.memory import journal
from runtime.memory.edits import refused
from runtime.memory.journal import Cause, Change

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.tables import JournalEntry

READ_ONLY = "Error This block is read-only and cannot be edited."
"""The reference's own words."""


class CoreMemory:
    """The blocks of an agent, in order of position.

    ``changes`` collects the journal rows written through this object, for the events that tell of them.
    """

    def __init__(self, session: Session, agent_id: int, cause: Cause) -> None:
        """Bind to the caller's transaction; nothing is read yet."""
        self._session = session
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
        return list(self._session.exec(query))

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
        self._session.add(block)
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
        self._session.add(block)
        self._session.flush()
        self._attach(block)
        self._record(block, "create", None, value)
        return block

    def delete(self, block: Block) -> None:
        """Take the block from the agent; its row goes when no other agent has it, its text stays in the journal.

        Raises:
            ToolFailed: it is read-only.
        """
        if block.read_only:
            raise refused(READ_ONLY)
        self._record(block, "delete", block.value, None)
        links = self._session.exec(select(AgentBlock).where(AgentBlock.block_id == block.id)).all()
        for link in links:
            if link.agent_id == self._agent_id:
                self._session.delete(link)
        self._session.flush()
        if all(link.agent_id == self._agent_id for link in links):
            self._session.delete(block)

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
        self._record(block, "update", block.value, block.value)
        block.label = label
        block.version += 1
        self._session.add(block)

    def describe(self, block: Block, description: str) -> None:
        """Give the block another description."""
        block.description = description
        block.version += 1
        self._session.add(block)

    def undo(self, entry: JournalEntry) -> JournalEntry:
        """Take one change of a block back, as a new change that names the one it undoes.

        Raises:
            EditConflict: the block has changed since, so that the old text would overwrite newer text.
        """
        block = self._session.get(Block, entry.target_id)
        current = block.value if block else None
        if current != entry.after:
            message = (
                f"The block '{entry.label}' has changed since then, and undoing would overwrite the newer text. "
                "Nothing was changed. Undo the newer changes first, or edit the block."
            )
            raise EditConflict(message)
        if block is None:
            block = self.create(entry.label, entry.before or "")
        elif entry.before is None:
            self.delete(block)
        else:
            self.write(block, entry.before)
        return self.changes[-1]

    def _attach(self, block: Block) -> None:
        positions = select(AgentBlock.position).where(AgentBlock.agent_id == self._agent_id)
        last = max(self._session.exec(positions), default=-1)
        assert block.id is not None  # noqa: S101 - flushed by the caller
        self._session.add(AgentBlock(agent_id=self._agent_id, block_id=block.id, position=last + 1))
        self._session.flush()

    def _record(self, block: Block, action: journal.Action, before: str | None, after: str | None) -> None:
        assert block.id is not None  # noqa: S101 - a stored block
        change = Change("block", block.id, block.label, action, before, after)
        self.changes.append(journal.record(self._session, change, self._cause))
