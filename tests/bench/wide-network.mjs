/** The `dcgan` preset with one more network of 500 nodes and 800 wires on one canvas, for measuring the editor. */
import { readFileSync } from 'node:fs';

export const WIDE = 'Wide';
const NODES = 500;
const WIRES = 800;
const ROWS = 20;
const COLUMN = 300;
const ROW = 150;
const LAYERS = [
  {
    kind: 'conv2d',
    params: { filters: 'channelsWide', kernel: 3, stride: 1, padding: { type: 'same' } },
  },
  { kind: 'batch-norm' },
  { kind: 'leaky-relu' },
];

/** Columns of twenty: one of layers, one of sums of two or three of the column before, and so on. */
export function crowdedDocument() {
  const preset = new URL('../../presets/dcgan.json', import.meta.url);
  const document = JSON.parse(readFileSync(preset, 'utf8'));
  const nodes = {
    x: { kind: 'input', params: { shape: [16, 16, 'channelsWide'] }, at: [0, 1400] },
  };
  const edges = [];
  const wire = (from, to) => edges.push({ from: `${from}.out`, to });
  const inner = NODES - 1 - ROWS;
  const columns = Math.ceil(inner / ROWS);
  const sums = Math.floor(columns / 2) * ROWS - (columns % 2 === 0 ? columns * ROWS - inner : 0);
  // One wire for each layer and output; what is left goes to the sums, two or three each.
  const ofThree = WIRES - ROWS - (inner - sums) - 2 * sums;
  let sum = 0;
  for (let at = 0; at < inner; at++) {
    const [column, row] = [Math.floor(at / ROWS), at % ROWS];
    const before = (shift) =>
      column === 0 ? 'x' : `n${(column - 1) * ROWS + ((row + shift) % ROWS)}`;
    const place = { at: [COLUMN * (column + 1), ROW * row] };
    if (column % 2 === 0) {
      nodes[`n${at}`] = { ...LAYERS[(column / 2) % LAYERS.length], ...place };
      wire(before(0), `n${at}.in`);
    } else {
      const inputs = sum++ < ofThree ? 3 : 2;
      nodes[`n${at}`] = { kind: 'add', params: { inputs }, ...place };
      for (let i = 0; i < inputs; i++) wire(before(i), `n${at}.in${i}`);
    }
  }
  for (let row = 0; row < ROWS; row++) {
    const last = inner - ROWS + row;
    nodes[`y${last}`] = { kind: 'output', at: [COLUMN * (columns + 1), ROW * (last % ROWS)] };
    wire(`n${last}`, `y${last}.in`);
  }
  return {
    ...document,
    name: 'Crowded',
    parameters: {
      ...document.parameters,
      channelsWide: { value: 8, min: 1, max: 64, integer: true },
    },
    networks: { ...document.networks, [WIDE]: { nodes, edges } },
  };
}
