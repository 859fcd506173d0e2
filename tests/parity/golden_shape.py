"""Writes golden values of resampling, shape, combining and regularising layers: python3 tests/parity/golden_shape.py"""

import itertools

import torch
import torch.nn.functional as F
from golden_support import case, nchw, nhwc, uniform, write


def on_image(function):
    """A function of one [N, C, H, W] image as one of our layout."""
    return lambda x, _: nhwc(function(nchw(x[0])))


def padding_field(padding):
    if isinstance(padding, str):
        return {"type": padding}
    return {"type": "explicit", **dict(zip(("top", "bottom", "left", "right"), padding))}


def sides(padding, size, stride, height, width):
    """Left, right, top, bottom, as F.pad takes them."""
    if padding == "valid":
        return 0, 0, 0, 0
    if padding != "same":
        top, bottom, left, right = padding
        return left, right, top, bottom
    total = [max((-(-n // stride) - 1) * stride + size - n, 0) for n in (width, height)]
    return tuple(itertools.chain(*((n // 2, n - n // 2) for n in total)))


# Resampling


def upsample():
    def one(shape, factor, method):
        options = {} if method == "nearest" else {"align_corners": False}
        compute = on_image(lambda x: F.interpolate(x, scale_factor=factor, mode=method, **options))
        return case(f"{shape} ×{factor}, {method}", dict(factor=factor, method=method), [uniform(*shape)], compute)

    shapes = [((2, 3, 2, 2), 2), ((1, 2, 3, 4), 3), ((2, 1, 1, 3), 4), ((1, 3, 2, 1), 1)]
    aligned = lambda factor: on_image(
        lambda x: F.interpolate(x, scale_factor=factor, mode="bilinear", align_corners=True)
    )
    return [one(*shape, method) for method in ("nearest", "bilinear") for shape in shapes] + [
        case(
            f"{shape} ×{factor}, corners aligned",
            dict(factor=factor, method="bilinear", alignCorners=True),
            [uniform(*shape)],
            aligned(factor),
        )
        for shape, factor in shapes
    ]


POOLS = [
    ((2, 4, 6, 2), 2, 2, "valid"),
    ((1, 5, 7, 3), 2, 2, "valid"),
    ((2, 5, 4, 2), 2, 2, "same"),
    ((1, 6, 5, 4), 3, 2, (1, 1, 1, 1)),
    ((2, 5, 4, 1), 3, 1, "same"),
    ((1, 5, 6, 2), 4, 3, (2, 1, 0, 3)),
    ((1, 7, 6, 2), 2, 3, "valid"),
    ((2, 3, 4, 2), 3, 4, (2, 0, 1, 2)),
]


def pools(function, **options):
    def one(shape, size, stride, padding):
        around = sides(padding, size, stride, shape[1], shape[2])
        params = dict(size=size, stride=stride, padding=padding_field(padding), **options)
        name = f"{shape}, size {size}, stride {stride}, padding {padding} {options or ''}".strip()
        compute = on_image(lambda x: function(x, size, stride, around))
        return case(name, params, [uniform(*shape)], compute)

    return [one(*pool) for pool in POOLS]


def average(x, size, stride, around):
    return F.avg_pool2d(F.pad(x, around), size, stride)


def average_inside(x, size, stride, around):
    return average(x, size, stride, around) / average(torch.ones_like(x), size, stride, around)


def largest(x, size, stride, around):
    return F.max_pool2d(F.pad(x, around, value=float("-inf")), size, stride)


def max_pool():
    ties = torch.tensor([[1.0, 3, 3, 3], [3, 1, 3, 3], [0, 0, -2, -2], [0, 0, -2, -2]])[None, :, :, None]
    compute = on_image(lambda x: F.max_pool2d(x, 2))
    below = on_image(lambda x: largest(x, 3, 1, (1, 1, 1, 1)))
    # First a shape in which the test of second-order gradients, with numbers of its own, moves no maximum.
    clear = case("images", {}, [uniform(1, 4, 6, 2)], compute)
    return [clear] + pools(largest) + [
        case("of equal elements the first", {}, [ties], compute),
        case("of none but negative ones", dict(size=3, stride=1, padding=padding_field((1, 1, 1, 1))), [uniform(1, 2, 3, 2, low=-2, high=-1)], below),
    ]


def blur():
    def one(shape, taps, stride):
        around = sides("same", len(taps), stride, shape[1], shape[2])
        kernel = torch.tensor(taps, dtype=torch.float64)
        kernel = (kernel[:, None] * kernel / kernel.sum() ** 2).expand(shape[3], 1, -1, -1)
        compute = on_image(lambda x: F.conv2d(F.pad(x, around), kernel, stride=stride, groups=shape[3]))
        return case(f"{shape}, taps {taps}, stride {stride}", dict(taps=taps, stride=stride), [uniform(*shape)], compute)

    return [
        one((2, 5, 4, 2), [1, 2, 1], 1),
        one((1, 5, 6, 3), [1, 2, 1], 2),
        one((1, 6, 5, 4), [1, 3, 3, 1], 2),
        one((2, 3, 4, 1), [1, -3, 5, 2, 0.5], 1),
        one((1, 7, 5, 2), [2, 1], 3),
    ]


def global_avg_pool():
    return [case("an image", {}, [uniform(2, 3, 5, 4)], lambda x, _: x[0].mean((1, 2)))]


def pixel_shuffle():
    return [
        case(f"{shape} ×{factor}", dict(factor=factor), [uniform(*shape)], on_image(lambda x, r=factor: F.pixel_shuffle(x, r)))
        for shape, factor in [((2, 2, 3, 8), 2), ((1, 3, 2, 9), 3), ((2, 1, 1, 16), 4)]
    ] + [
        case(
            f"{shape} ÷{factor}",
            dict(factor=factor, reverse=True),
            [uniform(*shape)],
            on_image(lambda x, r=factor: F.pixel_unshuffle(x, r)),
        )
        for shape, factor in [((2, 4, 6, 3), 2), ((1, 3, 6, 2), 3)]
    ]


def pad():
    def one(shape, mode, top, bottom, left, right):
        native = {"zero": "constant"}.get(mode, mode)
        params = dict(top=top, bottom=bottom, left=left, right=right, mode=mode)
        compute = on_image(lambda x: F.pad(x, (left, right, top, bottom), mode=native))
        return case(f"{shape}, {mode} {top} {bottom} {left} {right}", params, [uniform(*shape)], compute)

    borders = [((2, 4, 3, 2), 1, 1, 1, 1), ((1, 4, 5, 3), 3, 0, 2, 4), ((1, 3, 4, 4), 0, 2, 3, 1)]
    modes = ("zero", "reflect", "replicate")
    return [one(shape, mode, *border) for mode in modes for shape, *border in borders] + [
        one((1, 2, 1, 2), "replicate", 3, 2, 1, 4)
    ]


def crop():
    return [
        case("unevenly", dict(top=1, bottom=2, left=0, right=1), [uniform(2, 5, 4, 2)], lambda x, _: x[0][:, 1:3, :3]),
        case("one at each side", {}, [uniform(1, 3, 4, 3)], lambda x, _: x[0][:, 1:-1, 1:-1]),
    ]


# Regularization


def dropout():
    def one(name, rate, shape, training):
        draws = uniform(*shape, low=0, high=1)
        keep = (draws >= rate) / (1 - rate) if training else 1
        random = [draws] if training else []
        return case(name, {"rate": rate}, [uniform(*shape)], lambda x, _: x[0] * keep, None, training, random)

    def channels():
        draws = uniform(3, 1, 1, 4, low=0, high=1)
        keep = (draws >= 0.4) / 0.6
        params = {"rate": 0.4, "spatial": True}
        return case("whole channels", params, [uniform(3, 2, 3, 4)], lambda x, _: x[0] * keep, random=[draws])

    return [
        one("a third in training", 0.3, (3, 5, 2, 2), True),
        one("most of a vector in training", 0.8, (4, 7), True),
        one("nothing in inference", 0.3, (3, 5), False),
        channels(),
    ]


def gaussian_noise():
    """The draws are what the stream gives: already of the deviation that was asked for."""

    def one(name, shape, training):
        noise = uniform(*shape)
        compute = lambda x, _: x[0] + noise if training else x[0]
        return case(name, {"stdDev": 0.3}, [uniform(*shape)], compute, None, training, [noise] if training else [])

    return [
        one("an image in training", (2, 3, 2, 2), True),
        one("a vector in training", (3, 4), True),
        one("nothing in inference", (2, 3), False),
    ]


def noise_injection():
    def one(shape, training):
        noise = uniform(*shape[:3], 1)
        compute = lambda x, w: x[0] + noise * w["strength"]
        name = f"{shape} in {'training' if training else 'inference'}"
        return case(name, {}, [uniform(*shape)], compute, {"strength": uniform(shape[3])}, training, [noise])

    def biased(shape):
        noise = uniform(*shape[:3], 1)
        compute = lambda x, w: x[0] + noise * w["strength"] + w["bias"]
        weights = {"strength": uniform(shape[3]), "bias": uniform(shape[3])}
        return case(f"{shape} with bias", {"bias": True}, [uniform(*shape)], compute, weights, True, [noise])

    def shared(shape):
        noise = uniform(*shape[:3], 1)
        compute = lambda x, w: x[0] + noise * w["strength"] + w["bias"]
        weights = {"strength": uniform(1), "bias": uniform(shape[3])}
        name = f"{shape} with bias and one strength"
        return case(name, {"bias": True, "shared": True}, [uniform(*shape)], compute, weights, True, [noise])

    return [
        one((2, 3, 2, 4), True),
        one((1, 2, 5, 3), True),
        one((2, 3, 2, 4), False),
        biased((2, 3, 2, 4)),
        shared((2, 2, 3, 3)),
    ]


def minibatch_stddev():
    def one(shape, size, channels, group, training=True):
        """`group` is what becomes of the size in a batch that it does not divide."""

        def compute(inputs, _):
            n, h, w, c = shape
            y = nchw(inputs[0]).reshape(group, n // group, channels, c // channels, h, w)
            y = y - y.mean(0, keepdim=True)
            y = (y.square().mean(0) + 1e-8).sqrt()
            y = y.mean((2, 3, 4), keepdim=True)[:, :, 0]
            y = y.repeat(group, 1, h, w)
            return torch.cat([inputs[0], nhwc(y)], 3)

        name = f"{shape}, groups of {size}, {channels} channels, {'training' if training else 'inference'}"
        return case(name, dict(groupSize=size, channels=channels), [uniform(*shape)], compute, None, training)

    return [
        one((4, 2, 3, 2), 4, 1, 4),
        one((8, 2, 1, 3), 4, 1, 4),
        one((6, 1, 2, 4), 4, 2, 3),
        one((3, 2, 2, 2), 4, 1, 3),
        one((4, 2, 1, 6), 2, 3, 2),
        one((4, 2, 1, 2), 2, 1, 2, False),
    ]


# Shape


def reshape():
    return [
        case("a vector to an image", {"shape": [2, 3, 4]}, [uniform(2, 24)], lambda x, _: x[0].reshape(2, 2, 3, 4)),
        case("an image to a vector", {"shape": [12]}, [uniform(3, 2, 3, 2)], lambda x, _: x[0].reshape(3, 12)),
        case("an image to an image", {"shape": [3, 1, 4]}, [uniform(2, 2, 3, 2)], lambda x, _: x[0].reshape(2, 3, 1, 4)),
        case("one number to a vector", {"shape": [1]}, [uniform(3)], lambda x, _: x[0].reshape(3, 1)),
    ]


def flatten():
    return [
        case("an image", {}, [uniform(2, 3, 2, 5)], lambda x, _: x[0].flatten(1)),
        case("a table", {}, [uniform(2, 3, 2)], lambda x, _: x[0].flatten(1)),
    ]


def permute():
    return [
        case("rows and columns of an image", {}, [uniform(2, 3, 2, 4)], lambda x, _: x[0].permute(0, 2, 1, 3)),
        case("all axes", {"axes": [2, 0, 1]}, [uniform(2, 3, 2, 4)], lambda x, _: x[0].permute(0, 3, 1, 2)),
        case("a table", {"axes": [1, 0]}, [uniform(2, 3, 4)], lambda x, _: x[0].permute(0, 2, 1)),
        case("four axes", {"axes": [3, 1, 0, 2]}, [uniform(2, 2, 3, 1, 2)], lambda x, _: x[0].permute(0, 4, 2, 1, 3)),
    ]


def slices():
    return [
        case("of a vector", dict(axis=0, start=2, length=3), [uniform(2, 6)], lambda x, _: x[0][:, 2:5]),
        case("channels of an image", dict(axis=2, start=1, length=2), [uniform(2, 2, 3, 4)], lambda x, _: x[0][..., 1:3]),
        case("rows of an image", dict(axis=0, start=0, length=2), [uniform(1, 3, 2, 2)], lambda x, _: x[0][:, :2]),
        case("a row of a table", dict(axis=0, start=3, drop=True), [uniform(2, 5, 4)], lambda x, _: x[0][:, 3]),
        case("a channel", dict(axis=2, start=1, drop=True), [uniform(2, 2, 3, 2)], lambda x, _: x[0][..., 1]),
        case("one number", dict(axis=0, start=1, drop=True), [uniform(3, 2)], lambda x, _: x[0][:, 1]),
        case("an image out of several", dict(axis=1, start=1, drop=True), [uniform(1, 2, 3, 2, 2)], lambda x, _: x[0][:, :, 1]),
    ]


def one_hot():
    # A leaf of its own, so that backward has an end.
    compute = lambda x, _: F.one_hot(x[0], 5).to(torch.float64).requires_grad_()
    return [
        case("five classes", {"classes": 5}, [torch.tensor([3, 0, 4, 4])], compute),
        case("in inference", {"classes": 5}, [torch.tensor([1])], compute, training=False),
    ]


# Combining


def concat():
    return [
        case("two images", {}, [uniform(2, 3, 2, 1), uniform(2, 3, 2, 4)], lambda x, _: torch.cat(x, -1)),
        case("three vectors", {"inputs": 3}, [uniform(2, n) for n in (3, 1, 2)], lambda x, _: torch.cat(x, -1)),
        case("rows of images", {"axis": 0}, [uniform(2, n, 2, 3) for n in (1, 3)], lambda x, _: torch.cat(x, 1)),
        case("columns of matrices", {"axis": 1}, [uniform(2, 3, n) for n in (2, 1)], lambda x, _: torch.cat(x, 2)),
    ]


def add():
    return [
        case("two images", {}, [uniform(2, 3, 2, 2) for _ in range(2)], lambda x, _: x[0] + x[1]),
        case("four vectors", {"inputs": 4}, [uniform(2, 5) for _ in range(4)], lambda x, _: sum(x)),
        case("a row of channels to an image", {}, [uniform(2, 3, 2, 4), uniform(2, 1, 1, 4)], lambda x, _: x[0] + x[1]),
        case("one number to a vector", {}, [uniform(3, 4), uniform(3)], lambda x, _: x[0] + x[1][:, None]),
    ]


def multiply():
    product = lambda x, _: x[0] * x[1]
    by_number = lambda x, _: x[0] * x[1].reshape(-1, *[1] * (x[0].dim() - 1))
    return [
        case("two images", {}, [uniform(2, 3, 2, 2) for _ in range(2)], product),
        case("three vectors", {"inputs": 3}, [uniform(2, 5) for _ in range(3)], lambda x, _: x[0] * x[1] * x[2]),
        case("an image by a factor per channel", {}, [uniform(2, 3, 2, 4), uniform(2, 1, 1, 4)], product),
        case("an image by a mask", {}, [uniform(2, 3, 2, 4), uniform(2, 3, 2, 1)], product),
        case("an image by one number", {}, [uniform(3, 2, 2, 2), uniform(3)], by_number),
        case("a vector by one number", {}, [uniform(3, 4), uniform(3)], by_number),
        case("two numbers", {}, [uniform(3), uniform(3)], product),
    ]


def lerp():
    fixed = lambda x, _: torch.lerp(x[0], x[1], 0.3)
    given = lambda x, _: x[0] + x[2].reshape(-1, *[1] * (x[0].dim() - 1)) * (x[1] - x[0])
    return [
        case("two images", {"amount": 0.3}, [uniform(2, 3, 2, 2) for _ in range(2)], fixed),
        case("two images, an amount for each sample", {}, [uniform(2, 3, 1, 2), uniform(2, 3, 1, 2), uniform(2)], given),
        case("two vectors, an amount for each sample", {}, [uniform(3, 4), uniform(3, 4), uniform(3)], given),
        case("two numbers, an amount for each sample", {}, [uniform(3), uniform(3), uniform(3)], given),
    ]


def matmul():
    def one(name, a, b, a_turned=False, b_turned=False):
        turned = lambda x, is_turned: x.transpose(-1, -2) if is_turned else x
        params = {"transposeA": a_turned, "transposeB": b_turned}
        params = {key: value for key, value in params.items() if value}
        compute = lambda x, _: turned(x[0], a_turned) @ turned(x[1], b_turned)
        return case(name, params, [uniform(*a), uniform(*b)], compute)

    return [
        one("one matrix each", (2, 3, 4), (2, 4, 5)),
        one("queries times keys of three heads", (2, 3, 4, 2), (2, 3, 5, 2), b_turned=True),
        one("the first transposed", (2, 3, 1, 2), (2, 3, 1, 4), a_turned=True),
        one("both transposed", (2, 4, 3), (2, 2, 4), True, True),
        one("five axes", (2, 2, 2, 3, 2), (2, 2, 2, 2, 1)),
    ]


def reduce():
    def one(name, shape, axes, method, keep=False):
        along = tuple(axis + 1 for axis in axes)
        function = torch.amax if method == "max" else getattr(torch, method)
        params = dict(axes=axes, method=method, **({"keepDims": True} if keep else {}))
        return case(name, params, [uniform(*shape)], lambda x, _: function(x[0], along, keepdim=keep))

    def first_largest(x, _):
        return x[0].max(1).values

    image = (2, 3, 4, 5)
    ties = torch.tensor([[3.0, 1, 3], [0, 0, -1]])
    return [
        one("pixels", image, [0, 1], "mean"),
        one("channels, kept", image, [2], "mean", True),
        one("channels", image, [2], "sum"),
        one("a vector to one number", (3, 7), [0], "sum"),
        one("all of an image, kept", image, [2, 0, 1], "sum", True),
        one("rows of a matrix", (2, 3, 4), [0], "mean"),
        one("the largest channel", image, [2], "max", True),
        one("the largest pixels", image, [0, 1], "max"),
        one("the largest of pieces: maxout", (3, 4, 5), [1], "max"),
        one("one of four axes", (2, 3, 2, 2, 2), [1], "max"),
        case("of equal elements the first", dict(axes=[0], method="max"), [ties], first_largest),
    ]


# Without inputs


def unmade(name, params, output):
    """Nothing to derive: the output hangs on a leaf of its own so that backward has an end."""
    return case(name, params, [], lambda *_: output.clone().requires_grad_())


def constant():
    return [
        unmade("one number", {"value": 0.25}, torch.full((3,), 0.25)),
        unmade("a vector", {"shape": [4], "value": -2}, torch.full((2, 4), -2.0)),
        unmade("an image", {"shape": [2, 3, 1]}, torch.ones(2, 2, 3, 1)),
    ]


def schedule():
    """At iteration 0."""
    ramp = {"from": 0.75, "to": 3, "start": 0, "end": 10}
    return [
        unmade("constant", {"value": {"type": "constant", "value": 0.5}}, torch.full((3,), 0.5)),
        unmade("a ramp", {"value": {"type": "linear", **ramp}}, torch.full((2,), 0.75)),
        unmade("steps", {"value": {"type": "steps", "at": [0, 5], "values": [2, 4]}}, torch.full((2,), 2.0)),
    ]


FILES = {
    "upsample": upsample,
    "avg-pool": lambda: pools(average) + pools(average_inside, countPadding=False),
    "max-pool": max_pool,
    "global-avg-pool": global_avg_pool,
    "blur": blur,
    "pixel-shuffle": pixel_shuffle,
    "pad": pad,
    "crop": crop,
    "dropout": dropout,
    "gaussian-noise": gaussian_noise,
    "noise-injection": noise_injection,
    "minibatch-stddev": minibatch_stddev,
    "reshape": reshape,
    "flatten": flatten,
    "permute": permute,
    "slice": slices,
    "one-hot": one_hot,
    "concat": concat,
    "add": add,
    "multiply": multiply,
    "lerp": lerp,
    "constant": constant,
    "schedule": schedule,
    "matmul": matmul,
    "reduce": reduce,
}

write(FILES, 3000)
