"""Runs exported programs on recorded numbers and compares losses and state.

    python3 replay.py FOLDER...

Each folder holds an exported program, weights.safetensors, expected.safetensors and
recording.json with recording.bin. Prints one JSON object: a report for each folder.
"""

import importlib
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

OWN = ("train", "model", "data", "support")
WITHIN_TWO = math.erf(math.sqrt(2))
# Gradients below this share of the optimizer's usual ones are rounding.
NO_GRADIENT = 1e-4


class Recording:
    """Numbers in the order in which the program draws them."""

    def __init__(self, folder):
        self.index = json.loads((folder / "recording.json").read_text())
        self.numbers = np.fromfile(folder / "recording.bin", dtype="<f4")
        self.position = 0

    def tensor(self, entry):
        count = math.prod(entry["shape"])
        values = self.numbers[entry["offset"] : entry["offset"] + count]
        tensor = torch.from_numpy(values.copy()).to(torch.get_default_dtype())
        tensor = tensor.reshape(entry["shape"])
        return tensor.permute(0, 3, 1, 2).contiguous() if tensor.dim() == 4 else tensor

    def draw(self, function, shape):
        draws = self.index["draws"]
        if self.position >= len(draws):
            raise RuntimeError(f"draw {self.position}: {function}{shape}, but no draw is left")
        entry = draws[self.position]
        values = self.tensor(entry)
        kinds = {"randn": ["normal"], "rand": ["uniform", "truncated-normal"], "randint": ["integers"], "dropout": ["survivors"]}
        if entry["kind"] not in kinds[function] or tuple(values.shape) != tuple(shape):
            raise RuntimeError(
                f"draw {self.position}: {function}{tuple(shape)}, but recorded was "
                f"{entry['kind']}{tuple(values.shape)}"
            )
        self.position += 1
        if entry["kind"] == "truncated-normal":
            share = torch.erf(values.double() / math.sqrt(2)) / WITHIN_TWO
            values = ((share + 1) / 2).to(torch.get_default_dtype())
        return values


RANDOM = (torch.randn, torch.rand, torch.randint, torch.randn_like, torch.rand_like)
DROPPED = (F.dropout, F.dropout2d)


def restore_random():
    torch.randn, torch.rand, torch.randint, torch.randn_like, torch.rand_like = RANDOM
    F.dropout, F.dropout2d = DROPPED


def shape_of(size):
    if len(size) == 1 and isinstance(size[0], (tuple, list, torch.Size)):
        return tuple(size[0])
    return tuple(int(length) for length in size)


def replace_random(recording):
    def randint(*args, size=None, **kwargs):
        numbers = list(args)
        shape = size if size is not None else numbers.pop()
        return recording.draw("randint", shape).to(kwargs.get("dtype") or torch.int64)

    def dropout(x, p=0.5, training=True, inplace=False, shape=None):
        if not training or p == 0:
            return x
        return x * (recording.draw("dropout", shape or x.shape) > 0) / (1 - p)

    def dropout2d(x, p=0.5, training=True, inplace=False):
        return dropout(x, p, training, shape=(*x.shape[:2], 1, 1))

    torch.randn = lambda *size, **kw: recording.draw("randn", shape_of(size or (kw["size"],)))
    torch.rand = lambda *size, **kw: recording.draw("rand", shape_of(size or (kw["size"],)))
    torch.randn_like = lambda x, **kw: recording.draw("randn", x.shape)
    torch.rand_like = lambda x, **kw: recording.draw("rand", x.shape)
    torch.randint = randint
    F.dropout = dropout
    F.dropout2d = dropout2d


class RecordedFeed:
    """Batches in the order in which they were read."""

    cursor = 0

    def __init__(self, recording, batches, labels):
        self.recording = recording
        self.batches = batches
        self.labels = labels

    def next(self):
        batch = self.batches[self.cursor]
        self.cursor += 1
        parts = [self.recording.tensor(entry) for entry in batch]
        return tuple(p.long() if is_label else p for p, is_label in zip(parts, self.labels))


def no_data(*args, **kwargs):
    return None


def error(found, expected, usual=0.0):
    """Norm of the difference relative to the norm; where all is zero, the norm itself.

    `usual` is a root mean square that counts as the least size of an element.
    """
    difference = (found.double() - expected.double()).norm().item()
    size = max(expected.double().norm().item(), usual * math.sqrt(expected.numel()))
    return difference / size if size > 0 else difference


def usual_sizes(expected):
    """Root mean square of each network's weights, and of each optimizer's averages.

    A bias before a normalization has no gradient but rounding, so that its own averages
    are noise; what matters of them is that they are small among the others.
    """
    sums = {}
    for name, value in expected.items():
        if name.startswith("optimizer."):
            group = slot_of(name)
        elif "running_" not in name and not name.startswith(("average.", "pool.", "objective.")):
            group = network_of(name)
        else:
            continue
        total, count = sums.get(group, (0.0, 0))
        square = value.double().square().sum().item()
        sums[group] = (total + square, count + value.numel())
    return {slot: math.sqrt(total / count) for slot, (total, count) in sums.items()}


def usual_of(name, usual, expected):
    """The least size that an element counts as, for `error`."""
    if name.startswith("optimizer."):
        return usual[slot_of(name)]
    if name.endswith("running_mean"):
        # A mean is subtracted before the division by the deviation, which is its scale.
        variance = expected[name[: -len("mean")] + "var"]
        return variance.double().mean().sqrt().item()
    return usual.get(network_of(name), 0.0)


def network_of(name):
    return name[len("average.") :].split(".")[0] if name.startswith("average.") else name.split(".")[0]


def explained(name, state, expected, ignored):
    """Whether a mean moved no further than a bias before it that has no gradient."""
    if not name.endswith("running_mean"):
        return False
    moved = (state[name].double() - expected[name].double()).norm().item()
    for bias in ignored:
        if network_of(bias) == network_of(name) and expected[bias].shape == expected[name].shape:
            if moved <= 1.01 * (state[bias].double() - expected[bias].double()).norm().item():
                return True
    return False


def without_gradient(name, expected, usual):
    """Whether a weight's gradient is rounding alone: then Adam moves it by chance."""
    key = name[len("average.") :] if name.startswith("average.") else name
    if key.startswith("optimizer."):
        return False
    for slot in ("exp_avg_sq", "square_avg"):
        for other, squares in expected.items():
            if other.startswith("optimizer.") and other.endswith(f".{key}.{slot}"):
                size = squares.double().mean().sqrt().item()
                typical = math.sqrt(usual[slot_of(other)])
                return size < NO_GRADIENT * typical
    return False


def slot_of(name):
    parts = name.split(".")
    return f"{parts[1]}.{parts[-1]}"


def state_of(experiment):
    state = {}
    for name, network in experiment.networks.items():
        for key, value in network.state_dict().items():
            state[f"{name}.{key}"] = value
    for name, average in experiment.averages.items():
        for key, value in average.weights.items():
            state[f"average.{name}.{key}"] = value
    for name, step in experiment.steps.items():
        for network, module in step.networks.items():
            for key, weight in module.named_parameters():
                for slot, value in step.optimizer.state.get(weight, {}).items():
                    if torch.is_tensor(value):
                        state[f"optimizer.{name}.{network}.{key}.{slot}"] = value
    for name, module in experiment.modules.items():
        for key, value in module.state_dict().items():
            state[f"objective.{name}.{key}"] = value
    for name, pool in experiment.pools.items():
        if pool.stored:
            state[f"pool.{name}"] = torch.stack(pool.stored)
    return state


def prepare(folder):
    """The exported program's experiment, which will see the recorded numbers, and the recording."""
    for name in OWN:
        sys.modules.pop(name, None)
    sys.path.insert(0, str(folder))
    try:
        data = importlib.import_module("data")
        data.Images = data.Points = data.Pairs = no_data
        train = importlib.import_module("train")
        support = importlib.import_module("support")
    finally:
        sys.path.pop(0)
    recording = Recording(folder)
    index = recording.index
    weights = ["--weights", str(folder / "weights.safetensors")]
    options = [*weights, "--workers", "0", "--data", "none", "--device", "cpu"]
    args = train.parse_arguments(options)
    experiment = train.build(args, support.Processes("cpu"))
    for node, batches in index["batches"].items():
        experiment.feeds[node] = RecordedFeed(recording, batches, index["labels"][node])
    replace_random(recording)
    return experiment, recording, support


def loss_error(found, expected):
    """Of one loss: relative, but for those that are close to zero."""
    return abs(found - expected) / max(abs(expected), 1e-3)


def run(folder):
    experiment, recording, support = prepare(folder)
    index = recording.index
    losses = []
    by_step = []
    worst = {"loss": 0.0, "lossName": "", "weight": 0.0, "weightName": ""}
    worst.update(optimizer=0.0, optimizerName="", own=0.0, ownName="")
    start = time.perf_counter()
    for step, expected in enumerate(index["losses"]):
        experiment.iterate()
        found = {name: float(value) for name, value in experiment.log.items()}
        losses.append(found)
        by_step.append(0.0)
        for name, value in expected.items():
            off = loss_error(found.get(name, 0.0), value)
            by_step[-1] = max(by_step[-1], off)
            if not off <= worst["loss"]:
                worst.update(loss=off, lossName=f"{name} at step {step}")
    seconds = time.perf_counter() - start
    expected, _ = support.read_safetensors(folder / "expected.safetensors")
    state = state_of(experiment)
    usual = usual_sizes(expected)
    errors = {}
    ignored = []
    # Biases come before the means that they move.
    order = sorted(expected, key=lambda name: name.endswith("running_mean"))
    for name, value in ((name, expected[name]) for name in order):
        if name not in state:
            raise RuntimeError(f"the program has no {name}")
        errors[name] = error(state[name], value, usual_of(name, usual, expected))
        own = error(state[name], value)
        kind = "optimizer" if name.startswith("optimizer.") else "weight"
        if explained(name, state, expected, ignored) or without_gradient(name, expected, usual):
            ignored.append(name)
            continue
        if kind == "weight" and "running_" not in name and not own <= worst["own"]:
            worst.update(own=own, ownName=name)
        if not errors[name] <= worst[kind]:
            worst.update({kind: errors[name], f"{kind}Name": name})
    order = sorted(errors, key=errors.get, reverse=True)
    return {
        **worst,
        "byStep": by_step,
        "steps": len(losses),
        "compared": len(errors) - len(ignored),
        "ignored": ignored,
        "ten": {name: errors[name] for name in order[:40]},
        "drawn": recording.position,
        "recorded": len(index["draws"]),
        "seconds": seconds,
    }


def main():
    reports = {}
    for name in sys.argv[1:]:
        folder = Path(name)
        try:
            reports[folder.name] = run(folder)
        except Exception as trouble:  # told in the test of that program
            reports[folder.name] = {"trouble": f"{type(trouble).__name__}: {trouble}"}
        finally:
            restore_random()
    versions = {"torch": torch.__version__, "python": sys.version.split()[0]}
    print(json.dumps({"versions": versions, "reports": reports}))


if __name__ == "__main__":
    main()
