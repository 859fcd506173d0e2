/** A thousand editing commands at random: the document stays one, undo leads back to the start and redo to the end, exactly. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Compilation } from '../../src/compiler/compile-types.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import { presets } from '../../src/graph/presets.ts';
import { readDocument } from '../../src/graph/read.ts';
import { writeDocument } from '../../src/graph/write.ts';
import { createDocumentStore } from '../../src/store/document-store.ts';
import { UNDO_STEPS } from '../../src/store/undo-history.ts';
import { COMMANDS, Dice } from './support/random-edits.ts';
import { sample } from './support/sample.ts';

const SMALL = ['ring', 'dcgan', 'cyclegan', 'bigan', 'pix2pix'];
const starts = [
  sample(),
  ...presets.filter(({ id }) => SMALL.includes(id)).map(({ document }) => document),
];
const nothing: Compilation = { problems: [], graphs: {}, program: null, summary: null };
const tools = { applyEdit, compile: () => nothing };

interface Command {
  readonly what: string;
  readonly seed: number;
}

/** The same commands for the same seed: a failure names it, not a thousand commands. */
function commandsOf(seed: number, count: number): readonly Command[] {
  const dice = new Dice(seed);
  const names = Object.keys(COMMANDS);
  return Array.from({ length: count }, () => ({
    what: dice.of(names) ?? 'connect',
    seed: dice.number(2 ** 31),
  }));
}

const anySeed = fc.integer({ min: 0, max: 2 ** 31 });
const anyStart = fc.nat(starts.length - 1);

/** Reading checks the schema, among other things. */
function expectDocument(document: Document, after: Command): void {
  const { document: read, problems } = readDocument(writeDocument(document));
  const [first] = problems;
  if (first) throw new Error(`${after.what} (${after.seed}) left no document: ${first.message}`);
  if (!isDeepStrictEqual(read, document)) {
    throw new Error(`${after.what} (${after.seed}) left what is not read back the same`);
  }
}

type Store = ReturnType<typeof createDocumentStore>;

/** Carries a command out through the store, and checks what it leaves where it changes something. */
function carryOut(store: Store, each: Command): void {
  const before = store.getState().document;
  const edits = COMMANDS[each.what]?.(before, new Dice(each.seed)) ?? [];
  store.getState().dispatch(edits);
  const { document } = store.getState();
  if (document !== before) expectDocument(document, each);
}

function undoAll(store: Store): Document[] {
  const seen: Document[] = [];
  while (store.getState().canUndo) {
    seen.unshift(store.getState().document);
    store.getState().undo();
  }
  return seen;
}

function redoAll(store: Store): Document[] {
  const seen: Document[] = [];
  while (store.getState().canRedo) {
    store.getState().redo();
    seen.push(store.getState().document);
  }
  return seen;
}

/** The very objects come back: nothing is rebuilt on the way. */
function expectThere(seen: readonly Document[], expected: readonly Document[]): void {
  expect(seen.length).toBe(expected.length);
  expect(seen.every((document, at) => document === expected[at])).toBe(true);
}

const PER_GESTURE = 6;

describe('a thousand commands at random', () => {
  it('keep the document valid, lead back to the start and on to the end, gesture by gesture', () => {
    fc.assert(
      fc.property(anySeed, anyStart, (seed, which) => {
        const commands = commandsOf(seed, 1000);
        const start = starts[which] ?? sample();
        const store = createDocumentStore(tools, start);
        const steps: Document[] = [];
        for (let at = 0; at < commands.length; at += PER_GESTURE) {
          const before = store.getState().document;
          store.getState().beginGesture();
          for (const each of commands.slice(at, at + PER_GESTURE)) carryOut(store, each);
          store.getState().endGesture();
          const { document } = store.getState();
          if (document !== before) steps.push(document);
        }
        expect(steps.length).toBeLessThanOrEqual(UNDO_STEPS);
        expectThere(undoAll(store), steps);
        expect(store.getState().document).toBe(start);
        expectThere(redoAll(store), steps);
        expect(store.getState().document).toBe(steps.at(-1) ?? start);
      }),
      { numRuns: 1, endOnFailure: true },
    );
  }, 60_000);

  it('one by one, the last two hundred can be undone and no more', () => {
    fc.assert(
      fc.property(anySeed, anyStart, (seed, which) => {
        const store = createDocumentStore(tools, starts[which] ?? sample());
        const steps = [store.getState().document];
        for (const each of commandsOf(seed, 420)) {
          carryOut(store, each);
          const { document } = store.getState();
          if (document !== steps.at(-1)) steps.push(document);
        }
        const kept = steps.slice(-UNDO_STEPS - 1);
        expectThere(undoAll(store), kept.slice(1));
        expect(store.getState().document).toBe(kept[0]);
        expectThere(redoAll(store), kept.slice(1));
      }),
      { numRuns: 1, endOnFailure: true },
    );
  }, 60_000);

  it('leave what the compiler can read, whatever it thinks of it', () => {
    fc.assert(
      fc.property(anySeed, anyStart, (seed, which) => {
        const end = commandsOf(seed, 60).reduce<Document>(
          (document, { what, seed }) =>
            (COMMANDS[what]?.(document, new Dice(seed)) ?? []).reduce(applyEdit, document),
          starts[which] ?? sample(),
        );
        expect(Array.isArray(compile(end).problems)).toBe(true);
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 60_000);
});
