/** Names as Python wants them: snake_case for values, PascalCase for classes, none of them taken or reserved. */
import { FILE_NAMES } from './file-names.ts';

const RESERVED = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield match case type self cls ' +
    'abs all any bool dict filter float format hash id input int iter len list map max min next object open print ' +
    'range repr round set slice sorted str sum super tuple vars zip ' +
    'torch nn F math Tensor annotations'
  ).split(' '),
);

/** Methods and attributes of `nn.Module` that a submodule must not hide. */
const MODULE_MEMBERS = new Set(
  (
    'T_destination add_module apply bfloat16 buffers call children compile cpu cuda device double dtype dump_patches eval extra_repr ' +
    'float forward get_buffer get_extra_state get_parameter get_submodule half ipu iteration load_state_dict modules named_buffers ' +
    'named_children named_modules named_parameters parameters register_buffer register_forward_hook register_module ' +
    'register_parameter requires_grad_ reset_parameters set_extra_state set_submodule share_memory state_dict to to_empty train training type xpu zero_grad'
  ).split(' '),
);

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
}

/** `judgeReal` → `judge_real`; `G_AB` → `g_ab`. */
export function snake(text: string): string {
  const name = wordsOf(text).join('_').toLowerCase();
  if (name === '') return 'node';
  return /^[0-9]/.test(name) ? `n${name}` : name;
}

/** `Growing stage` → `GrowingStage`. */
export function pascal(text: string): string {
  const name = wordsOf(text)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  if (name === '') return 'Network';
  return /^[0-9]/.test(name) ? `N${name}` : name;
}

/** Hands out each name once. */
export class Names {
  readonly #taken: Set<string>;
  readonly #reserved: ReadonlySet<string>;

  /** `reserved`: what the code reads under these names must stay in sight. */
  constructor(taken: Iterable<string> = [], reserved: Iterable<string> = []) {
    this.#taken = new Set(taken);
    this.#reserved = new Set([...RESERVED, ...reserved]);
  }

  /** `wanted`, or with an underscore where it is reserved, or with a number where it is taken. */
  take(wanted: string): string {
    const free = this.#reserved.has(wanted) ? `${wanted}_` : wanted;
    let name = free;
    for (let n = 2; this.#taken.has(name); n++) name = `${free}_${n}`;
    this.#taken.add(name);
    return name;
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }
}

/** Names of submodules. */
export function memberNames(): Names {
  return new Names(MODULE_MEMBERS);
}

/** `Exception`, `ValueError`, `Ellipsis`: what Python calls its own classes. */
const BUILTIN =
  /(Error|Exception|Exit|Group|Interrupt|Iteration|Warning)$|^(Ellipsis|NotImplemented)$/;

/** Names of top-level classes; those of helpers and of imports are taken. */
export class ClassNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set([...RESERVED, ...FILE_NAMES, ...taken]);
  }

  /** `wanted`, or with a suffix where it is taken: `MappingBlock`, `MappingBlock2`. */
  take(wanted: string, suffix: 'Network' | 'Block'): string {
    const isFree = (name: string) => !this.#taken.has(name) && !BUILTIN.test(name);
    let name = isFree(wanted) ? wanted : `${wanted}${suffix}`;
    for (let n = 2; !isFree(name); n++) name = `${wanted}${suffix}${n}`;
    this.#taken.add(name);
    return name;
  }
}
