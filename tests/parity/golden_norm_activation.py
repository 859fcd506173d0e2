"""Writes golden/*.json of the normalizations and activations that make_golden.py leaves out:
python3 tests/parity/golden_norm_activation.py
"""

import torch
import torch.nn.functional as F
from golden_support import case, nchw, nhwc, uniform, write


# Normalizations


def channels_second(x):
    return nchw(x) if x.dim() == 4 else x


def channels_last(x):
    return nhwc(x) if x.dim() == 4 else x


def affine(params, shape, default):
    """The weights that these parameters ask for."""
    weights = {}
    if params.get("scale", default):
        weights["gain"] = uniform(*shape, low=0.5, high=1.5)
    if params.get("center", default):
        weights["bias"] = uniform(*shape)
    return weights


def instance_norm():
    def one(name, shape, training=True, **params):
        def compute(x, w):
            eps = params.get("epsilon", 1e-5)
            return nhwc(F.instance_norm(nchw(x[0]), weight=w.get("gain"), bias=w.get("bias"), eps=eps))

        weights = affine(params, shape[-1:], False)
        return case(name, params, [uniform(*shape, low=-2, high=3)], compute, weights, training)

    return [
        one("three channels", (2, 3, 5, 3)),
        one("gain and bias", (3, 4, 3, 5), scale=True, center=True),
        one("gain only, large epsilon", (2, 2, 3, 4), scale=True, epsilon=0.3),
        one("bias only", (2, 1, 5, 2), center=True),
        one("one sample of one channel", (1, 7, 3, 1), epsilon=1e-8),
        one("the same in inference", (2, 3, 3, 2), training=False),
    ]


def layer_norm():
    def one(name, shape, training=True, **params):
        def compute(x, w):
            shapes = {key: channels_second(value[None])[0] for key, value in w.items()}
            if params.get("normalizedAxes") == "last":
                return F.layer_norm(x[0], x[0].shape[-1:], w.get("gain"), w.get("bias"), params.get("epsilon", 1e-5))
            y = channels_second(x[0])
            y = F.layer_norm(
                y, y.shape[1:], shapes.get("gain"), shapes.get("bias"), params.get("epsilon", 1e-5)
            )
            return channels_last(y)

        weights = affine(params, shape[-1:] if params.get("normalizedAxes") == "last" else shape[1:], True)
        return case(name, params, [uniform(*shape, low=-2, high=3)], compute, weights, training)

    return [
        one("images", (2, 3, 2, 3)),
        one("vectors", (3, 7)),
        one("images without gain and bias, large epsilon", (2, 3, 5, 2), scale=False, center=False, epsilon=0.3),
        one("vectors, gain only", (2, 4), center=False),
        one("images, bias only, in inference", (2, 2, 2, 4), training=False, scale=False),
        one("channels of images", (2, 3, 2, 4), normalizedAxes="last"),
        one("tokens, gain only, large epsilon", (3, 5, 6), normalizedAxes="last", center=False, epsilon=0.3),
    ]


def group_norm():
    def one(name, shape, training=True, **params):
        def compute(x, w):
            # PyTorch 1.13 cannot go back through a bias without a gain.
            gain, bias = w.get("gain", torch.ones(shape[-1])), w.get("bias")
            y = F.group_norm(channels_second(x[0]), params["groups"], gain, bias, params.get("epsilon", 1e-5))
            return channels_last(y)

        weights = affine(params, shape[-1:], True)
        return case(name, params, [uniform(*shape, low=-2, high=3)], compute, weights, training)

    return [
        one("six channels in three groups", (2, 3, 5, 6), groups=3),
        one("eight channels in two groups, large epsilon", (2, 2, 3, 8), groups=2, epsilon=0.3),
        one("one group, no gain", (3, 3, 2, 3), groups=1, scale=False),
        one("a group for each channel, no bias", (2, 3, 3, 4), groups=4, center=False),
        one("vectors, in inference", (3, 10), training=False, groups=2),
        one("neither gain nor bias", (2, 3, 1, 4), groups=2, scale=False, center=False),
    ]


def pixel_norm():
    def one(name, shape, training=True, **params):
        def compute(x, _):
            y = channels_second(x[0])
            return channels_last(y * torch.rsqrt(y.square().mean(1, keepdim=True) + params.get("epsilon", 1e-8)))

        return case(name, params, [uniform(*shape, low=-2, high=3)], compute, None, training)

    return [
        one("images", (2, 3, 5, 3)),
        one("vectors", (3, 7)),
        one("large epsilon", (2, 2, 3, 4), epsilon=0.3),
        one("in inference", (2, 5), training=False),
    ]


def adain():
    def one(name, shape, training=True, **params):
        def compute(inputs, _):
            scale, bias = inputs[1][:, :, None, None].chunk(2, dim=1)
            y = nchw(inputs[0])
            y = F.instance_norm(y, eps=params.get("epsilon", 1e-5)) if params.get("normalize", True) else y
            return nhwc(y * (scale + 1) + bias)

        inputs = [uniform(*shape, low=-2, high=3), uniform(shape[0], 2 * shape[-1])]
        return case(name, params, inputs, compute, None, training)

    return [
        one("three channels", (2, 3, 5, 3)),
        one("four channels, epsilon of StyleGAN", (3, 2, 2, 4), epsilon=1e-8),
        one("large epsilon", (2, 4, 1, 2), epsilon=0.3),
        one("the style alone, in inference", (2, 3, 2, 3), training=False, normalize=False),
        one("the style alone of one pixel", (2, 1, 1, 5), normalize=False),
    ]


def conditional_batch_norm():
    def one(name, shape, labels, training=True, **params):
        classes, channels = params.get("classes", 10), shape[-1]
        mean, variance = uniform(channels), uniform(channels, low=0.5, high=2)
        weights = {
            "gain": uniform(classes, channels, low=0.5, high=1.5),
            "bias": uniform(classes, channels),
            "movingMean": mean,
            "movingVariance": variance,
        }
        moved = [mean.clone(), variance.clone()]

        def compute(inputs, w):
            momentum, eps = 1 - params.get("momentum", 0.9), params.get("epsilon", 1e-5)
            y = F.batch_norm(channels_second(inputs[0]), *moved, None, None, training, momentum, eps)
            rows = (len(labels), -1) + (1,) * (y.dim() - 2)
            gain, bias = (F.embedding(inputs[1], w[key]).reshape(rows) for key in ("gain", "bias"))
            return channels_last(y * gain + bias)

        updates = lambda: dict(zip(("movingMean", "movingVariance"), moved)) if training else {}
        inputs = [uniform(*shape, low=-2, high=3), torch.tensor(labels)]
        return case(name, params, inputs, compute, weights, training, updates=updates)

    return [
        one("images in training", (4, 3, 2, 3), [2, 0, 2, 1], classes=3),
        one("images in inference", (3, 2, 3, 2), [3, 0, 3], training=False, classes=5),
        one("vectors in training, other settings", (5, 4), [1, 0, 1, 1, 0], classes=2, epsilon=0.8, momentum=0.5),
        one("vectors in inference, ten classes", (2, 3), [9, 4], training=False),
    ]


# Activations

SPREAD = torch.tensor([[-88.0, -30, -12.5, -4, -1, -0.25, -0.001], [88, 30, 12.5, 4, 1, 0.25, 0.001]])


def activation(function, params=None):
    compute = lambda x, _: function(x[0])
    return [
        case("an image", params or {}, [uniform(2, 3, 5, 2, low=-3, high=3)], compute),
        case("values near and far from zero", params or {}, [SPREAD], compute),
    ]


def elu():
    return activation(F.elu) + activation(lambda x: F.elu(x, 0.3), {"alpha": 0.3})


def gelu():
    approximate = lambda x: F.gelu(x, approximate="tanh")
    return activation(F.gelu) + activation(approximate, {"approximate": True})


def prelu():
    def one(name, shape, shared=False):
        weights = {"slope": uniform(1 if shared else shape[-1], low=-0.5, high=0.9)}
        compute = lambda x, w: channels_last(F.prelu(channels_second(x[0]), w["slope"]))
        return case(name, {"shared": shared}, [uniform(*shape, low=-2, high=2)], compute, weights)

    return [
        one("a slope per channel", (2, 3, 5, 3)),
        one("one slope", (2, 3, 2, 4), shared=True),
        one("a slope per feature", (3, 7)),
        one("one slope of vectors", (4, 5), shared=True),
        one("one channel", (2, 3, 3, 1)),
    ]


def softmax():
    compute = lambda x, _: F.softmax(x[0], -1)
    return [
        case("an image, over its channels", {}, [uniform(2, 3, 2, 5, low=-4, high=4)], compute),
        case("vectors", {}, [uniform(3, 7, low=-2, high=2)], compute),
        case("large logits", {}, [torch.tensor([[90.0, 88, -90], [-500, -502, -501], [1000, 0, 999.5]])], compute),
        case("one channel", {}, [uniform(2, 1)], compute),
    ]


FILES = {
    "instance-norm": instance_norm,
    "layer-norm": layer_norm,
    "group-norm": group_norm,
    "pixel-norm": pixel_norm,
    "adain": adain,
    "conditional-batch-norm": conditional_batch_norm,
    "elu": elu,
    "selu": lambda: activation(F.selu),
    "swish": lambda: activation(F.silu),
    "gelu": gelu,
    "softplus": lambda: activation(lambda x: F.softplus(x, threshold=1000)),
    "prelu": prelu,
    "softmax": softmax,
}

if __name__ == "__main__":
    write(FILES, 3000)
