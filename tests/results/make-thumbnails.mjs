/**
 * `node tests/results/make-thumbnails.mjs`: small pictures of what the presets learned, cut out of the sheets in
 * docs/results, for the gallery; and its facts: parameters, what the picture was trained on and for how long.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RESULTS = join(ROOT, 'docs/results');
const OUT = join(ROOT, 'public/presets');
const PROFILE = 'laptop';
/** Twice the size at which cards show them. */
const SIZE = { width: 264, height: 198 };

/** Cells of a sheet lie so far apart; so many columns and rows of them make a picture. */
const gray = (columns, rows) => ({ pitch: 30, columns, rows });
const larger = (columns, rows) => ({ pitch: 34, columns, rows });
const color = (columns, rows) => ({ pitch: 66, columns, rows });

/** By preset: a run of docs/results, one of its sheets, what it shows, and which part of it. */
const CUTS = {
  ring: { run: 'ring', sheet: '0002000-picture', data: 'ring', box: [0, 64, 512, 384] },
  'gan-mlp': { run: 'gan-mlp-fashion', sheet: '0012000-samples', data: 'fashion', ...gray(4, 3) },
  dcgan: { run: 'dcgan-fashion', sheet: '0004000-samples', data: 'fashion', ...larger(4, 3) },
  cgan: { run: 'cgan-mnist', sheet: '0010000-samples', data: 'mnist', ...gray(4, 3) },
  acgan: { run: 'acgan-mnist', sheet: '0002000-samples', data: 'mnist', ...gray(4, 3) },
  wgan: { run: 'wgan-fashion', sheet: '0003000-samples', data: 'fashion', ...larger(4, 3) },
  'wgan-gp': { run: 'wgan-gp-fashion', sheet: '0003000-samples', data: 'fashion', ...gray(4, 3) },
  bigan: { run: 'bigan-fashion', sheet: '0016000-samples', data: 'fashion', ...gray(4, 3) },
  pix2pix: { run: 'pix2pix-emoji', sheet: '0004000-samples', data: 'emojiPairs', ...color(4, 3) },
  cyclegan: { run: 'cyclegan-emoji', sheet: '0003000-forth', data: 'emoji', ...color(4, 3) },
  inpaint: { run: 'inpaint-seasons', sheet: '0003000-samples', data: 'seasons', ...color(4, 3) },
  srgan: { run: 'srgan-textures', sheet: '0003000-samples', data: 'textures', ...color(4, 3) },
  stylegan: { run: 'stylegan-emoji', sheet: '0002300-samples', data: 'twemoji', ...color(4, 3) },
};

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

async function cut(id, { run, sheet, box, pitch, columns, rows }) {
  const [left, top, width, height] = box ?? [0, 0, columns * pitch - 2, rows * pitch - 2];
  const image = await sharp(join(RESULTS, run, `${sheet}.png`))
    .extract({ left, top, width, height })
    // Pixels stay pixels where a picture is enlarged.
    .resize(SIZE.width, SIZE.height, {
      fit: 'cover',
      kernel: width > SIZE.width ? 'lanczos3' : 'nearest',
    })
    .webp({ quality: 82 })
    .toBuffer();
  writeFileSync(join(OUT, `${id}.webp`), image);
  return image.length;
}

function parametersOf(id) {
  const bin = join(ROOT, 'src/cli/bin.mjs');
  const text = execFileSync(
    process.execPath,
    [bin, 'summary', id, '--profile', PROFILE, '--json'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const { networks } = JSON.parse(text.slice(text.indexOf('{')));
  return Object.values(networks).reduce((sum, { trainable }) => sum + trainable, 0);
}

/** Some runs shared their machine with others: the fastest of a preset says most. */
function fastestOf(id) {
  return readdirSync(RESULTS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => json(join(RESULTS, name, 'result.json')))
    .filter(({ command }) => command.includes(` train ${id} `))
    .reduce((best, run) => (run.msPerStep < best.msPerStep ? run : best));
}

function factsOf(id) {
  const { parameters, profiles } = json(join(ROOT, 'presets', `${id}.json`));
  const steps = profiles[PROFILE].steps ?? parameters.steps.value;
  const facts = { parameters: parametersOf(id), steps };
  const found = CUTS[id];
  if (!found) return facts;
  const { msPerStep, backend } = fastestOf(id);
  const trained = { data: found.data, steps: Number.parseInt(found.sheet, 10) };
  return { ...facts, seconds: Math.round((steps * msPerStep) / 1000), backend, picture: trained };
}

mkdirSync(OUT, { recursive: true });
const ids = readdirSync(join(ROOT, 'presets')).map((name) => name.replace('.json', ''));
let bytes = 0;
const facts = {};
for (const id of ids.sort()) {
  if (CUTS[id]) bytes += await cut(id, CUTS[id]);
  facts[id] = factsOf(id);
}
writeFileSync(
  join(ROOT, 'src/ui/gallery/preset-facts.json'),
  `${JSON.stringify(facts, null, 2)}\n`,
);
console.log(`${ids.length} presets, ${bytes} bytes of pictures`);
