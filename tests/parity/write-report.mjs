/**
 * `npm run parity`: runs every preset's exported PyTorch program on the numbers of a tf.js run and writes how far they are
 * apart into docs/parity.md. Needs python3 with torch, numpy and Pillow. Node's own modules only.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { fail, say } from '../../src/cli/setup/say.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ganvas-parity-report-'));
const file = join(folder, 'report.json');
const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project=parity', 'tests/parity/program.test.ts'],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, PARITY_REPORT: file } },
);
let report;
try {
  report = JSON.parse(readFileSync(file, 'utf8'));
} catch {
  fail('No report was made: is there a python3 with torch, numpy and Pillow?', 1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (status !== 0) fail('The programs differ; docs/parity.md stays as it is.', 1);

const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const isName = (id) => !id.includes(' ');
const steps = Math.max(...Object.values(report.reports).map((one) => one.steps));
const rows = Object.entries(report.reports).map(([id, one]) => {
  const cells = [
    isName(id) ? `\`${id}\`` : id,
    one.steps,
    one.loss.toExponential(1),
    one.weight.toExponential(1),
    one.own.toExponential(1),
    one.compared,
    one.ignored.length,
    one.drawn,
  ];
  return `| ${cells.join(' | ')} |`;
});

const text = `# Parity with PyTorch

Every preset at its \`smoke\` size is trained for ${steps} steps in tf.js (on WebAssembly), and then as the PyTorch program that \`ganvas export --to pytorch\` writes
of it, from the same weights, on the same batches, with the same random numbers. Written by \`npm run parity\`; \`npm test\` holds the first two errors of every row
under 1e-3 where PyTorch is installed, but for losses of \`cyclegan-monet\`, which are held to twice the distance of PyTorch's float32 from double precision. The last rows are presets with parts that no preset has: what they change stands in \`tests/parity/program/variants.ts\`.

tf.js ${dependencies['@tensorflow/tfjs-core']} in Node ${process.versions.node}; PyTorch ${report.versions.torch} in Python ${report.versions.python}.

| preset | steps | worst loss | worst weight | by its own norm | tensors compared | without gradient | random tensors |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}

- **Worst loss**: the largest relative error of any loss in any step.
- **Worst weight**: after the last step, the norm of the difference of a tensor relative to the tensor's norm, over all weights, moving statistics, moving averages, image
  pools and the state of losses. A tensor that holds less than is usual in its network counts as of that size (its root mean square): a bias that began at zero holds ten
  small updates, and one of them may hang on the sign of a tiny gradient. Running means are measured against the standard deviation that they stand beside.
- **By its own norm**: the largest error of a trained tensor without that allowance.
- **Without gradient**: biases before a normalization, which takes them away again: their gradient is rounding alone, which Adam enlarges to steps of full size in a random
  direction. They are found by their second moments (under 1e-4 of the optimizer's usual ones) and left out, with running means that moved no further than such a bias.
- Learned constants and the strengths of injected noise begin at other values than ones and zeros in this comparison: a normalization of a constant image divides rounding by rounding.
- All of it is float32. What mixed precision changes stands in [performance.md](performance.md#half-precision-on-webgpu).
- Presets with growing stages are compared as a whole: the exported program always computes every branch, with weight zero where a schedule has shut it off.
`;
writeFileSync(join(ROOT, 'docs/parity.md'), text);
say('Written: docs/parity.md');
