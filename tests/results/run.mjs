/**
 * `npm run results`: trains the presets long enough to see that they learn, and writes what came out (sheets,
 * metrics, seed, steps, time, versions) to `docs/results/`. Minutes long, so not part of `npm test`.
 * `npm run results -- ring` runs only those named.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/setup/root.mjs';

const OUT = join(ROOT, 'docs', 'results');
const FASHION = join(ROOT, '..', 'shared', 'data', 'fashion-mnist');

const CASES = [
  {
    id: 'ring',
    title: 'Ring',
    what: 'Eight Gaussians on a circle of radius 2, profile `laptop`. A mode counts as covered, and a sample as of high quality, within three deviations of a centre.',
    args: ['ring', '--profile', 'laptop'],
    command: 'npx ganvas train ring --profile laptop --backend wasm',
  },
  {
    id: 'gan-mlp-fashion',
    title: 'MLP GAN on Fashion-MNIST',
    what: 'The four files of Fashion-MNIST, profile `laptop`: the networks of the reference, with a quarter of its learning rate.',
    args: ['gan-mlp', '--profile', 'laptop', '--data', FASHION],
    command: 'npx ganvas train gan-mlp --profile laptop --data fashion-mnist --backend wasm',
    needs: FASHION,
  },
  {
    id: 'dcgan-digits',
    title: 'DCGAN on the built-in digits',
    what: '32×32, half the filters of the profile `laptop`, so that a CPU trains it in minutes.',
    args: ['dcgan', '--profile', 'laptop', '--set', 'ngf=16', '--set', 'ndf=16', '--steps', '1500'],
    command: 'npx ganvas train dcgan --set ngf=16 --set ndf=16 --steps 1500 --backend wasm',
  },
];

const asked = process.argv.slice(2);
mkdirSync(OUT, { recursive: true });
for (const one of CASES) {
  if (asked.length > 0 && !asked.includes(one.id)) continue;
  if (one.needs && !existsSync(one.needs))
    process.stderr.write(`${one.id}: its data is not there, left out\n`);
  else run(one);
}
writeFileSync(join(OUT, 'README.md'), report());

function run({ id, args }) {
  const folder = join(mkdtempSync(join(tmpdir(), 'ganvas-results-')), 'run');
  const command = [
    join(ROOT, 'src/cli/bin.mjs'),
    'train',
    ...args,
    '--backend',
    'wasm',
    '--out',
    folder,
  ];
  const { status } = spawnSync(process.execPath, command, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${id} did not train; the messages above say why.`);
  const target = join(OUT, id);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  const samples = readdirSync(join(folder, 'samples')).sort();
  const last = samples.length - 1;
  for (const index of new Set([0, Math.round(last / 8), Math.round(last / 3), last])) {
    cpSync(join(folder, 'samples', samples[index]), join(target, samples[index]));
  }
  const { folder: _, ...summary } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
  const measured = readFileSync(join(folder, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ metrics }) => metrics);
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model.trim(),
    cores: cpus().length,
    date: new Date().toISOString().slice(0, 10),
  };
  writeFileSync(
    join(target, 'summary.json'),
    `${JSON.stringify({ ...summary, machine, measured }, null, 2)}\n`,
  );
  rmSync(join(folder, '..'), { recursive: true, force: true });
}

function report() {
  const parts = CASES.filter(({ id }) => existsSync(join(OUT, id, 'summary.json'))).map(section);
  return `# What the presets learn\n\nWritten by \`npm run results\`. Sheets always show the same noise.\n\n${parts.join('\n')}`;
}

function section({ id, title, what, command }) {
  const { steps, seconds, msPerStep, seed, device, machine, measured } = JSON.parse(
    readFileSync(join(OUT, id, 'summary.json'), 'utf8'),
  );
  const sheets = readdirSync(join(OUT, id))
    .filter((name) => name.endsWith('.png'))
    .sort();
  const heads = sheets.map((name) => `step ${Number.parseInt(name, 10).toLocaleString('en')}`);
  const images = sheets.map(
    (name) => `![${title}, step ${Number.parseInt(name, 10)}](${id}/${name})`,
  );
  return `## ${title}

${what}

\`${command}\`

| ${heads.join(' | ')} |
|${' --- |'.repeat(heads.length)}
| ${images.join(' | ')} |

${metricTable(measured)}
${steps.toLocaleString('en')} steps in ${Math.round(seconds)} s (${msPerStep.toFixed(1)} ms a step), seed ${seed}, wasm (${device}), Node ${machine.node}, ${machine.cores} × ${machine.cpu}, ${machine.date}.
`;
}

/** First and last measurement of every metric. */
function metricTable(measured) {
  const [first, last] = [measured[0], measured.at(-1)];
  if (!first || !last) return '';
  const rows = Object.entries(last.metrics).flatMap(([view, values]) =>
    Object.entries(values).map(
      ([name, value]) => `| ${name} | ${show(first.metrics[view]?.[name])} | ${show(value)} |`,
    ),
  );
  return `| metric | step ${first.step} | step ${last.step} |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

function show(value) {
  return value === undefined ? '–' : String(Math.round(value * 1000) / 1000);
}
