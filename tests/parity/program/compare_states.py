"""Prints the largest relative difference between the weights in two files, and between processes."""

import sys

import torch

first, second = (torch.load(path)["states"] for path in sys.argv[1:3])


def difference(a, b):
    worst = 0.0
    for network, weights in a.items():
        for key, value in weights.items():
            off = (value.double() - b[network][key].double()).norm() / value.double().norm()
            worst = max(worst, off.item())
    return worst


print(difference(first[0], second[0]), max(difference(second[0], other) for other in second))
