"""Writes tests/parity/golden/exp.json: the exponential as PyTorch computes it."""

import torch
from golden_support import case, uniform, write


def exp():
    compute = lambda x, _: x[0].exp()
    return [
        case("an image", {}, [uniform(2, 3, 5, 2, low=-3, high=3)], compute),
        case("a code", {}, [uniform(3, 7, low=-2, high=2)], compute),
        case("values near and far from zero", {}, [torch.tensor([[-30.0, -4, -0.001, 0, 0.25, 4, 12]])], compute),
    ]


FILES = {"exp": exp}

if __name__ == "__main__":
    write(FILES, 9500)
