/** `--weights FILE`: the state that a run begins with, out of a safetensors file. */
import { readFile } from 'node:fs/promises';
import { checkpointOf } from '../../exchange/known-state.ts';
import { readWeights } from '../../exchange/read-weights.ts';
import { WeightsError } from '../../exchange/weights-error.ts';
import type { Checkpoint } from '../../runtime/trainer-types.ts';
import { type Arguments, givenValue } from '../arguments.ts';
import { InputError, UsageError } from '../errors.ts';
import { systemReason } from '../file-errors.ts';
import type { Runnable } from '../require-program.ts';

export interface GivenWeights {
  readonly checkpoint: Checkpoint;
  /** What was read, and what of it a person should know. */
  readonly notes: readonly string[];
}

/** Null where none were given. */
export async function givenWeights(
  args: Arguments,
  { document, program }: Runnable,
): Promise<GivenWeights | null> {
  const path = givenValue(args, 'weights');
  if (path === undefined) return null;
  if (givenValue(args, 'resume') !== undefined)
    throw new UsageError(
      '--weights begins a run and --resume goes on with one: give only one of them.',
    );
  const bytes = await readBytes(path);
  try {
    const { state, layout, goesOn, notes } = readWeights(document, program, bytes);
    const from = layout === 'pytorch' ? 'of the PyTorch program ' : '';
    const where = goesOn ? `, and goes on at step ${state.step}` : '';
    return {
      checkpoint: checkpointOf(program, state),
      notes: [`Begins with the weights ${from}in ${path}${where}.`, ...notes],
    };
  } catch (error) {
    if (!(error instanceof WeightsError)) throw error;
    throw new InputError(`Reading "${path}": ${error.message}`);
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(
      `Reading "${path}" failed: ${systemReason(error) ?? String(error)}. Name a .safetensors file after --weights.`,
    );
  }
}
