"""Steps of an exported program, on data that is in memory. A line of JSON for every line read.

Usage: torch_preset.py FOLDER BATCH THREADS DEVICE
Reads "run STEPS", "losses STEPS" or "peak". The program is the one that people get; only its feeds are replaced.
"""

import json
import sys
import time

folder, batch, threads, device = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
sys.path.insert(0, folder)

import torch  # noqa: E402

torch.set_num_threads(threads)

import support  # noqa: E402
import train  # noqa: E402


class Transform:
    def __init__(self, height, width, channels, **options):
        self.shape = (channels, height, width)


class Feed:
    """The same batch at every draw."""

    def __init__(self, images, size, seed, device, **options):
        self.batch = (torch.rand(size, *images.shape) * 2 - 1).to(device)
        self.cursor = 0

    def next(self):
        return (self.batch,)


train.ImageTransform = Transform
train.Images = lambda path, transform, **options: transform
train.Feed = Feed
args = ["--data", "", "--batch-size", str(batch), "--workers", "0", "--device", device]
experiment = train.build(train.parse_arguments(args), support.Processes(device))


def wait():
    if device != "cpu":
        torch.cuda.synchronize()


def best(act, tries=3):
    times = []
    for _ in range(tries + 1):
        wait()
        began = time.perf_counter()
        act()
        wait()
        times.append(time.perf_counter() - began)
    return min(times[1:])


def peak():
    side, size = (512, 1 << 26) if device == "cpu" else (4096, 1 << 28)
    a, b = torch.rand(side, side, device=device), torch.rand(side, side, device=device)
    source = torch.ones(size // 4, device=device)
    target = torch.empty_like(source)
    return {
        "multiplyAddsPerSecond": side**3 / best(lambda: torch.mm(a, b)),
        "bytesPerSecond": 2 * size / best(lambda: target.copy_(source)),
    }


def run(steps):
    wait()
    began, cpu = time.perf_counter(), time.process_time()
    for _ in range(steps):
        experiment.iterate()
    wait()
    return {
        "msPerStep": (time.perf_counter() - began) * 1000 / steps,
        "cpuPerStep": (time.process_time() - cpu) * 1000 / steps,
    }


def losses(steps):
    rows = []
    for _ in range(steps):
        experiment.iterate()
        rows.append({name: float(value) for name, value in experiment.log.items()})
    return {"rows": rows}


def blas():
    """Which library multiplies matrices: Debian's PyTorch takes whatever the system has."""
    try:
        with open("/proc/self/maps") as maps:
            paths = {line.split()[-1] for line in maps if "blas" in line.lower()}
    except OSError:
        return "its own BLAS"
    if any("openblas" in path.lower() for path in paths):
        return "OpenBLAS"
    return "the reference BLAS, which is slow" if any("libblas" in p for p in paths) else "its own BLAS"


torch.mm(torch.ones(2, 2), torch.ones(2, 2))
name = torch.cuda.get_device_name() if device != "cpu" else f"{threads} thread{'s' * (threads > 1)}"
parameters = sum(p.numel() for n in experiment.networks.values() for p in n.parameters())
print(json.dumps({"version": torch.__version__, "device": name, "blas": blas(), "parameters": parameters}), flush=True)
for line in sys.stdin:
    what, *count = line.split()
    answer = {"run": run, "losses": losses, "peak": peak}[what](*map(int, count))
    print(json.dumps(answer), flush=True)
