/** Every preset in the built page on WebGPU, at `smoke` size: it opens from a file, takes three steps, and shows what it drew. */
import { readdirSync } from 'node:fs';
import type { ConsoleMessage, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import { coloursOf, plottedPoints } from './support/sheets.ts';
import {
  lossesShown,
  openDocument,
  openPage,
  presetDocument,
  showPanel,
  trainButton,
  waitForButton,
  waitForSheet,
} from './support/training-page.ts';

useBuiltPage();

const STEPS = 3;
/** Software WebGPU compiles the pipelines of the largest presets for half a minute and more on a busy machine. */
const MOST_MS = 240_000;

const ids = readdirSync(new URL('../../presets/', import.meta.url))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace(/\.json$/, ''));

const seconds: Record<string, number> = {};

afterAll(async () => {
  console.log(`seconds from Train to the end: ${JSON.stringify(seconds)}`);
});

/** Of 256 samples and more, software WebGPU measures the largest presets for a minute. */
const MEASURED = 32;
/** It trains a classifier first, for a minute and more here; the runtime's tests measure it. */
const LEFT_OUT = 'class-agreement';

/** A sheet and a measurement before the first step and after the last, as in a run of any length. */
function shortDocument(id: string): Document {
  const document = presetDocument(id, { steps: STEPS });
  const { objective, training } = document;
  const nodes = Object.entries(objective.nodes)
    .filter(([, { params }]) => params?.metric !== LEFT_OUT)
    .map(([name, node]) =>
      node.kind === 'metric'
        ? [name, { ...node, params: { ...node.params, samples: MEASURED } }]
        : [name, node],
    );
  const kept = new Set(nodes.map(([name]) => name));
  const edges = objective.edges.filter(({ to }) => kept.has(to.slice(0, to.indexOf('.'))));
  return {
    ...document,
    objective: { ...objective, nodes: Object.fromEntries(nodes), edges },
    training: { ...training, sampleEvery: STEPS, measureEvery: STEPS },
  };
}

const nodesOf = ({ objective }: Document, kind: string) =>
  Object.entries(objective.nodes).filter((entry) => entry[1].kind === kind);

function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return faults;
}

describe('on webgpu, at smoke size', () => {
  it.each(ids)(
    '%s takes three steps: losses are finite, every sheet has colours, nothing is amiss',
    async (id) => {
      const document = shortDocument(id);
      const page = await openPage(browser, { url, backend: 'webgpu' });
      const faults = watch(page);
      try {
        await openDocument(page, document);
        await showPanel(page, 'Samples');
        const start = performance.now();
        await trainButton(page).click();
        await waitForButton(page, 'Train again', MOST_MS);
        seconds[id] = Math.round(performance.now() - start) / 1000;
        expect(await page.getByTestId('backend').getAttribute('data-backend')).toBe('webgpu');
        await waitForSheet(page, STEPS);

        const previews = nodesOf(document, 'preview');
        for (const [node] of previews) {
          expect(await coloursOf(page, node), `colours of ${node}`).toBeGreaterThan(1);
        }
        if (nodesOf(document, 'scatter').length > 0) {
          expect(await plottedPoints(page)).toBeGreaterThan(0);
        }
        expect(previews.length + nodesOf(document, 'scatter').length).toBeGreaterThan(0);

        await showPanel(page, 'Losses');
        const losses = Object.entries(await lossesShown(page));
        expect(losses.length).toBeGreaterThan(1);
        for (const [name, text] of losses) {
          // The page writes a minus sign, not a hyphen.
          expect(Number(text.replace('−', '-')), name).toSatisfy(Number.isFinite);
        }
        expect(await page.locator('[data-notice]').count()).toBe(0);
        expect(faults).toEqual([]);
      } finally {
        await page.context().close();
      }
    },
    MOST_MS + 60_000,
  );
});
