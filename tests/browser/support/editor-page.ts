/**
 * The page that a file of tests drives, and what is looked for on it again and again. One build, one Chromium and one page in
 * front at a time: helpers mean `page` unless they are told another.
 */
import type { Locator, Page } from 'playwright-core';
import { browser, url, useBuiltPage } from './built-page.ts';
import { type OpenOptions, openPage } from './training-page.ts';

export { browser, url };

/** Bound anew by `turnTo` alone; whoever imports it sees the newest. */
export let page: Page;

export function turnTo(next: Page): Page {
  page = next;
  return next;
}

/** For the tests of a file. Pages they open themselves. */
export const useBrowser = (): void => useBuiltPage({ withWebGpu: false });

/** A page that nobody has visited, in place of any before it. DCGAN is on show, as at every first visit. */
export async function openEditor(options: Partial<Omit<OpenOptions, 'url'>> = {}): Promise<Page> {
  for (const context of browser.contexts()) await context.close();
  turnTo(await openPage(browser, { backend: 'wasm', ...options, url }));
  await card('generator').waitFor();
  // Until the view has come to the graph, a click meets whatever lies there then.
  await page.locator('.react-flow[data-placed="true"]').waitFor();
  return page;
}

export const card = (id: string, on: Page = page): Locator =>
  on.locator(`.react-flow__node[data-id="${id}"]`);

/** The handle of a port: an input's or an output's, whichever has the name. */
export const port = (node: string, name: string): Locator =>
  card(node).locator(`.react-flow__handle[data-handleid="${name}"]`);

/** By the ports that it joins: `noise.out`, `generator.z`. */
export const wire = (from: string, to: string, on: Page = page): Locator =>
  on.locator(`.react-flow__edge[data-id="${from}->${to}"]`);

/** A level wire has no height, so it counts as hidden. */
export const wired = (from: string, to: string, on: Page = page): Promise<void> =>
  wire(from, to, on).waitFor({ state: 'attached' });

export const wires = (): Promise<(string | null)[]> =>
  page.locator('.react-flow__edge').evaluateAll((all) => all.map((e) => e.getAttribute('data-id')));

/** Ids of the selected nodes, sorted. */
export const selected = (): Promise<(string | null)[]> =>
  page
    .locator('.react-flow__node.selected')
    .evaluateAll((all) => all.map((e) => e.getAttribute('data-id')).sort());

export const inspector = (on: Page = page): Locator =>
  on.getByRole('complementary', { name: 'Inspector' });
export const palette = (): Locator => page.getByRole('complementary', { name: 'Palette' });
/** The way from the objective to what is on show. */
export const level = (): Locator => page.getByRole('navigation', { name: 'Level' });
export const undoButton = (on: Page = page): Locator =>
  on.locator('header').getByRole('button', { name: 'Undo' });
export const option = (name: string): Locator => page.getByRole('option', { name, exact: true });

/** Away from a card's ports and from what it shows. */
export const ON_TITLE = { position: { x: 30, y: 8 } } as const;

/** Alone, or these together. */
export async function select(...ids: readonly string[]): Promise<void> {
  const [first = '', ...others] = ids;
  await card(first).click(ON_TITLE);
  for (const id of others) await card(id).click({ ...ON_TITLE, modifiers: ['Shift'] });
}

/** Into the network or block that a card stands for, until a card inside is there. */
export async function enter(id: string, inside: string): Promise<void> {
  await card(id).dblclick(ON_TITLE);
  await card(inside).waitFor();
}
