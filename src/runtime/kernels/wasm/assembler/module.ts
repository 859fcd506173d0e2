/** A WebAssembly module from functions: sections, one imported memory, every function exported by its name. */
import { all, type Code, type Local, TYPE_CODES, type Type, unsigned } from './code.ts';

export interface FunctionCode {
  readonly name: string;
  readonly params: readonly Type[];
  /** Besides the parameters, in order. */
  readonly locals: readonly Type[];
  readonly body: Code;
}

/** Writes one function: `params` come as locals in order, `local` makes more. It returns nothing. */
export function define(
  name: string,
  params: readonly Type[],
  write: (params: Local[], local: (type: Type) => Local) => Code,
): FunctionCode {
  const locals: Type[] = [];
  const local = (type: Type): Local => params.length + locals.push(type) - 1;
  const body = write(
    params.map((_, i) => i),
    local,
  );
  return { name, params, locals, body };
}

/** What a memory that is imported must be at least: pages of 64 KiB, the most that there are. */
const MOST_PAGES = 65_536;

export function assemble(
  functions: readonly FunctionCode[],
  isShared: boolean,
): Uint8Array<ArrayBuffer> {
  const limits = isShared ? [3, ...unsigned(0), ...unsigned(MOST_PAGES)] : [0, ...unsigned(0)];
  const types = functions.map(({ params }) => [
    0x60,
    ...vector(params.map((type) => [TYPE_CODES[type]])),
    0,
  ]);
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector(locals.map((type) => [1, TYPE_CODES[type]])), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  const imported = [...text('env'), ...text('memory'), 2, ...limits];
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([imported])),
    ...section(3, vector(functions.map((_, i) => unsigned(i)))),
    ...section(7, vector(functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)]))),
    ...section(10, vector(bodies)),
  ]);
}

function vector(items: readonly (readonly number[])[]): number[] {
  return all(unsigned(items.length), ...items);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}
