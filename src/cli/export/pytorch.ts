/** A PyTorch program; with a run its weights, averages and optimizers too. */
import { stateOfContents } from '../../exchange/known-state.ts';
import { pytorchFiles } from '../../exchange/pytorch-files.ts';
import type { ExportSource, ExportTarget } from './target.ts';

export const pytorch: ExportTarget = {
  name: 'pytorch',
  help: 'a readable PyTorch program: model.py, train.py, data.py, support.py, README.md',
  files: ({ document, program, run }) =>
    pytorchFiles(document, program, run && stateOfContents(run)),
  next: ({ program, run }: ExportSource, folder) => {
    const needsFiles = program.sources.some(({ feed }) => feed?.transform.type === 'image');
    const data = needsFiles ? ' --data path/to/images' : '';
    return `Run it: cd ${folder} && python train.py${data}${run ? ' --weights weights.safetensors' : ''}`;
  },
};
