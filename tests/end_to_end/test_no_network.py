"""No network socket is opened at any time, by any process of Loci; and without a network everything works."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from loci_process import ROOT, SUPPORT, loci

pytestmark = pytest.mark.usefixtures("builtin", "home")

TALK = "My dog is called Biscuit\nWhat is my dog's name?\n"


def test_no_process_of_loci_makes_a_network_socket(tmp_path: Path):
    """Made, not only connected: an audit hook in Loci and in all its Python children sees every one."""
    log = tmp_path / "sockets.log"
    path = os.pathsep.join(map(str, (SUPPORT / "watch", ROOT / "tests" / "guard", ROOT)))
    watched = {"PYTHONPATH": path, "LOCI_TEST_SOCKETS": str(log)}
    for command in (["say", "-"], ["memory", "recall", "--query", "dog"], ["llm", "list"], ["doctor"]):
        done = loci(*command, typed=TALK, more=watched)
        assert done.returncode == 0, done.stderr
    assert not log.exists(), log.read_text()


def test_no_system_call_asks_for_a_network_socket(tmp_path: Path):
    """The same seen from outside, so that a library written in C cannot hide one."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    log = tmp_path / "calls.log"
    before = [strace, "--follow-forks", "--trace=socket", "--output", str(log)]
    done = loci("say", "-", typed=TALK, before=before)
    if "ptrace" in done.stderr and done.returncode:
        pytest.skip(f"strace may not trace here: {done.stderr.splitlines()[0]}")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 2
    calls = log.read_text().splitlines()
    assert [each for each in calls if re.search(r"socket\(AF_INET6?,", each)] == []


def test_in_a_machine_without_a_network_everything_works():
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "--net", "true"], capture_output=True, check=False).returncode:
        pytest.skip("a machine without a network needs unshare and root")
    done = loci("say", "-", typed=TALK, before=[unshare, "--net"])
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) >= 2
    assert loci("doctor", before=[unshare, "--net"]).returncode == 0
