"""The flag by which a test in this process stops an engine."""

import ctypes


class StopFlag:
    """The two bytes that stop an engine."""

    def __init__(self) -> None:
        self._bytes = ctypes.create_string_buffer(2)
        self.address = ctypes.addressof(self._bytes)

    def set(self) -> None:
        self._bytes[0] = b"\1"

    def clear(self) -> None:
        self._bytes[0] = b"\0"
