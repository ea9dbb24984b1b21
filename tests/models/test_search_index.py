"""The search index: filters inside the search, nothing left of what was removed, vectors of the text as it is."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlite_vec
from rows import asked
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2
from sqlmodel import Session

from models import erasing, search_index, searching
from models.code_cache import CodeCache
from models.memory_file import MemoryFile
from models.migrations import MIGRATIONS, migrate
from models.rescoring import likenesses
from models.search_values import MessageScope, PassageScope, Pending, Vectors
from models.stored_vectors import codes
from models.tables import Agent, Archive, Conversation, Message, Passage, PassageTag

DIMENSIONS = 384
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def vector(seed: str) -> bytes:
    """A direction of its own for each seed."""
    return random.Random(seed).randbytes(DIMENSIONS * 3 // 2)


def near(seed: str) -> bytes:
    """Almost the seed's direction."""
    return bytes(each ^ 1 for each in vector(seed))


class Writer:
    """Writes rows and their index entries in one session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def agent(self) -> tuple[int, int, int]:
        """A new agent's id, its archive's and its conversation's."""
        archive = self._stored(Archive(name="a"))
        agent = self._stored(Agent(name="a", archive_id=archive))
        return agent, archive, self.conversation(agent)

    def conversation(self, agent: int) -> int:
        return self._stored(Conversation(agent_id=agent))

    def say(self, agent: int, conversation: int, text: str, previous: str = "", **more: Any) -> int:  # noqa: ANN401 (any field)
        values: dict[str, Any] = {
            "agent_id": agent,
            "conversation_id": conversation,
            "role": "user",
            "created_at": NOON,
        } | more
        message = Message(text=text, **values)
        stored = self._stored(message)
        search_index.index_message(self.session, message, previous, message.role)
        return stored

    def keep(self, archive: int, text: str, *tags: str, at: datetime = NOON) -> int:
        passage = Passage(archive_id=archive, text=text, created_at=at)
        stored = self._stored(passage)
        self.session.add_all(PassageTag(passage_id=stored, tag=tag) for tag in tags)
        self.session.flush()
        search_index.index_passage(self.session, passage, tags)
        return stored

    def embed(self, made: Callable[[Pending], bytes] = lambda each: near(each.text)) -> None:
        """Give all that waits its vectors, by default one near the direction of its text."""
        waiting = search_index.pending(self.session, 100_000)
        search_index.store_vectors(self.session, [Vectors(each, made(each), made(each)) for each in waiting])

    def _stored(self, row: Archive | Agent | Conversation | Message | Passage) -> int:
        self.session.add(row)
        self.session.flush()
        assert row.id is not None
        return row.id


@pytest.fixture
def write(memory: MemoryFile) -> Iterator[Writer]:
    with memory.transaction() as session:
        yield Writer(session)


def found(session: Session, scope: MessageScope | PassageScope, limit: int = 3) -> tuple[list[int], list[int]]:
    """What the word "harbour" and the direction of "harbour" find."""
    words = searching.matching(session, scope, ["harbour"], limit)
    return sorted(words), sorted(
        searching.nearest(session, CodeCache(), scope, asked(vector("harbour")), limit)["text"]
    )


# --- filters -----------------------------------------------------------------------------------------


def test_message_filters_work_inside_the_search_not_after_the_limit(write: Writer) -> None:
    """A hundred messages that fit better stand outside of each filter; the one inside is found all the same."""
    agent, _, conversation = write.agent()
    other, _, elsewhere = write.agent()
    second = write.conversation(agent)
    late = NOON + timedelta(days=30)
    for _ in range(100):
        write.say(other, elsewhere, "harbour")
        write.say(agent, conversation, "harbour")
    text = "harbour, though much more is said around it, so that it fits less well than all the others"
    by_role = write.say(agent, conversation, text, role="assistant")
    by_place = write.say(agent, second, text, role="event")
    by_date = write.say(agent, conversation, text, role="event", created_at=late)
    by_context = write.say(agent, conversation, text, role="event", in_context=False)
    write.embed()
    for scope, expected in [
        (MessageScope(agent, roles=("assistant",)), by_role),
        (MessageScope(agent, roles=("assistant", "tool")), by_role),
        (MessageScope(agent, second), by_place),
        (MessageScope(agent, start=late), by_date),
        (MessageScope(agent, start=late, end=late + timedelta(seconds=1)), by_date),
        (MessageScope(agent, exclude_in_context=True), by_context),
        (MessageScope(agent, conversation, exclude_in_context=True, end=late), by_context),
    ]:
        assert found(write.session, scope) == ([expected], [expected]), scope
    assert found(write.session, MessageScope(agent, start=late, end=late)) == ([], [])
    words, meaning = found(write.session, MessageScope(other), 200)
    assert len(words) == len(meaning) == 100


def test_passage_filters_work_inside_the_search_not_after_the_limit(write: Writer) -> None:
    _, archive, _ = write.agent()
    _, other, _ = write.agent()
    for number in range(60):
        write.keep(archive, "harbour", "boats")
        write.keep(archive, "harbour", f"tag {number}", "red")
        write.keep(other, "harbour", "travel", "red")
    early = NOON - timedelta(days=300)
    text = "harbour, though much more is said around it, so that it fits less well than all the others"
    both = write.keep(archive, text, "travel", "red")
    one = write.keep(archive, text, "travel", at=early)
    write.embed()
    for scope, expected in [
        (PassageScope(archive, ("travel",)), [both, one]),
        (PassageScope(archive, ("travel", "never used")), [both, one]),
        (PassageScope(archive, ("travel", "red"), match_all=True), [both]),
        (PassageScope(archive, ("travel", "travel"), match_all=True), [both, one]),
        (PassageScope(archive, ("travel", "boats"), match_all=True), []),
        (PassageScope(archive, end=NOON), [one]),
        (PassageScope(archive, ("travel",), start=NOON), [both]),
        (PassageScope(archive, phrases=("much MORE is said",)), [both, one]),
        (PassageScope(archive, phrases=("much more is saying",)), []),
        (PassageScope(archive, phrases=("much more", "never said")), []),
        (PassageScope(archive, phrases=("much MORE is said",)), [both, one]),
        (PassageScope(archive, phrases=("much more is saying",)), []),
        (PassageScope(archive, phrases=("much more", "never said")), []),
    ]:
        assert found(write.session, scope) == (expected, expected), scope


# --- words and surroundings --------------------------------------------------------------------------


def test_words_match_by_stem_and_without_case_and_accents(write: Writer) -> None:
    agent, _, conversation = write.agent()
    said = write.say(agent, conversation, "We were HIKING near the Café")
    for word in ("hike", "hikes", "Hiked", "cafe", "CAFÉ"):
        assert list(searching.matching(write.session, MessageScope(agent), [word], 5)) == [said], word


def test_a_message_is_found_by_its_speaker_its_day_and_the_turn_before(write: Writer) -> None:
    agent, _, conversation = write.agent()
    write.say(agent, conversation, "Where shall we meet?")
    answer = write.say(agent, conversation, "At the lighthouse", previous="Where shall we meet?", role="assistant")
    for words in (["assistant"], ["wednesday", "march", "2026", "lighthouse"], ["lighthouse", "meet"]):
        hit, *_ = searching.matching(write.session, MessageScope(agent), words, 5)
        assert hit == answer, words
    scores = searching.matching(write.session, MessageScope(agent), ["meet"], 5)
    assert scores[answer].text == 0 < scores[answer].context


def test_many_at_once_are_indexed_as_each_by_itself(write: Writer) -> None:
    """Two conversations in turns, one of them begun before, with silences, and dates that go back."""
    agent, _, first = write.agent()
    second = write.conversation(agent)
    write.say(agent, first, "It began before.")
    hours = [0, 1, 9, 9, 2, 20, 21, 21]
    messages = [
        Message(
            agent_id=agent,
            conversation_id=second if number % 3 == 0 else first,
            role="assistant" if number % 2 else "user",
            text=f"Was it {number}?" if number % 2 else f"{number}, it was.",
            created_at=NOON + timedelta(hours=hour),
        )
        for number, hour in enumerate(hours)
    ]
    write.session.add_all(messages)
    write.session.flush()
    search_index.index_messages(write.session, messages)

    def indexed() -> list[Sequence[object]]:
        db = write.session.connection()
        query = "SELECT * FROM search_message AS s JOIN search_message_words AS w ON w.rowid = s.id ORDER BY s.id"
        queue = "SELECT kind, item_id FROM embedding_queue ORDER BY item_id"
        return [*db.exec_driver_sql(query).all(), *db.exec_driver_sql(queue).all()]

    at_once = indexed()
    said = {first: "It began before.", second: ""}
    for message in messages:
        search_index.index_message(write.session, message, said[message.conversation_id], message.role)
        said[message.conversation_id] = message.text
    assert indexed() == at_once
    assert len(at_once) == 2 * (1 + len(hours))


def test_a_long_silence_begins_a_session(write: Writer) -> None:
    agent, _, conversation = write.agent()
    ids = [
        write.say(agent, conversation, "word", created_at=NOON + timedelta(hours=hours))
        for hours in (0, 1, 4.5, 9, 9.1)
    ]
    places = searching.places(write.session, "message", ids)
    assert [places[each].session for each in ids] == [ids[0], ids[0], ids[0], ids[3], ids[3]]
    assert [places[each].previous for each in ids] == [None, *ids[:-1]]


def test_speakers_are_those_who_said_something_to_this_agent(write: Writer) -> None:
    agent, _, conversation = write.agent()
    other, _, elsewhere = write.agent()
    write.say(other, elsewhere, "word", role="tool")
    assert searching.speakers(write.session, agent) == []
    for _ in range(3):
        write.say(agent, conversation, "word", role="user")
        write.say(agent, conversation, "word", role="assistant")
    assert searching.speakers(write.session, agent) == ["assistant", "user"]


# --- vectors -----------------------------------------------------------------------------------------


def test_the_nearest_by_code_come_first_and_likeness_is_the_cosine(write: Writer) -> None:
    agent, _, conversation = write.agent()
    ids = {name: write.say(agent, conversation, name) for name in ("harbour", "mountain", "river")}
    write.embed()
    for name, expected in ids.items():
        assert searching.nearest(write.session, CodeCache(), MessageScope(agent), asked(vector(name)), 1)[
            "context"
        ] == [expected]
    likeness = likenesses(write.session, "message", ids.values(), asked(vector("harbour")))
    assert likeness[ids["harbour"]].text > 0.99
    assert abs(likeness[ids["river"]].context) < 0.3


def test_of_the_next_message_only_the_vector_in_context_was_made_from_this_one(write: Writer) -> None:
    agent, _, conversation = write.agent()
    first, _ = (write.say(agent, conversation, text) for text in ("harbour", "mountain"))
    one, two = search_index.pending(write.session, 10)
    search_index.store_vectors(
        write.session, [Vectors(one, vector("a"), vector("b")), Vectors(two, vector("c"), vector("d"))]
    )
    found = erasing.vectors_of(write.session, "message", [first])
    assert {vector("a"), vector("b"), vector("d")} <= set(found)
    assert vector("c") not in found


def test_items_wait_in_order_until_their_vectors_are_stored(write: Writer) -> None:
    agent, archive, conversation = write.agent()
    passage = write.keep(archive, "A passage", "tag")
    first, second = (write.say(agent, conversation, text) for text in ("One", "Two"))
    waiting = search_index.pending(write.session, 10)
    assert [(each.kind, each.id) for each in waiting] == [("message", first), ("message", second), ("passage", passage)]
    assert [each.context for each in waiting] == ["user: One", "user: Two", "tag: A passage"]
    assert search_index.pending(write.session, 1) == waiting[:1]
    search_index.store_vectors(write.session, [Vectors(waiting[0], vector("a"), vector("b"))])
    assert search_index.pending(write.session, 10) == waiting[1:]
    search_index.store_vectors(write.session, [Vectors(waiting[0], vector("a"), vector("b"))])
    assert likenesses(write.session, "message", [first], asked(vector("b")))[first].context > 0.99


def test_vectors_of_a_text_that_changed_meanwhile_are_not_kept(write: Writer) -> None:
    _, archive, _ = write.agent()
    passage_id = write.keep(archive, "A passage", "old")
    (taken,) = search_index.pending(write.session, 10)
    passage = write.session.get(Passage, passage_id)
    assert passage is not None
    search_index.index_passage(write.session, passage, ["new"])
    search_index.store_vectors(write.session, [Vectors(taken, vector("a"), vector("a"))])
    assert [each.context for each in search_index.pending(write.session, 10)] == ["new: A passage"]
    assert likenesses(write.session, "passage", [passage_id], asked(vector("a"))) == {}


def test_the_index_belongs_to_the_transaction(memory: MemoryFile) -> None:
    with memory.transaction() as session:
        agent, _, conversation = Writer(session).agent()
    with memory.transaction() as session:
        savepoint = session.begin_nested()
        write = Writer(session)
        write.say(agent, conversation, "harbour")
        write.embed()
        savepoint.rollback()
    with memory.reading() as session:
        assert found(session, MessageScope(agent)) == ([], [])
        assert search_index.pending(session, 5) == []


# --- forgetting --------------------------------------------------------------------------------------


def test_what_followed_a_removed_message_is_connected_to_what_came_before(write: Writer) -> None:
    agent, _, conversation = write.agent()
    texts = ["First harbour", "Second mountain", "Third river"]
    ids = [write.say(agent, conversation, text, before) for text, before in zip(texts, ["", *texts], strict=False)]
    write.embed()
    search_index.remove(write.session, "message", ids[1])
    assert searching.places(write.session, "message", ids).keys() == {ids[0], ids[2]}
    assert searching.places(write.session, "message", ids)[ids[2]].previous == ids[0]
    assert list(searching.matching(write.session, MessageScope(agent), ["mountain"], 5)) == []
    assert [each.context for each in search_index.pending(write.session, 5)] == ["First harbour\nuser: Third river"]
    search_index.remove(write.session, "message", ids[0])
    assert [each.context for each in search_index.pending(write.session, 5)] == ["user: Third river"]
    search_index.remove(write.session, "message", 12345)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[tuple[Path, Engine]]:
    """A memory file without encryption, so that its bytes can be looked through."""
    path = tmp_path / "bare.db"

    def connect() -> dbapi2.Connection:
        connection = dbapi2.connect(str(path), isolation_level=None)
        connection.enable_load_extension(True)  # noqa: FBT003 (the DB-API's signature)
        sqlite_vec.load(connection)
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA journal_mode = DELETE")
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    migrate(engine, MIGRATIONS, NOON)
    yield path, engine
    engine.dispose()


def test_nothing_of_a_removed_item_is_left(bare: tuple[Path, Engine]) -> None:
    """Neither its text nor its words nor their stems nor its vectors, not even in the surroundings of what followed."""
    path, engine = bare
    secret, code = "Xyloquartzing the Vermillionish password", vector("secret")
    with Session(engine) as session, session.begin():
        write = Writer(session)
        agent, archive, conversation = write.agent()
        for number in range(300):
            write.say(agent, conversation, f"Harmless message {number} of a talk")
        said = write.say(agent, conversation, secret)
        followed = write.say(agent, conversation, "And then?", previous=secret)
        kept = write.keep(archive, secret, "zyzzyvatag")
        for number in range(300):
            write.keep(archive, f"Harmless passage {number}", "plain")
        write.embed(lambda each: code if "Xylo" in each.text + each.context else vector(each.text))
    traces = [b"xyloquartz", b"vermillionish", b"zyzzyvatag", code[:64].lower()]
    codes = _codes(engine, [said, followed])
    content = path.read_bytes().lower()
    assert all(trace in content for trace in traces), "the test looks for what can be found"
    assert all(each in path.read_bytes() for each in codes)
    with Session(engine) as session, session.begin():
        search_index.remove(session, "message", said)
        search_index.remove(session, "passage", kept)
        session.delete(session.get_one(Message, said))
        for tag in session.get_one(Passage, kept), session.get_one(PassageTag, 1):
            session.delete(tag)
    with engine.connect() as connection:
        rows = b"".join(_all_rows(connection))
        # SQLite zeroes what is deleted but not what it leaves behind when it moves cells between pages.
        connection.rollback()
        connection.connection.cursor().execute("VACUUM")
    for place, content in (("rows", rows), ("file", path.read_bytes())):
        assert [trace for trace in traces if trace in content.lower()] == [], place
        assert [each for each in codes if each in content] == [], place


def _all_rows(connection: Connection) -> Iterator[bytes]:
    """Every value of every ordinary table, also of those in which FTS5 and vec0 keep theirs."""
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    for (table,) in connection.exec_driver_sql(tables).all():
        for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"').all():  # noqa: S608 (a name from the schema)
            yield from (each if isinstance(each, bytes) else str(each).encode() for each in row)


def _codes(engine: Engine, ids: Sequence[int]) -> list[bytes]:
    """The binary codes of messages, as the blocks hold them."""
    with Session(engine) as session:
        query = "SELECT text FROM search_message_vectors WHERE id = ?"
        return codes([session.connection().exec_driver_sql(query, (each,)).scalar_one() for each in ids])
