"""Batches of images from folders, IDX files or a zip of either; points are generated.

Every batch is a function of its number, so a resumed run reads what it would have read.
"""

from __future__ import annotations

import gzip
import io
import math
import re
import struct
import zipfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Callable, Protocol, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

IMAGE_ENDINGS = {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif"}
BOX = {"crop": min, "pad": max}


@dataclass(frozen=True)
class Item:
    """One image that can be opened, and the folder or label that it belongs to."""

    name: str
    open: Callable[[], Image.Image]
    label: int = 0


class Files(Protocol):
    """A folder or a zip file: names with slashes, and their bytes."""

    names: list[str]

    def read(self, name: str) -> bytes:
        """The content of a file."""


class Folder:
    """All files below a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
        self.names = sorted(path.as_posix() for path in found)

    def read(self, name: str) -> bytes:
        """The content of a file."""
        return (self.root / name).read_bytes()


class Zip:
    """All files of a zip file. What a Mac adds is left out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
        self.names = sorted(name for name in names if not name.startswith("__MACOSX/"))

    def read(self, name: str) -> bytes:
        """The content of a file; opened anew, since several threads read."""
        with zipfile.ZipFile(self.path) as archive:
            return archive.read(name)


def open_files(path: str) -> Files:
    """What --data names."""
    place = Path(path)
    if place.is_dir():
        return Folder(place)
    if zipfile.is_zipfile(place):
        return Zip(place)
    raise SystemExit(f"--data expects a folder or a zip file, and {path} is neither.")


def _read_idx(content: bytes, name: str) -> np.ndarray:
    data = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    kind, rank = data[2], data[3]
    if data[:2] != b"\0\0" or kind != 0x08 or rank not in (1, 3):
        raise SystemExit(f"{name} is no IDX file of bytes with one or three axes.")
    shape = struct.unpack(f">{rank}I", data[4 : 4 + 4 * rank])
    return np.frombuffer(data, np.uint8, math.prod(shape), 4 + 4 * rank).reshape(shape)


def _idx_items(files: Files) -> list[Item]:
    names = [name for name in files.names if re.search(r"(idx|ubyte)", name, re.I)]
    training = [name for name in names if re.search(r"train", Path(name).name, re.I)]
    arrays = [_read_idx(files.read(name), name) for name in training or names]
    images = next((array for array in arrays if array.ndim == 3), None)
    labels = next((array for array in arrays if array.ndim == 1), None)
    if images is None:
        return []
    if labels is not None and len(labels) != len(images):
        raise SystemExit(f"Found {len(images)} images, but {len(labels)} labels.")

    def opener(pixels: np.ndarray) -> Callable[[], Image.Image]:
        return lambda: Image.fromarray(pixels)

    return [
        Item(f"{index}", opener(pixels), -1 if labels is None else int(labels[index]))
        for index, pixels in enumerate(images)
    ]


def _open_image(files: Files, name: str) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(files.read(name)))
        image.load()
    except OSError:
        raise SystemExit(f"{name} cannot be read as an image.") from None
    return image


def _image_items(files: Files, domain: str | None) -> list[Item]:
    paths = [
        PurePosixPath(name)
        for name in files.names
        if PurePosixPath(name).suffix.lower() in IMAGE_ENDINGS
    ]
    if domain is not None:
        wanted = f"train{domain}".lower()
        paths = [path for path in paths if path.parent.name.lower() == wanted]
    else:
        training = [p for p in paths if "train" in map(str.lower, p.parts[:-1])]
        held_back = {"test", "val", "testa", "testb"}
        paths = training or [
            path for path in paths if held_back.isdisjoint(map(str.lower, path.parts))
        ]
    classes = sorted({path.parent.as_posix() for path in paths})

    def opener(name: str) -> Callable[[], Image.Image]:
        return lambda: _open_image(files, name)

    return [
        Item(
            path.as_posix(),
            opener(path.as_posix()),
            classes.index(path.parent.as_posix()) if len(classes) > 1 else -1,
        )
        for path in paths
    ]


def has_domain_folders(path: str) -> bool:
    """Whether there are folders such as trainA and trainB."""
    names = open_files(path).names
    folders = {PurePosixPath(name).parent.name.lower() for name in names}
    return {"traina", "trainb"} <= folders


def find_items(path: str, domain: str | None = None) -> list[Item]:
    """The training images of a folder or zip, with labels where it has classes."""
    files = open_files(path)
    items = ([] if domain else _idx_items(files)) or _image_items(files, domain)
    if not items:
        what = f"images in a folder train{domain}" if domain else "images or IDX files"
        raise SystemExit(f"Found no {what} in {path}.")
    return items


@dataclass(frozen=True)
class Placement:
    """Where a frame is cut out of an image, and whether it is mirrored."""

    top: int
    left: int
    is_mirrored: bool


@dataclass(frozen=True)
class ImageTransform:
    """What becomes of an image: its size, colors and the range of its values.

    With `resize` (height, width) it is brought to that size first, and the frame is cut
    out of it: at random, or in the middle for sheets.
    """

    height: int
    width: int
    channels: int
    is_symmetric: bool = True
    fit: str = "crop"
    flips: bool = False
    resize: tuple[int, int] | None = None
    background: tuple[int, int, int] = (255, 255, 255)

    def place(self, rng: np.random.Generator, is_shown: bool) -> Placement:
        """The choices for one image, or for both of a pair."""
        height, width = self.resize or (self.height, self.width)
        down, across = height - self.height, width - self.width
        is_mirrored = self.flips and bool(rng.random() < 0.5)
        if is_shown:
            return Placement(down // 2, across // 2, is_mirrored)
        top, left = rng.integers(down + 1), rng.integers(across + 1)
        return Placement(int(top), int(left), is_mirrored)

    def __call__(self, image: Image.Image, place: Placement) -> Tensor:
        """The image as [C, H, W]."""
        size = self.resize or (self.height, self.width)
        image = self.framed(self.flat(image), *size)
        right, bottom = place.left + self.width, place.top + self.height
        image = image.crop((place.left, place.top, right, bottom))
        if place.is_mirrored:
            image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return self.tensor(image)

    def flat(self, image: Image.Image) -> Image.Image:
        """Without palette, transparency or more than eight bits."""
        if image.mode in ("I", "I;16", "F"):
            values = np.asarray(image, np.float64)
            image = Image.fromarray((values / 257).clip(0, 255).astype(np.uint8))
        if image.mode in ("P", "LA", "RGBA", "PA"):
            colors = image.convert("RGBA")
            ground = Image.new("RGBA", colors.size, (*self.background, 255))
            image = Image.alpha_composite(ground, colors)
        return image.convert("L" if self.channels == 1 else "RGB")

    def framed(self, image: Image.Image, height: int, width: int) -> Image.Image:
        """Resized with a triangle filter, and cut or filled up as asked."""
        if image.size == (width, height):
            return image
        scale_x, scale_y = image.width / width, image.height / height
        if self.fit == "stretch":
            return image.resize((width, height), Image.Resampling.BILINEAR)
        scale = BOX[self.fit](scale_x, scale_y)
        if self.fit == "crop":
            left = (image.width - width * scale) / 2
            top = (image.height - height * scale) / 2
            box = (left, top, left + width * scale, top + height * scale)
            return image.resize((width, height), Image.Resampling.BILINEAR, box=box)
        size = (max(1, round(image.width / scale)), max(1, round(image.height / scale)))
        small = image.resize(size, Image.Resampling.BILINEAR)
        sheet = Image.new(image.mode, (width, height))
        sheet.paste(small, ((width - size[0]) // 2, (height - size[1]) // 2))
        return sheet

    def tensor(self, image: Image.Image) -> Tensor:
        """Bytes as numbers in the range that the networks work in."""
        pixels = np.asarray(image, np.float32).reshape(image.height, image.width, -1)
        values = pixels / 127.5 - 1 if self.is_symmetric else pixels / 255
        return torch.from_numpy(values).permute(2, 0, 1).contiguous()


def halves(image: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Left and right of a pair that lies side by side."""
    half = image.width // 2
    left = image.crop((0, 0, half, image.height))
    return left, image.crop((image.width - half, 0, image.width, image.height))


class Images:
    """Images with their labels, one at a time.

    `select` says what is taken: `all`; `a` or `b`, a domain (folders trainA and trainB)
    or one side of pairs; `pairs`, both sides; `resolutions`, small and as it is.
    """

    def __init__(
        self,
        path: str,
        transform: ImageTransform,
        *,
        classes: int | None = None,
        select: str = "all",
        factor: int = 1,
    ) -> None:
        has_domains = select in ("a", "b") and has_domain_folders(path)
        self.items = find_items(path, select.upper() if has_domains else None)
        self.side = {"a": 0, "b": 1}.get(select) if not has_domains else None
        if select == "pairs" or self.side is not None:
            self.expect_pairs(path)
        self.transform = transform
        self.classes = classes
        self.select = select
        self.factor = factor
        labels = [item.label for item in self.items]
        if classes is not None and min(labels) < 0:
            raise SystemExit(
                f"{path} has no classes. Put images of each class in its own folder."
            )
        if classes is not None and max(labels) >= classes:
            raise SystemExit(
                f"{path} has {max(labels) + 1} classes, and {classes} are expected."
            )

    def expect_pairs(self, path: str) -> None:
        """Ends the program where images are not two side by side."""
        image, name = self.items[0].open(), self.items[0].name
        if image.width < 1.5 * image.height:
            also = "" if self.side is None else "folders trainA and trainB, or "
            raise SystemExit(
                f"--data expects {also}pairs that lie side by side in one image, "
                f"and {name} of {path} is only {image.width}×{image.height}."
            )

    def __len__(self) -> int:
        return len(self.items)

    def sample(
        self, index: int, rng: np.random.Generator, is_shown: bool
    ) -> tuple[Tensor, ...]:
        """One or two images, and the label where labels are wanted."""
        item = self.items[index]
        parts = self.parts(item.open(), self.transform.place(rng, is_shown))
        return parts if self.classes is None else (*parts, torch.tensor(item.label))

    def parts(self, image: Image.Image, place: Placement) -> tuple[Tensor, ...]:
        """What is taken of an image."""
        if self.select == "pairs":
            left, right = halves(image)
            return self.transform(left, place), self.transform(right, place)
        whole = image if self.side is None else halves(image)[self.side]
        values = self.transform(whole, place)
        if self.select != "resolutions":
            return (values,)
        return F.avg_pool2d(values[None], self.factor)[0], values


class Points:
    """Points of the plane: `rings`, `grid` or `swiss-roll`."""

    def __init__(self, name: str, seed: int, count: int = 20000) -> None:
        rng = np.random.default_rng(seed)
        if name == "swiss-roll":
            along = 1.5 * math.pi * (1 + 2 * rng.random(count))
            radius = 2 * along / (4.5 * math.pi)
            spiral = np.stack([radius * np.cos(along), radius * np.sin(along)], 1)
            points = spiral + 0.04 * rng.standard_normal((count, 2))
        else:
            angles = 2 * math.pi * np.arange(8) / 8
            ring = 2 * np.stack([np.cos(angles), np.sin(angles)], 1)
            axis = np.arange(-2.0, 3.0)
            grid = np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2)
            centers, width = (grid, 0.05) if name == "grid" else (ring, 0.02)
            chosen = centers[rng.integers(len(centers), size=count)]
            points = chosen + width * rng.standard_normal((count, 2))
        self.points = torch.from_numpy(points.astype(np.float32))

    def __len__(self) -> int:
        return len(self.points)

    def sample(
        self, index: int, rng: np.random.Generator, is_shown: bool
    ) -> tuple[Tensor, ...]:
        """One point."""
        return (self.points[index],)


class Samples(Protocol):
    """Anything with a number of samples."""

    def __len__(self) -> int:
        """How many there are."""

    def sample(
        self, index: int, rng: np.random.Generator, is_shown: bool
    ) -> tuple[Tensor, ...]:
        """One sample, made of one tensor or more."""


class Feed:
    """Endless shuffled batches; each process reads its own share of every epoch."""

    def __init__(
        self,
        samples: Samples,
        batch_size: int,
        seed: int,
        device: torch.device,
        *,
        rank: int = 0,
        count: int = 1,
        workers: int = 2,
    ) -> None:
        self.samples = samples
        self.batch_size = batch_size
        self.seed = seed
        self.device = device
        self.rank = rank
        self.count = count
        self.cursor = 0
        self.pool = ThreadPoolExecutor(workers) if workers > 0 else None
        self.ahead = workers
        self.waiting: dict[int, Future[list[Tensor]]] = {}
        self.orders: dict[int, np.ndarray] = {}

    @property
    def batches_per_epoch(self) -> int:
        """Batches of all processes together after which every sample has been seen."""
        return math.ceil(len(self.samples) / (self.batch_size * self.count))

    def next(self) -> tuple[Tensor, ...]:
        """The next batch, on the device."""
        draw = self.cursor
        self.cursor += 1
        if self.pool is None:
            batch = self.load(draw)
        else:
            for number in range(draw, draw + self.ahead + 1):
                if number not in self.waiting:
                    self.waiting[number] = self.pool.submit(self.load, number)
            batch = self.waiting.pop(draw).result()
        return tuple(part.to(self.device, non_blocking=True) for part in batch)

    def go_to(self, cursor: int) -> None:
        """Goes on with batch number `cursor`."""
        self.cursor = cursor
        self.waiting.clear()

    def load(self, draw: int) -> list[Tensor]:
        """Batch number `draw` of this process."""
        first = (draw * self.count + self.rank) * self.batch_size
        return self.gather(range(first, first + self.batch_size), False)

    def fixed(self, count: int) -> tuple[Tensor, ...]:
        """The samples that sheets show, always the same."""
        return tuple(part.to(self.device) for part in self.gather(range(count), True))

    def gather(self, positions: Sequence[int], is_shown: bool) -> list[Tensor]:
        """Samples at positions of the endless row of epochs."""
        parts = []
        for position in positions:
            epoch, place = divmod(position, len(self.samples))
            rng = np.random.default_rng([self.seed, 1, position])
            item = int(self.order(epoch)[place])
            parts.append(self.samples.sample(item, rng, is_shown))
        return [torch.stack(list(column)) for column in zip(*parts)]

    def order(self, epoch: int) -> np.ndarray:
        """A permutation for each epoch; the latest few are kept."""
        if epoch not in self.orders:
            rng = np.random.default_rng([self.seed, 0, epoch])
            self.orders[epoch] = rng.permutation(len(self.samples))
            for old in [known for known in self.orders if known < epoch - 2]:
                self.orders.pop(old, None)
        return self.orders[epoch]
