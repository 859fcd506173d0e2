/** The exported program of a preset as a contestant: PyTorch on the processor with one thread, or on CUDA. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../src/cli/setup/root.mjs';

const SCRIPT = fileURLToPath(new URL('./torch_preset.py', import.meta.url));
let python;
/** Folder of each case that was exported. */
const exported = new Map();

/** Of 'cpu' and, where PyTorch sees one, 'cuda'. */
export function torchDevices() {
  const names = [process.env.GANVAS_PYTHON, 'python3', '/usr/bin/python3'];
  const test = 'import torch, numpy, PIL; print(torch.cuda.is_available())';
  for (const name of names) {
    const { status, stdout } = name
      ? spawnSync(name, ['-c', test], { encoding: 'utf8' })
      : { status: 1 };
    if (status !== 0) continue;
    python = name;
    return stdout.trim() === 'True' ? ['cpu', 'cuda'] : ['cpu'];
  }
  return [];
}

/** All at the start, so that what is edited during a long run does not get into it. */
export function exportPrograms(cases) {
  if (torchDevices().length > 0) for (const one of cases) folderOf(one);
}

export async function startTorch(one, device) {
  const folder = folderOf(one);
  const { sizes } = one;
  const args = [SCRIPT, folder, sizes.batchSize, 1, device].map(String);
  // PyTorch does not tell OpenBLAS how many threads it may take.
  const env = { ...process.env, OPENBLAS_NUM_THREADS: '1' };
  const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('PyTorch ended; its message stands above.');
    return JSON.parse(value);
  };
  const about = await next();
  if (about.blas.includes('reference'))
    process.stderr.write(
      'PyTorch multiplies matrices with the reference BLAS here, three times slower than it is elsewhere: install libopenblas0.\n',
    );
  const ask = (text) => {
    child.stdin.write(`${text}\n`);
    return next();
  };
  return {
    about,
    run: (steps) => ask(`run ${steps}`),
    losses: async (steps) => (await ask(`losses ${steps}`)).rows,
    peak: () => ask('peak'),
    stop: () => child.stdin.end(),
  };
}

function folderOf({ preset, sizes }) {
  const key = JSON.stringify([preset, sizes]);
  const known = exported.get(key);
  if (known) return known;
  const folder = mkdtempSync(join(tmpdir(), 'ganvas-torch-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  exportTo(folder, preset, sizes);
  exported.set(key, folder);
  return folder;
}

function exportTo(folder, preset, sizes) {
  const values = Object.entries(sizes).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const command = [join(ROOT, 'src/cli/bin.mjs'), 'export', preset, '--to', 'pytorch', '--force'];
  const args = [...command, '--out', folder, ...values];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: ROOT });
  if (status !== 0) throw new Error(`Exporting ${preset} failed:\n${stderr}`);
}
