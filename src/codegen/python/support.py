"""What every experiment needs: optimizer steps, processes, checkpoints, logs, sheets.

Nothing here knows the networks; what is trained on what stands in train.py.
"""

from __future__ import annotations

import contextlib
import csv
import json
import math
import os
import pickle
import random
import struct
from pathlib import Path
from typing import Any, Callable, Generic, Iterator, Mapping, Sequence, TypeVar

import numpy as np
import torch
import torch.distributed as dist
from PIL import Image, ImageDraw
from torch import Tensor, nn
from torch.nn.utils.spectral_norm import SpectralNorm

BatchType = TypeVar("BatchType")
Schedule = Callable[[int], float]

DTYPES = {"fp16": torch.float16, "bf16": torch.bfloat16}


# Schedules: a number for each iteration, counted from 0.


def constant(value: float) -> Schedule:
    """The same number always."""
    return lambda step: value


def _progress(step: int, start: int, end: int) -> float:
    if step >= end:
        return 1.0
    return 0.0 if step <= start else (step - start) / (end - start)


def linear(first: float, last: float, *, start: int, end: int) -> Schedule:
    """In a straight line; held before the start and after the end."""
    return lambda step: first + (last - first) * _progress(step, start, end)


def cosine(first: float, last: float, *, start: int, end: int) -> Schedule:
    """Along half a cosine: slow, fast, slow."""

    def value(step: int) -> float:
        bend = (1 - math.cos(math.pi * _progress(step, start, end))) / 2
        return first + (last - first) * bend

    return value


def exponential(first: float, last: float, *, start: int, end: int) -> Schedule:
    """By a constant factor each iteration; from or to zero there is none: a jump."""

    def value(step: int) -> float:
        share = _progress(step, start, end)
        if first * last <= 0:
            return first if share < 1 else last
        return float(first * (last / first) ** share)

    return value


def piecewise(
    values: Sequence[tuple[int, float]],
    *,
    except_every: tuple[int, float] | None = None,
) -> Schedule:
    """Pairs of the iteration from which a value holds, and the value."""

    def value(step: int) -> float:
        if except_every is not None and step % except_every[0] == 0:
            return except_every[1]
        found = [number for at, number in values if at <= step]
        return found[-1] if found else values[0][1]

    return value


# Processes: one alone, or as many as torchrun starts.


class Processes:
    """This process among its equals, and the device that it computes on."""

    def __init__(self, device: str | None = None) -> None:
        self.rank = int(os.environ.get("RANK", "0"))
        self.count = int(os.environ.get("WORLD_SIZE", "1"))
        local = int(os.environ.get("LOCAL_RANK", "0"))
        has_gpu = torch.cuda.is_available()
        name = device or (f"cuda:{local}" if has_gpu else "cpu")
        try:
            self.device = torch.device(name)
            torch.empty(1, device=self.device)
        except (RuntimeError, AssertionError) as error:
            reason = str(error).split("\n", 1)[0]
            raise SystemExit(f"--device {name} cannot be used: {reason}") from None
        if self.device.type == "cuda":
            torch.cuda.set_device(self.device)
        if self.count > 1 and not dist.is_initialized():
            dist.init_process_group("nccl" if self.device.type == "cuda" else "gloo")

    @property
    def is_first(self) -> bool:
        """Whether this process writes logs, sheets and checkpoints."""
        return self.rank == 0

    def prepare(self, network: nn.Module) -> nn.Module:
        """Moves a network to the device; batch norm sees all processes' samples."""
        if self.count > 1 and self.device.type == "cuda":
            network = nn.SyncBatchNorm.convert_sync_batchnorm(network)
        return network.to(self.device)

    def share_first_values(self, modules: Sequence[nn.Module]) -> None:
        """Gives all processes the weights and statistics of the first."""
        if self.count > 1:
            for module in modules:
                for tensor in module.state_dict().values():
                    dist.broadcast(tensor, 0)

    def average(self, tensors: Sequence[Tensor | None]) -> None:
        """The mean over all processes, in place, in one exchange."""
        present = [tensor for tensor in tensors if tensor is not None]
        if self.count == 1 or not present:
            return
        flat = torch.cat([tensor.reshape(-1) for tensor in present])
        dist.all_reduce(flat)
        flat /= self.count
        for tensor, part in zip(present, flat.split([t.numel() for t in present])):
            tensor.copy_(part.view_as(tensor))

    def gather(self, value: Any) -> list[Any]:
        """What every process has, in order of rank."""
        if self.count == 1:
            return [value]
        values: list[Any] = [None] * self.count
        dist.all_gather_object(values, value)
        return values

    def close(self) -> None:
        """Lets the other processes go."""
        if self.count > 1:
            dist.barrier()
            dist.destroy_process_group()


# Networks: statistics, averages, precision.


@contextlib.contextmanager
def frozen_statistics(*networks: nn.Module) -> Iterator[None]:
    """Runs networks in training mode without moving their statistics.

    They move copies of their buffers, which are then forgotten; spectral
    normalization makes no power iteration.
    """
    owners = [
        (module, name, buffer)
        for network in networks
        for module in network.modules()
        for name, buffer in module._buffers.items()
        if buffer is not None
    ]
    hooks: list[Any] = [
        hook
        for network in networks
        for module in network.modules()
        for hook in module._forward_pre_hooks.values()
    ]
    spectral = [(h, h.n_power_iterations) for h in hooks if isinstance(h, SpectralNorm)]
    for module, name, buffer in owners:
        module._buffers[name] = buffer.clone()
    for hook, _ in spectral:
        hook.n_power_iterations = 0
    try:
        yield
    finally:
        for hook, iterations in spectral:
            hook.n_power_iterations = iterations
        for module, name, buffer in owners:
            module._buffers[name] = buffer


class Average:
    """Moving average of a network's trained weights."""

    def __init__(self, network: nn.Module) -> None:
        self.network = network
        self.weights = {
            name: weight.detach().clone() for name, weight in network.named_parameters()
        }

    @torch.no_grad()
    def update(self, decay: float) -> None:
        """Moves towards the weights as they are now."""
        for name, weight in self.network.named_parameters():
            self.weights[name].lerp_(weight, 1 - decay)

    @contextlib.contextmanager
    def applied(self) -> Iterator[None]:
        """Puts the average in place of the weights for a while."""
        parameters = dict(self.network.named_parameters())
        own = {name: weight.data for name, weight in parameters.items()}
        for name, weight in parameters.items():
            weight.data = self.weights[name]
        try:
            yield
        finally:
            for name, weight in parameters.items():
                weight.data = own[name]


@contextlib.contextmanager
def showing(
    networks: Sequence[nn.Module], averages: Sequence[Average], seed: int
) -> Iterator[None]:
    """For samples: inference, with averages if there are any, on the same noise."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(torch.no_grad())
        stack.enter_context(torch.random.fork_rng())
        torch.manual_seed(seed)
        for average in averages:
            stack.enter_context(average.applied())
        for network in networks:
            network.eval()
        try:
            yield
        finally:
            for network in networks:
                network.train()


def set_iteration(networks: Sequence[nn.Module], step: int) -> None:
    """Tells scheduled layers which iteration it is."""
    for network in networks:
        for module in network.modules():
            if hasattr(module, "iteration"):
                setattr(module, "iteration", step)


class Precision:
    """Single precision, or the mixed precision of torch.autocast."""

    def __init__(self, name: str, device: torch.device) -> None:
        if name == "fp16" and device.type != "cuda":
            raise SystemExit(
                "--precision fp16 needs a CUDA device, found none. Use bf16 or fp32."
            )
        self.name = name
        self.device = device

    def autocast(self) -> contextlib.AbstractContextManager[Any]:
        """Around everything from the inputs to the losses."""
        if self.name == "fp32":
            return contextlib.nullcontext()
        return torch.autocast(self.device.type, dtype=DTYPES[self.name])

    def scaler(self) -> Any:
        """Scales losses so that half-precision gradients do not vanish."""
        is_enabled = self.name == "fp16"
        if hasattr(torch, "amp") and hasattr(torch.amp, "GradScaler"):
            return torch.amp.GradScaler("cuda", enabled=is_enabled)
        return torch.cuda.amp.GradScaler(enabled=is_enabled)


# Optimizer steps.


class Term:
    """A loss and its weight in the sum that a step minimizes."""

    def __init__(self, name: str, loss: Tensor, weight: float = 1.0) -> None:
        self.name = name
        self.loss = loss
        self.weight = weight


class OptimizerStep(Generic[BatchType]):
    """Updates some networks by the gradient of a sum of losses; all others stay."""

    def __init__(
        self,
        title: str,
        losses: Callable[[BatchType], Sequence[Term]],
        networks: Mapping[str, nn.Module],
        optimizer: torch.optim.Optimizer,
        learning_rate: Schedule,
        *,
        processes: Processes,
        precision: Precision,
        repeat: Schedule = constant(1),
        every: int = 1,
        weight_clip: float | None = None,
        gradient_clip: float | None = None,
        averages: Sequence[Average] = (),
        average_decay: float = 0.0,
        keeps_graph: bool = False,
    ) -> None:
        self.title = title
        self.losses = losses
        self.networks = networks
        self.parameters = [
            weight for network in networks.values() for weight in network.parameters()
        ]
        self.optimizer = optimizer
        self.learning_rate = learning_rate
        self.processes = processes
        self.precision = precision
        self.scaler = precision.scaler()
        self.repeat = repeat
        self.every = every
        self.weight_clip = weight_clip
        self.gradient_clip = gradient_clip
        self.averages = averages
        self.average_decay = average_decay
        self.keeps_graph = keeps_graph

    def repeats_at(self, step: int) -> int:
        """How often it runs in an iteration."""
        return 0 if step % self.every else max(0, math.floor(self.repeat(step) + 0.5))

    def gradients(
        self, batches: Sequence[BatchType], log: dict[str, Tensor]
    ) -> list[Tensor | None]:
        """The mean gradient over the batches and over all processes."""
        if self.weight_clip is not None:
            with torch.no_grad():
                for weight in self.parameters:
                    weight.clamp_(-self.weight_clip, self.weight_clip)
        total: list[Tensor | None] = [None] * len(self.parameters)
        values: dict[str, Tensor] = {}
        for batch in batches:
            with self.precision.autocast():
                terms = self.losses(batch)
                loss = sum((t.weight * t.loss for t in terms[1:]), _weighted(terms[0]))
            for term in terms:
                part = term.loss.detach() / len(batches)
                values[term.name] = values.get(term.name, 0) + part
            found = torch.autograd.grad(
                self.scaler.scale(loss / len(batches)),
                self.parameters,
                retain_graph=self.keeps_graph,
                allow_unused=True,
            )
            total = [_sum(old, new) for old, new in zip(total, found)]
        log.update(values)
        self.processes.average(total)
        return total

    def apply(self, gradients: Sequence[Tensor | None], step: int) -> None:
        """Moves the weights, then their averages."""
        for weight, gradient in zip(self.parameters, gradients):
            weight.grad = gradient
        for group in self.optimizer.param_groups:
            group["lr"] = self.learning_rate(step)
        if self.gradient_clip is not None:
            self.scaler.unscale_(self.optimizer)
            nn.utils.clip_grad_norm_(self.parameters, self.gradient_clip)
        self.scaler.step(self.optimizer)
        self.scaler.update()
        for weight in self.parameters:
            weight.grad = None
        for average in self.averages:
            average.update(self.average_decay)

    def state(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {
            "optimizer": self.optimizer.state_dict(),
            "scaler": self.scaler.state_dict(),
        }

    def load_state(self, state: Mapping[str, Any]) -> None:
        """Goes on from a checkpoint."""
        self.optimizer.load_state_dict(state["optimizer"])
        self.scaler.load_state_dict(state["scaler"])


def _weighted(term: Term) -> Tensor:
    return term.loss if term.weight == 1.0 else term.weight * term.loss


def _sum(old: Tensor | None, new: Tensor | None) -> Tensor | None:
    if old is None or new is None:
        return old if new is None else new
    return old + new


def run_together(
    group: Sequence[OptimizerStep[BatchType]],
    batches: Sequence[BatchType],
    step: int,
    log: dict[str, Tensor],
) -> None:
    """Steps of equal order: all gradients are taken before any is applied."""
    most = max(member.repeats_at(step) for member in group)
    for repeat in range(most):
        running = [member for member in group if repeat < member.repeats_at(step)]
        taken = [(member, member.gradients(batches, log)) for member in running]
        for member, gradients in taken:
            member.apply(gradients, step)


# Files: weights, checkpoints, logs, sheets.


def read_safetensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Tensors by name, and the metadata, of a file in the safetensors format."""
    try:
        content = path.read_bytes()
        (length,) = struct.unpack("<Q", content[:8])
        header: dict[str, Any] = json.loads(content[8 : 8 + length])
    except OSError as error:
        raise SystemExit(f"--weights {path}: {error.strerror}.") from None
    except (struct.error, ValueError):
        raise SystemExit(f"--weights: {path} is no safetensors file.") from None
    metadata: dict[str, str] = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        if entry["dtype"] != "F32":
            raise SystemExit(f"{path}: {name} is {entry['dtype']}, not F32.")
        start, end = entry["data_offsets"]
        data = content[8 + length + start : 8 + length + end]
        numbers = np.frombuffer(data, dtype="<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(numbers.copy())
    return tensors, metadata


def write_safetensors(
    path: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str]
) -> None:
    """Writes float32 tensors by name; there is always a whole file."""
    header: dict[str, Any] = {"__metadata__": dict(metadata)}
    end = 0
    for name, tensor in tensors.items():
        start, end = end, end + 4 * tensor.numel()
        offsets = [start, end]
        shape = list(tensor.shape)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": offsets}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    fresh = path.with_suffix(".tmp")
    with fresh.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            numbers = tensor.detach().float().cpu().contiguous().numpy()
            file.write(numbers.astype("<f4").tobytes())
    fresh.replace(path)


def network_tensors(network: nn.Module, prefix: str) -> dict[str, Tensor]:
    """What load_network reads, named PREFIX.KEY."""
    state = network.state_dict()
    kept = [key for key in state if not key.endswith("num_batches_tracked")]
    return {f"{prefix}.{key}": state[key] for key in kept}


def optimizer_tensors(
    step: OptimizerStep[Any], prefix: str
) -> tuple[dict[str, Tensor], int]:
    """What load_optimizer reads, and the updates done (0 where nobody counts)."""
    tensors: dict[str, Tensor] = {}
    updates = 0
    for name, network in step.networks.items():
        for key, weight in network.named_parameters():
            for slot, value in step.optimizer.state.get(weight, {}).items():
                if slot == "step":
                    updates = max(updates, int(value))
                elif isinstance(value, Tensor):
                    tensors[f"{prefix}.{name}.{key}.{slot}"] = value
    return tensors, updates


def expect_state(module: nn.Module, state: Mapping[str, Tensor], what: str) -> None:
    """Ends the program where a state dict does not fit a module."""
    for key, own in module.state_dict().items():
        found = list(state[key].shape) if key in state else None
        if found != list(own.shape):
            raise SystemExit(
                f"{what} do not fit model.py: {key} is "
                f"{found or 'missing'}, and {list(own.shape)} is expected. "
                "They belong to another program, or to other sizes."
            )


def load_network(
    network: nn.Module, tensors: Mapping[str, Tensor], prefix: str
) -> None:
    """Fills a network from tensors named PREFIX.KEY; each key must be there."""
    own = network.state_dict()
    wanted = [key for key in own if not key.endswith("num_batches_tracked")]
    missing = [key for key in wanted if f"{prefix}.{key}" not in tensors]
    if missing:
        raise SystemExit(f"The weights lack {prefix}.{missing[0]}, which model.py has.")
    given = {key: tensors[f"{prefix}.{key}"] for key in wanted}
    expect_state(network, {**own, **given}, f"The weights of {prefix}")
    network.load_state_dict({**own, **given})


def load_optimizer(
    step: OptimizerStep[Any], tensors: Mapping[str, Tensor], prefix: str, updates: int
) -> None:
    """Fills an optimizer from tensors named PREFIX.NETWORK.KEY.SLOT."""
    for name, network in step.networks.items():
        for key, weight in network.named_parameters():
            start = f"{prefix}.{name}.{key}."
            state: dict[str, Any] = {
                name[len(start) :]: tensor.to(weight.device)
                for name, tensor in tensors.items()
                if name.startswith(start)
            }
            if not state:
                continue
            state["step"] = torch.tensor(float(updates))
            step.optimizer.state[weight] = state


def random_state() -> dict[str, Any]:
    """Where all random number generators of this process stand."""
    return {
        "python": random.getstate(),
        "torch": torch.get_rng_state(),
        "cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
    }


def set_random_state(state: Mapping[str, Any]) -> None:
    """Puts the generators back."""
    random.setstate(state["python"])
    torch.set_rng_state(state["torch"])
    if state["cuda"] and torch.cuda.is_available():
        torch.cuda.set_rng_state_all(state["cuda"])


def save_checkpoint(path: Path, content: Mapping[str, Any]) -> None:
    """Writes beside the old file, then takes its place: there is always a whole one."""
    fresh = path.with_suffix(".tmp")
    torch.save(dict(content), fresh)
    fresh.replace(path)


def read_checkpoint(path: Path) -> dict[str, Any]:
    """A file that save_checkpoint wrote. Only read files that you trust."""
    if path.is_dir():
        path = path / "checkpoint.pt"
    if not path.exists():
        raise SystemExit(f"There is no {path}. Name a folder that a run wrote.")
    try:
        return dict(torch.load(path, map_location="cpu", weights_only=False))
    except (RuntimeError, ValueError, EOFError, pickle.UnpicklingError):
        raise SystemExit(f"--resume: {path} is no checkpoint of a run.") from None


class Log:
    """Losses as CSV, and in TensorBoard where it is installed."""

    def __init__(self, folder: Path, names: Sequence[str], first_step: int) -> None:
        self.names = names
        path = folder / "losses.csv"
        rows = list(csv.reader(path.open())) if path.exists() and first_step > 0 else []
        kept = [row for row in rows[1:] if row and int(row[0]) < first_step]
        self.file = path.open("w", newline="")
        self.rows = csv.writer(self.file)
        self.rows.writerows([["step", *names], *kept])
        try:
            from torch.utils.tensorboard import SummaryWriter

            self.board: Any = SummaryWriter(str(folder))
        except ImportError:
            self.board = None

    def add(self, step: int, losses: Mapping[str, float]) -> None:
        """One row; the iteration is counted from 0."""
        self.rows.writerow([step, *(losses.get(name, math.nan) for name in self.names)])
        self.file.flush()
        if self.board is not None:
            for name, value in losses.items():
                self.board.add_scalar(f"loss/{name}", value, step)

    def add_image(self, step: int, name: str, image: Image.Image) -> None:
        """A sheet, in TensorBoard."""
        if self.board is not None:
            pixels = np.asarray(image.convert("RGB"))
            self.board.add_image(name, pixels, step, dataformats="HWC")

    def close(self) -> None:
        """Writes what is left."""
        self.file.close()
        if self.board is not None:
            self.board.close()


def draw_sheet(
    rows: Sequence[tuple[Tensor, bool]], *, in_line: int | None = None, gap: int = 2
) -> Image.Image:
    """Images side by side, a line for each tensor [N, C, H, W].

    The flag says that values run from -1 to 1, not from 0 to 1. A single line is folded
    to lines of `in_line`; without a number, one of more than ten into a square.
    """
    folded = list(rows)
    if len(rows) == 1 and (in_line is not None or len(rows[0][0]) > 10):
        images, is_symmetric = rows[0]
        length = in_line or math.ceil(math.sqrt(len(images)))
        folded = [(part, is_symmetric) for part in images.split(length)]
    columns = max(len(images) for images, _ in folded)
    cell = max(images.shape[3] for images, _ in folded)
    height = sum(images.shape[2] + gap for images, _ in folded) - gap
    sheet = Image.new("RGBA", (columns * (cell + gap) - gap, height))
    top = 0
    for images, is_symmetric in folded:
        values = images.detach().float().cpu()
        values = (values + 1) * 127.5 if is_symmetric else values * 255
        pixels = values.round().clamp(0, 255).byte().permute(0, 2, 3, 1).numpy()
        for index, image in enumerate(pixels):
            colors = image if image.shape[2] == 3 else image[:, :, :1].repeat(3, axis=2)
            sheet.paste(Image.fromarray(colors), (index * (cell + gap), top))
        top += images.shape[2] + gap
    return sheet


def by_class(
    make: Callable[[int], Tensor], count: int, classes: int, device: torch.device
) -> Tensor:
    """One number of `make` for each line of a sheet with a column for each class."""
    lines = torch.arange(count, device=device) // classes
    return make(int(lines[-1]) + 1)[lines]


def draw_scatter(real: Tensor, generated: Tensor, limit: float) -> Image.Image:
    """Real points gray, generated ones blue; both axes from -limit to limit."""
    side = 512
    sheet = Image.new("RGB", (side, side), "white")
    pen = ImageDraw.Draw(sheet)
    for points, color in ((real, (176, 182, 190)), (generated, (37, 99, 235))):
        for x, y in points.detach().float().cpu()[:, :2].tolist():
            left = (x / limit + 1) / 2 * side
            top = (1 - y / limit) / 2 * side
            pen.ellipse((left - 1.5, top - 1.5, left + 1.5, top + 1.5), fill=color)
    return sheet
