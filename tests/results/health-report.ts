/** docs/health.md: what the checks said of sound runs, and what they cost. */
import type { HealthResult } from './health-result.ts';

export function healthReport(results: readonly HealthResult[], missing: readonly string[]): string {
  const silent = results.filter(({ findings }) => findings.length === 0).length;
  return [
    '# Sound runs, and what the checks say of them',
    '',
    'Written by `npm run results:health`. Every preset, as it is, on its built-in data, in the size that is named, trained with all checks of',
    'a run’s health. A look (activations and gradients in turn, clipped weights, memory) is made every 20 steps and the distances of 64',
    'samples every 40, however fast steps are: far more often than in a person’s run, where they come every 1.5 s at most and within 2 % of',
    'the time. *Share* is what the checks took of all time when the run then went on for a while as a person’s would.',
    '',
    `Silent in ${silent} of ${results.length} measured.`,
    ...(missing.length > 0 ? ['', `Not measured yet: ${missing.join(', ')}.`] : []),
    '',
    '| preset | size | steps | seed | ms a step | looks at activations / gradients | ms each | at samples | ms each | share | found |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
    ...results.map(row),
    '',
    ...results.filter(({ findings }) => findings.length > 0).map(told),
    ...(results.some(({ findings }) => findings.length > 0) ? [''] : []),
    'All times are processor time, so that a machine which is shared with others does not change them.',
    '',
  ].join('\n');
}

function row({
  preset,
  profile,
  size,
  steps,
  seed,
  msPerStep,
  checks,
  pace,
  findings,
}: HealthResult) {
  const { activations, gradients, spread } = checks;
  const cells = [
    `\`${preset}\``,
    `${profile}: ${size}`,
    steps.toLocaleString('en'),
    String(seed),
    msPerStep.toFixed(1),
    `${activations.count} / ${gradients.count}`,
    `${each(activations)} / ${each(gradients)}`,
    String(spread.count),
    each(spread),
    `${(100 * pace.share).toFixed(1)} % of ${pace.seconds.toFixed(0)} s`,
    findings.length === 0 ? 'nothing' : findings.map(({ code }) => code).join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

const each = ({ count, ms }: HealthResult['checks']['spread']): string =>
  count === 0 ? '–' : (ms / count).toFixed(1);

function told({ preset, findings }: HealthResult): string {
  return findings
    .map(({ since, message }) => `- \`${preset}\`, since step ${since}: ${message}`)
    .join('\n');
}
