"""Trains an exported program and writes its weights: OUT FOLDER STEPS BATCH [options].

Alone or under torchrun: noise and labels are made for the batches of all processes
together, and each takes its share, so that two processes see what one of twice the
batch sees. The numbers are one stream, so that two batches in turn are one of twice the
size as well.
"""

import os
import sys

import numpy as np
import torch

out, folder, steps, batch, *options = sys.argv[1:]
sys.path.insert(0, folder)

import support  # noqa: E402
import train  # noqa: E402

rank = int(os.environ.get("RANK", "0"))
count = int(os.environ.get("WORLD_SIZE", "1"))
numbers = np.random.default_rng(7)


def share(whole):
    return whole.chunk(count)[rank].contiguous()


def shared(make):
    def draw(*size, **kwargs):
        shape = tuple(size[0]) if isinstance(size[0], (tuple, list)) else size
        whole = make((shape[0] * count, *shape[1:]))
        return share(torch.from_numpy(whole.astype(np.float32)))

    return draw


args = train.parse_arguments(
    ["--batch-size", batch, "--workers", "0", "--device", "cpu", *options]
)
processes = support.Processes("cpu")
experiment = train.build(args, processes)
torch.randn, torch.rand = shared(numbers.standard_normal), shared(numbers.random)
for _ in range(int(steps)):
    experiment.iterate()
state = {name: network.state_dict() for name, network in experiment.networks.items()}
states = processes.gather(state)
if processes.is_first:
    torch.save({"states": states, "log": experiment.log}, out)
processes.close()
