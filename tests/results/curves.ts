/** Losses and metrics over the steps as one small picture: a panel for all losses, one for each metric. */

type Curve = readonly (readonly [step: number, value: number])[];

export interface Curves {
  readonly losses: Readonly<Record<string, Curve>>;
  readonly metrics: Readonly<Record<string, Curve>>;
}

const POINTS = 120;
const PANEL = { width: 300, height: 150, left: 46, top: 24, bottom: 20, right: 10 };
/** Told apart in light and dark, also by those who see few colors (Okabe and Ito). */
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

/** Means of equal stretches, so that noise does not hide the course. */
export function thinned(points: Curve): [number, number][] {
  const stretches = Math.min(POINTS, points.length);
  return Array.from({ length: stretches }, (_, k): [number, number] => {
    const [from, to] = [k, k + 1].map((i) => Math.floor((i * points.length) / stretches));
    const part = points.slice(from, to);
    const mean = (column: 0 | 1) =>
      part.reduce((sum, point) => sum + point[column], 0) / part.length;
    return [Math.round(mean(0)), Number(mean(1).toPrecision(4))];
  });
}

export function drawCurves({ losses, metrics }: Curves): string {
  const panels: [string, Readonly<Record<string, Curve>>][] = [
    ['losses', losses],
    ...Object.entries(metrics).map(([name, curve]): [string, Record<string, Curve>] => {
      return [name, { [name]: curve }];
    }),
  ];
  const columns = Math.min(3, panels.length);
  const width = columns * PANEL.width;
  const legend = 16 * Math.ceil(Object.keys(losses).length / 2);
  const rows = Math.ceil(panels.length / columns);
  const height = rows * PANEL.height + legend;
  const drawn = panels.map(([title, curves], index) => {
    const left = (index % columns) * PANEL.width;
    const top = Math.floor(index / columns) * PANEL.height;
    return `<g transform="translate(${left} ${top})">${panel(title, curves)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="10">`,
    `<title>${escaped(panels.map(([title]) => title).join(', '))}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...drawn,
    names(Object.keys(losses), rows * PANEL.height),
    '</svg>\n',
  ].join('\n');
}

function panel(title: string, curves: Readonly<Record<string, Curve>>): string {
  const points = Object.values(curves).flat();
  const values = points.map(([, value]) => value).filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const last = Math.max(1, ...points.map(([step]) => step));
  const { left, top, right, bottom, width, height } = PANEL;
  const x = (step: number) => left + (step / last) * (width - left - right);
  const y = (value: number) => top + ((high - value) / (high - low || 1)) * (height - top - bottom);
  const lines = Object.values(curves).map((curve, i) => {
    const path = curve
      .filter(([, value]) => Number.isFinite(value))
      .map(([step, value]) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`);
    return `<polyline points="${path.join(' ')}" fill="none" stroke="${COLORS[i % COLORS.length]}" stroke-width="1.2"/>`;
  });
  const marks = [low, high].map(
    (value) => `<text x="${left - 4}" y="${y(value) + 3}" text-anchor="end">${short(value)}</text>`,
  );
  return [
    `<text x="${left}" y="14" font-weight="bold">${escaped(title)}</text>`,
    `<path d="M${left} ${top}V${height - bottom}M${left} ${y(0)}H${width - right}" stroke="#999" fill="none"/>`,
    ...marks,
    `<text x="${width - right}" y="${height - 6}" text-anchor="end">step ${last}</text>`,
    ...lines,
  ].join('');
}

/** Which color is which loss. */
function names(losses: readonly string[], top: number): string {
  return losses
    .map((name, i) => {
      const [x, y] = [PANEL.left + (i % 2) * 160, top + 11 + 16 * Math.floor(i / 2)];
      return `<text x="${x}" y="${y}" fill="${COLORS[i % COLORS.length]}">― ${escaped(name)}</text>`;
    })
    .join('');
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`);
}
