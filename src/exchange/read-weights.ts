/**
 * A safetensors file as the state that a run begins with: every name and shape is checked, PyTorch's layout is turned
 * into ours. With the optimizers' state the run goes on at the file's step; from weights alone it begins at 0.
 */
import type { Document } from '../../graph-schemas/document.ts';
import type { Program } from '../compiler/program.ts';
import { fromPytorch } from './from-pytorch.ts';
import { freshCounters, type KnownState } from './known-state.ts';
import { readSafetensors, type StoredTensor, type StoredTensors } from './safetensors-read.ts';
import { phasesIn, type StatePart, stateLayout } from './state-layout.ts';
import { someOf, WeightsError } from './weights-error.ts';

export interface ReadWeights {
  /** Complete, in the order of `stateLayout`. */
  readonly state: KnownState;
  readonly layout: 'ganvas' | 'pytorch';
  /** Whether optimizers go on as they were, so that the run is at the file's step. */
  readonly goesOn: boolean;
  /** What a person should know, as sentences. */
  readonly notes: readonly string[];
}

/** Throws WeightsError. */
export function readWeights(document: Document, program: Program, bytes: Uint8Array): ReadWeights {
  const stored = readSafetensors(bytes);
  const layout = layoutOf(stored);
  const { tensors, metadata } =
    layout === 'pytorch' ? fromPytorch(document, program, stored) : stored;
  const parts = stateLayout(program);
  refuseSurplus(document, parts, tensors);
  refuseMissing(document, parts, tensors);
  for (const { name, shape } of parts) refuseShape(name, shape, tensors.get(name));
  const updates = numbersIn(metadata.updates);
  const phases = phasesIn(program);
  const isKnown = (index: number) =>
    parts.every(({ phase, name }) => phase !== index || tensors.has(name));
  const goesOn =
    phases.every(({ index }) => !updates[index] || isKnown(index)) && updates.some(Boolean);
  const fresh = freshCounters(program);
  const values = valuesOf(parts, tensors, goesOn);
  const state: KnownState = {
    isTrained: true,
    step: goesOn ? (numbersIn(`[${metadata.step ?? 0}]`)[0] ?? 0) : 0,
    updates: fresh.updates.map((_, index) => (goesOn ? (updates[index] ?? 0) : 0)),
    cursors: goesOn ? fitted(numbersIn(metadata.cursors), fresh.cursors) : fresh.cursors,
    filled: goesOn ? fitted(numbersIn(metadata.filled), fresh.filled) : fresh.filled,
    tensors: parts.map(({ name, shape }, index) => ({
      name,
      shape,
      values: values[index] ?? new Float32Array(),
    })),
  };
  refuseNonFinite(state);
  return { state, layout, goesOn, notes: notesOn(program, metadata, goesOn) };
}

function layoutOf({ tensors, metadata }: StoredTensors): ReadWeights['layout'] {
  if (metadata.layout === 'pytorch' || metadata.layout === 'ganvas') return metadata.layout;
  // Ours have slashes, PyTorch's have dots.
  return [...tensors.keys()].some((name) => name.includes('/')) ? 'ganvas' : 'pytorch';
}

function refuseSurplus(
  { name: document }: Document,
  parts: readonly StatePart[],
  tensors: ReadonlyMap<string, StoredTensor>,
): void {
  const known = new Set(parts.map(({ name }) => name));
  const surplus = [...tensors.keys()].filter((name) => !known.has(name));
  if (surplus.length > 0)
    throw new WeightsError(
      `The file holds ${someOf(surplus)}, for which "${document}" has no place. Use a file that was written for this document, with the same parameters and profile.`,
    );
}

/** Weights must all be there; of an optimizer, an average or a loss either all or nothing. */
function refuseMissing(
  { name: document }: Document,
  parts: readonly StatePart[],
  tensors: ReadonlyMap<string, StoredTensor>,
): void {
  const groups = new Map<string, StatePart[]>();
  for (const part of parts) {
    const group = groupOf(part);
    const members = groups.get(group);
    if (members) members.push(part);
    else groups.set(group, [part]);
  }
  for (const [group, members] of groups) {
    const missing = members.filter(({ name }) => !tensors.has(name));
    const isOptional = group !== 'weights' && missing.length === members.length;
    if (missing.length > 0 && !isOptional)
      throw new WeightsError(
        `The file lacks ${someOf(missing.map(({ name }) => name))}, which "${document}" needs. Use a file that was written for this document, with the same parameters and profile.`,
      );
  }
}

function groupOf({ type, name, of, phase }: StatePart): string {
  if (type === 'weight') return 'weights';
  if (type === 'average') return `average:${of.split('/')[0]}`;
  return type === 'optimizer' ? `step${phase}` : name;
}

function refuseShape(
  name: string,
  shape: readonly number[],
  found: StoredTensor | undefined,
): void {
  if (found && found.shape.join() !== shape.join())
    throw new WeightsError(
      `"${name}" has the shape [${found.shape.join(', ')}] in the file, but [${shape.join(', ')}] in the document. Set the document's parameters and profile as they were when the file was written.`,
    );
}

function refuseNonFinite({ tensors }: KnownState): void {
  const found = tensors.find(({ values }) => !values.every(Number.isFinite));
  if (found)
    throw new WeightsError(
      `"${found.name}" holds numbers that are not finite, so nothing could be trained from it. Use a file from before that happened.`,
    );
}

/** What the file lacks begins as in a new run; averages begin at the weights. */
function valuesOf(
  parts: readonly StatePart[],
  tensors: ReadonlyMap<string, StoredTensor>,
  goesOn: boolean,
): readonly Float32Array[] {
  return parts.map(({ name, type, of, first }) => {
    const isOfRun = type !== 'weight' && type !== 'average' && type !== 'state';
    const found = isOfRun && !goesOn ? undefined : tensors.get(name);
    if (found) return found.values();
    return type === 'average' ? (tensors.get(of)?.values() ?? first()) : first();
  });
}

/** A list of counts in JSON; anything else counts as none. */
function numbersIn(text: string | undefined): readonly number[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) && list.every((value) => Number.isSafeInteger(value) && value >= 0)
      ? list
      : [];
  } catch {
    return [];
  }
}

const fitted = (found: readonly number[], fresh: readonly number[]): readonly number[] =>
  found.length === fresh.length ? found : fresh;

function notesOn(
  program: Program,
  { seed }: Readonly<Record<string, string>>,
  goesOn: boolean,
): readonly string[] {
  if (!goesOn)
    return [
      'The file holds no state of optimizers, so the run begins at step 0 with these weights.',
    ];
  if (seed !== undefined && seed !== `${program.seed}`)
    return [
      `The file is of a run with seed ${seed}; noise and batches now follow seed ${program.seed}.`,
    ];
  return [];
}
