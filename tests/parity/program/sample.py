"""Runs networks of an exported program, with its weights, on given numbers.

    python3 sample.py FOLDER < inputs.json

The input is a list of {network, average, inputs: [{shape, values, isLabel}]}, images with
their channels last; the output a list of lists of numbers, one for each of its outputs.
"""

import contextlib
import json
import sys
from pathlib import Path

import torch

folder = Path(sys.argv[1])
sys.path.insert(0, str(folder))

import data  # noqa: E402

# Weights alone are asked for: what the program would train on need not be there.
data.Images = data.Points = data.Pairs = lambda *args, **kwargs: None

import support  # noqa: E402
import train  # noqa: E402


def tensor(entry):
    values = torch.tensor(entry["values"]).reshape(entry["shape"])
    if entry["isLabel"]:
        return values.long()
    return values.permute(0, 3, 1, 2).contiguous() if values.dim() == 4 else values


def numbers(output):
    last = output.permute(0, 2, 3, 1) if output.dim() == 4 else output
    return last.reshape(-1).tolist()


weights = ["--weights", str(folder / "weights.safetensors")]
args = train.parse_arguments([*weights, "--workers", "0", "--data", "none", "--device", "cpu"])
experiment = train.build(args, support.Processes("cpu"))
found = []
for case in json.load(sys.stdin):
    network = experiment.networks[case["network"]].eval()
    average = experiment.averages.get(case["network"]) if case["average"] else None
    with torch.no_grad(), average.applied() if average else contextlib.nullcontext():
        outputs = network(*[tensor(entry) for entry in case["inputs"]])
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    found.append([numbers(output) for output in outputs])
json.dump(found, sys.stdout)
