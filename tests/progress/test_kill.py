"""Killed at any moment, a hundred times: every acknowledged event is there, and none twice."""

import random
import subprocess
import threading
from uuid import UUID

from codekids.progress.folds import progress_of
from codekids.progress.store import Store

# Writes events as fast as it can; each acknowledged id goes to a file of its own, 16 bytes each, at once.
CHILD = """
import os, sys
from pathlib import Path
from uuid import UUID
from codekids.progress.events import Attempt
from codekids.progress.store import Store
print("ready", flush=True)
store = Store.open(Path(sys.argv[1]))
learner = UUID(sys.argv[2])
with open(sys.argv[3], "ab", buffering=0) as acknowledged:
    number = 0
    while True:
        deed = Attempt(learner, f"{sys.argv[4]}/{number}", "not_solved", program=f"move({number})")
        event = store.stamp(deed)
        store.append(event)
        acknowledged.write(event.id.bytes)
        os.fsync(acknowledged.fileno())
        number += 1
"""


def test_a_hundred_kills_lose_no_acknowledged_event(tmp_path, folder, python):
    executable, environment = python
    store = Store.open(folder)
    learner = store.first_learner().id
    store.close()
    moments = random.Random(7)

    def cycle(number):
        log = tmp_path / f"acknowledged-{number}"
        command = [executable, "-S", "-c", CHILD, str(folder), str(learner), str(log), f"cycle{number}"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as child:
            assert child.stdout.readline().strip() == b"ready"
            threading.Event().wait(moments.uniform(0.005, 0.150))
            child.kill()

    def row(first):
        for number in range(first, 100, 4):
            cycle(number)

    rows = [threading.Thread(target=row, args=(first,)) for first in range(4)]
    for thread in rows:
        thread.start()
    for thread in rows:
        thread.join()

    store = Store.open(folder)
    events = store.events()
    stored = {event.id for event in events}
    acknowledged = set()
    for log in tmp_path.glob("acknowledged-*"):
        ids = log.read_bytes()
        acknowledged |= {UUID(bytes=ids[at : at + 16]) for at in range(0, len(ids) - 15, 16)}
    assert len(acknowledged) > 100
    assert acknowledged <= stored
    assert len(stored) == len(events)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert store.progress(learner) == progress_of(events)
    assert all(store.program(learner, event.data["program"]) for event in events)
    assert store._reads.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store.close()


def test_killed_during_the_very_first_start_the_next_start_is_clean(tmp_path, python):
    executable, environment = python
    moments = random.Random(8)
    for number in range(10):
        place = tmp_path / f"start {number}"
        command = [executable, "-S", "-c", CHILD, str(place), str(UUID(int=1)), str(tmp_path / "log"), "pack"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as child:
            assert child.stdout.readline().strip() == b"ready"
            threading.Event().wait(moments.uniform(0, 0.015))
            child.kill()

        store = Store.open(place)
        assert [event.seq for event in store.events()] == list(range(1, len(store.events()) + 1))
        store.close()
