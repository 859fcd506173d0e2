"""Writes what NumPy and SciPy say of the metrics, each by its textbook formula in float64, on fixed inputs:
tests/parity/golden/distances.json (of sets of vectors) and tests/parity/golden/measures.json (of samples). It needs
NumPy and SciPy, nothing of Ganvas; run it as python3 tests/parity/golden_metrics.py
"""

import base64
import json
import pathlib

import numpy as np
import scipy.linalg
import scipy.ndimage
import scipy.spatial.distance
import scipy.stats

GOLDEN = pathlib.Path(__file__).parent / "golden"
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


def halve(x):
    # Of images as [count, height, width, channels], as in the code of Karras et al.: blurred, every second pixel.
    taps = np.array([1, 4, 6, 4, 1]) / 16
    for axis in (1, 2):
        x = scipy.ndimage.convolve1d(x, taps, axis=axis, mode="mirror")
    return x[:, ::2, ::2]


def enlarge(x, like):
    out = np.zeros_like(like)
    out[:, ::2, ::2] = x
    taps = np.array([1, 4, 6, 4, 1]) / 8
    for axis in (1, 2):
        out = scipy.ndimage.convolve1d(out, taps, axis=axis, mode="mirror")
    return out


def pyramid(x):
    levels = []
    while min(x.shape[1:3]) >= 28:
        coarse = halve(x)
        levels.append(x - enlarge(coarse, x))
        x = coarse
    return [*levels, x]


def descriptors(level, places):
    # 7 × 7 patches whose corners the places decide, each channel normalised over all of them.
    count, height, width, channels = level.shape
    each = len(places) // count
    patches = np.stack(
        [
            level[i // each, top : top + 7, left : left + 7]
            for i, (top, left) in enumerate((places * [height - 6, width - 6]).astype(int))
        ]
    )
    patches -= patches.mean((0, 1, 2))
    patches /= patches.std((0, 1, 2))
    return patches.reshape(len(patches), -1)


def sliced(a, b, directions):
    unit = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    return float(np.mean([scipy.stats.wasserstein_distance(a @ v, b @ v) for v in unit]))


def exact32(x):
    # The same numbers in float32, and short in the file.
    return np.round(x * 256) / 256


def sliced_images(name, height, width, channels):
    count, lines, each = 4, 6, 8
    y, x = np.mgrid[0:height, 0:width]
    draw = lambda blur: np.stack(
        [
            np.stack([np.sin(y / p + x / q + f) for p, q, f in random.uniform(1, 6, (channels, 3))], 2)
            + scipy.ndimage.gaussian_filter(normal(height, width, channels), (blur, blur, 0))
            for _ in range(count)
        ]
    )
    bytes_of = lambda v: np.clip(np.round(v * 60 + 128), 0, 255).astype(np.uint8)
    real, generated = bytes_of(draw(0.5)), bytes_of(draw(1.5))
    levels = zip(*(pyramid(v.astype(float) / 128 - 1) for v in (real, generated)))
    scales = []
    for ours, theirs in levels:
        directions = exact32(normal(lines, 49 * channels))
        places = np.floor(random.uniform(0, 1, (count * each, 2)) * 256) / 256
        distance = sliced(descriptors(ours, places), descriptors(theirs, places), directions)
        scales.append(
            {
                "height": ours.shape[1],
                "directions": directions.ravel().tolist(),
                "places": places.ravel().tolist(),
                "distance": 1000 * distance,
            }
        )
    text = lambda v: base64.b64encode(v.tobytes()).decode()
    return {
        "name": name,
        "shape": [height, width, channels],
        "patchesPerImage": each,
        "real": text(real),
        "generated": text(generated),
        "scales": scales,
        "mean": float(np.mean([scale["distance"] for scale in scales])),
    }


def sliced_vectors(name, a, b):
    a, b, directions = exact32(a), exact32(b), exact32(normal(8, a.shape[1]))
    return {
        "name": name,
        "dimensions": a.shape[1],
        "real": a.ravel().tolist(),
        "generated": b.ravel().tolist(),
        "directions": directions.ravel().tolist(),
        "distance": sliced(a, b, directions),
    }


def modes(name, centres, deviation, points):
    points = exact32(points)
    distance = scipy.spatial.distance.cdist(points, centres)
    good = distance.min(1) <= 3 * deviation
    return {
        "name": name,
        "centres": centres.tolist(),
        "deviation": deviation,
        "points": points.ravel().tolist(),
        "modes": len(set(distance.argmin(1)[good].tolist())),
        "highQuality": float(good.mean()),
    }


def agreement(classes, count, right):
    asked = random.integers(0, classes, count)
    named = np.where(random.uniform(size=count) < right, asked, random.integers(0, classes, count))
    return {
        "asked": asked.tolist(),
        "named": named.tolist(),
        "agreement": float((asked == named).mean()),
    }


def rebuilt(name, peak, a, b):
    a, b = exact32(a), exact32(b)
    axes = tuple(range(1, a.ndim))
    with np.errstate(divide="ignore"):
        decibels = 10 * np.log10(peak**2 / ((a - b) ** 2).mean(axes))
    return {
        "name": name,
        "peak": peak,
        "shape": list(a.shape[1:]),
        "real": a.ravel().tolist(),
        "rebuilt": b.ravel().tolist(),
        "absolute": float(np.abs(a - b).mean()),
        "root": float(np.sqrt(((a - b) ** 2).mean())),
        "psnr": float(np.minimum(100, decibels).mean()),
    }


def spread(name, block, a, b):
    # Of pairs within the blocks, all pairs counting alike.
    a, b = exact32(a), exact32(b)
    pairs = lambda x: np.concatenate(
        [scipy.spatial.distance.pdist(x[i : i + block]) for i in range(0, len(x), block)]
    )
    real, generated = float(pairs(a).mean()), float(pairs(b).mean())
    return {
        "name": name,
        "dimensions": a.shape[1],
        "real": a.ravel().tolist(),
        "generated": b.ravel().tolist(),
        "pairwiseReal": real,
        "pairwiseGenerated": generated,
        "pairwiseRatio": generated / real,
    }


angles = np.arange(8) * np.pi / 4
ring = 2 * np.stack([np.cos(angles), np.sin(angles)], 1)
grid = np.stack(np.meshgrid(np.arange(-4, 5, 2.0), np.arange(-4, 5, 2.0)), 2).reshape(-1, 2)
on = lambda centres, deviation, which: centres[which] + deviation * normal(len(which), 2)
pixels = lambda *shape: random.uniform(-1, 1, shape)
image = pixels(3, 5, 4, 3)
MEASURES = {
    "images": [
        sliced_images("odd sides in color", 29, 33, 3),
        sliced_images("even sides in gray, three scales", 56, 60, 1),
        sliced_images("too small for a pyramid", 9, 12, 1),
    ],
    "vectors": [
        sliced_vectors("in the plane", normal(40, 2), 2 * normal(40, 2) + 1),
        sliced_vectors("of six numbers", normal(25, 6), normal(25, 6) - 0.25),
    ],
    "modes": [
        modes("on a ring, half of it dropped", ring, 0.02, on(ring, 0.03, random.integers(0, 4, 60))),
        modes("on a grid", grid, 0.05, on(grid, 0.08, random.integers(0, 25, 80))),
    ],
    "agreement": agreement(10, 37, 0.7),
    "rebuilt": [
        rebuilt("from −1 to 1", 2, image, np.clip(image + 0.2 * normal(3, 5, 4, 3), -1, 1)),
        rebuilt("from 0 to 1, one of them exactly", 1, abs(image), abs(image) * [[[[0.9]]], [[[1]]], [[[0.5]]]]),
    ],
    "spread": [
        spread("few of them", 128, normal(20, 6), 0.3 * normal(20, 6)),
        spread("more than a block", 128, normal(150, 2), 0.01 * normal(150, 2) + 5),
    ],
}


def write(name, parts):
    (GOLDEN / name).write_text(parts + "\n")


write("distances.json", "[\n" + ",\n".join(json.dumps(case) for case in CASES) + "\n]")
write(
    "measures.json",
    "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in MEASURES.items()) + "\n}",
)
