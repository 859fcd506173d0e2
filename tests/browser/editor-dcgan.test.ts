/**
 * DCGAN from an empty canvas, by hand: networks made, entered and filled from the palette, wires drawn, numbers typed, parts
 * duplicated. What stands there at the end is the preset's in every count.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';
import { readDocument } from '../../src/graph/read.ts';
import {
  card,
  inspector,
  openEditor,
  page,
  palette,
  port,
  select,
  useBrowser,
  wire,
  wired,
} from './support/editor-page.ts';
import { boxAtRest, drag, middle, type Point } from './support/hand.ts';

useBrowser();
beforeAll(() => openEditor({ size: { width: 1920, height: 1080 } }));

/** Clicks the entry of the palette, and gives the new card the id of the test. */
async function add(title: string, id: string): Promise<void> {
  await palette().getByRole('textbox', { name: 'Search nodes' }).fill(title);
  await palette().getByRole('button', { name: title, exact: true }).first().click();
  await rename('Id', id);
  await card(id).waitFor();
}

/** Of what the inspector shows. */
async function rename(field: string, name: string): Promise<void> {
  const input = inspector().getByRole('textbox', { name: field, exact: true });
  await input.fill(name);
  await input.press('Enter');
}

async function type(field: string, value: string): Promise<void> {
  const input = inspector().getByRole('combobox', { name: field, exact: true }).first();
  await input.fill(value);
  await input.press('Enter');
}

async function choose(field: string, value: string): Promise<void> {
  await inspector().getByRole('combobox', { name: field, exact: true }).first().click();
  await page.getByRole('option', { name: value }).first().click();
}

const turnOff = (field: string) =>
  inspector().getByRole('switch', { name: field, exact: true }).first().click({ force: true });

function centreOf(ref: string): Promise<Point> {
  const [node = '', name = ''] = ref.split('.');
  return middle(port(node, name));
}

/** Draws a wire by hand. */
async function draw(from: string, to: string): Promise<void> {
  await drag(await centreOf(from), await centreOf(to));
  await wired(from, to);
}

/** Lets a wire go on a card that asks what to do with it. */
async function drawToCard(from: string, node: string, answer: string): Promise<void> {
  const [start, box] = [await centreOf(from), await boxAtRest(card(node))];
  await drag(start, { x: box.x + box.width * 0.7, y: box.y + 8 });
  await page
    .getByRole('dialog', { name: /^Connect to/ })
    .getByText(answer, { exact: true })
    .click();
}

/** Keys are for the canvas once it has the focus. */
async function press(...keys: readonly string[]): Promise<void> {
  await page.locator('main').focus();
  for (const key of keys) await page.keyboard.press(key);
}

/** Columns from left to right, all of it in view. */
async function arrange(): Promise<void> {
  const before = await places();
  await press('Shift+L');
  await expect.poll(places, { timeout: 30_000 }).not.toBe(before);
  await still();
  await press('Shift+1');
  await still();
}

const places = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('.react-flow__node')]
      .map((node) => JSON.stringify(node.getBoundingClientRect()))
      .join(),
  );

/** Until nothing moves any more. */
async function still(): Promise<void> {
  for (let before = ''; ; ) {
    await page.waitForTimeout(250);
    const now = await places();
    if (now === before) return;
    before = now;
  }
}

/** Makes a network from the palette, goes into it and names it. */
async function network(name: string): Promise<void> {
  await palette().getByRole('textbox', { name: 'Search nodes' }).fill('New network');
  await palette().getByRole('button', { name: 'New network', exact: true }).click();
  await rename('Id', name);
  await card(name).dblclick({ position: { x: 30, y: 8 } });
  await card('out').waitFor();
  await rename('Name', name);
}

async function leave(): Promise<void> {
  await page.getByRole('navigation', { name: 'Level' }).getByText('Objective').click();
}

const layer = {
  project: async (id: string, filters: string) => {
    await add('Transposed convolution', id);
    await type('Filters', filters);
    await turnOff('Bias');
  },
  convolution: async (id: string, filters: string) => {
    await add('Convolution', id);
    await type('Filters', filters);
    await turnOff('Bias');
  },
  norm: (id: string) => add('Batch normalization', id),
  relu: (id: string) => add('ReLU', id),
  leaky: (id: string) => add('Leaky ReLU', id),
};

/** 1×1 to 4×4 without a border. */
async function unpadded(): Promise<void> {
  await type('Stride', '1');
  await choose('Padding', 'Valid');
}

/** Adds each beside the one before, and wires it there. */
async function grow(first: string, ...parts: readonly (readonly [string, () => Promise<void>])[]) {
  let before = first;
  for (const [id, put] of parts) {
    await put();
    await draw(`${before}.out`, `${id}.in`);
    before = id;
  }
}

async function generator(): Promise<void> {
  await network('G');
  await select('in');
  await rename('Id', 'z');
  await inShape('100');
  const stage = (n: number, filters: string) =>
    [
      [`up${n}`, () => layer.project(`up${n}`, filters)],
      [`norm${n}`, () => layer.norm(`norm${n}`)],
      [`relu${n}`, () => layer.relu(`relu${n}`)],
    ] as const;
  const [first, ...rest] = stage(0, '128');
  await grow(
    'z',
    ['pixel', () => add('Reshape', 'pixel').then(() => inShape('1', '1', '100'))],
    [first[0], () => first[1]().then(unpadded)],
    ...rest,
    ...stage(1, '64'),
    ...stage(2, '32'),
    ['toImage', () => layer.project('toImage', '1')],
    ['tanh', () => add('Tanh', 'tanh')],
  );
  await arrange();
  await draw('tanh.out', 'out.in');
  await leave();
}

async function discriminator(): Promise<void> {
  await network('D');
  await select('in');
  await rename('Id', 'image');
  await inShape('32', '32', '1');
  await grow(
    'image',
    ['first', () => layer.convolution('first', '32')],
    ['leaky', () => layer.leaky('leaky')],
    ['down', () => layer.convolution('down', '64')],
    ['norm', () => layer.norm('norm')],
    ['slope', () => layer.leaky('slope')],
  );
  await arrange();
  await select('down', 'norm', 'slope');
  await press('Control+d');
  await card('down-2').waitFor();
  await arrange();
  await draw('slope.out', 'down-2.in');
  await select('down-2');
  await type('Filters', '128');
  await select('slope-2');
  await grow(
    'slope-2',
    ['score', () => layer.convolution('score', '1').then(unpadded)],
    ['logit', () => add('Flatten', 'logit')],
  );
  await arrange();
  await draw('logit.out', 'out.in');
  await leave();
}

/** The lengths of the axes; those that are too many go. */
async function inShape(...lengths: readonly string[]): Promise<void> {
  const axes = inspector().getByRole('combobox', { name: /^Shape \d/ });
  const removals = inspector().getByRole('button', { name: /^Remove Shape/ });
  while ((await axes.count()) > lengths.length) await removals.last().click();
  for (const [at, length] of lengths.entries()) {
    if ((await axes.count()) <= at)
      await inspector().getByRole('button', { name: 'Add' }).first().click();
    await type(`Shape ${at + 1}`, length);
  }
}

async function objective(): Promise<void> {
  await add('Noise', 'noise');
  await add('Dataset', 'data');
  await type('Height', '32');
  await type('Width', '32');
  await add('D (network)', 'judgeFake');
  for (const [id, side] of [
    ['realLoss', 'Discriminator, real'],
    ['fakeLoss', 'Discriminator, fake'],
    ['foolLoss', 'Generator'],
  ] as const) {
    await add('Adversarial loss', id);
    await choose('Side', side);
  }
  for (const [id, name, order] of [
    ['trainD', 'D', '0'],
    ['trainG', 'G', '1'],
  ] as const) {
    await add('Optimizer step', id);
    await inspector().getByRole('checkbox', { name, exact: true }).check();
    await type('Beta 1', '0.5');
    await type('Order', order);
  }
  await add('Preview', 'samples');
  await arrange();
  for (const [from, to] of [
    ['noise.out', 'G.z'],
    ['G.out', 'judgeFake.image'],
    ['data.image', 'D.image'],
    ['D.out', 'realLoss.logits'],
    ['judgeFake.out', 'fakeLoss.logits'],
    ['judgeFake.out', 'foolLoss.logits'],
    ['G.out', 'samples.row0'],
    ['realLoss.loss', 'trainD.loss0'],
    ['foolLoss.loss', 'trainG.loss0'],
  ] as const) {
    await draw(from, to);
  }
  await drawToCard('fakeLoss.loss', 'trainD', 'Add a loss');
  await wire('fakeLoss.loss', 'trainD.loss1').waitFor({ state: 'attached' });
}

async function exported(): Promise<string> {
  await page.getByRole('button', { name: 'Import and export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /Graph \(JSON\)/ }).click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

/** What there is to compare: trained numbers and work of each network, and of a step. */
function counts(compilation: ReturnType<typeof compile>) {
  const { program, summary } = compilation;
  if (!program || !summary) throw new Error('the document should compile');
  const networks = Object.entries(summary.networks).map(([name, of]) => ({
    name,
    trainable: of.trainable,
    nonTrainable: of.nonTrainable,
    multiplyAdds: of.layers.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0),
  }));
  const phases = summary.phases.map(({ trains, losses, multiplyAdds }) => {
    return { trains, losses: losses.length, multiplyAdds };
  });
  return { networks, phases };
}

describe('DCGAN from nothing', () => {
  it('comes to the counts of the preset', async () => {
    await page.getByRole('button', { name: 'New document' }).click();
    await page.locator('.react-flow__node').first().waitFor({ state: 'detached' });
    await generator();
    await discriminator();
    await objective();
    await page.locator('.react-flow__pane').click({ position: { x: 60, y: 160 } });
    await type('Batch size (samples)', '32');
    const { document } = readDocument(await exported());
    const preset = presets.find(({ id }) => id === 'dcgan');
    if (!document || !preset) throw new Error('both documents should be there');
    expect(compile(document).problems).toEqual([]);
    expect(counts(compile(document))).toEqual(counts(compile(preset.document)));
  });
});
