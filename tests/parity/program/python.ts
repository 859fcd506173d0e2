/** The Python that has PyTorch, if there is one. */
import { spawnSync } from 'node:child_process';

let known: string | null | undefined;

export function pythonWithTorch(): string | null {
  if (known !== undefined) return known;
  const names = [process.env.GANVAS_PYTHON, 'python3', '/usr/bin/python3'];
  const check = 'import torch, numpy, PIL';
  known =
    names.find((name) => name !== undefined && spawnSync(name, ['-c', check]).status === 0) ?? null;
  return known;
}
