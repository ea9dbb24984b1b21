"""Every table of the memory file, from one place. Migrations make them; these classes read and write them."""

from models.access import AccessToken
from models.agent import Agent, AgentBlock, AgentTool
from models.archive import Archive
from models.block import Block
from models.conversation import Conversation
from models.document import Document
from models.embedding_job import EmbeddingJob
from models.fact import Fact
from models.file_setting import FileSetting
from models.journal import JournalEntry, JournalEvidence, JournalLine
from models.maker import Maker
from models.message import Message
from models.passage import Passage, PassageTag
from models.sleep import Sleep, SleepChange, SleepQuestion
from models.source import Source
from models.step import Prefix, Step
from models.summary import Summary
from models.tool import Tool
from models.turn import Turn

__all__ = [
    "AccessToken",
    "Agent",
    "AgentBlock",
    "AgentTool",
    "Archive",
    "Block",
    "Conversation",
    "Document",
    "EmbeddingJob",
    "Fact",
    "FileSetting",
    "JournalEntry",
    "JournalEvidence",
    "JournalLine",
    "Maker",
    "Message",
    "Passage",
    "PassageTag",
    "Prefix",
    "Sleep",
    "SleepChange",
    "SleepQuestion",
    "Source",
    "Step",
    "Summary",
    "Tool",
    "Turn",
]
