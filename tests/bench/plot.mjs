/** Curves on two logarithmic axes, as SVG: medians with their range, and what growth in proportion would be. */
import { median } from './spread.mjs';

const WIDTH = 720;
const HEIGHT = 440;
const FRAME = { left: 64, right: 20, top: 40, bottom: 52 };

export function plot(curves, { title, x, y }) {
  const all = curves.flatMap(({ points }) => points);
  const across = scale(
    all.map((p) => p.x),
    FRAME.left,
    WIDTH - FRAME.right,
  );
  const up = scale(
    all.flatMap((p) => p.values),
    HEIGHT - FRAME.bottom,
    FRAME.top,
  );
  const bottom = HEIGHT - FRAME.bottom;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(WIDTH / 2, 22, title, 'middle', 14),
    ...across.ticks.map((v) => tick(across.at(v), bottom, across.at(v), FRAME.top, v, 'x')),
    ...up.ticks.map((v) => tick(FRAME.left, up.at(v), WIDTH - FRAME.right, up.at(v), v, 'y')),
    text((WIDTH + FRAME.left) / 2, HEIGHT - 14, x, 'middle'),
    `<g transform="translate(16 ${(FRAME.top + bottom) / 2}) rotate(-90)">${text(0, 0, y, 'middle')}</g>`,
    ...curves.map((one, i) => curve(one, across, up, i)),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function curve({ name, color, points }, across, up, index) {
  const known = points.map((p) => ({ ...p, y: median(p.values) }));
  const at = ({ x, y }) => `${round(across.at(x))},${round(up.at(y))}`;
  const last = known.at(-1);
  // In proportion, through the largest size, as far as it stays in the frame.
  const from = Math.max(known[0].x, (last.x * up.low) / last.y);
  const ideal = [{ x: from, y: (last.y * from) / last.x }, last];
  const ranges = known.map(({ x, values }) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return `M${at({ x, y: low })}L${at({ x, y: high })}`;
  });
  const line = FRAME.top + 16 + 18 * index;
  return [
    `<polyline points="${ideal.map(at).join(' ')}" fill="none" stroke="${color}" stroke-dasharray="4 4" opacity="0.6"/>`,
    `<path d="${ranges.join('')}" stroke="${color}" stroke-width="3" opacity="0.4"/>`,
    `<polyline points="${known.map(at).join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>`,
    ...known.map((p) => {
      const [cx, cy] = at(p).split(',');
      return `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${color}"/>`;
    }),
    `<rect x="${FRAME.left + 12}" y="${line - 9}" width="14" height="4" fill="${color}"/>`,
    text(FRAME.left + 32, line - 3, name, 'start'),
  ].join('\n');
}

function scale(values, from, to) {
  const [low, high] = [Math.min(...values) / 1.15, Math.max(...values) * 1.15];
  const at = (v) => from + ((to - from) * Math.log(v / low)) / Math.log(high / low);
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++)
    for (const step of [1, 2, 5]) {
      const v = step * 10 ** power;
      if (v >= low && v <= high) ticks.push(v);
    }
  return { at, ticks, low };
}

function tick(x1, y1, x2, y2, value, axis) {
  const label = value >= 1 ? value.toLocaleString('en') : String(Number(value.toPrecision(1)));
  const place =
    axis === 'x' ? text(x1, y1 + 16, label, 'middle') : text(x1 - 8, y1 + 4, label, 'end');
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="#e9ecef"/>${place}`;
}

function text(x, y, content, anchor, size = 12) {
  const safe = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${size}" fill="#212529">${safe}</text>`;
}

function round(value) {
  return Math.round(value * 10) / 10;
}
