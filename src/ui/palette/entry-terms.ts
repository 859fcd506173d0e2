/** Everything that a palette entry can be found by: names, settings, the paper it comes from. Built once for each entry. */
import { definitionOf } from '../../nodes/catalog.ts';
import type { Paper } from '../../nodes/define.ts';
import { fieldsOf } from '../../nodes/fields/describe.ts';
import { groupTitle, kindTitle, phrase } from '../texts/kind-texts.ts';
import { authorsOf } from './authors.ts';
import type { PaletteEntry } from './entries.ts';

export type TermType =
  | 'title'
  | 'name'
  | 'alias'
  | 'option'
  | 'group'
  | 'setting'
  | 'authors'
  | 'paper';

export interface Term {
  readonly type: TermType;
  readonly text: string;
  /** Its share of a match's score. */
  readonly weight: number;
  /** Letters of the query may lie apart in it. */
  readonly mayScatter: boolean;
}

const WEIGHTS: Readonly<Record<TermType, number>> = {
  title: 1,
  name: 0.97,
  alias: 0.96,
  // Common words, but before the same word as an alias of the kind, since the title shows it.
  option: 0.9,
  group: 0.6,
  setting: 0.6,
  authors: 0.7,
  paper: 0.62,
};

const term = (type: TermType, text: string): Term => ({
  type,
  text,
  weight: WEIGHTS[type],
  mayScatter: type === 'title' || type === 'name' || type === 'alias' || type === 'option',
});

const known = new WeakMap<PaletteEntry, readonly Term[]>();

export function termsOf(entry: PaletteEntry): readonly Term[] {
  const before = known.get(entry);
  if (before) return before;
  const terms = collect(entry);
  known.set(entry, terms);
  return terms;
}

function collect(entry: PaletteEntry): readonly Term[] {
  const definition = definitionOf(entry.kind);
  const title = definition?.title ?? entry.kind;
  const names = [...new Set([entry.kind, title, kindTitle(entry.kind)])]
    .filter((name) => name !== entry.title)
    .map((name) => term('name', name));
  const aliases = entry.aliases.map((alias) =>
    term(entry.option !== undefined && phrase(alias) === entry.option ? 'option' : 'alias', alias),
  );
  if (entry.option) return [...aliases, ...names, ...(entry.paper ? paperTerms(entry.paper) : [])];
  const settings = definition ? fieldsOf(definition.params).map(({ meta }) => meta.label) : [];
  const groups = new Set([entry.group, groupTitle(entry.group)]);
  const paper = entry.paper ?? definition?.paper;
  return [
    term('title', entry.title),
    ...aliases,
    ...names,
    ...(paper ? paperTerms(paper) : []),
    ...[...groups].map((group) => term('group', group)),
    ...[...new Set([...settings, ...settings.map(phrase)])].map((label) => term('setting', label)),
  ];
}

function paperTerms({ title, url, year }: Paper): readonly Term[] {
  const authors = authorsOf(url)
    .split(', ')
    .filter((name) => name !== '');
  return [
    term('paper', title),
    term('paper', String(year)),
    ...authors.map((name) => term('authors', name)),
  ];
}
