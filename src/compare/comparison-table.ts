/** The table of a comparison: one row for each fact, one cell for each run. Pure; words and forms of numbers are the reader's. */
import { show } from '../graph/resolve-params.ts';
import type { ComparedRun, Series } from './compared-run.ts';
import { betterOf } from './metric-series.ts';

export type Section = 'run' | 'parameters' | 'training' | 'cost' | 'losses' | 'metrics';

/** Facts of a run and of its cost that have a name in words. */
export type Fact =
  | 'steps'
  | 'data'
  | 'backend'
  | 'stepMs'
  | 'trainedMs'
  | 'allTrainable'
  | 'multiplyAdds'
  | 'memoryBytes'
  | 'peakBytes';

export type Cell =
  | { readonly type: 'number'; readonly value: number; readonly step?: number }
  | { readonly type: 'text'; readonly text: string }
  | null;

export type RowName =
  | { readonly type: 'fact'; readonly fact: Fact }
  /** A parameter, a field of training. */
  | { readonly type: 'written'; readonly text: string }
  | { readonly type: 'trainable'; readonly network: string }
  | { readonly type: 'final' | 'best'; readonly series: Pick<Series, 'kind' | 'name' | 'title'> };

export interface Row {
  readonly section: Section;
  /** Unlike that of any other row. */
  readonly key: string;
  readonly name: RowName;
  readonly cells: readonly Cell[];
  /** Whether two runs differ here. */
  readonly differs: boolean;
  /** The runs that did best here; empty where no end is best, or all did alike. */
  readonly leaders: readonly number[];
}

export function comparisonTable(runs: readonly ComparedRun[]): Row[] {
  const row = (section: Section, key: string, name: RowName, cells: readonly Cell[]): Row => ({
    section,
    key: `${section} ${key}`,
    name,
    cells,
    differs: new Set(cells.map(said)).size > 1,
    leaders: [],
  });
  const fact = (section: Section, name: Fact, cell: (run: ComparedRun) => Cell): Row =>
    row(section, name, { type: 'fact', fact: name }, runs.map(cell));
  const written = (
    section: 'parameters' | 'training',
    of: (run: ComparedRun) => Readonly<Record<string, unknown>>,
  ): Row[] =>
    union(runs.map((run) => Object.keys(of(run)))).map((name) =>
      row(
        section,
        name,
        { type: 'written', text: name },
        runs.map((run) => cellOf(of(run)[name])),
      ),
    );
  const networks = union(runs.map(({ cost }) => Object.keys(cost?.trainable ?? {})));
  return [
    fact('run', 'steps', ({ step }) => number(step)),
    fact('run', 'data', ({ data }) => text(data.name)),
    fact('run', 'backend', ({ backend }) => text(backend)),
    fact('run', 'stepMs', (run) => number(msPerStep(run))),
    fact('run', 'trainedMs', ({ trainedMs }) => number(trainedMs)),
    ...written('parameters', ({ document }) => valuesOf(document.parameters)),
    ...written('training', ({ document }) => document.training),
    ...networks.map((network) =>
      row(
        'cost',
        `trainable ${network}`,
        { type: 'trainable', network },
        runs.map(({ cost }) => number(cost?.trainable[network])),
      ),
    ),
    fact('cost', 'allTrainable', ({ cost }) =>
      number(cost && Object.values(cost.trainable).reduce((sum, count) => sum + count, 0)),
    ),
    fact('cost', 'multiplyAdds', ({ cost }) => number(cost?.multiplyAdds)),
    fact('cost', 'memoryBytes', ({ cost }) => number(cost?.memoryBytes)),
    fact('cost', 'peakBytes', ({ peakBytes }) => number(peakBytes)),
    ...seriesRows(runs),
  ];
}

export const differencesOnly = (rows: readonly Row[]): Row[] =>
  rows.filter(({ differs }) => differs);

/** Mean over the whole run. */
export const msPerStep = ({ trainedMs, step }: ComparedRun): number | null =>
  trainedMs && step > 0 ? trainedMs / step : null;

/** Of all runs, in the order in which they are met: one entry for what is comparable. */
export function seriesOf(runs: readonly ComparedRun[]): Series[] {
  const found = new Map<string, Series>();
  for (const kind of ['loss', 'metric'] as const)
    for (const { series } of runs)
      for (const one of series)
        if (one.kind === kind && !found.has(one.key)) found.set(one.key, one);
  return [...found.values()];
}

function seriesRows(runs: readonly ComparedRun[]): Row[] {
  return seriesOf(runs).flatMap(({ kind, key, name, title }): Row[] => {
    const series = { kind, name, ...(title === undefined ? {} : { title }) };
    const section = kind === 'loss' ? 'losses' : 'metrics';
    const better = kind === 'metric' ? betterOf(name) : null;
    const make = (type: 'final' | 'best', pick: (one: Series) => Cell): Row => {
      const cells = runs.map((run) => {
        const own = run.series.find((one) => one.key === key);
        return own ? pick(own) : null;
      });
      return {
        section,
        key: `${section} ${key} ${type}`,
        name: { type, series },
        cells,
        differs: new Set(cells.map(said)).size > 1,
        leaders: leadersOf(cells, better),
      };
    };
    const final = make('final', lastOf);
    return better === null ? [final] : [final, make('best', (one) => bestOf(one, better))];
  });
}

/** The newest value that is a number; a run that went bad says NaN at its end, which is what counts. */
function lastOf({ steps, values }: Series): Cell {
  const [step, value] = [steps.at(-1), values.at(-1)];
  return step === undefined || value === undefined ? null : { type: 'number', value, step };
}

function bestOf({ steps, values }: Series, better: 'lower' | 'higher'): Cell {
  let best = -1;
  values.forEach((value, i) => {
    const before = values[best];
    const isBetter = before === undefined || (better === 'lower' ? value < before : value > before);
    if (Number.isFinite(value) && isBetter) best = i;
  });
  const [step, value] = [steps[best], values[best]];
  return step === undefined || value === undefined ? null : { type: 'number', value, step };
}

function leadersOf(cells: readonly Cell[], better: 'lower' | 'higher' | null): number[] {
  const values = cells.map((cell) =>
    cell?.type === 'number' && Number.isFinite(cell.value) ? cell.value : null,
  );
  const known = values.filter((value) => value !== null);
  if (better === null || new Set(known).size < 2) return [];
  const best = better === 'lower' ? Math.min(...known) : Math.max(...known);
  return values.flatMap((value, i) => (value === best ? [i] : []));
}

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

const number = (value: number | null | undefined): Cell =>
  value === null || value === undefined ? null : { type: 'number', value };

const text = (value: string): Cell => (value === '' ? null : { type: 'text', text: value });

function cellOf(value: unknown): Cell {
  if (value === undefined) return null;
  if (typeof value === 'string') return text(value);
  return typeof value === 'number' ? number(value) : text(show(value));
}

const valuesOf = (parameters: Readonly<Record<string, { readonly value: number }>>) =>
  Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));

/** What makes two cells the same; at which step a value was best does not. */
const said = (cell: Cell): string =>
  cell === null ? '' : cell.type === 'number' ? String(cell.value) : `"${cell.text}`;
