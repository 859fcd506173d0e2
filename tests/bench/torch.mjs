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

export async function startTorch({ preset, sizes }, device) {
  const folder = mkdtempSync(join(tmpdir(), 'ganvas-torch-'));
  exportTo(folder, preset, sizes);
  const args = [SCRIPT, folder, sizes.batchSize, 1, device].map(String);
  const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('PyTorch ended; its message stands above.');
    return JSON.parse(value);
  };
  const about = await next();
  const ask = (text) => {
    child.stdin.write(`${text}\n`);
    return next();
  };
  return {
    about,
    run: (steps) => ask(`run ${steps}`),
    losses: async (steps) => (await ask(`losses ${steps}`)).rows,
    peak: () => ask('peak'),
    stop: () => {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function exportTo(folder, preset, sizes) {
  const values = Object.entries(sizes).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const command = [join(ROOT, 'src/cli/bin.mjs'), 'export', preset, '--to', 'pytorch', '--force'];
  const args = [...command, '--out', folder, ...values];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: ROOT });
  if (status !== 0) throw new Error(`Exporting ${preset} failed:\n${stderr}`);
}
