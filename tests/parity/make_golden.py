"""Writes tests/parity/golden/*.json: what PyTorch computes for every layer and loss kind, and for the
optimizers. Run with any Python that has PyTorch (Debian: python3-torch): python3 tests/parity/make_golden.py
Other groups of kinds have scripts of their own beside this one: golden_*.py.
"""

import torch
import torch.nn.functional as F
from golden_support import case, nchw, nhwc, plain, uniform, write


# Layers


def batch_norm():
    def one(name, shape, training, **params):
        mean, variance = uniform(shape[-1]), uniform(shape[-1], low=0.5, high=2)
        weights = {"movingMean": mean, "movingVariance": variance}
        if params.get("scale", True):
            weights["gain"] = uniform(shape[-1], low=0.5, high=1.5)
        if params.get("center", True):
            weights["bias"] = uniform(shape[-1])
        moved = [mean.clone(), variance.clone()]

        def compute(x, w):
            y = nchw(x[0]) if len(shape) == 4 else x[0]
            y = F.batch_norm(
                y,
                *moved,
                w.get("gain"),
                w.get("bias"),
                training,
                1 - params.get("momentum", 0.9),
                params.get("epsilon", 1e-5),
            )
            return nhwc(y) if len(shape) == 4 else y

        updates = lambda: dict(zip(("movingMean", "movingVariance"), moved)) if training else {}
        inputs = [uniform(*shape, low=-2, high=3)]
        return case(name, params, inputs, compute, weights, training, updates=updates)

    return [
        one("images in training", (3, 4, 5, 3), True),
        one("images in inference", (3, 4, 5, 3), False),
        one("vectors in training, large epsilon", (5, 7), True, epsilon=0.8),
        one("vectors in inference, large epsilon", (5, 7), False, epsilon=0.8),
        one("three vectors in training, other momentum", (3, 4), True, momentum=0.5),
        one("no gain, no bias, in training", (4, 3, 3, 2), True, scale=False, center=False, epsilon=1e-8),
        one("no gain, no bias, in inference", (4, 3, 3, 2), False, scale=False, center=False),
        one("no gain, in training", (9, 3), True, scale=False),
        one("no bias, in inference", (4, 3), False, center=False),
    ]


SPREAD = torch.tensor([[-88.0, -30, -12.5, -4, -1, -0.25, -0.001], [88, 30, 12.5, 4, 1, 0.25, 0.001]])


def activation(function, params=None):
    compute = lambda x, _: function(x[0])
    return [
        case("values near and far from zero", params or {}, [SPREAD], compute),
        case("an image", params or {}, [uniform(2, 3, 5, 2, low=-3, high=3)], compute),
    ]


def leaky_relu():
    return activation(lambda x: F.leaky_relu(x, 0.2)) + activation(
        lambda x: F.leaky_relu(x, 0.01), {"slope": 0.01}
    )







# Losses

LOGITS = torch.tensor([[-40.0], [-3.5], [-0.75], [0.125], [0.5], [2.25], [35]])
OTHERS = torch.tensor([[20.0], [-1.5], [0.25], [-0.375], [3.5], [-6.25], [-25]])


def bce(x, target):
    return F.binary_cross_entropy_with_logits(x, target * torch.ones_like(x))


def relativistic(side, own, other, target):
    loss = bce(own - other.mean(), target)
    return loss + bce(other - own.mean(), 1 - target) if side == "generator" else loss


ADVERSARIAL = {
    "non-saturating": lambda side, x, _, t: bce(x, t),
    "minimax": lambda side, x, _, t: -bce(x, t) if side == "generator" else bce(x, t),
    "least-squares": lambda side, x, _, t: F.mse_loss(x, t * torch.ones_like(x)),
    "wasserstein": lambda side, x, *_: x.mean() if side == "fake" else -x.mean(),
    "hinge": lambda side, x, *_: {
        "real": F.relu(1 - x).mean(),
        "fake": F.relu(1 + x).mean(),
        "generator": -x.mean(),
    }[side],
    "relativistic-average": relativistic,
    "relativistic": lambda side, x, other, t: bce(x - other, t),
}


def usual_target(mode, side):
    if mode == "minimax":
        return 1 if side == "real" else 0
    return 0 if side == "fake" else 1


def adversarial():
    def one(mode, side, inputs, target=None, flip=0):
        usual = usual_target(mode, side)
        label = usual if target is None else target
        random = []
        if flip:
            random = [uniform(*inputs[0].shape, low=0, high=1)]
            label = torch.where(random[0] < flip, 1.0 - usual, float(label))
        if not mode.startswith("relativistic"):
            inputs = inputs[:1]
        params = {"mode": mode, "side": side}
        if target is not None:
            params["target"] = target
        if flip:
            params["flipProbability"] = flip
        return case(
            f"{mode}, {side}, target {target}, flipped {flip}, logits {tuple(inputs[0].shape)}",
            params,
            inputs,
            lambda x, _: ADVERSARIAL[mode](side, x[0], x[-1], label),
            random=random,
        )

    patches = [uniform(2, 3, 2, 1, low=-4, high=4) for _ in range(2)]
    result = []
    for mode in ADVERSARIAL:
        for side in ("real", "fake", "generator"):
            result.append(one(mode, side, [LOGITS, OTHERS]))
            result.append(one(mode, side, patches))
        if mode not in ("wasserstein", "hinge"):
            result.append(one(mode, "real", patches, 0.9))
            result.append(one(mode, "fake", patches, 0.1))
            result.append(one(mode, "real", patches, 0.9, 0.3))
            result.append(one(mode, "fake", patches, None, 0.4))
            result.append(one(mode, "generator", patches, 0.8))
    result.append(one("least-squares", "fake", patches, -1))
    return result


def pairs(function):
    compute = lambda x, _: function(x[0], x[1])
    return [
        case("images", {}, [uniform(2, 3, 5, 2), uniform(2, 3, 5, 2)], compute),
        case("vectors", {}, [uniform(3, 1, low=-9, high=9), uniform(3, 1)], compute),
    ]


# Optimizers


def optimizers():
    def one(name, optimizer, make, rates):
        start = uniform(6)
        weight = start.clone().requires_grad_()
        torch_optimizer = make([weight])
        gradients, after = [], []
        for rate in rates:
            gradient = uniform(6) * 10 ** float(uniform(1, low=-2, high=1))
            gradient = gradient.mul(1e5).round().div(1e5)
            weight.grad = gradient.clone()
            torch_optimizer.param_groups[0]["lr"] = rate
            torch_optimizer.step()
            gradients.append(plain(gradient))
            after.append(plain(weight))
        return {
            "name": name,
            "optimizer": optimizer,
            "learningRates": rates,
            "initial": plain(start),
            "gradients": gradients,
            "weights": after,
        }

    adam = lambda b1, b2, eps, decay: (
        dict(type="adam", beta1=b1, beta2=b2, epsilon=eps, weightDecay=decay),
        lambda w: torch.optim.Adam(w, 1, (b1, b2), eps, decay),
    )
    adamw = lambda b1, b2, eps, decay: (
        dict(type="adamw", beta1=b1, beta2=b2, epsilon=eps, weightDecay=decay),
        lambda w: torch.optim.AdamW(w, 1, (b1, b2), eps, decay),
    )
    rmsprop = lambda alpha, momentum, eps, decay: (
        dict(type="rmsprop", decay=alpha, momentum=momentum, epsilon=eps, weightDecay=decay),
        lambda w: torch.optim.RMSprop(w, 1, alpha, eps, decay, momentum),
    )
    sgd = lambda momentum, nesterov, decay: (
        dict(type="sgd", momentum=momentum, isNesterov=nesterov, weightDecay=decay),
        lambda w: torch.optim.SGD(w, 1, momentum, 0, decay, nesterov),
    )
    constant, falling = [0.01] * 6, [0.01, 0.01, 0.005, 0.005, 0.001, 0]
    return [
        one("Adam", *adam(0.9, 0.999, 1e-8, 0), constant),
        one("Adam as DCGAN sets it", *adam(0.5, 0.999, 1e-8, 0), falling),
        one("Adam as WGAN-GP sets it", *adam(0, 0.9, 1e-8, 0), constant),
        one("Adam with a large epsilon", *adam(0.9, 0.999, 0.1, 0), constant),
        one("Adam with weight decay", *adam(0.9, 0.99, 1e-8, 0.05), constant),
        one("RMSProp", *rmsprop(0.99, 0, 1e-8, 0), constant),
        one("RMSProp with a large epsilon", *rmsprop(0.9, 0, 0.1, 0), falling),
        one("RMSProp with momentum", *rmsprop(0.9, 0.6, 1e-8, 0), constant),
        one("RMSProp with momentum and weight decay", *rmsprop(0.95, 0.9, 1e-6, 0.1), falling),
        one("SGD", *sgd(0, False, 0), falling),
        one("SGD with weight decay", *sgd(0, False, 0.1), constant),
        one("SGD with momentum", *sgd(0.9, False, 0), falling),
        one("SGD with Nesterov momentum", *sgd(0.9, True, 0), falling),
        one("SGD with Nesterov momentum and weight decay", *sgd(0.8, True, 0.2), constant),
        one("AdamW", *adamw(0.9, 0.999, 1e-8, 0.01), constant),
        one("AdamW with a large decay and a falling rate", *adamw(0.5, 0.99, 1e-6, 2), falling),
        one("RMSProp as WGAN sets it", *rmsprop(0.99, 0, 1e-8, 0), [5e-5] * 4),
    ]


LAYERS = {
    "batch-norm": batch_norm,
    "relu": lambda: activation(F.relu),
    "leaky-relu": leaky_relu,
    "tanh": lambda: activation(torch.tanh),
    "sigmoid": lambda: activation(torch.sigmoid),
}

LOSSES = {
    "adversarial": adversarial,
    "l1": lambda: pairs(F.l1_loss),
    "mse": lambda: pairs(F.mse_loss),
    "optimizers": optimizers,
}

write(LAYERS, 1003)
write(LOSSES, 1013)
