"""What can be read of a damaged memory file comes into a new one, whole; what cannot is counted."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import rows
from damage import Held, damage, held, root
from sqlmodel import delete, select

from models.connection import connect
from models.faults import DamagedFileFault, NewerFileFault, WrongKeyFault
from models.memory_file import MemoryFile
from models.migrations import MIGRATIONS
from models.salvage.salvage import Saved, TableSaved, salvage
from models.storage import PAGE_BYTES
from models.tables import Agent, Block, Conversation, FileSetting, Message, Passage, PassageTag

KEY = bytes(range(32))
TURNS = 60


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed memory file of about 250 pages: a talk, some of it longer than a page, and passages."""
    path = tmp_path_factory.mktemp("original") / "memory.loci"
    with MemoryFile.open(path, KEY) as memory:
        place = rows.begin(memory)
        for number in range(TURNS):
            text = f"Message {number} of Ann. " + "How it went on. " * (number % 7) * (60 if number % 10 == 3 else 9)
            rows.step(memory, place, rows.accept(memory, place, text), f"Line {number}")
        with memory.transaction() as session:
            archive = session.get_one(Agent, place.agent_id).archive_id
            for number in range(TURNS):
                passage = Passage(archive_id=archive, text=f"Passage {number} " + "and more " * 50, source="person")
                session.add(passage)
                session.flush()
                session.add(PassageTag(passage_id=passage.id, tag=f"tag {number}"))
            session.add(FileSetting(key="a setting", value="kept"))
    return path


@pytest.fixture(scope="module")
def before(original: Path) -> Held:
    return held(original, KEY)


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return shutil.copyfile(original, tmp_path / "memory.loci")


def saved_from(path: Path, before: Held) -> tuple[dict[str, TableSaved], Held, Saved]:
    """Salvage it into a file that must be whole, and hold nothing that was not there."""
    target, raw = path.with_name("saved.loci"), path.read_bytes()
    target.unlink(missing_ok=True)
    saved = salvage(path, KEY, target)
    assert path.read_bytes() == raw
    with MemoryFile.open(target, KEY) as memory:
        assert memory.check() == []
    after, told = held(target, KEY), {each.name: each for each in saved.tables}
    for name, found in after.items():
        assert len(found) == told[name].read - told[name].left_out + told[name].made
        if not told[name].more:
            assert told[name].read + told[name].lost == len(before[name]), name
        for row_id in found.keys() & before[name].keys() if not told[name].made else ():
            was, now = before[name][row_id], found[row_id]
            assert {column: now[column] for column in now if now[column] is not None}.items() <= was.items()
    return told, after, saved


def test_of_a_whole_file_everything(path: Path, before: Held):
    told, after, saved = saved_from(path, before)
    assert after == before
    assert not any(each.lost or each.more or each.left_out or each.made for each in told.values())
    assert (saved.damaged, saved.checked, saved.pages) == (0, True, path.stat().st_size // PAGE_BYTES)


def test_of_random_damage_all_but_the_damaged_pages(
    path: Path, original: Path, before: Held, repetitions: Callable[[int, int], int]
):
    count = path.stat().st_size // PAGE_BYTES
    for seed in range(repetitions(5, 300)):
        dice = random.Random(seed)
        pages = dice.sample(range(1, count + 1), dice.choice([1, 2, 5, 20]))
        shutil.copyfile(original, path)
        damage(path, pages)
        told, _, saved = saved_from(path, before)
        assert saved.damaged == len(pages)
        assert sum(each.read for each in told.values()) > 0


def test_what_a_lost_page_led_to_is_found_all_the_same(path: Path, before: Held):
    """The first page of a large table only leads to others."""
    damage(path, [root(path, KEY, "message"), root(path, KEY, "passage")])
    told, after, saved = saved_from(path, before)
    assert saved.damaged == 2
    assert after["message"] == before["message"]
    assert after["passage"] == before["passage"]
    assert told["message"].lost == told["passage"].lost == 0


def test_without_the_first_page_the_tables_are_found(path: Path, before: Held):
    damage(path, [1])
    _, after, saved = saved_from(path, before)
    assert (saved.damaged, saved.checked) == (1, True)
    assert after == before


def test_where_no_seal_can_be_checked_it_is_read_and_said(path: Path, before: Held):
    path.write_bytes(bytes(PAGE_BYTES) + path.read_bytes()[PAGE_BYTES:])
    _, after, saved = saved_from(path, before)
    assert not saved.checked
    assert after == before


def test_where_anything_may_be_garbled_it_is_a_whole_file_or_a_fault(
    path: Path, original: Path, repetitions: Callable[[int, int], int]
):
    """Without seals, pages that were flipped, blanked, exchanged or made noise are read as if they were whole."""
    whole, target = original.read_bytes(), path.with_name("saved.loci")
    for seed in range(repetitions(3, 300)):
        dice, raw = random.Random(seed), bytearray(whole)
        raw[dice.randrange(16)] ^= 1
        places = range(0, len(whole), PAGE_BYTES)
        for at in dice.sample(places, dice.randrange(1, len(places))):
            other = dice.choice(places)
            flipped = bytearray(raw[at : at + PAGE_BYTES])
            flipped[dice.randrange(PAGE_BYTES)] ^= 255
            there = bytes(raw[other : other + PAGE_BYTES])
            raw[at : at + PAGE_BYTES] = dice.choice([flipped, bytes(PAGE_BYTES), dice.randbytes(PAGE_BYTES), there])
        path.write_bytes(raw)
        target.unlink(missing_ok=True)
        try:
            assert not salvage(path, KEY, target).checked
        except (WrongKeyFault, DamagedFileFault):
            continue
        with MemoryFile.open(target, KEY) as memory:
            assert memory.check() == []


def test_of_a_file_cut_short_what_is_left(
    path: Path, original: Path, before: Held, repetitions: Callable[[int, int], int]
):
    whole = original.read_bytes()
    for seed in range(repetitions(4, 200)):
        path.write_bytes(whole[: random.Random(seed).randrange(len(whole) // 4, len(whole))])
        told, _, saved = saved_from(path, before)
        assert saved.damaged == -(-len(whole) // PAGE_BYTES) - path.stat().st_size // PAGE_BYTES
        assert told["conversation"].read == 1


def test_what_was_committed_to_the_log_counts(path: Path, before: Held, tmp_path: Path):
    """A copy of an open memory: the newest is in its log alone, and there it may be whole where the file is not."""
    there = tmp_path / "copy" / path.name
    there.parent.mkdir()
    with MemoryFile.open(path, KEY) as memory:
        with memory.transaction() as session:
            session.add(FileSetting(key="in the log", value="alone"))
        for each in (path, path.with_name(f"{path.name}-wal")):
            shutil.copyfile(each, there.with_name(each.name))
    damage(there, [root(path, KEY, "file_setting")])
    told = salvage(there, KEY, tmp_path / "saved.loci")
    after = held(tmp_path / "saved.loci", KEY)
    assert told.damaged == 0
    assert after["file_setting"].keys() == {*before["file_setting"], "in the log"}
    assert after["message"] == before["message"]


def test_what_was_deleted_does_not_come_back(path: Path, before: Held):
    with MemoryFile.open(path, KEY) as memory, memory.transaction() as session:
        session.exec(delete(PassageTag))
        session.exec(delete(Passage).where(Passage.id % 2 == 0))
    present = held(path, KEY)
    assert len(present["passage"]) == len(before["passage"]) // 2
    damage(path, [root(path, KEY, "passage"), 1])
    _, after, _ = saved_from(path, present)
    assert after["passage"] == present["passage"]
    assert after["passage_tag"] == {}


def test_a_lost_agent_takes_nothing_with_it(path: Path, before: Held):
    damage(path, [root(path, KEY, name) for name in ("agent", "archive", "conversation")])
    told, after, _ = saved_from(path, before)
    assert [told[name].made for name in ("agent", "archive", "conversation")] == [1, 1, 1]
    for name in ("message", "passage", "block", "agent_block", "journal"):
        assert after[name] == before[name]
    target = path.with_name("saved.loci")
    with MemoryFile.open(target, KEY) as memory, memory.reading() as session:
        agent = session.exec(select(Agent)).one()
        assert session.exec(select(Passage.archive_id).distinct()).all() == [agent.archive_id]
        assert session.exec(select(Conversation)).one().agent_id == agent.id


def test_a_lost_block_comes_back_from_the_journal(path: Path, before: Held):
    damage(path, [root(path, KEY, "block")])
    told, _, _ = saved_from(path, before)
    assert (told["block"].lost, told["block"].made) == (1, 1)
    with MemoryFile.open(path.with_name("saved.loci"), KEY) as memory, memory.reading() as session:
        assert session.exec(select(Block.value)).one().splitlines() == [f"Line {number}" for number in range(TURNS)]


def test_blocks_whose_agent_is_not_known_any_more_go_to_the_first(path: Path, before: Held):
    damage(path, [root(path, KEY, "agent_block")])
    told, after, _ = saved_from(path, before)
    assert (told["agent_block"].lost, told["agent_block"].made) == (1, 1)
    assert [row["block_id"] for row in after["agent_block"].values()] == list(before["block"])


def test_ids_of_the_past_are_not_given_again(path: Path, before: Held):
    with MemoryFile.open(path, KEY) as memory, memory.transaction() as session:
        last = max(before["passage"])
        session.exec(delete(PassageTag))
        session.exec(delete(Passage).where(Passage.id == last))
    target = path.with_name("saved.loci")
    salvage(path, KEY, target)
    with MemoryFile.open(target, KEY) as memory, memory.transaction() as session:
        archive = session.exec(select(Agent.archive_id)).one()
        passage = Passage(archive_id=archive, text="new", source="person")
        session.add(passage)
        session.flush()
        assert passage.id == last + 1


def test_a_file_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path):
    path = tmp_path / "memory.loci"
    MemoryFile.open(path, KEY, migrations=MIGRATIONS[:3]).close()
    connection = connect(path, KEY)
    connection.execute("INSERT INTO archive (uid, name, created_at) VALUES ('archive-1', 'a', 0)")
    agent = "INSERT INTO agent (uid, name, description, archive_id, created_at) VALUES ('agent-1', 'b', '', 1, 0)"
    connection.execute(agent)
    connection.close()
    saved = salvage(path, KEY, tmp_path / "saved.loci")
    assert {each.name: each.read for each in saved.tables if each.read} == {"archive": 1, "agent": 1}
    with MemoryFile.open(tmp_path / "saved.loci", KEY) as memory, memory.reading() as session:
        assert session.exec(select(Agent.name)).all() == ["b"]
        assert session.exec(select(Message)).all() == []


@pytest.mark.parametrize(
    "content",
    [b"My shopping list: milk, bread.", bytes(3 * PAGE_BYTES), random.Random(1).randbytes(20 * PAGE_BYTES)],
    ids=["a text", "zeros", "noise"],
)
def test_what_is_no_memory_file_is_told(tmp_path: Path, content: bytes):
    path = tmp_path / "memory.loci"
    path.write_bytes(content)
    with pytest.raises(WrongKeyFault):
        salvage(path, KEY, tmp_path / "saved.loci")


def test_another_key_reads_nothing(path: Path):
    with pytest.raises(WrongKeyFault):
        salvage(path, bytes(32), path.with_name("saved.loci"))


def test_of_the_first_page_alone_nothing_can_be_made(path: Path):
    path.write_bytes(path.read_bytes()[:PAGE_BYTES])
    with pytest.raises(DamagedFileFault, match="nothing of it"):
        salvage(path, KEY, path.with_name("saved.loci"))


def test_a_newer_file_is_left_to_a_newer_loci(path: Path):
    connection = connect(path, KEY)
    connection.execute("INSERT INTO migration (number, name, applied_at) VALUES (999, 'of the future', 0)")
    connection.close()
    with pytest.raises(NewerFileFault):
        salvage(path, KEY, path.with_name("saved.loci"))
