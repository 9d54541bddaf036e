"""`python -m training`: train, export, and print the figures of the model card.

`--only train|export` runs one part; `--small` is a smoke test on a few documents.
"""

import argparse
import tomllib
from pathlib import Path

from training.export import export, load_tokenizer
from training.train import gather, train

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--runs", type=Path, default=HERE / "runs", help="folder of checkpoints and silver names")
    parser.add_argument("--out", type=Path, default=HERE.parent / "src" / "onrecord" / "engine" / "model")
    parser.add_argument("--only", choices=("train", "export"))
    parser.add_argument("--small", action="store_true", help="two steps on a few documents: does it run?")
    chosen = parser.parse_args()
    config = tomllib.loads(chosen.config.read_text(encoding="utf-8"))
    if chosen.small:
        config["train"] |= {"steps": 2, "pieces": 300}
    chosen.runs.mkdir(parents=True, exist_ok=True)
    if chosen.only != "export":
        material = gather(load_tokenizer(config), chosen.runs, config["train"]["seed"], small=chosen.small)
        material.labels.write(chosen.runs / "labels.json")
        train(config, material, chosen.runs)
    if chosen.only != "train":
        export(config, chosen.runs, chosen.out)


if __name__ == "__main__":
    main()
