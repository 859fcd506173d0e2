/**
 * Says sentences anew that are made far from the page, by the graph, data or the worker: `{name}` in an English form
 * takes what stands there, and the other form says where it goes; `{name!}` has it said anew, too. A sentence that no
 * form fits is null, so that a page never mixes languages.
 */

export type SentenceForm = readonly [english: string, other: string];

export type Say = (english: string) => string | null;

interface Rule {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly other: string;
}

/** Where in an expression a number comes from, and in which copy of a block a layer stands: any sentence may end so. */
const TAIL = /^(.*?)( from ".*?"(?: with [^"]+?)?)?( \(at \S+\))?$/s;
/** With the space that parts it from Chinese characters beside it: a fact in Chinese needs none. */
const HOLE = /((?<=\p{Script=Han}) |)\{(\w+)(!?)\}( (?=\p{Script=Han})|)/gu;
const HAN = /\p{Script=Han}/u;
/** Keeps what a person sees again and again; sentences hold numbers, so there is no end of different ones. */
const MOST_REMEMBERED = 500;

export interface Sentences {
  readonly forms: readonly SentenceForm[];
  /** Forms of facts inside sentences: `a or b` is none of a sentence. */
  readonly facts?: readonly SentenceForm[];
  readonly words?: Readonly<Record<string, string>>;
}

export function sayer({ forms, facts = [], words = {} }: Sentences): Say {
  let rules: readonly Rule[] | null = null;
  let factRules: readonly Rule[] | null = null;
  const remembered = new Map<string, string | null>();

  function say(english: string): string | null {
    const known = remembered.get(english);
    if (known !== undefined) return known;
    const said = withTail(english) ?? whole(english);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(english, said);
    return said;
  }

  function whole(english: string): string | null {
    if (Object.hasOwn(words, english)) return words[english] ?? null;
    rules ??= forms.map(ruleOf);
    return byRule(rules, english);
  }

  function fact(english: string): string {
    factRules ??= facts.map(ruleOf);
    return say(english) ?? byRule(factRules, english) ?? english;
  }

  function byRule(some: readonly Rule[], english: string): string | null {
    for (const { pattern, names, other } of some) {
      const found = pattern.exec(english);
      if (found) return filled(other, names, found.slice(1));
    }
    return null;
  }

  function withTail(english: string): string | null {
    const [, sentence = '', origin = '', place = ''] = TAIL.exec(english) ?? [];
    if (origin + place === '') return null;
    const said = whole(sentence);
    return said === null ? null : [said, fact(origin), fact(place)].join('');
  }

  function filled(other: string, names: readonly string[], taken: readonly string[]): string {
    return other.replace(HOLE, (_, before: string, name: string, isSaid: string, after: string) => {
      const found = taken[names.indexOf(name)] ?? '';
      const words = isSaid ? fact(found) : found;
      return `${HAN.test(words[0] ?? '') ? before.trim() : before}${words}${HAN.test(words.at(-1) ?? '') ? after.trim() : after}`;
    });
  }

  return say;
}

function ruleOf([english, other]: SentenceForm): Rule {
  const names: string[] = [];
  const pattern = english
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      names.push(name);
      return '(.+?)';
    });
  return { pattern: new RegExp(`^${pattern}$`, 's'), names, other };
}
