"""Golden values of dense layers, convolutions, embeddings, constants and attention, with spectral normalization and
equalized learning rate: python3 tests/parity/golden_dense_conv.py
"""

import torch
import torch.nn.functional as F
from golden_support import case, nchw, nhwc, uniform, write
from torch import nn
from torch.nn.utils.stateless import functional_call

# What the layers share


class Weighted:
    """A layer with a kernel: PyTorch's own module without bias, in its own spectral normalization where asked for.

    `to_torch` gives PyTorch's weight of our kernel, `outputs` its axis of outputs, `axes` the kernel's other axes, in our
    order, `order` those in PyTorch's.
    """

    def __init__(self, module, kernel, to_torch, axes, order=None, training=True, **options):
        self.options = options
        self.training = training
        self.to_torch = to_torch
        self.axes = axes
        self.order = order or tuple(range(len(axes)))
        self.module = module
        self.weights = {"kernel": uniform(*kernel)}
        self.fan_in = torch.Size(axes).numel()

    def start(self, outputs, bias):
        """Draws the other weights; the kernel comes first."""
        if bias:
            self.weights["bias"] = uniform(outputs)
        if self.options.get("spectralNorm"):
            nn.utils.spectral_norm(self.module)
            self.module.train(self.training)
            self.weights |= {"spectralU": uniform(outputs), "spectralV": uniform(*self.axes)}
            if not self.training:
                # Near to the singular vectors, as they are after training.
                matrix = self.matrix(self.to_torch(self.weights["kernel"]))
                left, _, right = torch.linalg.svd(matrix)
                inverse = torch.tensor(self.order).argsort().tolist()
                vector = right[0].reshape([self.axes[axis] for axis in self.order]).permute(inverse)
                self.weights["spectralU"] = left[:, 0].mul(100).round().div(100)
                self.weights["spectralV"] = vector.mul(100).round().div(100)
        return self

    def matrix(self, weight):
        transposed = isinstance(self.module, nn.ConvTranspose2d)
        return (weight.transpose(0, 1) if transposed else weight).flatten(1)

    def __call__(self, x, weights):
        weight = self.to_torch(weights["kernel"])
        if not self.options.get("spectralNorm"):
            return functional_call(self.module, {"weight": weight}, x) * self.scale()
        self.module.weight_u = self.weights["spectralU"].clone()
        self.module.weight_v = self.weights["spectralV"].permute(self.order).flatten().clone()
        return functional_call(self.module, {"weight_orig": weight}, x) * self.scale()

    def scale(self):
        """A layer is linear in its kernel, so its output may be scaled in place of it."""
        if not self.options.get("equalizedLr"):
            return 1
        return self.options.get("gain", 1) / self.fan_in**0.5 * self.options.get("lrMultiplier", 1)

    def biased(self, y, weights):
        if "bias" not in weights:
            return y
        factor = self.options.get("lrMultiplier", 1) if self.options.get("equalizedLr") else 1
        return y + weights["bias"] * factor

    def updates(self):
        if not self.options.get("spectralNorm") or not self.training:
            return {}
        inverse = torch.tensor(self.order).argsort().tolist()
        v = self.module.weight_v.reshape([self.axes[axis] for axis in self.order]).permute(inverse)
        return {"spectralU": self.module.weight_u, "spectralV": v.contiguous()}

    def case(self, name, params, inputs, compute):
        name = ", ".join([name, *(f"{key} {value}" for key, value in self.options.items())])
        name += "" if self.training else ", in inference"
        params = {**params, **self.options}
        return case(name, params, inputs, compute, self.weights, self.training, updates=self.updates)


SPECTRAL = dict(spectralNorm=True)
EQUALIZED = dict(equalizedLr=True, gain=1.5, lrMultiplier=0.25)
BOTH = {**SPECTRAL, **EQUALIZED}


def pair(value):
    return value if isinstance(value, tuple) else (value, value)


def size_fields(**sizes):
    """`kernel=(3, 1)` is `kernel=3, kernelWidth=1` here."""
    fields = {}
    for name, value in sizes.items():
        height, width = pair(value)
        fields |= {name: height} if height == width else {name: height, f"{name}Width": width}
    return fields


def same(length, kernel, stride):
    total = max((-(-length // stride) - 1) * stride + kernel - length, 0)
    return total // 2, total - total // 2


def sides(padding, kernel, stride, height, width):
    """Top, bottom, left, right of a convolution over `height` × `width`."""
    if padding == "same":
        ends = zip((height, width), pair(kernel), pair(stride))
        return tuple(side for lengths in ends for side in same(*lengths))
    return (0, 0, 0, 0) if padding == "valid" else padding


def padding_field(padding):
    if isinstance(padding, str):
        return {"type": padding}
    return {"type": "explicit", **dict(zip(("top", "bottom", "left", "right"), padding))}


# Layers


def dense():
    def one(batch, features, units, bias, **options):
        layer = Weighted(
            nn.Linear(features, units, False), (features, units), lambda k: k.t(), (features,), **options
        ).start(units, bias)
        return layer.case(
            f"{batch} × {features} to {units}, bias {bias}",
            dict(units=units, bias=bias),
            [uniform(batch, features)],
            lambda x, w: layer.biased(layer(x[0], w), w),
        )

    return [
        one(3, 7, 5, True),
        one(1, 9, 1, True),
        one(5, 1, 3, False),
        one(2, 17, 13, False),
        one(3, 7, 5, True, **SPECTRAL),
        one(3, 4, 1, False, **SPECTRAL),
        one(2, 6, 5, True, training=False, **SPECTRAL),
        one(3, 7, 5, True, **EQUALIZED),
        one(2, 5, 4, True, **BOTH),
        one(2, 5, 3, True, gain=3, lrMultiplier=2),
    ]


def convolution(shape, filters, kernel, stride, padding, bias=True, dilation=1, groups=1, **options):
    batch, height, width, channels = shape
    area = pair(kernel)
    reach = tuple((length - 1) * dilation + 1 for length in area)
    top, bottom, left, right = sides(padding, reach, stride, height, width)
    layer = Weighted(
        nn.Conv2d(channels, filters, kernel, stride, dilation=dilation, groups=groups, bias=False),
        (*area, channels // groups, filters),
        lambda k: k.permute(3, 2, 0, 1).contiguous(),
        (*area, channels // groups),
        (2, 0, 1),
        **options,
    ).start(filters, bias)
    more = dict(dilation=dilation, groups=groups)
    more = {key: value for key, value in more.items() if value != 1}
    params = size_fields(kernel=kernel, stride=stride) | more
    return layer.case(
        f"{shape} to {filters}, kernel {kernel}, stride {stride}, padding {padding}, bias {bias}"
        + "".join(f", {key} {value}" for key, value in more.items()),
        dict(filters=filters, padding=padding_field(padding), bias=bias, **params),
        [uniform(*shape)],
        lambda x, w: layer.biased(nhwc(layer(F.pad(nchw(x[0]), (left, right, top, bottom)), w)), w),
    )


def conv2d():
    return [
        convolution((2, 5, 7, 3), 4, 3, 1, "same"),
        convolution((2, 6, 6, 2), 3, 3, 2, "same"),
        convolution((1, 7, 5, 2), 3, 4, 2, "same", bias=False),
        convolution((2, 8, 7, 1), 2, 5, 3, "same"),
        convolution((2, 5, 6, 2), 3, 2, 3, "same"),
        convolution((2, 5, 4, 3), 2, 1, 1, "valid"),
        convolution((2, 7, 6, 2), 3, 3, 2, "valid"),
        convolution((1, 9, 8, 2), 2, 4, 3, "valid", bias=False),
        convolution((2, 4, 4, 3), 1, 4, 1, "valid", bias=False),
        convolution((2, 8, 8, 2), 3, 4, 2, (1, 1, 1, 1)),
        convolution((2, 6, 5, 2), 3, 3, 2, (1, 1, 1, 1)),
        convolution((1, 5, 6, 2), 3, 4, 1, (1, 0, 2, 1)),
        convolution((1, 4, 5, 2), 2, 3, 3, (0, 3, 2, 0), bias=False),
        convolution((1, 3, 3, 2), 2, 3, 1, (4, 4, 4, 4)),
        convolution((2, 4, 5, 2), 3, 3, 2, "same", **SPECTRAL),
        convolution((1, 4, 4, 2), 3, 3, 1, (1, 1, 1, 1), training=False, **SPECTRAL),
        convolution((2, 4, 3, 2), 3, 3, 1, "same", **EQUALIZED),
        convolution((1, 4, 4, 2), 3, 2, 2, "valid", **BOTH),
        convolution((2, 5, 4, 2), 3, (3, 2), 1, "same"),
        convolution((1, 11, 1, 2), 3, (5, 1), (3, 1), "same"),
        convolution((1, 5, 9, 2), 2, (2, 5), (1, 3), (1, 0, 2, 1), bias=False),
        convolution((1, 7, 6, 2), 3, 3, 1, "same", dilation=2),
        convolution((1, 9, 8, 1), 2, (3, 2), (2, 1), (3, 3, 1, 2), dilation=3),
        convolution((2, 4, 5, 4), 6, 3, 2, "same", groups=2),
        convolution((1, 4, 3, 3), 6, 2, 1, "valid", groups=3),
        convolution((1, 5, 5, 4), 4, 3, 1, "same", dilation=2, groups=2, **SPECTRAL),
        convolution((1, 4, 3, 4), 2, (1, 3), 1, "same", groups=2, **BOTH),
        convolution((2, 5, 7, 2), 3, 3, 1, "same", dilation=3),
        convolution((1, 7, 9, 2), 2, 3, 1, "valid", dilation=2, bias=False),
        convolution((1, 4, 5, 2), 2, (2, 3), 1, (3, 1, 0, 4), dilation=3),
        convolution((1, 3, 2, 2), 2, 3, 1, "same", dilation=5),
        convolution((1, 5, 6, 4), 2, 2, 1, (2, 0, 1, 1), dilation=2, groups=2),
        convolution((2, 4, 5, 3), 6, 3, 1, "same", dilation=3, groups=3),
        convolution((1, 7, 7, 2), 3, 3, 2, "same", dilation=2),
        convolution((1, 6, 7, 2), 2, 2, (1, 3), "same", dilation=2),
        convolution((1, 7, 5, 2), 2, (1, 3), 1, "same", dilation=2),
    ]


def transposed(shape, filters, kernel, stride, padding, output_padding=0, bias=True, **options):
    batch, height, width, channels = shape
    area, steps, extra = pair(kernel), pair(stride), pair(output_padding)
    if padding == "same":
        extra = tuple(max(step - length, 0) for step, length in zip(steps, area))
    top, bottom, left, right = sides(padding, kernel, stride, height * steps[0], width * steps[1])
    layer = Weighted(
        nn.ConvTranspose2d(channels, filters, kernel, stride, output_padding=extra, bias=False),
        (*area, filters, channels),
        lambda k: k.permute(3, 2, 0, 1).contiguous(),
        (*area, channels),
        (2, 0, 1),
        **options,
    ).start(filters, bias)

    def compute(inputs, weights):
        y = layer(nchw(inputs[0]), weights)
        y = nhwc(y[:, :, top : y.shape[2] - bottom, left : y.shape[3] - right])
        return layer.biased(y, weights)

    sizes = size_fields(kernel=kernel, stride=stride, outputPadding=output_padding)
    params = dict(filters=filters, padding=padding_field(padding), bias=bias, **sizes)
    return layer.case(
        f"{shape} to {filters}, kernel {kernel}, stride {stride}, padding {padding}, output padding {output_padding}, bias {bias}",
        params,
        [uniform(*shape)],
        compute,
    )


def conv2d_transpose():
    return [
        transposed((2, 3, 4, 3), 2, 4, 2, "same"),
        transposed((2, 3, 2, 2), 3, 5, 2, "same", bias=False),
        transposed((1, 4, 3, 2), 3, 3, 3, "same"),
        transposed((1, 3, 2, 2), 2, 2, 3, "same"),
        transposed((2, 4, 5, 2), 3, 3, 1, "same"),
        transposed((2, 1, 1, 5), 3, 4, 1, "valid", bias=False),
        transposed((2, 3, 2, 2), 3, 3, 2, "valid"),
        transposed((1, 2, 3, 2), 2, 2, 3, "valid"),
        transposed((2, 4, 3, 2), 3, 4, 2, (1, 1, 1, 1), bias=False),
        transposed((2, 3, 4, 2), 3, 3, 2, (1, 1, 1, 1), output_padding=1),
        transposed((1, 3, 3, 2), 2, 5, 3, (2, 1, 0, 3), output_padding=2),
        transposed((1, 3, 2, 2), 2, 4, 3, (0, 2, 1, 1)),
        transposed((1, 5, 5, 2), 2, 3, 1, (2, 2, 2, 2)),
        transposed((1, 3, 2, 2), 3, 4, 2, (1, 1, 1, 1), **SPECTRAL),
        transposed((1, 2, 2, 3), 2, 3, 2, "same", training=False, **SPECTRAL),
        transposed((1, 3, 2, 2), 3, 3, 1, "same", **EQUALIZED),
        transposed((1, 2, 2, 2), 3, 3, 2, "valid", **BOTH),
        transposed((1, 4, 1, 2), 3, (5, 1), (3, 1), "same"),
        transposed((2, 3, 2, 2), 2, (2, 3), (1, 4), "same", bias=False),
        transposed((1, 3, 2, 2), 2, (5, 1), (3, 1), (2, 1, 0, 0), output_padding=(2, 0)),
        transposed((1, 2, 3, 2), 3, (3, 4), 2, (1, 1, 1, 1), **BOTH),
    ]


def depthwise_conv2d():
    def one(shape, multiplier, kernel, stride, padding, bias=True, **options):
        batch, height, width, channels = shape
        outputs = channels * multiplier
        area = pair(kernel)
        top, bottom, left, right = sides(padding, kernel, stride, height, width)
        layer = Weighted(
            nn.Conv2d(channels, outputs, kernel, stride, groups=channels, bias=False),
            (*area, channels, multiplier),
            lambda k: k.permute(2, 3, 0, 1).reshape(outputs, 1, *area),
            area,
            **options,
        ).start(outputs, bias)
        return layer.case(
            f"{shape} times {multiplier}, kernel {kernel}, stride {stride}, padding {padding}, bias {bias}",
            dict(
                multiplier=multiplier,
                padding=padding_field(padding),
                bias=bias,
                **size_fields(kernel=kernel, stride=stride),
            ),
            [uniform(*shape)],
            lambda x, w: layer.biased(nhwc(layer(F.pad(nchw(x[0]), (left, right, top, bottom)), w)), w),
        )

    return [
        one((2, 5, 4, 3), 1, 3, 1, "same"),
        one((2, 5, 6, 2), 2, 3, 1, "same"),
        one((1, 6, 5, 3), 1, 3, 2, "same", bias=False),
        one((1, 7, 6, 2), 3, 4, 2, (1, 1, 1, 1)),
        one((1, 5, 6, 4), 1, 3, 2, "valid"),
        one((1, 5, 4, 1), 2, 2, 3, (0, 2, 1, 0), bias=False),
        one((2, 3, 3, 5), 1, 1, 1, "valid"),
        one((1, 3, 3, 2), 1, 3, 1, (4, 4, 4, 4)),
        one((1, 4, 4, 3), 2, 3, 1, "same", **SPECTRAL),
        one((1, 4, 4, 3), 1, 3, 1, "same", training=False, **SPECTRAL),
        one((1, 4, 4, 2), 2, 3, 2, "same", **EQUALIZED),
        one((1, 4, 4, 2), 1, 3, 1, "valid", **BOTH),
        one((1, 4, 7, 2), 2, (3, 5), (1, 2), "same"),
        one((1, 6, 1, 3), 1, (4, 1), (2, 1), (1, 1, 0, 0)),
    ]


def embedding():
    def one(classes, units, labels):
        weights = {"table": uniform(classes, units)}
        compute = lambda x, w: F.embedding(x[0], w["table"])
        name = f"{len(labels)} labels of {classes}, {units} units"
        return case(name, dict(classes=classes, units=units), [torch.tensor(labels)], compute, weights)

    def spectral(classes, units, labels, training):
        layer = Weighted(
            nn.Embedding(classes, units), (classes, units), lambda k: k, (units,), training=training, **SPECTRAL
        ).start(classes, False)
        layer.weights = {"table": layer.weights.pop("kernel"), **layer.weights}
        compute = lambda x, w: layer(x[0], {"kernel": w["table"]})
        return layer.case(
            f"{len(labels)} labels of {classes}, {units} units",
            dict(classes=classes, units=units),
            [torch.tensor(labels)],
            compute,
        )

    return [
        *[one(5, 3, [4, 0, 2, 2]), one(3, 7, [1]), one(2, 1, [1, 0]), one(12, 2, [11, 3, 0, 11, 5])],
        spectral(5, 3, [4, 0, 2], True),
        spectral(4, 6, [3, 3], False),
    ]


def learned_constant():
    def one(*shape, batch):
        compute = lambda _, w: w["value"].expand(batch, *shape)
        name = f"{shape} for a batch of {batch}"
        return case(name, dict(shape=shape), [], compute, {"value": uniform(*shape)})

    return [one(2, 3, 4, batch=3), one(5, batch=2), one(2, 3, batch=4), one(4, 4, 2, batch=1)]


def modulated_conv2d():
    def one(shape, filters, kernel, padding="same", demodulate=True, bias=True, **options):
        """By kernels that differ from sample to sample, as the paper writes it."""
        batch, height, width, channels = shape
        top, bottom, left, right = sides(padding, kernel, 1, height, width)
        fan_in = kernel * kernel * channels
        equalized = options.get("equalizedLr")
        multiplier = options.get("lrMultiplier", 1) if equalized else 1
        scale = options.get("gain", 1) / fan_in**0.5 * multiplier if equalized else 1
        weights = {"kernel": uniform(kernel, kernel, channels, filters)}
        if bias:
            weights["bias"] = uniform(filters)

        def compute(inputs, weights):
            x, style = inputs
            k = (weights["kernel"] * scale).permute(3, 2, 0, 1) * style[:, None, :, None, None]
            if demodulate:
                k = k * torch.rsqrt(k.square().sum((2, 3, 4), keepdim=True) + 1e-8)
            x = F.pad(nchw(x), (left, right, top, bottom)).flatten(0, 1)[None]
            y = F.conv2d(x, k.flatten(0, 1), groups=batch)[0].unflatten(0, (batch, filters))
            return nhwc(y) + weights["bias"] * multiplier if bias else nhwc(y)

        params = dict(filters=filters, kernel=kernel, padding=padding_field(padding), bias=bias)
        params = {**params, "demodulate": demodulate, **options}
        name = ", ".join(
            [f"{shape} to {filters}, kernel {kernel}, padding {padding}, bias {bias}, demodulated {demodulate}"]
            + [f"{key} {value}" for key, value in options.items()]
        )
        return case(name, params, [uniform(*shape), uniform(batch, channels, low=0.3, high=2)], compute, weights)

    return [
        one((2, 4, 3, 3), 4, 3),
        one((3, 3, 4, 2), 3, 2, bias=False),
        one((2, 3, 3, 3), 2, 1, "valid", demodulate=False),
        one((1, 5, 4, 2), 2, 3, (1, 0, 2, 1)),
        one((2, 3, 3, 2), 3, 3, **EQUALIZED),
        one((2, 3, 2, 3), 2, 1, demodulate=False, **EQUALIZED),
    ]


class Attention(nn.Module):
    """Zhang et al. 2018, equations 1 to 3, pixel by pixel."""

    def __init__(self, sizes, spectral, pool):
        super().__init__()
        self.pool = pool
        wrap = nn.utils.spectral_norm if spectral else lambda module: module
        for part, (start, end) in sizes.items():
            setattr(self, part, wrap(nn.Conv2d(start, end, 1, bias=False)))

    def forward(self, x, factor):
        batch, channels, height, width = x.shape
        query, key, value = (getattr(self, part)(x) for part in ("query", "key", "value"))
        if self.pool:
            key, value = F.max_pool2d(key, 2), F.max_pool2d(value, 2)
        query, key, value = (y.flatten(2) for y in (query, key, value))
        rows = []
        for j in range(height * width):
            scores = (query[:, :, j, None] * key).sum(1)
            rows.append((value * torch.softmax(scores, 1)[:, None]).sum(2))
        mixed = torch.stack(rows, 2).reshape(batch, -1, height, width)
        return x + factor * self.out(mixed)


def self_attention():
    def one(shape, reduction, spectral=False, training=True, **more):
        batch, height, width, channels = shape
        inner = max(channels // reduction, 1)
        mixed = max(channels // more.get("valueReduction", reduction), 1)
        parts = dict(query=(channels, inner), key=(channels, inner), value=(channels, mixed), out=(mixed, channels))
        module = Attention(parts, spectral, more.get("pool", False)).train(training)
        weights = {part: uniform(*size) for part, size in parts.items()}
        weights["factor"] = uniform(1)
        if spectral:
            for part, (start, end) in parts.items():
                weights[f"spectral{part.title()}U"] = uniform(end, low=0.2)
                weights[f"spectral{part.title()}V"] = uniform(start, low=0.2)

        def compute(inputs, w):
            state = {}
            for part in parts:
                name = f"{part}.weight_orig" if spectral else f"{part}.weight"
                state[name] = w[part].t()[:, :, None, None]
                if spectral:
                    layer = getattr(module, part)
                    layer.weight_u = weights[f"spectral{part.title()}U"].clone()
                    layer.weight_v = weights[f"spectral{part.title()}V"].clone()
            return nhwc(functional_call(module, state, (nchw(inputs[0]), w["factor"])))

        def updates():
            if not spectral or not training:
                return {}
            moved = {f"spectral{part.title()}U": getattr(module, part).weight_u for part in parts}
            return moved | {f"spectral{part.title()}V": getattr(module, part).weight_v for part in parts}

        name = f"{shape}, reduction {reduction}, spectral {spectral}, training {training}"
        params = dict(reduction=reduction, spectralNorm=spectral, **more)
        return case(name + "".join(f", {key} {value}" for key, value in more.items()), params, [uniform(*shape)], compute, weights, training, updates=updates)

    return [
        one((2, 3, 2, 4), 2),
        one((1, 2, 3, 3), 8),
        one((2, 2, 2, 2), 1),
        one((1, 2, 2, 4), 2, spectral=True),
        one((1, 2, 2, 4), 2, spectral=True, training=False),
        one((2, 3, 4, 4), 4, valueReduction=2),
        one((1, 5, 4, 4), 4, valueReduction=2, pool=True),
        one((2, 2, 2, 3), 3, pool=True, spectral=True),
    ]


write({"dense": dense, "conv2d": conv2d, "conv2d-transpose": conv2d_transpose}, 1000)
write(
    {
        "depthwise-conv2d": depthwise_conv2d,
        "embedding": embedding,
        "learned-constant": learned_constant,
        "modulated-conv2d": modulated_conv2d,
        "self-attention": self_attention,
    },
    1100,
)
