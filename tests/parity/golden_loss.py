"""Writes golden values of losses, of layers for latents, of penalties (losses that run a network) and of operations on
whole batches. Run it like make_golden.py: python3 tests/parity/golden_loss.py
"""

import torch
import torch.nn.functional as F
from golden_support import case, generator, nchw, nhwc, plain, uniform, write


def integers(low, high, *shape):
    return torch.randint(low, high, shape, generator=generator)


# Losses


def huber():
    one = lambda name, delta, *inputs: case(
        name, {"delta": delta}, list(inputs), lambda x, _: F.huber_loss(x[0], x[1], delta=delta)
    )
    same = uniform(2, 3, 5, 2, low=-3, high=3)
    return [
        one("images", 1, uniform(2, 3, 5, 2, low=-3, high=3), uniform(2, 3, 5, 2)),
        one("vectors, small delta", 0.25, uniform(3, 4), uniform(3, 4)),
        one("vectors far apart", 2, uniform(3, 1, low=-900, high=900), uniform(3, 1)),
        one("equal images", 1, same, same.clone()),
    ]


def cross_entropy():
    def one(name, logits, labels, smoothing):
        params = {"labelSmoothing": smoothing}
        compute = lambda x, _: F.cross_entropy(x[0], x[1], label_smoothing=smoothing)
        return case(name, params, [logits, labels], compute)

    far = torch.tensor([[90.0, -90, 0.5], [-80, -80.5, -79], [3, 100, 99.5], [0, 0, 0]])
    return [
        one("five classes", uniform(4, 5, low=-3, high=3), torch.tensor([0, 4, 2, 2]), 0.0),
        one("two classes, smoothed", uniform(3, 2, low=-3, high=3), torch.tensor([1, 0, 1]), 0.1),
        one("large logits", far, torch.tensor([1, 0, 1, 2]), 0.0),
        one("large logits, smoothed", far, torch.tensor([0, 2, 2, 1]), 0.3),
    ]


def binary_cross_entropy():
    def one(name, logits, target, smoothing):
        soft = lambda t: t * (1 - smoothing) + 0.5 * smoothing
        compute = lambda x, _: F.binary_cross_entropy_with_logits(x[0], soft(x[1]))
        return case(name, {"labelSmoothing": smoothing}, [logits, target], compute)

    logits = torch.tensor([[-40.0, -3.5, -0.75], [0.125, 2.25, 35]])
    return [
        one("an image in [0, 1]", uniform(2, 3, 4, 1, low=-4, high=4), uniform(2, 3, 4, 1, low=0, high=1), 0),
        one("hard labels", logits, torch.tensor([[0.0, 1, 1], [0, 1, 1]]), 0),
        one("smoothed labels", logits, torch.tensor([[1.0, 0, 1], [1, 0, 1]]), 0.2),
    ]


def kl():
    def compute(x, _):
        standard = torch.distributions.Normal(torch.zeros_like(x[0]), 1)
        given = torch.distributions.Normal(x[0], (x[1] / 2).exp())
        return torch.distributions.kl_divergence(given, standard).flatten(1).sum(1).mean()

    return [
        case("vectors", {}, [uniform(3, 5, low=-2, high=2), uniform(3, 5, low=-4, high=2)], compute),
        case("images", {}, [uniform(2, 2, 3, 2), uniform(2, 2, 3, 2)], compute),
        case("near the standard normal", {}, [uniform(2, 3) * 0.01, uniform(2, 3) * 0.01], compute),
    ]


def cosine():
    compute = lambda x, _: (1 - F.cosine_similarity(x[0], x[1], dim=-1)).mean()
    return [
        case("vectors", {}, [uniform(4, 5), uniform(4, 5)], compute),
        case("images, along channels", {}, [uniform(2, 2, 3, 4), uniform(2, 2, 3, 4)], compute),
        case("lengths far apart", {}, [uniform(2, 3) * 1000, uniform(2, 3) / 100], compute),
    ]


def total_variation():
    def compute(x, _):
        down = (x[0][:, 1:] - x[0][:, :-1]).abs().mean()
        return down + (x[0][:, :, 1:] - x[0][:, :, :-1]).abs().mean()

    flat = uniform(2, 1, 5, 2).repeat(1, 4, 1, 1)
    return [
        case("images", {}, [uniform(2, 4, 5, 3)], compute),
        case("a thin image", {}, [uniform(1, 2, 7, 1)], compute),
        case("flat columns", {}, [flat], compute),
    ]


def feature_matching():
    def one(name, norm, *inputs):
        def compute(x, _):
            difference = x[0].mean(0) - x[1].mean(0)
            return difference.abs().sum() if norm == "l1" else difference.norm() ** 2

        return case(name, {"norm": norm}, list(inputs), compute)

    return [
        one("vectors", "l2", uniform(5, 4), uniform(5, 4)),
        one("images", "l2", uniform(3, 2, 3, 2), uniform(3, 2, 3, 2)),
        one("vectors, absolute", "l1", uniform(4, 3), uniform(4, 3)),
    ]


# Layers for latents


def style_mix():
    def one(name, batch, length, layers, training, crossover=None, draws=None):
        random = [torch.tensor([draws[0]]), torch.tensor([draws[1]])] if draws else []
        drawn = draws[1] if draws and draws[0] < 0.9 else layers
        cutoff = crossover or drawn

        def compute(x, _):
            first, second = (w.unsqueeze(1).repeat(1, layers, 1) for w in x)
            return torch.where(torch.arange(layers).view(1, -1, 1) < cutoff, first, second)

        params = {"layers": layers, **({"crossover": crossover} if crossover else {})}
        inputs = [uniform(batch, length), uniform(batch, length)]
        return case(name, params, inputs, compute, None, training, random)

    return [
        one("mixed from the third layer on", 3, 4, 5, True, draws=(0.35, 2)),
        one("not mixed", 2, 3, 4, True, draws=(0.95, 1)),
        one("fixed in training", 2, 3, 4, True, crossover=3),
        one("fixed in inference", 2, 3, 4, False, crossover=1),
        one("never mixed in inference", 2, 3, 4, False),
    ]


def truncate():
    def one(name, shape, training, **params):
        mean = uniform(shape[-1])
        psi, decay = params.get("psi", 0.7), params.get("decay", 0.995)
        moved = []

        def compute(x, w):
            if training:
                first = x[0] if x[0].dim() == 2 else x[0][:, 0]
                moved[:] = [first.mean(0).lerp(w["movingMean"], decay)]
                return x[0] * 1
            truncated = torch.lerp(w["movingMean"].expand_as(x[0]), x[0], psi)
            if "layers" not in params:
                return truncated
            layer = torch.arange(shape[1]).view(1, -1, 1)
            return torch.where(layer < params["layers"], truncated, x[0])

        weights = {"movingMean": mean}
        updates = lambda: {"movingMean": moved[0]} if training else {}
        return case(name, params, [uniform(*shape)], compute, weights, training, updates=updates)

    return [
        one("vectors in training", (4, 3), True),
        one("vectors in inference", (4, 3), False, psi=0.5),
        one("layers in training", (3, 4, 2), True, decay=0.9),
        one("all layers in inference", (2, 4, 3), False),
        one("the first layers in inference", (2, 4, 3), False, layers=2, psi=-1),
    ]


# Losses that run a network: a critic of two layers with a condition, and a generator of two layers


def critic(w, condition, x):
    hidden = torch.tanh(x.flatten(1) @ w["image"] + condition @ w["condition"] + w["bias"])
    return hidden, hidden @ w["last"]


def painter(w, latent, shift):
    hidden = torch.tanh(latent.flatten(1) @ w["first"] + shift @ w["shift"])
    return (hidden @ w["last"]).reshape(len(latent), 3, 4, 2)


def slope(value, x):
    return torch.autograd.grad(value.sum(), x, create_graph=True)[0]


def penalty(name, kind, params, inputs, weights, compute, random=(), state=None):
    """`inputs` are those of the loss, in the order of its ports; `compute` gives the loss and the moved state."""
    leaves = [x.clone().requires_grad_() for x in inputs]
    variables = {key: value.clone().requires_grad_() for key, value in weights.items()}
    loss, moved = compute(leaves, variables)
    loss.backward()
    return {
        "name": name,
        "kind": kind,
        "params": {"network": "N", **params},
        "inputs": [plain(x) for x in inputs],
        "weights": {key: plain(value) for key, value in weights.items()},
        "random": [plain(x) for x in random],
        "state": {key: plain(value) for key, value in (state or {}).items()},
        "loss": float(loss),
        "weightGradients": {key: plain(value.grad) for key, value in variables.items() if value.grad is not None},
        "inputGradients": [None if x.grad is None else plain(x.grad) for x in leaves],
        "updates": {key: plain(value) for key, value in (moved or {}).items()},
    }


def penalties():
    def critic_weights():
        return {
            "image": uniform(12, 5),
            "condition": uniform(2, 5),
            "bias": uniform(5),
            "last": uniform(5, 1),
        }

    images = lambda: uniform(3, 3, 2, 2)

    def gradient_penalty(name, at="interpolated", center=1, norm="l2", output="logits", epsilon=1e-12):
        share = uniform(3, 1, 1, 1, low=0, high=1)
        samples = [images(), images()] if at == "interpolated" else [images()]

        def compute(x, w):
            # Samples are constants; what else the critic takes is not.
            given, condition = [t.detach() for t in x[:-1]], x[-1]
            point = given[0] if len(given) == 1 else given[0] + share * (given[1] - given[0])
            point.requires_grad_()
            hidden, logits = critic(w, condition, point)
            gradient = slope(hidden if output == "features" else logits, point).flatten(1)
            squares = (gradient**2).sum(1) + epsilon
            lengths = gradient.abs().amax(1) if norm == "linf" else squares.sqrt()
            return ((lengths - center) ** 2).mean(), None

        params = dict(input="image", output=output, at=at, center=center, norm=norm, epsilon=epsilon)
        random = [share] if at == "interpolated" else []
        inputs = [*samples, uniform(3, 2)]
        return penalty(name, "gradient-penalty", params, inputs, critic_weights(), compute, random)

    def r(kind):
        def compute(x, w):
            point, condition = x[0].detach().requires_grad_(), x[1]
            gradient = slope(critic(w, condition, point)[1], point).flatten(1)
            return ((gradient**2).sum(1) / 2).mean(), None

        params = {"input": "image", "output": "logits"}
        return penalty(kind, kind, params, [images(), uniform(3, 2)], critic_weights(), compute)

    def path_length(name, layers, decay):
        start = uniform(low=0.2, high=1)
        noise = uniform(3, 3, 4, 2, low=-2, high=2)
        latent = uniform(3, layers, 4) if layers else uniform(3, 4)

        def compute(x, w):
            # y is normal noise over the root of height times width.
            gradient = slope(painter(w, x[0], x[1]) * noise / 12**0.5, x[0])
            squares = (gradient**2).sum(-1)
            lengths = (squares.mean(1) if layers else squares).sqrt()
            average = (start + decay * (lengths.mean() - start)).detach()
            return ((lengths - average) ** 2).mean(), {"meanLength": average}

        weights = {"first": uniform(4 * max(layers, 1), 5), "shift": uniform(2, 5), "last": uniform(5, 24)}
        params = {"input": "w", "output": "", "decay": decay}
        inputs = [latent, uniform(3, 2)]
        return penalty(name, "path-length", params, inputs, weights, compute, [noise], {"meanLength": start})

    return [
        gradient_penalty("WGAN-GP"),
        gradient_penalty("zero-centered at real samples", at="real", center=0),
        gradient_penalty("at generated samples, of another output", at="fake", center=0.5, output="features"),
        gradient_penalty("by the largest element", norm="linf"),
        gradient_penalty("with a large epsilon", epsilon=0.01),
        r("r1"),
        r("r2"),
        path_length("path length of one latent", 0, 0.01),
        path_length("path length of one latent for each layer", 3, 0.25),
    ]


# Operations on whole batches


def operation(name, kind, params, inputs, compute, random=()):
    leaves = [x.clone().requires_grad_() for x in inputs]
    outputs = compute(leaves)
    upstreams = [uniform(*output.shape) for output in outputs]
    sum((output * upstream).sum() for output, upstream in zip(outputs, upstreams)).backward()
    return {
        "name": name,
        "kind": kind,
        "params": params,
        "inputs": [plain(x) for x in inputs],
        "random": [plain(x) for x in random],
        "upstreams": [plain(x) for x in upstreams],
        "outputs": [plain(x) for x in outputs],
        "inputGradients": [plain(x.grad) for x in leaves],
    }


def brightness_saturation_contrast(x, brightness, saturation, contrast):
    """As DiffAugment publishes it, images [N, C, H, W]."""
    x = x + (brightness - 0.5)
    gray = x.mean(1, keepdim=True)
    x = (x - gray) * (saturation * 2) + gray
    level = x.mean([1, 2, 3], keepdim=True)
    return (x - level) * (contrast + 0.5) + level


def translated(x, down, right):
    """Element by element: image i gets at (y, x) what lay at (y + down, x + right), or zero."""
    result = torch.zeros_like(x)
    count, _, height, width = x.shape
    for i in range(count):
        for row in range(height):
            for column in range(width):
                y, z = row + int(down[i]), column + int(right[i])
                if 0 <= y < height and 0 <= z < width:
                    result[i, :, row, column] = x[i, :, y, z]
    return result


def cut_out(x, row, column):
    """As published: indices around the middle, clamped to the image."""
    count, _, height, width = x.shape
    size = int(height * 0.5 + 0.5), int(width * 0.5 + 0.5)
    mask = torch.ones(count, 1, height, width)
    for i in range(count):
        for a in range(size[0]):
            for b in range(size[1]):
                y = min(max(a + int(row[i]) - size[0] // 2, 0), height - 1)
                z = min(max(b + int(column[i]) - size[1] // 2, 0), width - 1)
                mask[i, 0, y, z] = 0
    return x * mask


def augment(name, shape, flip=False, color=False, translation=False, cutout=False):
    count, height, width, _ = shape
    random = []

    def draw(values):
        random.append(values)
        return values

    flips = draw(uniform(count, 1, 1, 1, low=0, high=1)) if flip else None
    colors = [draw(uniform(count, 1, 1, 1, low=0, high=1)) for _ in range(3)] if color else None
    shifts, middles = [], []
    for length in (height, width) if translation else ():
        largest = int(length * 0.125 + 0.5)
        shifts.append(draw(integers(-largest, largest + 1, count, 1, 1)))
    for length in (height, width) if cutout else ():
        size = int(length * 0.5 + 0.5)
        middles.append(draw(integers(0, length + (1 - size % 2), count, 1, 1)))

    def compute(x):
        y = nchw(x[0])
        if flip:
            y = torch.where(flips < 0.5, y.flip(3), y)
        if color:
            y = brightness_saturation_contrast(y, *colors)
        if translation:
            y = translated(y, *shifts)
        if cutout:
            y = cut_out(y, *middles)
        return [nhwc(y)]

    params = dict(flip=flip, color=color, translation=translation, cutout=cutout)
    return operation(name, "augment", params, [uniform(*shape)], compute, random)


def operations():
    share = uniform(3, 1, 1, 1, low=0, high=1)
    part = uniform(4, 1, low=0, high=1)
    between = lambda e: lambda x: [x[0] + e * (x[1] - x[0])]
    images = lambda: uniform(3, 2, 3, 2)
    return [
        operation("images", "interpolate", {}, [images(), images()], between(share), [share]),
        operation("vectors", "interpolate", {}, [uniform(4, 3), uniform(4, 3)], between(part), [part]),
        operation(
            "batches of different sizes",
            "batch-concat",
            {"inputs": 3},
            [uniform(n, 2, 2, 1) for n in (2, 1, 3)],
            lambda x: [torch.cat(x)],
        ),
        operation("a batch in three", "batch-split", {"parts": 3}, [uniform(6, 2)], lambda x: x[0].chunk(3)),
        augment("flip", (5, 2, 3, 2), flip=True),
        augment("color", (3, 3, 4, 3), color=True),
        augment("color of one channel", (2, 3, 2, 1), color=True),
        augment("translation", (6, 9, 12, 1), translation=True),
        augment("translation that cannot move", (2, 3, 3, 2), translation=True),
        augment("cutout of even size", (6, 8, 7, 1), cutout=True),
        augment("cutout of odd size", (6, 5, 6, 2), cutout=True),
        augment("everything", (4, 8, 9, 3), flip=True, color=True, translation=True, cutout=True),
    ]


FILES = {
    "huber": huber,
    "cross-entropy": cross_entropy,
    "binary-cross-entropy": binary_cross_entropy,
    "kl": kl,
    "cosine": cosine,
    "total-variation": total_variation,
    "feature-matching": feature_matching,
    "style-mix": style_mix,
    "truncate": truncate,
    "penalties": penalties,
    "operations": operations,
}

write(FILES, 4000)
