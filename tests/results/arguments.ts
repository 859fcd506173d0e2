/** How `npm run results` is called. */
import { parseArgs } from 'node:util';

export const HELP = `npm run results [-- NAME… [options]]

Trains the named entries, or all, and writes docs/results. Entries that have a result are left out;
one that was interrupted goes on from its last checkpoint.

  --force           train again what has a result
  --report          only write README.md and curves from the results that are there
  --list            name the entries
  --backend NAME    wasm (default), webgpu, cpu
  --steps N         train so many steps instead of each entry's own
  --data DIR        folder of the real data (default ../shared/data, or GANVAS_DATA)
  --out DIR         where results are written (default docs/results)
  --work DIR        where runs lie while they train (default a temporary folder)
`;

const OPTIONS = {
  force: { type: 'boolean' },
  report: { type: 'boolean' },
  list: { type: 'boolean' },
  help: { type: 'boolean' },
  only: { type: 'string', multiple: true },
  backend: { type: 'string' },
  steps: { type: 'string' },
  data: { type: 'string' },
  out: { type: 'string' },
  work: { type: 'string' },
} as const;

export function readArguments(argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
  });
  const names = [...positionals, ...(values.only ?? []).flatMap((list) => list.split(','))];
  const steps = values.steps === undefined ? null : Number(values.steps);
  if (steps !== null && !(Number.isInteger(steps) && steps > 0)) {
    throw new Error(`--steps expects a whole number above 0, but "${values.steps}" was given.`);
  }
  return { ...values, names, steps };
}
