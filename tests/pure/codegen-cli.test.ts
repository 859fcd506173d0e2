/** `ganvas export`: what it writes, and what it refuses. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

describe('ganvas export', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ganvas-export-cli-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  async function run(...args: string[]) {
    const told = { out: '', err: '' };
    const terminal = {
      out: (text: string) => {
        told.out += text;
      },
      err: (text: string) => {
        told.err += text;
      },
      isInteractive: false,
    } as unknown as Terminal;
    return { status: await main(['export', ...args], terminal), ...told };
  }

  it('writes a PyTorch program and says how to run it', async () => {
    const out = join(root, 'ring');
    const { status, out: text } = await run('ring', '--to', 'pytorch', '--out', out);
    expect(status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(
      ['README.md', 'data.py', 'model.py', 'requirements.txt', 'support.py', 'train.py'].sort(),
    );
    expect(text).toContain(`cd ${out} && python train.py`);
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain('torchrun');
  });

  it('takes the sizes of a profile, and lists files as JSON', async () => {
    const out = join(root, 'dcgan');
    const { out: text } = await run(
      'dcgan',
      '--profile',
      'paper',
      '--to',
      'pytorch',
      '--out',
      out,
      '--json',
    );
    const { files, folder } = JSON.parse(text);
    expect(folder).toBe(out);
    expect(files).toContainEqual({
      path: 'model.py',
      bytes: readFileSync(join(out, 'model.py')).length,
    });
    expect(readFileSync(join(out, 'model.py'), 'utf8')).toContain(
      'nn.ConvTranspose2d(100, 512, 4, bias=False)',
    );
  });

  it('leaves a folder alone that holds something, unless it is told to write over it', async () => {
    const out = join(root, 'mine');
    mkdirSync(out);
    writeFileSync(join(out, 'train.py'), 'mine');
    const refused = await run('ring', '--to', 'pytorch', '--out', out);
    expect(refused.status).toBe(2);
    expect(refused.err).toContain('is not empty');
    expect(readFileSync(join(out, 'train.py'), 'utf8')).toBe('mine');
    expect((await run('ring', '--to', 'pytorch', '--out', out, '--force')).status).toBe(0);
    expect(readFileSync(join(out, 'train.py'), 'utf8')).toContain('class Experiment');
  });

  it.each([
    [['ring', '--out', 'x'], 'Say what to export to'],
    [['ring', '--to', 'pytorc', '--out', 'x'], 'Did you mean "pytorch"?'],
    [['ring', '--to', 'pytorch'], 'Name the folder'],
    [['--run', 'nowhere', '--to', 'pytorch', '--out', 'x'], 'holds no run'],
  ])('says what is missing: %j', async (args, sentence) => {
    const { status, err } = await run(...args);
    expect(status).toBe(2);
    expect(err).toContain(sentence);
  });
});
