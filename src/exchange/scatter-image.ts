/** Points in the plane as a picture: real ones gray, generated ones blue over them. */

const SIDE = 512;
const GROUND = [255, 255, 255] as const;
const REAL = [176, 182, 190] as const;
const GENERATED = [37, 99, 235] as const;

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGB bytes. */
  readonly rgb: Uint8Array;
}

/** The square from −range to range, y upwards. Points are x, y interleaved; those outside are not drawn. */
export function drawScatter(real: Float32Array, generated: Float32Array, range: number): Picture {
  const rgb = new Uint8Array(SIDE * SIDE * 3);
  for (let i = 0; i < rgb.length; i++) rgb[i] = GROUND[i % 3] ?? 255;
  stamp(rgb, real, range, REAL, 2.2, 0.55);
  stamp(rgb, generated, range, GENERATED, 1.8, 0.6);
  return { width: SIDE, height: SIDE, rgb };
}

function stamp(
  rgb: Uint8Array,
  points: Float32Array,
  range: number,
  colour: readonly [number, number, number],
  radius: number,
  opacity: number,
): void {
  for (let i = 0; i + 1 < points.length; i += 2) {
    const cx = (((points[i] ?? 0) / range + 1) / 2) * SIDE;
    const cy = ((1 - (points[i + 1] ?? 0) / range) / 2) * SIDE;
    if (!(cx >= 0 && cx < SIDE && cy >= 0 && cy < SIDE)) continue;
    for (let y = Math.floor(cy - radius); y <= cy + radius + 1; y++)
      for (let x = Math.floor(cx - radius); x <= cx + radius + 1; x++) {
        if (x < 0 || y < 0 || x >= SIDE || y >= SIDE) continue;
        const edge = radius + 0.5 - Math.hypot(x + 0.5 - cx, y + 0.5 - cy);
        const cover = opacity * Math.min(1, Math.max(0, edge));
        const at = (y * SIDE + x) * 3;
        for (let c = 0; c < 3; c++)
          rgb[at + c] = (rgb[at + c] ?? 0) * (1 - cover) + (colour[c] ?? 0) * cover;
      }
  }
}
