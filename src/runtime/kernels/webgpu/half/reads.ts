/**
 * WGSL of a program in float32 as one whose operands are halves: every `name[at]` becomes `read_name(at)`, which gives what
 * lies there as float32 with no more than the eleven digits of a half. Sums stay in float32, as everywhere in mixed precision.
 */

export interface Operand {
  readonly name: string;
  /** How its elements lie in memory. */
  readonly format: 'float' | 'half';
  readonly components: 1 | 4;
}

export const typeOf = (of: 'f32' | 'f16', components: 1 | 4): string =>
  components === 4 ? `vec4<${of}>` : of;

/** Functions that `withReads` calls. */
export function readers(operands: readonly Operand[]): string {
  return operands
    .map(({ name, format, components }) => {
      const float = typeOf('f32', components);
      const there = `${name}[at]`;
      const half = format === 'half' ? there : `${typeOf('f16', components)}(${there})`;
      return `fn read_${name}(at : i32) -> ${float} { return ${float}(${half}); }`;
    })
    .join('\n    ');
}

export function withReads(code: string, names: readonly string[]): string {
  const start = new RegExp(`(?<![.\\w])(${names.join('|')})\\[`);
  const found = start.exec(code);
  if (!found) return code;
  const from = found.index + found[0].length;
  const to = closing(code, from);
  const at = withReads(code.slice(from, to), names);
  const rest = withReads(code.slice(to + 1), names);
  return `${code.slice(0, found.index)}read_${found[1]}(${at})${rest}`;
}

/** Where the bracket closes that opened before `from`. */
function closing(code: string, from: number): number {
  let depth = 1;
  for (let i = from; i < code.length; i++) {
    if (code[i] === '[') depth += 1;
    if (code[i] === ']') depth -= 1;
    if (depth === 0) return i;
  }
  throw new Error('internal: WGSL with a bracket that does not close');
}

/** Every `result[at] = value;` as `store(at, value);`. */
export function withStores(code: string): string {
  const found = /(?<![.\w])result\[/.exec(code);
  if (!found) return code;
  const from = found.index + found[0].length;
  const to = closing(code, from);
  const value = /^\s*=\s*([^;]*);/.exec(code.slice(to + 1));
  if (!value) throw new Error('internal: WGSL that does not write its result by ` = `');
  const rest = withStores(code.slice(to + 1 + value[0].length));
  return `${code.slice(0, found.index)}store(${code.slice(from, to)}, ${value[1]});${rest}`;
}
