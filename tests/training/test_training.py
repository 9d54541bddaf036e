"""The whole of training in miniature: trains two steps, exports, calibrates; what comes out reads reports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.engine import Engine
from onrecord.report import Report
from tests.training.corpora import make, write_silver
from training.sources import CHECKOUT

TWICE = """
import sys
from training.__main__ import main
main()
sys.argv += ["--only", "train"]
main()
"""
"""All of it, and then on from where it ended, in one process: loading PyTorch takes longer than the steps."""


def run(data: Path, runs: Path, out: Path, *program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *program, "--small", "--runs", str(runs), "--out", str(out)]
    environment = os.environ | {"ONRECORD_DATA": str(data), "OMP_NUM_THREADS": "1"}
    return subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.train
def test_a_short_run_leaves_an_engine_that_reads(tmp_path: Path) -> None:
    data, runs, out = make(tmp_path / "data"), tmp_path / "runs", tmp_path / "engine"
    runs.mkdir()
    write_silver(runs / "silver.jsonl")
    done = run(data, runs, out, "-c", TWICE)
    assert done.returncode == 0, done.stderr
    trained, calibrated, again = done.stdout.partition("confidence calibrated")
    assert "going on" not in trained
    assert calibrated
    assert "going on from step 2" in again
    for folder in (out, runs / "fp32"):
        record = onrecord.load(model=folder).read("“The road is closed,” the mayor said.")
        assert record.report.text
        doc = Engine(folder).parse(Report("The ferry was late, passengers said."))
        assert len(doc.heads) == len(doc.words) == 8
    assert (out / "engine.onnx").stat().st_size < (runs / "fp32" / "engine.onnx").stat().st_size / 2


@pytest.mark.train
def test_without_data_it_says_what_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere", tmp_path / "runs", tmp_path / "engine", "-m", "training")
    assert done.returncode == 2
    assert "ONRECORD_DATA" in done.stderr
