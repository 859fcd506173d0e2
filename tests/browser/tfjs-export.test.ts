/** Exported models in a page that knows nothing of Ganvas: tf.js, the layers module and the folder, over http. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { type Served, serve } from '../../src/cli/setup/serve.mjs';
import { readRun } from '../../src/cli/train/run-folder.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/program.ts';
import { type KnownState, stateOfContents, weightsOf } from '../../src/exchange/known-state.ts';
import { readDocument } from '../../src/graph/read.ts';
import { decodeCheckpoint } from '../../src/runtime/checkpoint.ts';
import { change, registerInPlace } from '../../src/runtime/in-place/change.ts';
import { buildNetwork } from '../../src/runtime/models/network.ts';
import { launch } from './support/browser.ts';

const TFJS = fileURLToPath(new URL('../../node_modules/@tensorflow/', import.meta.url));
const PACKAGES = ['core', 'layers', 'backend-cpu', 'backend-webgpu'];
const RUNS = ['dcgan', 'cgan', 'stylegan'];
const COUNT = 3;

interface Exported {
  readonly program: Program;
  readonly state: KnownState;
  readonly served: Served;
}

let folder: string;
let browser: Browser;
const exports = new Map<string, Exported>();

const quiet = {
  out: () => {},
  err: () => {},
  isInteractive: false,
  columns: 80,
  isColoured: false,
};

beforeAll(async () => {
  registerInPlace();
  folder = await mkdtemp(join(tmpdir(), 'ganvas-tfjs-'));
  // What a CDN would serve.
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(folder, 'cdn'),
      minify: false,
      lib: {
        entry: Object.fromEntries(
          PACKAGES.map((name) => [name, join(TFJS, `tfjs-${name}/dist/index.js`)]),
        ),
        formats: ['es'],
      },
    },
  });
  for (const id of RUNS) {
    const run = join(folder, `${id}-run`);
    const out = join(folder, id);
    const trained = ['train', id, '--profile', 'smoke', '--steps', '2', '--backend', 'wasm'];
    expect(await main([...trained, '--out', run], quiet)).toBe(0);
    expect(await main(['export', '--run', run, '--to', 'tfjs', '--out', out], quiet)).toBe(0);
    const { graph, checkpoint } = await readRun(run);
    const { document } = readDocument(graph);
    const program = document && compile(document).program;
    if (!program) throw new Error(`${id} does not compile`);
    const state = stateOfContents(decodeCheckpoint(checkpoint.bytes));
    exports.set(id, { program, state, served: await serve(out, 0) });
  }
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  for (const { served } of exports.values()) await served.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** `example.html` of an export, open, with the CDN played by this machine. */
async function openExample(id: string): Promise<Page> {
  const page = await browser.newPage();
  await page.route('https://cdn.jsdelivr.net/**', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const name = /tfjs-([a-z-]+)@[\d.]+\/\+esm$/.exec(path)?.[1];
    // All packages import one tfjs-core, as there.
    const body = name
      ? `export * from 'https://cdn.jsdelivr.net/${name}.js';`
      : await readFile(join(folder, 'cdn', basename(path)));
    await route.fulfill({
      body,
      contentType: 'text/javascript',
      headers: {
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      },
    });
  });
  page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
  await page.goto(new URL('example.html', exports.get(id)?.served.url).href);
  await page.waitForFunction(
    () => document.querySelector('#status')?.textContent?.includes(' on '),
    undefined,
    { timeout: 20_000 },
  );
  // A test's own code cannot import: it is compiled for Node.
  await page.addScriptTag({
    type: 'module',
    content: `import * as core from '@tensorflow/tfjs-core';
      import { loadLayersModel } from '@tensorflow/tfjs-layers';
      window.tfjs = { core, loadLayersModel };`,
  });
  await page.waitForFunction(() => 'tfjs' in window);
  return page;
}

/** What the page's own module leaves for the test. */
interface Window {
  readonly tfjs: {
    readonly core: typeof tf;
    readonly loadLayersModel: typeof import('@tensorflow/tfjs-layers').loadLayersModel;
  };
}

interface Input {
  readonly values: readonly number[];
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
}

function inputsOf(program: Program, name: string): Input[] {
  const network = program.networks.find((each) => each.name === name);
  return (network?.inputs ?? []).map(({ type }, index) => {
    if (type.type === 'label')
      return { values: [0, 1, 2].map((k) => k % type.classes), shape: [COUNT], dtype: 'int32' };
    const shape = [COUNT, ...(type.type === 'tensor' ? type.shape : [])];
    const size = shape.reduce((a, b) => a * b, 1);
    const values = Array.from({ length: size }, (_, k) => Math.sin(k * 12.9898 + index));
    return { values, shape, dtype: 'float32' };
  });
}

/** What the network of the run gives, here. */
async function expectedOf({ program, state }: Exported, name: string): Promise<number[][]> {
  const ordinal = program.networks.findIndex((each) => each.name === name);
  const described = program.networks[ordinal];
  if (!described) throw new Error(`there is no network ${name}`);
  const network = buildNetwork(described, ordinal, program.seed);
  const weights = weightsOf(state, false);
  for (const { name: weight, variable } of network.weights) {
    const values = tf.tensor(weights.get(`${name}/${weight}`) ?? [], variable.shape);
    change(variable, 'copy', [values]);
  }
  const inputs = inputsOf(program, name).map(({ values, shape, dtype }) =>
    tf.tensor([...values], [...shape], dtype),
  );
  const still = { seed: 0, step: 0, iteration: 0, stream: 0, repeat: 0, updatesStatistics: false };
  const outputs = network.run(inputs, still, false);
  const numbers = await Promise.all(outputs.map(async (output) => [...(await output.data())]));
  network.dispose();
  return numbers;
}

function predictIn(
  page: Page,
  backend: string,
  name: string,
  inputs: readonly Input[],
): Promise<number[][]> {
  return page.evaluate(
    async ([on, model, given]) => {
      const { core, loadLayersModel } = (window as unknown as Window).tfjs;
      await core.setBackend(on);
      const loaded = await loadLayersModel(`./${model}/model.json`);
      const tensors = given.map(({ values, shape, dtype }) =>
        core.tensor([...values], [...shape], dtype),
      );
      const outputs = [loaded.predict(tensors)].flat();
      return Promise.all(outputs.map(async (output) => [...(await output.data())]));
    },
    [backend, name, inputs] as const,
  );
}

const pages = new Map<string, Promise<Page>>();

function example(id: string): Promise<Page> {
  const open = pages.get(id) ?? openExample(id);
  pages.set(id, open);
  return open;
}

describe('a page that imports tf.js and ganvas-layers.js', () => {
  it.each(RUNS)('shows samples of %s, as example.html does', async (id) => {
    const page = await example(id);
    expect(await page.locator('#status').innerText()).toContain(' on webgpu: [8, ');
    if (id !== 'stylegan') expect(await page.locator('canvas').count()).toBe(8);
  });

  // The noise of StyleGAN is that of the layer and the seed 0, so it is the same in both.
  it.each([
    ['dcgan', 'G', 'webgpu'],
    ['dcgan', 'G', 'cpu'],
    ['dcgan', 'D', 'webgpu'],
    ['cgan', 'G', 'webgpu'],
    ['cgan', 'D', 'cpu'],
    ['stylegan', 'mapping', 'webgpu'],
    ['stylegan', 'synthesis', 'webgpu'],
    ['stylegan', 'synthesis', 'cpu'],
  ])('gets the numbers of the run from %s %s on %s', async (id, name, backend) => {
    const exported = exports.get(id);
    if (!exported) throw new Error(`${id} was not exported`);
    const page = await example(id);
    const found = await predictIn(page, backend, name, inputsOf(exported.program, name));
    const expected = await expectedOf(exported, name);
    expect(found.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
    const scale = Math.max(...expected.flat().map(Math.abs));
    expect(scale).toBeGreaterThan(1e-4);
    for (const [output, numbers] of expected.entries()) {
      const errors = numbers.map((value, k) =>
        Math.abs(value - (found[output]?.[k] ?? Number.NaN)),
      );
      expect(Math.max(...errors) / scale).toBeLessThan(1e-4);
    }
  });

  it('is told which backends there are, where it uses another', async () => {
    const page = await example('dcgan');
    const message = await page.evaluate(async () => {
      const { core, loadLayersModel } = (window as unknown as Window).tfjs;
      const own = core.getBackend();
      const cpu = core.findBackendFactory('cpu');
      core.registerBackend('webgl', cpu, 0);
      for (const kernel of core.getKernelsForBackend('cpu'))
        core.registerKernel({ ...kernel, backendName: 'webgl' });
      await core.setBackend('webgl');
      try {
        const model = await loadLayersModel('./D/model.json');
        model.predict(core.zeros([1, ...(model.inputs[0]?.shape ?? []).slice(1).map(Number)]));
        return '';
      } catch (error) {
        return String(error);
      } finally {
        await core.setBackend(own);
      }
    });
    expect(message).toContain('Layers of Ganvas run on the backends webgpu, wasm, cpu');
  });
});
