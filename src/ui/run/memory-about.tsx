/**
 * What a step is estimated to take on the backend that the next run will have: the chosen one, or what the choice of the
 * fastest has come to before. Where nobody knows yet, on each.
 */
import { useEffect, useMemo, useState } from 'react';
import { memoryOf } from '../../compiler/memory.ts';
import { memoryOnWebGpu } from '../../compiler/memory-webgpu.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { formatBytes } from '../format.ts';
import { memoryAbout as english } from '../texts/en/memory-about.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { memoryAbout as chinese } from '../texts/zh/memory-about.ts';

export const aboutTexts = lateTexts(english, chinese);

/** Null where nothing can be trained. */
export function useMemoryAbout(): string | null {
  const program = useDocumentStore((state) => state.compilation.program);
  const backends = useBackends();
  const hasHalf = useHasHalf(program?.precision === 'mixed' && backends.includes('webgpu'));
  const texts = aboutTexts.use();
  const { names } = useTexts().run.backend;
  const estimates = useMemo(() => {
    if (!program) return [];
    const onWebGpu = hasHalf ? program : { ...program, precision: 'float32' as const };
    return backends.map((backend) => ({
      backend,
      bytes: (backend === 'webgpu' ? memoryOnWebGpu(onWebGpu) : memoryOf(program)).peak,
    }));
  }, [program, backends, hasHalf]);
  if (estimates.length === 0) return null;
  return texts.list(
    estimates.map(({ backend, bytes }) => texts.on(formatBytes(bytes), names[backend])),
  );
}

export function usePlanMemory(): string | null {
  const about = useMemoryAbout();
  const { plan } = aboutTexts.use();
  return about && plan(about);
}

type Estimated = 'webgpu' | 'wasm' | 'cpu';

const EITHER: readonly Estimated[] = ['webgpu', 'wasm'];
const ONE = {
  webgpu: ['webgpu'],
  wasm: ['wasm'],
  cpu: ['cpu'],
} as const satisfies Record<Estimated, readonly Estimated[]>;

/** What the choice of the fastest came to last, in whatever document. */
let fastest: Estimated | null = null;

function useBackends(): readonly Estimated[] {
  const choice = useSettingsStore((state) => state.backend);
  const running = useRunStore((state) => state.backend?.backend ?? null);
  if (choice !== 'auto') return ONE[choice];
  fastest = running ?? fastest;
  return fastest ? ONE[fastest] : EITHER;
}

let half: Promise<boolean> | null = null;

/** Whether halves can be computed with; false until it is known, as float32 takes more. */
function useHasHalf(isWanted: boolean): boolean {
  const [hasHalf, set] = useState(false);
  useEffect(() => {
    if (!isWanted) return;
    half ??= askForHalf().catch(() => false);
    void half.then(set);
  }, [isWanted]);
  return isWanted && hasHalf;
}

async function askForHalf(): Promise<boolean> {
  const adapter = await navigator.gpu?.requestAdapter();
  return adapter?.features.has('shader-f16') ?? false;
}
