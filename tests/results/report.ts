/** docs/results/README.md: what was measured, beside what was asked, for every entry that has a result. */
import type { Claim, Entry, Result } from './entry.ts';

export interface Verdict {
  readonly value: number | null;
  readonly isMet: boolean;
}

/** `missing`: entries that nobody has trained to their end yet. */
export function report(
  results: readonly (readonly [Entry, Result])[],
  missing: readonly Entry[] = [],
): string {
  const rows = results.map(([entry, result]) => {
    const verdicts = entry.claims.map((claim) => judge(claim, result));
    const met = verdicts.filter(({ isMet }) => isMet).length;
    const verdict = met === verdicts.length ? 'learned' : `${met} of ${verdicts.length} reached`;
    return `| [${entry.title}](#${anchor(entry.title)}) | ${entry.data?.name ?? 'built-in'} | ${count(result.steps)} | ${timeOf(result)} | ${result.msPerStep.toFixed(1)} | ${result.backend} | ${verdict} |`;
  });
  return [
    '# What the presets learn',
    '',
    'Written by `npm run results`, which anyone can run; `npm run results -- --help` says how. Thresholds stand in',
    '`tests/results/entries.ts`. Sheets of a run always show the same noise or the same images. Distances are those of',
    '256 samples and biased in that number; the kernel distance uses features of a fixed random network, not Inception.',
    'Many of these runs shared their machine with others, so times say how long it took, not how fast Ganvas is: that',
    'is measured in [benchmarks.md](../benchmarks.md).',
    '',
    '| entry | data | steps | time | ms a step | backend | verdict |',
    '| --- | --- | ---: | ---: | ---: | --- | --- |',
    ...rows,
    '',
    ...missing.map(
      ({ id, title }) => `Not trained to its end yet: ${title} (\`npm run results -- ${id}\`).\n`,
    ),
    ...results.map(([entry, result]) => section(entry, result)),
  ].join('\n');
}

export function judge(claim: Claim, { measured, extra }: Result): Verdict {
  const [start, end] = [measured[0], measured.at(-1)].map((row) => {
    const [node = '', name = ''] = claim.of.split('.');
    return row?.metrics[node]?.[name];
  });
  const own = extra[claim.of] ?? end;
  const value = claim.as === 'end' ? own : start && own !== undefined ? own / start : undefined;
  if (value === undefined) return { value: null, isMet: false };
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = claim;
  return { value, isMet: value >= atLeast && value <= atMost };
}

function section(entry: Entry, result: Result): string {
  const { id, title, what, claims } = entry;
  const { machine, versions } = result;
  const facts = [
    `${count(result.steps)} steps in ${timeOf(result)} (${result.msPerStep.toFixed(1)} ms a step)`,
    `seed ${result.seed}`,
    `${result.backend} (${result.device})`,
    `${machine.cores} cores (${machine.processor}), ${machine.memoryGb} GB`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    result.date,
  ];
  return [
    `## ${title}`,
    '',
    `${what} ${entry.data ? `Data: ${entry.data.name}.` : 'Built-in data.'}`,
    '',
    `\`${result.command}${entry.data ? ` --data ${entry.data.path}` : ''}\``,
    '',
    ...sheets(id, title, result),
    `![Losses and metrics of ${title}](${id}/curves.svg)`,
    '',
    '| claim | threshold | measured | |',
    '| --- | --- | ---: | --- |',
    ...claims.map((claim) => {
      const { value, isMet } = judge(claim, result);
      return `| ${claim.says} | ${threshold(claim)} | ${show(value)} | ${isMet ? '✓' : '✗ not reached'} |`;
    }),
    '',
    ...metricTable(result),
    `${facts.join('; ')}.`,
    '',
  ].join('\n');
}

/** A row of pictures for each preview. */
function sheets(id: string, title: string, { sheets }: Result): string[] {
  const views = [...new Set(sheets.map(({ view }) => view))];
  return views.flatMap((view) => {
    const own = sheets.filter((sheet) => sheet.view === view);
    const images = own.map(({ file, step }) => `![${title}, step ${step}](${id}/${file})`);
    return [
      `| ${own.map(({ step }) => `${view}, step ${count(step)}`).join(' | ')} |`,
      `|${' --- |'.repeat(own.length)}`,
      `| ${images.join(' | ')} |`,
      '',
    ];
  });
}

function metricTable({ measured, extra }: Result): string[] {
  const last = measured.at(-1);
  if (!last) return [];
  const rows = Object.entries(last.metrics).flatMap(([node, values]) =>
    Object.keys(values).map((name) => {
      const cells = measured.map(({ metrics }) => show(metrics[node]?.[name] ?? null));
      return `| ${node}: ${name} | ${cells.join(' | ')} |`;
    }),
  );
  const blank = ' |'.repeat(measured.length - 1);
  const more = Object.entries(extra).map(([name, value]) => `| ${name} |${blank} ${show(value)} |`);
  return [
    `| measured | ${measured.map(({ step }) => `step ${count(step)}`).join(' | ')} |`,
    `| --- |${' ---: |'.repeat(measured.length)}`,
    ...rows,
    ...more,
    '',
  ];
}

function threshold({ atLeast, atMost }: Claim): string {
  if (atLeast !== undefined) return `≥ ${atLeast}`;
  return `≤ ${atMost}`;
}

function timeOf({ seconds, isResumed }: Result): string {
  const minutes = Math.round(seconds / 60);
  const time = seconds < 120 ? `${Math.round(seconds)} s` : `${minutes} min`;
  return isResumed ? `${time} after its last interruption` : time;
}

function show(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(4)));
}

function count(value: number): string {
  return value.toLocaleString('en');
}

/** As GitHub names headings. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replace(/ /g, '-');
}
