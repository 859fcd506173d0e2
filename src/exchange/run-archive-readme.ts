/** `README.md` of a run's archive: what it is, how it comes back, what each file holds for who reads them without Ganvas. */
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Manifest } from './run-archive.ts';

export interface ArchiveAbout {
  readonly record: RunRecord;
  readonly step: number;
  readonly checkpoints: Manifest['checkpoints'];
  readonly samples: Manifest['samples'];
  readonly versions: Readonly<Record<string, string>>;
  readonly now: number;
}

export function archiveReadme(about: ArchiveAbout): string {
  const { record, step, checkpoints, samples, versions, now } = about;
  const own = Object.values(record.bindings).filter((binding) => binding.type === 'stored');
  const weights =
    checkpoints.length === 0
      ? 'without weights: it can be looked at, and trained anew'
      : `with the weights of ${checkpoints.length === 1 ? 'step' : 'steps'} ${checkpoints.map((each) => each.step).join(', ')}`;
  const views = [...new Set(samples.map(({ title }) => title))];
  return `# ${record.name || 'A run'}

A run of Ganvas at step ${step}${record.totalSteps > 0 ? ` of ${record.totalSteps}` : ''}, ${weights}. Written ${new Date(now).toISOString().slice(0, 10)} by
${Object.entries(versions)
  .map(([name, version]) => `${name} ${version}`)
  .join(', ')}.

To bring it back, drop the zip on the page of Ganvas: the document opens with the run, and Resume goes on from step ${step}. In
a terminal: \`ganvas train --resume FILE.ganvas.zip --out DIR\`. On the same backend the losses that follow are those of a run that was
never interrupted.${
    own.length === 0
      ? ''
      : `

The data is not in here. It was ${own.map((binding) => `"${binding.name}"`).join(', ')}: give the same to its dataset node before training goes on.`
  }

| file | holds |
| --- | --- |
| \`document.json\` | the graph: networks, losses, optimizers, training |
| \`run.json\` | the record: seed and backend, on what and how long it trained, notes, tags |
| \`losses.csv\` | step and losses (${record.losses.join(', ') || 'none'}), float32 with nine digits |
| \`times.csv\` | where it is known: milliseconds that each step took, and images in its batch |
| \`metrics.json\` | metrics by view and step, with how many samples each was measured on |
| \`sheets/\`, \`points/\` | ${views.join(', ') || 'nothing was shown'}: PNG by step; points as little-endian float32, real ones first |
| \`checkpoints/\` | weights, averages, optimizer state, counters; \`ganvas export --to safetensors\` makes them readable elsewhere |
| \`manifest.json\` | every file with its size and CRC-32; an archive that differs from it is refused |
`;
}
