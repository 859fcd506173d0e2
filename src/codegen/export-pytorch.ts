/**
 * Program → a folder of PyTorch source: readable, typed, without a dependency on Ganvas. Text only; weights of a run are
 * the business of `torch-weights.ts`.
 */
import type { Document } from '../../graph-schemas/document.ts';
import type { Program } from '../compiler/program.ts';
import dataText from './python/data.py?raw';
import supportText from './python/support.py?raw';
import { type Model, type Titles, writeModel } from './write-model.ts';
import { type About, REQUIREMENTS, writeReadme } from './write-readme.ts';
import { type Training, writeTraining } from './write-train.ts';

export interface ExportedFile {
  readonly path: string;
  readonly text: string;
}

export interface ExportOptions {
  readonly titles: Titles;
  readonly about: About;
}

export interface PytorchExport {
  readonly files: readonly ExportedFile[];
  readonly model: Model;
  readonly training: Training;
}

/** What the document calls its networks. */
export function titlesOf({ networks }: Document): Titles {
  return {
    networks: Object.fromEntries(
      Object.entries(networks).map(([name, { label }]) => [name, label ?? name]),
    ),
  };
}

/** Throws ExportError where a kind has no PyTorch. */
export function exportPytorch(program: Program, { titles, about }: ExportOptions): PytorchExport {
  const model = writeModel(program, titles);
  const training = writeTraining(program, model);
  return {
    model,
    training,
    files: [
      { path: 'model.py', text: model.text },
      { path: 'train.py', text: training.text },
      { path: 'data.py', text: dataText },
      { path: 'support.py', text: supportText },
      { path: 'README.md', text: writeReadme(program, model, about) },
      { path: 'requirements.txt', text: REQUIREMENTS },
    ],
  };
}
