/** `train.py`: what Python the objective needs, the class `Batch`, the class `Experiment`, and the loop around them. */
import type { Program } from '../compiler/program.ts';
import { type BatchPlan, planBatch } from './batch-plan.ts';
import { DATA, SUPPORT } from './file-names.ts';
import { nameObjective, type ObjectiveNames, objectiveCodes } from './objective-names.ts';
import mainText from './python/main.py?raw';
import { docstring, imports, number, quoted, statement, topLevel } from './python-text.ts';
import { shareValues } from './shared-values.ts';
import { drawText, type Scene } from './step-lines.ts';
import { allHelpers } from './torch-code.ts';
import { writeExperiment } from './write-experiment.ts';
import { isUsed, type Model } from './write-model.ts';

export interface Training {
  readonly text: string;
  readonly names: ObjectiveNames;
}

const OWN = ['data', 'model', 'support'];

export function writeTraining(program: Program, model: Model): Training {
  const names = nameObjective(program, model.networks);
  const shared = shareValues(program);
  const batch = planBatch(program, shared);
  const helpers = allHelpers(objectiveCodes(program));
  const own = helpers.filter(({ name }) => !model.helpers.includes(name));
  const experiment = writeExperiment(program, names, shared, batch);
  const main = mainFor(program);
  const body = [...own.map(({ code }) => code), batchText(program, names, batch), experiment, main];
  const code = body.join('\n');
  const lines = [
    'import argparse',
    'from functools import cached_property',
    'from pathlib import Path',
    'from typing import Any, Mapping',
    'import torch',
    'import torch.nn.functional as F',
    'from torch import Tensor, nn',
    'from PIL import Image',
    ...own.flatMap((helper) => helper.imports ?? []),
    ...DATA.map((name) => `from data import ${name}`),
    ...new Set(model.networks.map(({ className }) => `from model import ${className}`)),
    ...helpers
      .filter(({ name }) => model.helpers.includes(name))
      .map(({ name }) => `from model import ${name}`),
    ...SUPPORT.map((name) => `from support import ${name}`),
  ].filter((line) => isUsed(line, code));
  const name = program.name || 'the document';
  const head = docstring(
    `Trains ${name}.\n\nThe classes below say what is drawn, computed and optimized; how to run it stands in README.md.`,
    0,
  );
  return {
    text: topLevel([
      `${head}\n\n${imports(['from __future__ import annotations', ...lines], OWN)}`,
      ...body,
    ]),
    names,
  };
}

function batchText(
  program: Program,
  names: ObjectiveNames,
  { draws, attributes }: BatchPlan,
): string {
  const scene: Scene = { program, names, batch: 'self.experiment.batch_size', isView: false };
  const properties = draws.map(({ source, name }) => {
    const count = source.outputs.length;
    const type = count === 1 ? 'Tensor' : 'tuple[Tensor, ...]';
    const read = `self.experiment.feeds[${quoted(source.node)}].next()`;
    const text = source.feed
      ? `${read}${count === 1 ? '[0]' : ''}`
      : drawText(scene, source)
          .replaceAll('self.device', 'self.experiment.device')
          .replaceAll('self.step', 'self.experiment.step');
    return [
      '    @cached_property',
      `    def ${name}(self) -> ${type}:`,
      docstring(`A draw of "${source.node}".`, 2),
      statement(`return ${text}`, 2),
    ].join('\n');
  });
  return [
    'class Batch:',
    docstring('What the steps of one iteration share: draws, and values left for later.', 1),
    '',
    ...(attributes.length > 0 ? [...attributes.map((name) => `    ${name}: Tensor`), ''] : []),
    '    def __init__(self, experiment: Experiment) -> None:',
    '        self.experiment = experiment',
    ...properties.flatMap((text) => ['', text]),
  ].join('\n');
}

/** The loop, with the document's numbers as defaults. */
function mainFor(program: Program): string {
  const { length, batchSize, seed, sampleEvery, checkpointEvery } = program;
  const needsFiles = program.sources.some(({ feed }) => feed?.transform.type === 'image');
  const feed = program.sources.find((source) => source.feed !== null)?.node;
  const total =
    length.type === 'steps' || feed === undefined
      ? `${length.type === 'steps' ? length.steps : 1}`
      : `${number(length.epochs)} * experiment.feeds[${quoted(feed)}].batches_per_epoch`;
  const values: Readonly<Record<string, string>> = {
    TITLE: quoted(`Trains ${program.name || 'the document'}.`),
    DATA: needsFiles ? 'required=True, ' : '',
    BATCH_SIZE: `${batchSize}`,
    SEED: `${seed}`,
    SAMPLE_EVERY: `${Math.max(1, sampleEvery)}`,
    CHECKPOINT_EVERY: `${Math.max(1, checkpointEvery)}`,
    TOTAL: total,
  };
  return mainText
    .replace(/^[\s\S]*?# --- main ---\n/, '')
    .replace(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole)
    .replace(/^.*# only with files\n/gm, (line) =>
      needsFiles ? line.replace('  # only with files', '') : '',
    )
    .replace(/^.*# only without files\n/gm, (line) =>
      needsFiles ? '' : line.replace('  # only without files', ''),
    );
}
