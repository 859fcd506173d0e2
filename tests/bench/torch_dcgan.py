"""The same DCGAN step in PyTorch on the CPU. Prints milliseconds per step, one JSON list per line read.

Usage: torch_dcgan.py IMAGE_SIZE CHANNELS Z_DIM NGF NDF BATCH THREADS
Reads a number of steps per line from standard input, runs them, answers with the milliseconds per step.
"""
import math
import sys
import time

import torch
from torch import nn

image_size, channels, z_dim, ngf, ndf, batch, threads = map(int, sys.argv[1:8])
torch.set_num_threads(threads)
torch.manual_seed(1)
stages = int(math.log2(image_size)) - 3


def start(module):
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.normal_(module.weight, 0.0, 0.02)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)


def generator():
    parts, last = [], z_dim
    for i in range(stages + 1):
        width = ngf * 2 ** (stages - i)
        parts += [
            nn.ConvTranspose2d(last, width, 4, 1 if i == 0 else 2, 0 if i == 0 else 1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(True),
        ]
        last = width
    return nn.Sequential(*parts, nn.ConvTranspose2d(last, channels, 4, 2, 1, bias=False), nn.Tanh())


def discriminator():
    parts, last = [], channels
    for i in range(stages + 1):
        width = ndf * 2**i
        parts.append(nn.Conv2d(last, width, 4, 2, 1, bias=False))
        if i > 0:
            parts.append(nn.BatchNorm2d(width))
        parts.append(nn.LeakyReLU(0.2, True))
        last = width
    return nn.Sequential(*parts, nn.Conv2d(last, 1, 4, 1, 0, bias=False), nn.Flatten())


G, D = generator().apply(start), discriminator().apply(start)
adam_d = torch.optim.Adam(D.parameters(), 2e-4, (0.5, 0.999))
adam_g = torch.optim.Adam(G.parameters(), 2e-4, (0.5, 0.999))
bce = nn.BCEWithLogitsLoss()
real = torch.rand(batch, channels, image_size, image_size) * 2 - 1
ones, zeros = torch.ones(batch, 1), torch.zeros(batch, 1)


def step():
    z = torch.randn(batch, z_dim, 1, 1)
    fake = G(z)
    adam_d.zero_grad()
    (bce(D(real), ones) + bce(D(fake.detach()), zeros)).backward()
    adam_d.step()
    adam_g.zero_grad()
    bce(D(fake), ones).backward()
    adam_g.step()


print(f"torch {torch.__version__}", flush=True)
for line in sys.stdin:
    count = int(line)
    began = time.perf_counter()
    for _ in range(count):
        step()
    print((time.perf_counter() - began) * 1000 / count, flush=True)
