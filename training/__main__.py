"""`python -m training`: train the engine, export it, calibrate its confidence.

`--only train|export|calibrate` runs one part; `--small` is a smoke test on a few documents. The figures of the model
card are measured on what this leaves: `python -m benchmarks.figures --write`.
"""

import argparse
import tomllib
from pathlib import Path

from training.sources import data_folder

HERE = Path(__file__).parent
PARTS = ("train", "export", "calibrate")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--runs", type=Path, default=HERE / "runs", help="folder of checkpoints and silver names")
    parser.add_argument("--out", type=Path, default=HERE.parent / "src" / "onrecord" / "engine" / "model")
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--small", action="store_true", help="two steps on a few documents: does it run?")
    chosen = parser.parse_args()
    config = tomllib.loads(chosen.config.read_text(encoding="utf-8"))
    if chosen.small:
        config["train"] |= {"steps": 2, "pieces": 300}
    if not data_folder().is_dir():
        parser.error(f"no training data in {data_folder()}: set ONRECORD_DATA to a folder as docs/data.md describes it")
    # What is wrong is told, and --help shown, before PyTorch is loaded: that takes seconds.
    from training.calibration import calibrate
    from training.export import FULL, export, load_tokenizer
    from training.train import gather, train

    chosen.runs.mkdir(parents=True, exist_ok=True)
    parts = PARTS if chosen.only is None else (chosen.only,)
    if "train" in parts:
        material = gather(load_tokenizer(config), chosen.runs, config["train"]["seed"], small=chosen.small)
        material.labels.write(chosen.runs / "labels.json")
        train(config, material, chosen.runs)
    if "export" in parts:
        export(config, chosen.runs, chosen.out)
    if "calibrate" in parts:
        full = chosen.runs / FULL
        calibrate(chosen.out, *([full] if (full / "engine.onnx").exists() else []))


if __name__ == "__main__":
    main()
