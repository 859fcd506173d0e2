/** Numbers that stand in a layer's call: what copies of a block may differ in beside the arguments of constructors. */
import type { TorchCode } from '../nodes/torch.ts';

const NUMBER = /(?<![\w.{"'])\d+(\.\d+)?(e-?\d+)?(?![\w}"'])/g;

/** Numbers that stand in a call, which copies may differ in, and the call without them. */
export function callNumbers(text: string): {
  readonly template: string;
  readonly numbers: readonly number[];
} {
  const numbers: number[] = [];
  const template = text.replace(NUMBER, (digits) => {
    numbers.push(Number(digits));
    return '#';
  });
  return { template, numbers };
}

/** The call with what `at` says in place of each number; null leaves it. */
export function replaceNumbers(text: string, at: (position: number) => string | null): string {
  let position = 0;
  return text.replace(NUMBER, (digits) => at(position++) ?? digits);
}

/** What each number means: the parameter of the helper that takes it, else an index or a size. */
export function numberWords({ call, helpers = [] }: TorchCode): readonly string[] {
  const parameters = new Map(
    helpers.map(({ name, code }) => {
      const [, list = ''] = new RegExp(`def ${name}\\(([^)]*)\\)`).exec(code) ?? [];
      return [name, list.split(',').map((part) => part.split(':')[0]?.trim() ?? '')] as const;
    }),
  );
  return [...call.matchAll(NUMBER)].map(({ index }) => {
    const around: { name: string; argument: number }[] = [];
    for (const { 0: mark, 1: name } of call.slice(0, index).matchAll(/(\w*)\(|\)|,/g)) {
      const last = around.at(-1);
      if (mark === ')') around.pop();
      else if (mark !== ',') around.push({ name: name ?? '', argument: 0 });
      else if (last) last.argument += 1;
    }
    const inside = around.at(-1);
    const known = inside && parameters.get(inside.name)?.[inside.argument];
    return known || (call.includes('[') ? 'index' : 'size');
  });
}
