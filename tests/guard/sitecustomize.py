"""Python imports this at its start in every child of a test run, because conftest puts the folder on PYTHONPATH."""

import network_guard

network_guard.install()
