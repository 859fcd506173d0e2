/**
 * `npm run screenshots [-- name …]`: takes the pictures of docs/screenshots from the built page, each in both themes,
 * and writes their index. `canvas` stands for the canvases of all presets, `canvas/dcgan` for those of one. Trains on
 * WebAssembly, so that the pictures need no GPU. Not part of `npm test`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../../src/cli/setup/chromium.mjs';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { serve } from '../../src/cli/setup/serve.mjs';
import { CANVASES, canvasFile, smallPng, takeCanvases } from './support/canvas-pictures.mjs';

const OUT = join(ROOT, 'docs/screenshots');
const SIZE = { width: 1600, height: 1000 };
/** For sheets in colour, which take more bytes. */
const SMALL = { width: 1280, height: 800 };
const THEMES = ['dark', 'light'];
const MOST_BYTES = 400_000;
const DIGIT_STEPS = Number(process.env.GANVAS_DIGIT_STEPS ?? 700);
const CLASS_STEPS = Number(process.env.GANVAS_CLASS_STEPS ?? 800);
const IMAGE_STEPS = Number(process.env.GANVAS_IMAGE_STEPS ?? 500);
const STYLE_STEPS = Number(process.env.GANVAS_STYLE_STEPS ?? 450);
const RING_STEPS = Number(process.env.GANVAS_RING_STEPS ?? 3000);
const FASHION = [
  'train-images-idx3',
  'train-labels-idx1',
  't10k-images-idx3',
  't10k-labels-idx1',
].map((name) =>
  join(
    process.env.GANVAS_FASHION ?? join(ROOT, '../shared/data/fashion-mnist'),
    `${name}-ubyte.gz`,
  ),
);

/** Stories share a page: each shot goes on from what the one before it left. */
const STORIES = [
  {
    backend: 'auto',
    withWebGpu: true,
    shots: [
      {
        name: 'backend',
        says: 'Which backend trains and why, and the choice for the next run.',
        async show(page) {
          if ((await stepOf(page)) === 0) {
            await open(page, preset('ring', { steps: 1_000_000 }));
            await page.getByTestId('train').click();
            await reach(page, 20);
          }
          await page.getByTestId('backend').click();
          await page.getByText('For the next run').waitFor();
        },
        async leave(page) {
          await page.keyboard.press('Escape');
        },
      },
    ],
  },
  {
    backend: 'wasm',
    shots: [
      {
        name: 'gallery',
        says: 'The presets, by family.',
        async show(page) {
          await page.getByRole('button', { name: 'Presets' }).click();
          await page.locator('[data-preset="ring"]').waitFor();
        },
        leave: (page) => page.keyboard.press('Escape'),
      },
      {
        name: 'train',
        says: 'DCGAN while it trains: the newest samples on their node and in the Samples panel, the metrics beside them.',
        async show(page) {
          if ((await stepOf(page)) === 0) {
            await open(
              page,
              preset('dcgan', { imageSize: 16, zDim: 64, ngf: 24, ndf: 24, steps: 5000 }),
            );
            await page.getByTestId('train').click();
            await reach(page, DIGIT_STEPS);
          }
          await panel(page, 'Samples');
        },
      },
      {
        name: 'losses',
        says: 'Every loss, as taken and smoothed.',
        show: (page) => panel(page, 'Losses'),
      },
      {
        name: 'plan',
        says: 'The plan: what one training iteration does, phase by phase.',
        show: (page) => panel(page, 'Plan'),
      },
      {
        name: 'network',
        says: 'Inside the generator: a layer selected, shapes on the wires, an expression and its value in the form.',
        async show(page) {
          await panel(page, 'Samples');
          if ((await node(page, 'generator').count()) > 0) await node(page, 'generator').dblclick();
          await node(page, 'project').click();
        },
        leave: objective,
      },
      {
        name: 'inspector',
        says: 'A loss in the inspector: its settings, equation and paper.',
        async show(page) {
          await node(page, 'foolLoss').click();
          await page
            .getByRole('complementary', { name: 'Inspector' })
            .locator('math')
            .first()
            .scrollIntoViewIfNeeded();
        },
        leave: (page) => page.keyboard.press('Escape'),
      },
      {
        name: 'problems',
        says: 'Problems name their node and lead to it.',
        async show(page) {
          if ((await page.locator('[data-group]').count()) > 0) await panel(page, 'Problems');
          await open(page, broken());
          await panel(page, 'Problems');
        },
      },
      {
        name: 'data',
        says: 'The files of Fashion-MNIST, dropped on the page and bound to the data node.',
        async show(page) {
          await open(page, preset('dcgan', {}));
          await panel(page, 'Data');
          if ((await page.getByTestId('sample-count').innerText()) !== '60,000') {
            await drop(page, FASHION);
            await page.waitForFunction(
              () => document.querySelector('[data-testid=sample-count]')?.textContent === '60,000',
            );
          }
        },
      },
    ],
  },
  {
    backend: 'wasm',
    shots: [
      {
        name: 'ring',
        says: 'Eight Gaussians: real points, generated points and the modes covered.',
        async show(page) {
          if ((await stepOf(page)) === 0) {
            await open(page, preset('ring', { steps: 100_000 }));
            await panel(page, 'Samples');
            await page.getByTestId('train').click();
            await reach(page, RING_STEPS);
          }
          await panel(page, 'Samples');
        },
      },
    ],
  },
  {
    backend: 'wasm',
    shots: [
      {
        name: 'acgan',
        says: 'ACGAN: each column of the sheet is one class, each row one noise.',
        async show(page) {
          if ((await stepOf(page)) === 0)
            await train(page, preset('acgan', { steps: 5000 }), CLASS_STEPS);
          await panel(page, 'Samples');
        },
      },
    ],
  },
  {
    backend: 'wasm',
    size: SMALL,
    shots: [
      {
        name: 'cyclegan',
        says: 'CycleGAN: both directions side by side, each picture over its translation and the way back.',
        async show(page) {
          if ((await stepOf(page)) === 0)
            await train(
              page,
              preset('cyclegan', { imageSize: 48, resize: 50, ngf: 12, ndf: 12, steps: 5000 }),
              IMAGE_STEPS,
            );
          await panel(page, 'Samples');
        },
      },
    ],
  },
  {
    backend: 'wasm',
    size: SMALL,
    shots: [
      {
        name: 'stylegan',
        says: 'StyleGAN: samples, and images that take the coarse or the fine styles of others.',
        async show(page) {
          if ((await stepOf(page)) === 0)
            await train(
              page,
              preset('stylegan', { fmapBase: 256, fmapMax: 16, wDim: 32, steps: 5000 }),
              STYLE_STEPS,
            );
          await panel(page, 'Samples');
        },
      },
    ],
  },
];

const asked = process.argv.slice(2);
const wanted = ({ name }) => asked.length === 0 || asked.includes(name);
const executablePath = await findChromium();
if (!executablePath)
  throw new Error('Taking pictures needs a Chromium; name one in CHROMIUM_PATH.');
execFileSync(process.execPath, [join(ROOT, 'src/cli/setup/build.mjs'), 'page'], {
  stdio: 'inherit',
});
mkdirSync(OUT, { recursive: true });
const served = await serve(join(ROOT, 'dist'), 0);
try {
  for (const story of STORIES) if (story.shots.some(wanted)) await tell(story);
  await showCanvases();
} finally {
  await served.close();
}
writeFileSync(join(OUT, 'README.md'), index());

async function showCanvases() {
  const isWanted = ({ id }) => ['canvas', `canvas/${id}`].some((name) => wanted({ name }));
  if (!CANVASES.some(isWanted)) return;
  const browser = await launch(false);
  try {
    await takeCanvases({ browser, url: served.url, out: OUT, themes: THEMES, isWanted, open });
  } finally {
    await browser.close();
  }
}

function launch(withWebGpu) {
  const gpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-background-networking',
      ...(withWebGpu ? gpu : []),
    ],
  });
}

async function tell({ backend, withWebGpu = false, size = SIZE, shots }) {
  const browser = await launch(withWebGpu);
  try {
    const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
    await context.addInitScript(
      (text) => {
        if (!localStorage.getItem('ganvas.settings')) localStorage.setItem('ganvas.settings', text);
      },
      JSON.stringify({ theme: 'dark', backend }),
    );
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    page.setDefaultTimeout(60_000);
    await page.goto(served.url);
    await page.getByTestId('train').waitFor();
    for (const shot of shots.filter((one) => wanted(one) || one.name === 'train')) {
      for (const theme of THEMES) {
        await wear(page, theme);
        await shot.show(page);
        await page.mouse.move(size.width / 2, 4);
        await page.waitForTimeout(600);
        await take(page, `${shot.name}-${theme}`);
        await shot.leave?.(page);
      }
    }
  } finally {
    await browser.close();
  }
}

async function take(page, name) {
  const path = join(OUT, `${name}.png`);
  const bytes = await smallPng(await page.screenshot({ animations: 'disabled' }));
  const size = bytes.length;
  writeFileSync(path, bytes);
  console.log(`${name}: ${Math.round(size / 1000)} kB`);
  if (size > MOST_BYTES)
    throw new Error(`${path} has ${size} bytes; at most ${MOST_BYTES} are wanted.`);
}

async function wear(page, theme) {
  for (let i = 0; i < 3; i++) {
    const button = page.getByRole('button', { name: /^Theme:/ });
    if ((await button.getAttribute('aria-label'))?.startsWith(`Theme: ${theme}`)) return;
    await button.click();
  }
}

function preset(id, values) {
  const document = JSON.parse(readFileSync(join(ROOT, `presets/${id}.json`), 'utf8'));
  const laptop = { ...document.profiles?.laptop?.values, ...values };
  for (const [name, parameter] of Object.entries(document.parameters)) {
    parameter.value = laptop[name] ?? parameter.value;
  }
  return document;
}

/** DCGAN with a wire missing, an expression that names nothing and a layer that does not fit. */
function broken() {
  const document = preset('dcgan', {});
  document.networks.G.nodes.toImage.params.filters = 'colours';
  document.networks.D.nodes.score.params.kernel = 9;
  document.objective.edges = document.objective.edges.filter(({ to }) => to !== 'generator.z');
  return document;
}

async function open(page, document) {
  const text = JSON.stringify(document);
  await page.evaluate((json) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([json], 'graph.json', { type: 'application/json' }));
    const init = { bubbles: true, cancelable: true, dataTransfer };
    const target = window.document.querySelector('main');
    target?.dispatchEvent(new DragEvent('dragover', init));
    target?.dispatchEvent(new DragEvent('drop', init));
  }, text);
  await page.waitForFunction(
    (name) => window.document.querySelector('header input')?.value === name,
    document.name,
  );
  await page.locator('.react-flow__node').first().waitFor();
  await page.waitForTimeout(500);
}

async function drop(page, files) {
  await page.evaluate(() => {
    const input = Object.assign(window.document.createElement('input'), {
      type: 'file',
      multiple: true,
      id: 'dropped',
      hidden: true,
    });
    window.document.body.append(input);
  });
  await page.locator('#dropped').setInputFiles(files);
  await page.evaluate(() => {
    const input = window.document.querySelector('#dropped');
    const dataTransfer = new DataTransfer();
    for (const file of input.files) dataTransfer.items.add(file);
    input.remove();
    const init = { bubbles: true, cancelable: true, dataTransfer };
    window.document.querySelector('main')?.dispatchEvent(new DragEvent('drop', init));
  });
}

async function train(page, document, steps) {
  await open(page, document);
  await panel(page, 'Samples');
  await page.getByTestId('train').click();
  await reach(page, steps);
}

function node(page, id) {
  return page.locator(`.react-flow__node[data-id="${id}"]`);
}

function panel(page, name) {
  return page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
}

function objective(page) {
  return page
    .getByRole('navigation', { name: 'Level' })
    .getByRole('button', { name: 'Objective' })
    .click();
}

function stepOf(page) {
  return page.evaluate(() =>
    Number(window.document.querySelector('[data-testid=progress]')?.getAttribute('data-step') ?? 0),
  );
}

function reach(page, step) {
  return page.waitForFunction(
    (least) =>
      Number(window.document.querySelector('[data-testid=progress]')?.getAttribute('data-step')) >=
      least,
    step,
    { timeout: 1_200_000, polling: 500 },
  );
}

function index() {
  const rows = STORIES.flatMap(({ shots }) => shots).map(
    ({ name, says }) =>
      `## ${name}\n\n${says}\n\n![${says} Dark theme.](${name}-dark.png)\n\n![${says} Light theme.](${name}-light.png)\n`,
  );
  const canvases = CANVASES.map(({ id, name, levels }) => {
    const pictures = levels.map(({ name: level }) => {
      const [dark, light] = THEMES.map(
        (theme) => `![${level} of ${name}, ${theme} theme.](${canvasFile(id, level, theme)})`,
      );
      return `| ${level} | ${dark} | ${light} |`;
    });
    return `### ${name}\n\n| level | dark | light |\n| --- | --- | --- |\n${pictures.join('\n')}\n`;
  });
  return `# Pictures of the page

Taken by \`npm run screenshots\` from the built page, trained on WebAssembly.

${rows.join('\n')}
## Canvases

The objective and each network of every preset, 1280 × 720.

${canvases.join('\n')}`;
}
