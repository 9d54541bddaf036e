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


def run(data: Path, runs: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "training", "--small", "--runs", str(runs), "--out", str(out), *options]
    environment = os.environ | {"ONRECORD_DATA": str(data), "OMP_NUM_THREADS": "1"}
    return subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.train
def test_a_short_run_leaves_an_engine_that_reads(tmp_path: Path) -> None:
    data, runs, out = make(tmp_path / "data"), tmp_path / "runs", tmp_path / "engine"
    runs.mkdir()
    write_silver(runs / "silver.jsonl")
    done = run(data, runs, out)
    assert done.returncode == 0, done.stderr
    assert "confidence calibrated" in done.stdout
    for folder in (out, runs / "fp32"):
        record = onrecord.load(model=folder).read("“The road is closed,” the mayor said.")
        assert record.report.text
        doc = Engine(folder).parse(Report("The ferry was late, passengers said."))
        assert len(doc.heads) == len(doc.words) == 8
    assert (out / "engine.onnx").stat().st_size < (runs / "fp32" / "engine.onnx").stat().st_size / 2

    again = run(data, runs, out, "--only", "train")
    assert again.returncode == 0, again.stderr
    assert "going on from step 2" in again.stdout


@pytest.mark.train
def test_without_data_it_says_what_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere", tmp_path / "runs", tmp_path / "engine")
    assert done.returncode == 2
    assert "ONRECORD_DATA" in done.stderr
