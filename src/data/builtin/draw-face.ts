/** Draws one cartoon face from its attributes: ground, hair behind, shirt, head, features, hair in front, glasses, hat. */
import { type Canvas, paint, wash } from './draw/canvas.ts';
import { type Color, hex, mix, shade } from './draw/color.ts';
import {
  both,
  circle,
  edge,
  ellipse,
  polygon,
  roundedBox,
  stroke,
  without,
} from './draw/outline.ts';
import type { Face } from './face.ts';

export function drawFace(face: Face, canvas: Canvas): void {
  const { ground, skin, shirt, x, y, width, height } = face;
  wash(canvas, mix(ground, [1, 1, 1], 0.18), shade(ground, 0.86));
  drawHairBehind(face, canvas);
  paint(canvas, ellipse(x, 1.07, 0.37, 0.21), shirt, { bottom: shade(shirt, 0.7) });
  paint(canvas, roundedBox(x - 0.085, y + 0.12, x + 0.085, 0.93, 0.08), shade(skin, 0.84));
  for (const side of [-1, 1])
    paint(canvas, ellipse(x + side * width, y + 0.01, 0.045, 0.062), shade(skin, 0.93));
  paint(canvas, ellipse(x, y, width, height), mix(skin, [1, 1, 1], 0.06), {
    bottom: shade(skin, 0.9),
  });
  drawFeatures(face, canvas);
  drawHairInFront(face, canvas);
  if (face.hasGlasses) drawGlasses(face, canvas);
  if (face.hasHat) drawHat(face, canvas);
}

function drawHairBehind({ style, hair, x, y, width, height }: Face, canvas: Canvas): void {
  const dark = { bottom: shade(hair, 0.65) };
  if (style === 1)
    paint(
      canvas,
      roundedBox(x - width - 0.06, y - height - 0.05, x + width + 0.06, 0.95, 0.2),
      hair,
      dark,
    );
  if (style === 2)
    for (let k = 0; k < 9; k++) {
      const angle = Math.PI * (1.08 - (k / 8) * 1.16);
      const [cx, cy] = [x + 1.02 * width * Math.cos(angle), y - 0.02 - height * Math.sin(angle)];
      paint(canvas, circle(cx, cy, 0.105), hair, dark);
    }
  if (style === 3) paint(canvas, circle(x, y - height - 0.05, 0.095), hair, dark);
}

/** Bald is style 4; the others have a fringe of some form. */
function drawHairInFront(face: Face, canvas: Canvas): void {
  const { style, hair, x, y, width, height, random } = face;
  if (style === 4) return;
  const cap = ellipse(x, y - 0.02, width + 0.022, height + 0.025);
  const part = random.between(-0.12, 0.12);
  const low = [0.13, 0.12, 0.15, 0.17, 0][style] ?? 0;
  const forehead = ellipse(x + part, y + 0.16, width * 1.12, height + low - 0.02);
  paint(canvas, without(cap, forehead), mix(hair, [1, 1, 1], 0.08), { bottom: shade(hair, 0.8) });
}

function drawFeatures(face: Face, canvas: Canvas): void {
  const { skin, hair, x, y, eyeGap, eyeSize, iris, gaze, brow, nose, width, height } = face;
  const ink = shade(skin, 0.55);
  const blush = mix(skin, hex('#f0506a'), 0.6);
  if (face.hasBeard)
    paint(
      canvas,
      without(
        both(ellipse(x, y, width + 0.004, height + 0.012), roundedBox(0, y + 0.05, 1, 1)),
        ellipse(x, y + 0.02, width * 0.82, 0.11),
      ),
      shade(hair, 0.9),
    );
  for (const side of [-1, 1]) {
    const cx = x + side * eyeGap;
    paint(canvas, circle(cx + side * 0.045, y + 0.1, 0.055), blush, {
      opacity: face.blush,
      softness: 4,
    });
    paint(canvas, ellipse(cx, y - 0.025, eyeSize * 1.15, eyeSize), [0.99, 0.99, 0.99]);
    paint(canvas, circle(cx + gaze, y - 0.023, eyeSize * 0.68), iris);
    paint(canvas, circle(cx + gaze, y - 0.023, eyeSize * 0.36), [0.04, 0.03, 0.03]);
    paint(canvas, circle(cx + gaze + 0.011, y - 0.037, 0.009), [1, 1, 1]);
    const [inner, outer] = [y - 0.1 + brow, y - 0.1 - brow * 0.6];
    const line = stroke(
      [
        [cx - side * 0.045, inner],
        [cx + side * 0.05, outer],
      ],
      0.0115,
    );
    paint(canvas, line, shade(hair, 0.75));
  }
  paint(canvas, ellipse(x, y + 0.065, nose, nose * 0.8), shade(skin, 0.78));
  drawMouth(face, ink, canvas);
}

function drawMouth({ x, y, smile, mouth, isOpen }: Face, ink: Color, canvas: Canvas): void {
  const level = y + 0.165 - smile * 0.35;
  const curve = Array.from({ length: 9 }, (_, k): [number, number] => {
    const t = k / 4 - 1;
    return [x + t * mouth, level + smile * (1 - t * t)];
  });
  if (isOpen && smile > 0.025) {
    const lips = polygon(curve);
    paint(canvas, lips, hex('#7a1f2b'));
    paint(canvas, both(lips, roundedBox(0, 0, 1, level + 0.014)), [1, 1, 1]);
    paint(canvas, edge(lips, 0.012), ink);
  } else paint(canvas, stroke(curve, 0.0115), mix(ink, hex('#a02a3a'), 0.45));
}

function drawGlasses({ x, y, eyeGap, width, accent, style }: Face, canvas: Canvas): void {
  const frame = shade(accent, 0.45);
  const level = y - 0.022;
  const bar = (from: number, to: number) =>
    stroke(
      [
        [from, level - 0.01],
        [to, level - 0.01],
      ],
      0.009,
    );
  for (const side of [-1, 1]) {
    const cx = x + side * eyeGap;
    const half = Math.min(0.078, eyeGap - 0.016);
    const lens =
      style % 2 === 0
        ? circle(cx, level, half)
        : roundedBox(cx - half, level - 0.06, cx + half, level + 0.062, 0.025);
    paint(canvas, lens, [0.85, 0.95, 1], { opacity: 0.28 });
    paint(canvas, edge(lens, 0.02), frame);
    paint(canvas, bar(cx + side * half, x + side * width), frame);
  }
  paint(canvas, bar(x - 0.022, x + 0.022), frame);
}

function drawHat({ x, y, width, height, accent, random }: Face, canvas: Canvas): void {
  const brim = y - height * 0.52;
  const crown = ellipse(x, brim, width + 0.04, height * 0.72);
  const top = both(crown, roundedBox(0, 0, 1, brim));
  const dark = { bottom: shade(accent, 0.75) };
  paint(canvas, top, accent, dark);
  const sort = random.below(3);
  if (sort === 0) {
    const side = random.below(2) === 0 ? -1 : 1;
    const [from, to] = [x - side * width * 0.6, x + side * (width + 0.17)];
    paint(
      canvas,
      roundedBox(Math.min(from, to), brim - 0.035, Math.max(from, to), brim + 0.02, 0.026),
      shade(accent, 0.65),
    );
  } else if (sort === 1) {
    paint(
      canvas,
      roundedBox(x - width - 0.05, brim - 0.06, x + width + 0.05, brim + 0.025, 0.035),
      mix(accent, [1, 1, 1], 0.45),
    );
    paint(canvas, circle(x, brim - height * 0.72, 0.06), mix(accent, [1, 1, 1], 0.6));
  } else {
    paint(
      canvas,
      roundedBox(x - width * 0.78, brim - height * 0.78, x + width * 0.78, brim, 0.03),
      accent,
      dark,
    );
    paint(
      canvas,
      roundedBox(x - width * 0.78, brim - 0.075, x + width * 0.78, brim - 0.01),
      shade(accent, 0.4),
    );
    paint(
      canvas,
      roundedBox(x - width - 0.13, brim - 0.03, x + width + 0.13, brim + 0.02, 0.025),
      shade(accent, 0.85),
    );
  }
}
