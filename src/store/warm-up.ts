/**
 * Readies the training worker for the run that is likely to come: when the page is idle, and when a hand is on its way to
 * the button. It is asked for each graph once, and never beside a run.
 */
import type { Program } from '../compiler/program.ts';
import { useDataStore } from './data-store.ts';
import { useDocumentStore } from './document-store.ts';
import { useRunStore } from './run-store.ts';
import { useSettingsStore } from './settings-store.ts';
import { trainingClient } from './training-client.ts';

/** A visit that is over at once should not fetch megabytes. */
const SOON_MS = 1_500;

let warmed: Program | null = null;

function warmUp(): void {
  const { program } = useDocumentStore.getState().compilation;
  if (!program || program === warmed || isSparing() || isTraining()) return;
  warmed = program;
  const { live } = useDataStore.getState().forProgram(program);
  const builtin = Object.fromEntries(
    Object.entries(live).flatMap(([node, binding]) =>
      binding.type === 'builtin' ? [[node, binding.name]] : [],
    ),
  );
  const { backend } = useSettingsStore.getState();
  trainingClient.send({ type: 'warm', program, backend, builtin });
}

/** Soon, for the graph that is there then; and whenever a pointer or the focus comes to the button, for that of then. */
export function warmUpAtNeed(): void {
  setTimeout(warmUp, SOON_MS);
  const look = ({ target }: Event): void => {
    if (target instanceof Element && target.closest('[data-testid=train]')) warmUp();
  };
  addEventListener('pointerover', look, { passive: true });
  addEventListener('focusin', look);
}

/** Of any document. */
function isTraining(): boolean {
  const { state, elsewhere } = useRunStore.getState();
  return (
    elsewhere !== null || ['preparing', 'training', 'pausing', 'stopping'].includes(state.type)
  );
}

/** Not every browser tells. */
interface Thrift {
  readonly connection?: { readonly saveData?: boolean };
  readonly deviceMemory?: number;
}

/** Megabytes to fetch and hold for what may never be asked are not for everyone. */
function isSparing(): boolean {
  const { connection, deviceMemory = 8 } = navigator as Thrift;
  return connection?.saveData === true || deviceMemory < 4;
}
