/** A small document to draw wires in, opened anew for each test on one page. */
import type { Document } from '../../../graph-schemas/document.ts';
import { browser, card, enter, page, turnTo, url } from './editor-page.ts';
import { placed } from './hand.ts';
import { openDocument, openPage } from './training-page.ts';

/** A chain of layers inside N, one layer beside it, and a use of N between noise, data and a loss. */
const graph: Document = {
  format: 'ganvas.graph',
  version: 1,
  name: 'Wiring',
  parameters: { zDim: { value: 8 } },
  networks: {
    N: {
      nodes: {
        z: { kind: 'input', params: { shape: ['zDim'] }, at: [0, 0] },
        first: { kind: 'dense', params: { units: 16 }, at: [280, 0] },
        second: { kind: 'dense', params: { units: 8 }, at: [560, 0] },
        out: { kind: 'output', at: [840, 0] },
        loose: { kind: 'relu', at: [290, 170] },
        conv: { kind: 'conv2d', at: [620, 330] },
        sum: { kind: 'add', at: [0, 170] },
      },
      edges: [
        { from: 'z.out', to: 'first.in' },
        { from: 'first.out', to: 'second.in' },
        { from: 'second.out', to: 'out.in' },
      ],
    },
  },
  objective: {
    nodes: {
      noise: { kind: 'noise', params: { shape: ['zDim'] }, at: [0, 0] },
      use: { kind: 'apply', params: { network: 'N' }, at: [300, 0] },
      target: { kind: 'constant', params: { shape: [8] }, at: [300, 180] },
      far: { kind: 'mse', at: [620, 0] },
      step: { kind: 'optimizer-step', params: { trains: ['N'] }, at: [920, 0] },
      other: { kind: 'l1', at: [620, 180] },
    },
    edges: [
      { from: 'noise.out', to: 'use.z' },
      { from: 'use.out', to: 'far.prediction' },
      { from: 'target.out', to: 'far.target' },
      { from: 'far.loss', to: 'step.loss0' },
    ],
  },
  training: { batchSize: 4, steps: 10, seed: 1 },
};

let opened = 0;
export async function openNext(): Promise<void> {
  opened += 1;
  await openDocument(page, { ...graph, name: `Wiring ${opened}` });
  await card('use').waitFor();
  await placed();
}

export async function enterN(): Promise<void> {
  await enter('use', 'first');
  await placed();
}

export async function start(level: 'objective' | 'N' = 'objective'): Promise<void> {
  if (opened === 0)
    turnTo(await openPage(browser, { url, backend: 'wasm' })).setDefaultTimeout(8000);
  // What a failed test left open is not the fault of those after it.
  if (await page.locator('.mantine-Spotlight-overlay').count()) await page.keyboard.press('Escape');
  await openNext();
  if (level === 'N') await enterN();
}
