/** The PyTorch program of a document; with the state of a run its weights, averages and optimizers too. */
import type { Document } from '../../graph-schemas/document.ts';
import { exportPytorch, titlesOf } from '../codegen/export-pytorch.ts';
import { encodeSafetensors } from '../codegen/safetensors.ts';
import { type RunState, torchState } from '../codegen/torch-weights.ts';
import type { Program } from '../compiler/program.ts';
import type { ExportFile } from './export-file.ts';

/** Throws ExportError where a kind has no PyTorch. */
export function pytorchFiles(
  document: Document,
  program: Program,
  state: RunState | null,
): readonly ExportFile[] {
  const about = {
    description: document.description ?? '',
    references: document.references ?? [],
    weightsStep: state?.step ?? null,
  };
  const exported = exportPytorch(program, { titles: titlesOf(document), about });
  const files = exported.files.map(({ path, text }) => ({ path, content: text }));
  if (!state) return files;
  const { tensors, metadata } = torchState(program, exported, state);
  return [...files, { path: 'weights.safetensors', content: encodeSafetensors(tensors, metadata) }];
}
