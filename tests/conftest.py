"""What all tests stand on: no network, no real keyring, no real memory file, and the same fixtures for everyone."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import network_guard
import pytest

from runtime import passphrase
from runtime.home import Home

ROOT = Path(__file__).resolve().parent.parent
GUARD = ROOT / "tests" / "guard"
STRESS = os.environ.get("LOCI_STRESS") == "1"
PASSPHRASE = "a passphrase for tests"
SCRATCH = Path(tempfile.mkdtemp(prefix="loci-tests-"))

# The same examples in every run; no deadline, because the machine of a test run may be busy.
hypothesis.settings.register_profile("loci", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("loci")


def pytest_configure() -> None:
    """Set the environment of the whole run, children included, before anything of Loci is imported."""
    inherited = os.environ.get("PYTHONPATH")
    os.environ |= {
        "LOCI_HOME": str(SCRATCH / "home"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONPATH": os.pathsep.join([str(GUARD), inherited] if inherited else [str(GUARD)]),
        network_guard.LOG_VARIABLE: str(SCRATCH / "network.log"),
    }
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # A shell makes its background jobs deaf to Ctrl+C, which all their children inherit; tests press it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    network_guard.install()
    # What is recorded with each key holds when it is opened, in children too; tests guess no passphrases.
    passphrase.MEMORY_KIB, passphrase.PASSES = 8 * 1024, 1


def pytest_unconfigure() -> None:
    """Take the run's scratch folder away."""
    shutil.rmtree(SCRATCH, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests marked ``stress`` to ``make stress``."""
    if STRESS:
        return
    long = [item for item in items if item.get_closest_marker("stress")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail a test during which this process or a child of it reached for the network."""
    before = len(network_guard.attempts())
    yield
    tried = network_guard.attempts()[before:]
    assert not tried, f"the network was reached for: {tried}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Loci's folder, empty, in a fresh place, locked by ``LOCI_PASSPHRASE``; children find it too."""
    monkeypatch.setenv("LOCI_HOME", str(tmp_path / "loci"))
    monkeypatch.setenv("LOCI_PASSPHRASE", PASSPHRASE)
    return Home.find()


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference data beside the checkout, or where ``LOCI_REFERENCE`` says."""
    folder = Path(os.environ.get("LOCI_REFERENCE") or ROOT.parent / "shared" / "reference")
    if not folder.is_dir():
        pytest.skip(f"no reference data at {folder}; LOCI_REFERENCE may name another place")
    return folder


@pytest.fixture(scope="session")
def repetitions() -> Callable[[int, int], int]:
    """``repetitions(small, full)``: how often to repeat, in an ordinary run and in ``make stress``."""
    return lambda small, full: full if STRESS else small
