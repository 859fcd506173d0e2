"""What the scripts that make golden values share: numbers with few decimals, layouts, one case, one file.

Inputs have few decimals, so that they are the same numbers everywhere; PyTorch computes in float64. Tensors are in the
layout of this project (N, height, width, channels); gradients are those of sum(output * upstream).
"""

import json
import pathlib

import torch

FOLDER = pathlib.Path(__file__).parent / "golden"
torch.set_default_dtype(torch.float64)
generator = torch.Generator().manual_seed(20)

# How the names of weights begin that are not trained.
FIXED = ("moving", "spectral")


def uniform(*shape, low=-1.0, high=1.0):
    return (torch.rand(shape, generator=generator) * (high - low) + low).mul(1000).round().div(1000)


def plain(tensor):
    data = [float(f"{value:.8g}") for value in tensor.detach().flatten().tolist()]
    data = [int(value) if value == int(value) else value for value in data]
    integers = {} if tensor.is_floating_point() else {"dtype": "int32"}
    return {"shape": list(tensor.shape), "data": data, **integers}


def nchw(x):
    return x.permute(0, 3, 1, 2)


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def case(name, params, inputs, compute, weights=None, training=True, random=None, updates=None):
    """`compute(inputs, weights)` gives the output; `updates()` then gives moved statistics. Labels are integer tensors."""
    weights = weights or {}
    leaves = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
    variables = {key: value.clone().requires_grad_() for key, value in weights.items()}
    output = compute(leaves, variables)
    upstream = torch.ones(()) if output.dim() == 0 else uniform(*output.shape)
    (output * upstream).sum().backward()
    zero = lambda x: torch.zeros_like(x) if x.grad is None else x.grad
    result = {
        "name": name,
        "params": params,
        "isTraining": training,
        "inputs": [plain(x) for x in inputs],
        "weights": {key: plain(value) for key, value in weights.items()},
        "random": [plain(x) for x in random or []],
        "upstream": plain(upstream),
        "output": plain(output),
        "inputGradients": [plain(zero(x)) if x.requires_grad else None for x in leaves],
        "weightGradients": {
            key: plain(zero(value)) for key, value in variables.items() if not key.startswith(FIXED)
        },
        "updates": {key: plain(value) for key, value in (updates() if updates else {}).items()},
    }
    return {key: value for key, value in result.items() if value not in ({}, [])}


def write(files, first_seed):
    """`files` maps names to functions that give cases. Each file has a seed of its own: `first_seed` and up."""
    FOLDER.mkdir(exist_ok=True)
    for position, (file, make) in enumerate(files.items()):
        generator.manual_seed(first_seed + position)
        lines = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in make())
        version = torch.__version__
        (FOLDER / f"{file}.json").write_text(f'{{"torch":"{version}","cases":[\n{lines}\n]}}\n')
