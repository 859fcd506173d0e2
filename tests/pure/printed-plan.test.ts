/** The plan that the page prints in Chinese: nothing but identifiers is left in Latin letters, and columns stay columns. */
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/compiler/columns.ts';
import { compile } from '../../src/compiler/compile.ts';
import { type PlanWords, planWords } from '../../src/compiler/plan-words.ts';
import { printProgram } from '../../src/compiler/print.ts';
import type { Program } from '../../src/compiler/program.ts';
import { presets } from '../../src/graph/presets.ts';
import { MODES } from '../../src/nodes/shared/adversarial-modes.ts';
import { BUILTIN_DATA } from '../../src/nodes/shared/builtin-data.ts';
import { withWords } from '../../src/ui/gallery/preset-documents.ts';
import { presetWords } from '../../src/ui/texts/zh/preset-words.ts';
import { printedPlan } from '../../src/ui/texts/zh/printed-plan.ts';

/** Says nothing but the facts that it is given. */
const wordless: PlanWords = Object.fromEntries(
  Object.entries(planWords).map(([key, said]) => [
    key,
    typeof said === 'function'
      ? (...facts: readonly unknown[]) => facts.join(' ')
      : typeof said === 'string'
        ? ''
        : Object.fromEntries(Object.keys(said).map((each) => [each, ''])),
  ]),
) as unknown as PlanWords;

const latin = (text: string) => new Set(text.match(/[A-Za-z][A-Za-z-]+/g));

function chineseProgram(id: string): Program {
  const preset = presets.find((each) => each.id === id);
  if (!preset) throw new Error(id);
  const { program } = compile(withWords(preset.document, presetWords));
  if (!program) throw new Error(`${id} does not compile`);
  return program;
}

describe('the plan in Chinese', () => {
  it.each(presets)('of $id has no English but identifiers', ({ id }) => {
    const program = chineseProgram(id);
    // Wasserstein is called so in Chinese, too.
    const facts = new Set(['Wasserstein', ...latin(printProgram(program, wordless))]);
    const left = [...latin(printProgram(program, printedPlan))].filter((word) => !facts.has(word));
    expect(left).toEqual([]);
  });

  it('has a name for all built-in data and every mode', () => {
    const named = Object.keys(printedPlan.names);
    const values = [...BUILTIN_DATA.map(({ value }) => value), ...Object.keys(MODES)];
    expect(values.filter((value) => !named.includes(value))).toEqual([]);
  });

  it('keeps what stands under each other under each other', () => {
    const lines = printProgram(chineseProgram('cyclegan'), printedPlan).split('\n');
    const start = lines.findIndex((line) => line.startsWith('  1. '));
    const end = lines.findIndex((line, at) => at > start && line.includes('最小化'));
    const shapes = lines.slice(start + 1, end).filter((line) => line.includes(' × ['));
    const columns = shapes.map((line) => columnsOf(line.slice(0, line.indexOf(' × ['))));
    expect(shapes.length).toBeGreaterThan(5);
    expect(new Set(columns).size).toBe(1);
  });
});
