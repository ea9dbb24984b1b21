"""A desktop for tests: on the bus at the address given, it answers with the values given as JSON.

``mutter`` and ``saver`` are milliseconds, ``inhibited`` GNOME's flags, ``kde`` whether something plays; ``sluggish``
answers after three seconds.
"""

import json
import sys
import time
from typing import Any

from PySide6.QtCore import ClassInfo as _ClassInfo
from PySide6.QtCore import Property, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection

ClassInfo: Any = _ClassInfo  # its stubs do not know that it decorates
VALUES = json.loads(sys.argv[2])
EXPORTED = QDBusConnection.RegisterOption.ExportAllSlots | QDBusConnection.RegisterOption.ExportAllProperties


@ClassInfo({"D-Bus Interface": "org.gnome.Mutter.IdleMonitor"})
class Mutter(QObject):
    """GNOME's compositor."""

    @Slot(result="qulonglong")
    def GetIdletime(self) -> int:  # noqa: N802 - its name on the bus
        time.sleep(3 if VALUES.get("sluggish") else 0)
        return int(VALUES["mutter"])


@ClassInfo({"D-Bus Interface": "org.freedesktop.ScreenSaver"})
class Saver(QObject):
    """KDE's screen saver."""

    @Slot(result="uint")
    def GetSessionIdleTime(self) -> int:  # noqa: N802 - its name on the bus
        return int(VALUES["saver"])


@ClassInfo({"D-Bus Interface": "org.gnome.SessionManager"})
class GnomeSession(QObject):
    """GNOME's session."""

    def _inhibited(self) -> int:
        return int(VALUES["inhibited"])

    InhibitedActions = Property("uint", _inhibited)


@ClassInfo({"D-Bus Interface": "org.freedesktop.PowerManagement.Inhibit"})
class Power(QObject):
    """KDE's power management."""

    @Slot(result=bool)
    def HasInhibit(self) -> bool:  # noqa: N802 - its name on the bus
        return bool(VALUES["kde"])


PLACES = {
    "mutter": ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", Mutter),
    "saver": ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", Saver),
    "inhibited": ("org.gnome.SessionManager", "/org/gnome/SessionManager", GnomeSession),
    "kde": ("org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit", Power),
}


if __name__ == "__main__":
    application = QCoreApplication([])
    bus = QDBusConnection.connectToBus(sys.argv[1], "desktop")
    objects = []
    for key, (program, path, kind) in PLACES.items():
        if key in VALUES:
            objects.append(kind())
            assert bus.registerService(program)
            assert bus.registerObject(path, objects[-1], EXPORTED)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    application.exec()
