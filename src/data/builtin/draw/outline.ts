/**
 * Outlines of generated pictures as signed distances: negative inside. Coordinates run over the unit square, y downwards;
 * `box` holds all that lies inside: left, top, right, bottom.
 */

export interface Outline {
  readonly box: readonly [number, number, number, number];
  distance(x: number, y: number): number;
}

/** `Math.hypot` and powers are slow, and this runs for every pixel of every picture. */
const length = (x: number, y: number): number => Math.sqrt(x * x + y * y);

export type Point = readonly [number, number];

export function circle(cx: number, cy: number, radius: number): Outline {
  return {
    box: [cx - radius, cy - radius, cx + radius, cy + radius],
    distance: (x, y) => length(x - cx, y - cy) - radius,
  };
}

/** First-order distance, exact enough for soft edges. */
export function ellipse(cx: number, cy: number, rx: number, ry: number): Outline {
  return {
    box: [cx - rx, cy - ry, cx + rx, cy + ry],
    distance(x, y) {
      const u = (x - cx) / rx;
      const v = (y - cy) / ry;
      const slope = length(u / rx, v / ry);
      if (slope === 0) return -Math.min(rx, ry);
      const value = length(u, v);
      return ((value - 1) * value) / slope;
    },
  };
}

export function roundedBox(
  left: number,
  top: number,
  right: number,
  bottom: number,
  radius = 0,
): Outline {
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  const [halfWidth, halfHeight] = [(right - left) / 2 - radius, (bottom - top) / 2 - radius];
  return {
    box: [left, top, right, bottom],
    distance(x, y) {
      const dx = Math.abs(x - cx) - halfWidth;
      const dy = Math.abs(y - cy) - halfHeight;
      const outside = length(Math.max(dx, 0), Math.max(dy, 0));
      return outside + Math.min(Math.max(dx, dy), 0) - radius;
    },
  };
}

/** Square of the distance from (px, py) to the line from the origin to (ex, ey). */
function squareTo(px: number, py: number, ex: number, ey: number): number {
  const along = (px * ex + py * ey) / (ex * ex + ey * ey || 1);
  const t = along < 0 ? 0 : along > 1 ? 1 : along;
  const dx = px - t * ex;
  const dy = py - t * ey;
  return dx * dx + dy * dy;
}

/** Distance to the nearest edge; inside is where a ray to the right crosses an odd number of edges. */
export function polygon(points: readonly Point[]): Outline {
  const count = points.length;
  const xs = Float64Array.from(points, ([x]) => x);
  const ys = Float64Array.from(points, ([, y]) => y);
  return {
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
    distance(x, y) {
      let nearest = Infinity;
      let isInside = false;
      for (let i = 0, j = count - 1; i < count; j = i++) {
        const ay = ys[j] ?? 0;
        const by = ys[i] ?? 0;
        const ax = xs[j] ?? 0;
        const ex = (xs[i] ?? 0) - ax;
        nearest = Math.min(nearest, squareTo(x - ax, y - ay, ex, by - ay));
        if (ay > y !== by > y && x < ax + (ex * (y - ay)) / (by - ay)) isInside = !isInside;
      }
      return isInside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
    },
  };
}

/** A line of the given half width through points, with round ends. */
export function stroke(points: readonly Point[], radius: number): Outline {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return {
    box: [
      Math.min(...xs) - radius,
      Math.min(...ys) - radius,
      Math.max(...xs) + radius,
      Math.max(...ys) + radius,
    ],
    distance(x, y) {
      let nearest = Infinity;
      for (let i = 1; i < xs.length; i++) {
        const ax = xs[i - 1] ?? 0;
        const ay = ys[i - 1] ?? 0;
        const ex = (xs[i] ?? 0) - ax;
        const ey = (ys[i] ?? 0) - ay;
        nearest = Math.min(nearest, squareTo(x - ax, y - ay, ex, ey));
      }
      return Math.sqrt(nearest) - radius;
    },
  };
}

/** Everything under a line, given by its height (from the top) in equal steps from left to right. */
export function ground(heights: readonly number[]): Outline {
  return {
    box: [0, Math.min(...heights), 1, 1],
    distance: (x, y) => (heights[Math.floor(x * heights.length)] ?? 1) - y,
  };
}

export function without(whole: Outline, part: Outline): Outline {
  return {
    box: whole.box,
    distance: (x, y) => Math.max(whole.distance(x, y), -part.distance(x, y)),
  };
}

export function both(a: Outline, b: Outline): Outline {
  return {
    box: [
      Math.max(a.box[0], b.box[0]),
      Math.max(a.box[1], b.box[1]),
      Math.min(a.box[2], b.box[2]),
      Math.min(a.box[3], b.box[3]),
    ],
    distance: (x, y) => Math.max(a.distance(x, y), b.distance(x, y)),
  };
}

/** The line along an outline, `width` wide. */
export function edge(outline: Outline, width: number): Outline {
  const { box } = outline;
  const half = width / 2;
  return {
    box: [box[0] - half, box[1] - half, box[2] + half, box[3] + half],
    distance: (x, y) => Math.abs(outline.distance(x, y)) - half,
  };
}

/** An outline drawn around the origin, turned, scaled and moved. */
export function placed(
  outline: Outline,
  cx: number,
  cy: number,
  scale: number,
  turn: number,
): Outline {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [left, top, right, bottom] = outline.box;
  const corners = [left, right].flatMap((x) => [top, bottom].map((y): Point => [x, y]));
  const xs = corners.map(([x, y]) => cx + scale * (cos * x - sin * y));
  const ys = corners.map(([x, y]) => cy + scale * (sin * x + cos * y));
  return {
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
    distance(x, y) {
      const dx = (x - cx) / scale;
      const dy = (y - cy) / scale;
      return scale * outline.distance(cos * dx + sin * dy, cos * dy - sin * dx);
    },
  };
}
