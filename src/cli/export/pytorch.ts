/** A PyTorch program; with a run its weights, averages and optimizers too. */
import { exportPytorch, titlesOf } from '../../codegen/export-pytorch.ts';
import { encodeSafetensors } from '../../codegen/safetensors.ts';
import { torchState } from '../../codegen/torch-weights.ts';
import type { ExportSource, ExportTarget } from './target.ts';

export const pytorch: ExportTarget = {
  name: 'pytorch',
  help: 'a readable PyTorch program: model.py, train.py, data.py, support.py, README.md',
  files({ document, program, run }) {
    const about = {
      description: document.description ?? '',
      references: document.references ?? [],
      weightsStep: run?.header.step ?? null,
    };
    const exported = exportPytorch(program, { titles: titlesOf(document), about });
    const files = exported.files.map(({ path, text }) => ({ path, content: text }));
    if (!run) return files;
    const { step, updates, pools, tensors } = run.header;
    const state = torchState(program, exported, {
      step,
      updates,
      filled: pools,
      tensors: tensors.map(({ name, shape }, index) => ({
        name,
        shape,
        values: run.values[index] ?? new Float32Array(),
      })),
    });
    const content = encodeSafetensors(state.tensors, state.metadata);
    return [...files, { path: 'weights.safetensors', content }];
  },
  next: ({ program, run }: ExportSource, folder) => {
    const needsFiles = program.sources.some(({ feed }) => feed?.transform.type === 'image');
    const data = needsFiles ? ' --data path/to/images' : '';
    return `Run it: cd ${folder} && python train.py${data}${run ? ' --weights weights.safetensors' : ''}`;
  },
};
