/** What the Explore panel makes of latents: sums of several picks, classes, styles by resolution, noise, layers, older checkpoints. */
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  choose,
  mode,
  openExplore,
  panel,
  pick,
  pixels,
  sample,
  useExplorer,
} from './support/explore-page.ts';
import { type TrainedRun, trainedRun } from './support/trained-runs.ts';

useExplorer();

let runs: readonly TrainedRun[];
let page: Page;

beforeAll(async () => {
  runs = [
    await trainedRun('dcgan', [1, 12]),
    await trainedRun('cgan', [8]),
    await trainedRun('stylegan', [4]),
  ];
});

afterEach(() => page?.context().close());

const named = (id: string) => runs.filter((run) => run.id === id);
const first = () => pixels(page, /^Sample 1(\.|$)/);

describe('Arithmetic', () => {
  it('adds means of several picks up, and keeps them while another mode is looked at', async () => {
    page = await openExplore(named('dcgan'));
    await sample(page, 1).waitFor();
    const alone = await first();
    await pick(page, 1, 2, 3);
    await mode(page, 'Arithmetic');
    const put = async (slot: string, ...numbers: readonly number[]) => {
      await panel(page)
        .getByRole('radio', { name: `Picks go into ${slot}` })
        .check();
      for (const number of numbers)
        await page.getByRole('button', { name: `Put pick ${number} into ${slot}` }).click();
    };
    // a − mean(b, c) + mean(b, c) is a.
    await put('A', 1);
    await put('B', 2, 3);
    await expect.poll(() => pixels(page, 'The result')).not.toBe(alone);
    await put('C', 3, 2);
    await expect.poll(() => pixels(page, 'The result')).toBe(alone);
    expect(
      await panel(page)
        .getByRole('button', { name: /^Neighbour/ })
        .count(),
    ).toBe(8);

    await mode(page, 'Samples');
    await sample(page, 4).click();
    await mode(page, 'Arithmetic');
    await expect.poll(() => pixels(page, 'The result')).toBe(alone);
    await page.getByRole('tab', { name: /^Runs/ }).click();
    await page.getByRole('tab', { name: /^Explore/ }).click();
    await expect.poll(() => pixels(page, 'The result')).toBe(alone);
    await page.getByRole('button', { name: 'Take picture 1 out of A' }).click();
    await expect.poll(() => pixels(page, 'The result')).not.toBe(alone);
    await panel(page).getByRole('button', { name: 'Neighbour 1', exact: true }).click();
    await page.getByRole('button', { name: 'Put pick 5 into C' }).waitFor();
  });
});

describe('Classes', () => {
  it('shows samples in each class and between two, and walks from class to class', async () => {
    page = await openExplore(named('cgan'));
    await sample(page, 1).waitFor();
    const names = await panel(page)
      .getByRole('button', { name: /^Sample \d+\. Class \d/ })
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
    const classes = names.map((name) => /Class (\d)/.exec(name)?.[1]);
    const other = classes.findIndex((one) => one !== classes[0]);
    const [one, two] = [await first(), await pixels(page, names[other] ?? '')];
    await pick(page, 1, other + 1);
    await mode(page, 'Walk');
    await page.getByRole('img', { name: 'Frame 1 of 25' }).waitFor();
    expect(await pixels(page, 'Frame 1 of 25')).toBe(one);
    await page.getByRole('slider', { name: 'Place on the walk' }).press('End');
    expect(await pixels(page, 'Frame 25 of 25')).toBe(two);

    await mode(page, 'Classes');
    await panel(page).getByLabel('Sample 2 in class 9').waitFor();
    expect(await pixels(page, `Sample 1 in class ${classes[0]}`)).toBe(one);
    const [from, to] = [
      await pixels(page, 'Sample 1 in class 3'),
      await pixels(page, 'Sample 1 in class 8'),
    ];
    expect(from).not.toBe(to);
    await panel(page).getByText('Between two', { exact: true }).click();
    await choose(page, 'From', '3');
    await choose(page, 'To', '8');
    await expect.poll(() => pixels(page, 'Sample 1, 1 of 9 on the way')).toBe(from);
    await expect.poll(() => pixels(page, 'Sample 1, 9 of 9 on the way')).toBe(to);
    const middle = await pixels(page, 'Sample 1, 5 of 9 on the way');
    expect([from, to]).not.toContain(middle);

    await mode(page, 'Samples');
    await choose(page, 'Class', '8');
    await panel(page)
      .getByLabel(/^Sample 16\. Class 8\./)
      .waitFor();
  });
});

describe('Classes of data that names them', () => {
  it('stand by their names over grids, below samples and in choices', async () => {
    const bindings = { data: { type: 'builtin', name: 'shapes' } } as const;
    page = await openExplore(named('cgan').map((run) => ({ ...run, bindings })));
    await choose(page, 'Class', 'heart');
    await panel(page)
      .getByLabel(/^Sample 16\. heart\./)
      .waitFor();
    await pick(page, 1);
    await mode(page, 'Classes');
    await panel(page).getByLabel('Sample 1 in class arrow').waitFor();
    await panel(page).getByText('Between two', { exact: true }).click();
    await choose(page, 'From', 'moon');
    expect(await panel(page).getByTitle('moon').count()).toBe(1);
  });
});

describe('Style mixing and noise', () => {
  it('gives lines the styles of columns in the chosen resolutions alone, with noise or without', async () => {
    page = await openExplore(named('stylegan'));
    await sample(page, 1).waitFor();
    const loud = await first();
    await panel(page).getByRole('switch', { name: 'Noise of layers' }).click();
    await expect.poll(first).not.toBe(loud);

    await mode(page, 'Style mixing');
    const mixed = () => pixels(page, 'Line 1 with styles of column 2');
    await panel(page).getByLabel('Line 3 with styles of column 4').waitFor();
    const [line, column] = [
      await pixels(page, 'Line 1 as it is'),
      await pixels(page, 'Column 2 as it is'),
    ];
    expect([line, column]).not.toContain(await mixed());
    await choose(page, 'to', '64 px');
    await expect.poll(mixed).toBe(column);
    await choose(page, 'From', '64 px');
    await expect.poll(mixed).not.toBe(column);
  });
});

describe('Layers', () => {
  it('shows channels and filters of any node, of the network that judges, too', async () => {
    page = await openExplore(named('dcgan'));
    await sample(page, 1).waitFor();
    await mode(page, 'Layers');
    await choose(page, 'Layer', /^project/);
    await panel(page).getByRole('img', { name: 'Filter 1', exact: true }).waitFor();
    await expect
      .poll(() =>
        panel(page)
          .getByRole('img', { name: /^Channel/ })
          .count(),
      )
      .toBe(16);
    const channel = await pixels(page, 'Channel 1');
    await mode(page, 'Samples');
    await pick(page, 5);
    await mode(page, 'Layers');
    await expect.poll(() => pixels(page, 'Channel 1')).not.toBe(channel);
    await choose(page, 'Network', 'D');
    await choose(page, 'Layer', /^first/);
    await panel(page).getByRole('img', { name: 'Filter 8', exact: true }).waitFor();
    await expect
      .poll(() =>
        panel(page)
          .getByRole('img', { name: /^Channel/ })
          .count(),
      )
      .toBe(8);
  });
});

describe('Checkpoints', () => {
  it('are explored whichever they are, with the same picks', async () => {
    page = await openExplore(named('dcgan'));
    await sample(page, 1).waitFor();
    const newest = await first();
    await pick(page, 1, 2);
    await choose(page, 'Checkpoint', 'Step 1');
    await expect.poll(first).not.toBe(newest);
    await panel(page).getByRole('button', { name: 'Let go of pick 2' }).waitFor();
    await choose(page, 'Checkpoint', 'Step 12');
    await expect.poll(first).toBe(newest);
  });
});
