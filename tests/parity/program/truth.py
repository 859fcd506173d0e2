"""How far losses in float32 are from those of the same program in double precision.

    python3 truth.py FOLDER...

Folders are those of replay.py. Prints one JSON object: for each folder the largest relative difference of
a loss from the one in double precision, step by step, of the recorded losses ("ours") and of PyTorch's
("torch": as it is, and with weights that are off by a unit in their last place at most).
"""

import json
import sys
from pathlib import Path

import replay
import torch

UNIT = 2.0**-23
# Runs whose weights are off, besides the one whose weights are not.
OFF = 3


def losses(folder, dtype, seed=None):
    torch.set_default_dtype(dtype)
    try:
        experiment, recording, _ = replay.prepare(folder)
        for network in experiment.networks.values():
            network.to(dtype)
            if seed is not None:
                move(network, torch.Generator().manual_seed(seed))
        found = []
        for _ in recording.index["losses"]:
            experiment.iterate()
            found.append({name: float(value) for name, value in experiment.log.items()})
        return found, recording.index["losses"]
    finally:
        torch.set_default_dtype(torch.float32)
        replay.restore_random()


def move(network, generator):
    with torch.no_grad():
        for weight in network.parameters():
            share = replay.RANDOM[1](weight.shape, generator=generator) * 2 - 1
            # In double precision, or nothing but rounding would come of it.
            weight.copy_(weight.double() * (1 + UNIT * share.double()))


def errors(found, expected):
    return [
        max(replay.loss_error(row[name], value) for name, value in truth.items())
        for row, truth in zip(found, expected)
    ]


def main():
    reports = {}
    for name in sys.argv[1:]:
        folder = Path(name)
        truth, ours = losses(folder, torch.float64)
        own = [losses(folder, torch.float32, seed)[0] for seed in (None, *range(OFF))]
        reports[folder.name] = {
            "ours": errors(ours, truth),
            "torch": [errors(found, truth) for found in own],
        }
    print(json.dumps(reports))


if __name__ == "__main__":
    main()
