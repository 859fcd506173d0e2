"""Writes what NumPy and SciPy say of distances between sets of vectors, each by its textbook formula in float64:
tests/parity/golden/distances.json. Run it as python3 tests/parity/golden_metrics.py
"""

import json
import pathlib

import numpy as np
import scipy.linalg

FILE = pathlib.Path(__file__).parent / "golden" / "distances.json"
random = np.random.default_rng(7)


def frechet(a, b):
    # By the root of the product of the covariances (Schur).
    first, second = (np.atleast_2d(np.cov(x, rowvar=False)) for x in (a, b))
    root = scipy.linalg.sqrtm(first @ second)
    shift = a.mean(0) - b.mean(0)
    return float(shift @ shift + np.trace(first + second) - 2 * np.trace(root).real)


def frechet_singular(a, b):
    # Singular values of the product of the centred sets: no covariance, no root.
    centre = lambda x: (x - x.mean(0)) / np.sqrt(len(x) - 1)
    first, second = centre(a), centre(b)
    shift = a.mean(0) - b.mean(0)
    cross = np.linalg.svd(first @ second.T, compute_uv=False).sum()
    return float(shift @ shift + (first**2).sum() + (second**2).sum() - 2 * cross)


def kernel_distance(a, b):
    n, count = a.shape[1], len(a)
    k = lambda x, y: (x @ y.T / n + 1) ** 3
    off = lambda m: (m.sum() - np.trace(m)) / (count * (count - 1))
    return float(off(k(a, a)) + off(k(b, b)) - 2 * k(a, b).mean())


def precision_recall(real, generated):
    distance = lambda x, y: np.linalg.norm(x[:, None] - y[None], axis=2)
    reach = lambda x: np.sort(distance(x, x), axis=1)[:, 3]
    share = lambda x, centres: float((distance(x, centres) <= reach(centres)[None]).any(1).mean())
    return {"precision": share(generated, real), "recall": share(real, generated)}


def case(name, a, b, exact=frechet):
    # Few decimals, so that they are the same numbers in float32.
    a, b = np.round(a * 64) / 64, np.round(b * 64) / 64
    return {
        "name": name,
        "dimensions": a.shape[1],
        "real": a.ravel().tolist(),
        "generated": b.ravel().tolist(),
        "frechet": exact(a, b),
        "kernel": kernel_distance(a, b),
        **precision_recall(a, b),
    }


normal = lambda *shape: random.normal(size=shape)
mixed = normal(5, 5)
thin = normal(3, 12)
CASES = [
    case("correlated and shifted", normal(60, 5) @ mixed, normal(60, 5) + 0.5),
    case("one number each", normal(30, 1), 2 * normal(30, 1) + 1),
    case("fewer samples than dimensions", normal(8, 12), 0.5 * normal(8, 12), frechet_singular),
    case("on a thin subspace", normal(40, 3) @ thin, normal(40, 12), frechet_singular),
    case("collapsed to a point", normal(20, 4), np.zeros((20, 4)), frechet_singular),
]

FILE.write_text("[\n" + ",\n".join(json.dumps(case) for case in CASES) + "\n]\n")
