/** A view of the document as a method that draws its sheet, always from the same noise and data. */

import { classesShown, randomClasses } from '../compiler/classes-shown.ts';
import type { Program, SourceProgram, Step, ViewProgram } from '../compiler/program.ts';
import { outputsOf } from '../compiler/step-values.ts';
import { rangeOf } from '../compiler/value-range.ts';
import { nameOf } from './batch-plan.ts';
import type { ObjectiveNames } from './objective-names.ts';
import { Names } from './python-names.ts';
import { docstring, number, statement } from './python-text.ts';
import { batchText, drawText, type Scene, stepText } from './step-lines.ts';
import { printLines } from './write-phase.ts';

/** Metrics are not exported. */
export function shownViews({ views }: Program): readonly ViewProgram[] {
  return views.filter(({ spec, values }) => spec.type !== 'metric' && values.length > 0);
}

export function writeView(program: Program, names: ObjectiveNames, view: ViewProgram): string {
  const { spec, steps, values, title, node } = view;
  const count =
    spec.type === 'preview' ? spec.columns : spec.type === 'scatter' ? spec.count : spec.samples;
  const classes = classesShown(program, view);
  const scene = { program, names, batch: 'count', isView: true, classes };
  const read = new Map<string, string>();
  const local = new Names(['self', 'count', 'lines'], names.reserved);
  const lines = steps.map((step) => ({
    text: viewLine(scene, view, step, read, local),
    around: [],
  }));
  // Sources with a batch of their own may give more than are shown.
  const isCut = program.sources.some(({ batchSize }) => batchSize !== program.batchSize);
  const shown = values.map(({ value }) => `${read.get(value)}${isCut ? '[:count]' : ''}`);
  const picture =
    spec.type === 'preview'
      ? `draw_sheet([${values
          .map(({ value }, index) => {
            const isSymmetric = rangeOf(program, view, value) === 'symmetric';
            return `(${shown[index]}, ${isSymmetric ? 'True' : 'False'})`;
          })
          .join(', ')}]${classes === null ? '' : `, in_line=${classes}`})`
      : `draw_scatter(${shown.join(', ')}, ${number(spec.type === 'scatter' ? spec.range : 1)})`;
  return [
    statement(`def ${names.viewMethods.get(node)}(self) -> Image.Image:`, 1),
    docstring(`${title}${spec.type === 'preview' ? `: ${spec.rows.join(', ')}` : ''}.`, 2),
    `        count = ${count}`,
    ...printLines(
      lines.filter(({ text }) => text !== ''),
      2,
    ),
    statement(`return ${picture}`, 2),
  ].join('\n');
}

interface ViewScene extends Scene {
  /** Of a sheet with a column for each class. */
  readonly classes: number | null;
}

function viewLine(
  scene: ViewScene,
  view: ViewProgram,
  step: Step,
  values: Map<string, string>,
  local: Names,
): string {
  const read = (value: string): string => {
    const text = values.get(value);
    if (text === undefined) throw new Error(`internal: a view reads ${value} before it is made`);
    return text;
  };
  if (step.type === 'draw') return viewDraw(scene, view, step, values, local);
  if (step.type === 'stop') {
    values.set(step.output, read(step.input));
    return '';
  }
  if (step.type === 'recall') throw new Error(`internal: a view recalls ${step.value}`);
  const text = stepText(scene, step, read);
  const outputs = outputsOf(step);
  const targets = outputs.map((value) => local.take(nameOf(value, outputs.length)));
  outputs.forEach((value, index) => {
    values.set(value, targets[index] ?? '');
  });
  return `${targets.join(', ')} = ${text}`;
}

function viewDraw(
  scene: ViewScene,
  view: ViewProgram,
  { source: index }: Extract<Step, { type: 'draw' }>,
  values: Map<string, string>,
  local: Names,
): string {
  const source = scene.program.sources[index];
  if (!source) throw new Error(`internal: a view draws source number ${index}, which is not there`);
  const whole = source.outputs.map(({ value }) => value);
  const used = [
    ...view.steps.flatMap((step) =>
      'inputs' in step ? step.inputs : 'input' in step ? [step.input] : [],
    ),
    ...view.values.map(({ value }) => value),
  ];
  const targets = whole.map((value) =>
    used.includes(value) ? local.take(nameOf(value, whole.length)) : '_',
  );
  whole.forEach((value, position) => {
    values.set(value, targets[position] ?? '_');
  });
  const text = source.feed
    ? `self.feeds["${source.node}"].fixed(${batchText(scene, source.batchSize)})`
    : drawnText(scene, source);
  const isSingle = source.feed !== null && whole.length === 1;
  return `${isSingle ? `(${targets[0]},)` : targets.join(', ')} = ${text}`;
}

/** Columns show the classes in turn, and lines one draw of everything else. */
function drawnText(scene: ViewScene, source: SourceProgram): string {
  const { classes } = scene;
  if (classes === null || source.outputs.length !== 1) return drawText(scene, source);
  const count = batchText(scene, source.batchSize);
  const own = randomClasses(source);
  if (own !== null) return `torch.arange(${count}, device=self.device) % ${own}`;
  const { program } = scene;
  const line = { ...source, batchSize: program.batchSize };
  const draw = drawText({ ...scene, batch: 'lines' }, line);
  return `by_class(lambda lines: ${draw}, ${count}, ${classes}, self.device)`;
}
