"""Many reports: order, memory, and whatever happens to one of them, with real processes."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from itertools import count, islice

import pytest

import onrecord
from onrecord.corpus import AHEAD, available_cores, read_many
from onrecord.errors import CodebookError, EngineError, FaultError, InputError
from onrecord.record import Record
from onrecord.report import Report
from onrecord.worker import Recipe
from tests.processes import children, is_alive

SAID = "“We will sign,” the minister said on Tuesday. The king told reporters that he would not."


def reports(number, length=1):
    return [Report(f"{SAID} " * (length + index % 3), id=f"r{index}") for index in range(number)]


@pytest.fixture(scope="module")
def reader():
    return onrecord.load()


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_the_same_records_in_the_same_order(reader, processes):
    expected = [reader.read_report(report).to_json() for report in reports(12)]
    assert [record.to_json() for record in reader.read_many(reports(12), processes=processes)] == expected


def test_in_another_order_the_same_records(reader):
    forwards = {record.report.id: record for record in reader.read_many(reports(9), processes=2)}
    backwards = {record.report.id: record for record in reader.read_many(reports(9)[::-1], processes=2)}
    assert list(backwards) == list(forwards)[::-1]
    assert backwards == forwards


@pytest.mark.parametrize("processes", [1, 2])
def test_texts_and_errors_and_what_is_neither(reader, processes):
    wrong = InputError("b.txt", "it is empty")
    text, error, other = reader.read_many([SAID, wrong, 7], processes=processes)
    assert (text.report.id, len(text.statements)) == ("1", 2)
    assert error is wrong
    assert str(other) == "report 3: a Report or its text is wanted, not int"


@pytest.mark.parametrize("processes", [1, 2])
def test_a_fault_of_ours_costs_one_report(reader, processes):
    """A report whose text is no text is more than the reading bears."""
    found = list(reader.read_many([Report(SAID, id="a"), Report(5, id="b"), Report(SAID, id="c")], processes=processes))
    assert [type(item) for item in found] == [Record, FaultError, Record]
    assert str(found[1]).startswith("b: onrecord failed on it, please tell us (")


def test_no_more_are_taken_than_are_needed(reader):
    taken = count()
    endless = (Report(f"{SAID} {next(taken)}") for _ in count())
    records = reader.read_many(endless, processes=2)
    assert len(list(islice(records, 5))) == 5
    records.close()
    assert next(taken) <= 5 + 2 * AHEAD + 2


def test_leaving_early_ends_the_processes(reader):
    before = set(children())
    records = reader.read_many(reports(50, 20), processes=2)
    next(records)
    workers = set(children()) - before
    records.close()
    assert workers
    assert not any(map(is_alive, workers))


def test_few_reports_start_few_processes(reader):
    before = set(children())
    records = reader.read_many(reports(1), processes=8)
    next(records)
    assert len(set(children()) - before) <= 1
    records.close()


def test_a_process_that_is_killed_costs_one_report_and_is_replaced(reader):
    before = set(children())
    records = reader.read_many([Report(SAID * 200, id="long"), *reports(30)], processes=2)
    killed = threading.Event()

    def kill():
        while len(new := set(children()) - before) < 2:
            time.sleep(0.02)
        time.sleep(1.5)  # both read by now, one of them the long report
        os.kill(min(new), signal.SIGKILL)
        killed.set()

    threading.Thread(target=kill, daemon=True).start()
    found = list(records)
    assert killed.wait(10)
    faults = [item for item in found if isinstance(item, FaultError)]
    assert len(found) == 31
    assert len(faults) <= 1  # none if it was killed between two reports
    assert all("signal 9" in str(fault) for fault in faults)
    assert [item.report.id for item in found[1:] if isinstance(item, Record)][-1] == "r29"


def test_an_engine_that_is_not_there(tmp_path):
    with pytest.raises(EngineError, match="labels can't be read"):
        list(read_many(reports(3), Recipe(model=tmp_path), processes=2))


def test_a_codebook_that_can_not_be_used(tmp_path):
    (tmp_path / "cues.tsv").write_text("cue\tpos\tstance\nsay\tVERB\tshout\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"cues\.tsv"):
        list(read_many(reports(3), Recipe(cues=tmp_path / "cues.tsv"), processes=2))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_table_of_actors_that_can_not_be_used(tmp_path, processes):
    (tmp_path / "mine.tsv").write_text("name\tkind\nJane Roe\tplanet\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"mine\.tsv:2: kind: 'planet'"):
        list(read_many(reports(3), Recipe(actors=tmp_path / "mine.tsv"), processes=processes))


def test_a_cue_of_ones_own_is_known_in_every_process(tmp_path):
    (tmp_path / "cues.tsv").write_text("cue\tpos\tstance\nsay\tVERB\twarn\n", encoding="utf-8")
    records = onrecord.load(cues=tmp_path / "cues.tsv").read_many([SAID, SAID], processes=2)
    assert [record.statements[0].stance for record in records] == ["warn", "warn"]


def test_an_actor_of_ones_own_is_known_in_every_process(tmp_path):
    (tmp_path / "mine.tsv").write_text(
        "name\tkind\tcountry\toffice\tfrom\tconfirmed\nJeanne Roue\tperson\tFRA\tforeign-minister\t2024\t2025\n",
        encoding="utf-8",
    )
    said = Report("Jeanne Roue said that they had met.", published=date(2025, 2, 3))
    reader = onrecord.load(actors=tmp_path / "mine.tsv")
    for record in [*reader.read_many([said, said], processes=2), reader.read_report(said)]:
        (roue,) = [actor for actor in record.actors if actor.name == "Jeanne Roue"]
        assert (roue.id, roue.country, roue.sector) == ("person:jeanne-roue", "FRA", "GOV")
        assert (roue.office, roue.unconfirmed) == ("Foreign Minister of France", False)


def test_what_the_callers_reports_raise_is_the_callers(reader):
    def failing():
        yield SAID
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(reader.read_many(failing(), processes=2))


SCRIPT = """
import onrecord
for record in onrecord.load().read_many(({said!r} * 9 for _ in range({number})), processes=2):
    print("read", flush=True)
"""


def test_a_script_needs_no_guard_of_its_main(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(said=SAID, number=4), encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, check=True, timeout=60)
    assert (done.stdout, done.stderr) == (b"read\n" * 4, b"")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_behind(tmp_path, ending):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(said=SAID, number=10**6), encoding="utf-8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert [process.stdout.readline() for _ in range(2)] == [b"read\n", b"read\n"]
        workers = children(process.pid)
        process.send_signal(ending)
        process.communicate()
    assert len(workers) == 2
    deadline = time.monotonic() + 20
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def test_there_is_a_core():
    assert 1 <= available_cores() <= (os.cpu_count() or 1)
