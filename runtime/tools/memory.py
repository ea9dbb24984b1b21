"""The tools for core memory, with the names, arguments and refusals that MemGPT and Letta gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.errors import ToolFailed
from runtime.memory.edits import appended, inserted, patched, refuse_line_numbers, refused, replaced
from runtime.tools.registry import Workspace

if TYPE_CHECKING:
    from models.tables import Block


def send_message(at: Workspace, message: str) -> str:  # noqa: ARG001 - the step stores the message itself
    """Say something to the user. This is the only way to be heard, and it ends the turn.

    Args:
        message: What to say.
    """
    return "Sent message successfully."


def core_memory_append(at: Workspace, label: str, content: str) -> str:
    """Add a line to a block of core memory. Use it for every lasting fact about the user that is new.

    Args:
        label: The block's label.
        content: The line to add, short and complete in itself.
    """
    block = at.core.writable(label)
    return at.core.write(block, appended(block.value, content))


def core_memory_replace(at: Workspace, label: str, old_content: str, new_content: str) -> str:
    """Replace text in a block of core memory, when a fact has changed or was wrong.

    Args:
        label: The block's label.
        old_content: Text of the block that stands in it exactly once.
        new_content: What to put in its place; empty to delete it.
    """
    block = at.core.writable(label)
    missing = f"Old content '{old_content}' not found in memory block '{label}'"
    value = replaced(block.value, old_content, new_content, parameter="old_content", missing=missing)
    return at.core.write(block, value)


def memory_insert(at: Workspace, label: str, new_string: str, insert_line: int = -1) -> str:
    """Insert text into a block of core memory at a line.

    Args:
        label: The block's label.
        new_string: The text to insert, without line numbers.
        insert_line: Insert after this line; 0 for the top, -1 for the end.
    """
    return _insert(at, label, new_string, insert_line, "new_string")


def memory_replace(at: Workspace, label: str, old_string: str, new_string: str) -> str:
    """Replace text in a block of core memory by other text.

    Args:
        label: The block's label.
        old_string: Text that stands in the block exactly once, without line numbers.
        new_string: What to put in its place.
    """
    block = at.core.writable(label)
    refuse_line_numbers("old_string", old_string)
    refuse_line_numbers("new_string", new_string)
    missing = (
        f"No replacement was performed, old_string `{old_string}` did not appear verbatim in memory block with "
        f"label `{label}`."
    )
    value = replaced(block.value, old_string, new_string, parameter="old_string", missing=missing)
    return at.core.write(block, value)


def memory_rethink(at: Workspace, label: str, new_memory: str) -> str:
    """Write a block of core memory anew, to put it in order or to shorten it. The block is made if it is missing.

    Args:
        label: The block's label.
        new_memory: The block's whole new text; nothing that matters may be missing.
    """
    refuse_line_numbers("new_memory", new_memory)
    if at.core.find(label) is None:
        return at.core.create(label, new_memory).value
    return at.core.write(_as_read(at, label), new_memory)


def memory_finish_edits(at: Workspace) -> str:  # noqa: ARG001 - every tool takes the workspace
    """Say that the memory is in order and no further edit is needed."""
    return "None"


def memory_apply_patch(at: Workspace, label: str, patch: str) -> str:
    """Edit blocks of core memory by a simplified unified diff.

    Args:
        label: The block to patch, where the patch names none itself.
        patch: Lines that begin with ' ', '-' or '+', parted by '@@'; or whole-block operations under
            '*** Add Block: x', '*** Update Block: x', '*** Delete Block: x' and '*** Move to: y'.
    """
    operations = _operations(patch)
    if not operations:
        block = at.core.find(label)
        if block is None:
            message = f"Error: Memory block '{label}' does not exist"
            raise refused(message)
        return at.core.write(at.core.writable(label), patched(block.value, patch))
    done = [_operate(at, *operation) for operation in operations]
    return (
        "Successfully applied memory patch operations. Your system prompt has been recompiled with the updated memory "
        "contents and is now active in your context.\n\nOperations completed:\n- " + "\n- ".join(done)
    )


def memory(
    at: Workspace,
    command: str,
    path: str | None = None,
    file_text: str | None = None,
    description: str | None = None,
    old_string: str | None = None,
    new_string: str | None = None,
    insert_line: int | None = None,
    insert_text: str | None = None,
    old_path: str | None = None,
    new_path: str | None = None,
) -> str:
    """Create, edit, delete or rename blocks of core memory as if they were files under /memories.

    Args:
        command: One of create, str_replace, insert, delete, rename.
        path: The block as /memories/label.
        file_text: create: the block's text.
        description: create, rename: what the block is for.
        old_string: str_replace: the text to replace.
        new_string: str_replace: the text to put there.
        insert_line: insert: after which line.
        insert_text: insert: the text.
        old_path: rename: the block as it is called.
        new_path: rename: the block as it shall be called.
    """
    if command == "rename":
        return _rename(at, path, description, old_path, new_path)
    if command not in {"create", "str_replace", "insert", "delete"}:
        message = f"Error: Unknown command '{command}'. Supported commands: create, str_replace, insert, delete, rename"
        raise refused(message)
    label = _label(_needed(command, "path", path))
    if command == "create":
        return _create(at, label, _needed(command, "description", description), file_text or "")
    if command == "delete":
        at.core.delete(_as_read(at, label))
        return f"Successfully deleted memory block '{label}'. {_RECOMPILED} without this memory block{_ACTIVE}"
    if command == "insert":
        text = _needed(command, "insert_text", insert_text)
        if insert_line is None:
            message = "TypeError: insert_line is required for insert command"
            raise ToolFailed(message)
        return _insert(at, label, text, insert_line, "insert_text")
    old = _needed(command, "old_string", old_string)
    return memory_replace(at, label, old, _needed(command, "new_string", new_string))


_RECOMPILED = "Your system prompt has been recompiled"
_ACTIVE = " and is now active in your context."


def _as_read(at: Workspace, label: str) -> Block:
    """The block, if it is as the LLM has read it; else it reads now what the block holds.

    Raises:
        ToolFailed: somebody else wrote since, or it may not be written.
    """
    block = at.core.writable(label)
    if at.versions.get(label, block.version) != block.version:
        at.versions[label] = block.version
        raise refused(f"The block '{label}' changed while you wrote. It holds now:\n{block.value}")
    return block


def _insert(at: Workspace, label: str, text: str, line: int, parameter: str) -> str:
    block = _as_read(at, label) if line > 0 else at.core.writable(label)  # the top and the end are where they were
    refuse_line_numbers(parameter, text)
    return at.core.write(block, inserted(block.value, text, line))


def _create(at: Workspace, label: str, description: str, text: str) -> str:
    at.core.create(label, text, description)
    return f"Successfully created memory block '{label}'. {_RECOMPILED} with the new memory block{_ACTIVE}"


def _rename(at: Workspace, path: str | None, description: str | None, old: str | None, new: str | None) -> str:
    if path and description:
        label = _label(path)
        at.core.describe(at.core.block(label), description)
        done = f"Successfully updated description of memory block '{label}'. "
        return f"{done}{_RECOMPILED} with the updated description{_ACTIVE}"
    if old and new:
        at.core.rename(at.core.block(_label(old)), _label(new))
        done = f"Successfully renamed memory block '{_label(old)}' to '{_label(new)}'. "
        return f"{done}{_RECOMPILED} with the renamed memory block{_ACTIVE}"
    message = (
        "Error: path and description are required for update_description command, "
        "or old_path and new_path are required for rename command"
    )
    raise refused(message)


def _label(path: str) -> str:
    return path.removeprefix("/memories/").removeprefix("/")


def _needed(command: str, name: str, value: str | None) -> str:
    if value is None:
        message = f"Error: {name} is required for {command} command"
        raise refused(message)
    return value


_HEADERS = {
    "*** Add Block:": "add",
    "*** Delete Block:": "delete",
    "*** Update Block:": "update",
    "*** Move to:": "move",
}


def _operations(patch: str) -> list[tuple[str, str, list[str]]]:
    """The patch's whole-block operations: kind, label, body lines."""
    operations: list[tuple[str, str, list[str]]] = []
    for line in patch.splitlines():
        header = next((header for header in _HEADERS if line.startswith(header)), None)
        if header is None:
            if operations:
                operations[-1][2].append(line)
            continue
        label = line.removeprefix(header).strip()
        if not label:
            message = f"{header} must specify a non-empty label"
            raise refused(message)
        if header == "*** Move to:":
            if not operations:
                message = "*** Move to: must follow an Add/Update/Delete header"
                raise refused(message)
            operations.append(("move", label, [operations[-1][1]]))
        else:
            operations.append((_HEADERS[header], label, []))
    return operations


def _operate(at: Workspace, kind: str, label: str, body: list[str]) -> str:
    if kind == "add":
        description = body[0].partition(":")[2].strip() if body and body[0].startswith("Description:") else ""
        text = "\n".join(line[1:] for line in body if line.startswith("+") or not line.strip()).rstrip("\n")
        at.core.create(label, text, description)
        return f"Created memory block '{label}'"
    if kind == "delete":
        at.core.delete(_as_read(at, label))
        return f"Deleted memory block '{label}'"
    if kind == "move":
        at.core.rename(at.core.block(body[0]), label)
        return f"Renamed memory block '{body[0]}' to '{label}'"
    memory_apply_patch(at, label, "\n".join(body))
    return f"Updated memory block '{label}'"
