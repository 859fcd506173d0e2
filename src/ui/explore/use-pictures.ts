/** What the explorer answers to the newest question: while one is being answered, only the last of those that follow is asked. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Ask, Pictures, Setting } from '../../runtime/explore/requests.ts';
import { askExplorer, useExploreStore } from '../../store/explore-store.ts';

export interface Answered {
  /** The newest that arrived; stays on show while the next is on its way. */
  readonly pictures: Pictures | null;
  readonly isBusy: boolean;
  readonly fault: string | null;
  again(): void;
}

interface Question {
  readonly setting: Setting;
  readonly ask: Ask;
}

const nothing = { pictures: null, fault: null };

/** @param ask null asks nothing; equal questions must be the same object */
export function usePictures(ask: Ask | null): Answered {
  const setting = useExploreStore((state) => state.setting);
  const opened = useExploreStore((state) => state.opened);
  const [answer, setAnswer] = useState<Pick<Answered, 'pictures' | 'fault'>>(nothing);
  const [isBusy, setBusy] = useState(false);
  const next = useRef<Question | null>(null);
  const isRunning = useRef(false);
  const isGone = useRef(false);

  const run = useCallback(async () => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    while (next.current) {
      const { setting, ask } = next.current;
      next.current = null;
      const found = await askExplorer(setting, ask).then(
        (pictures) => ({ pictures, fault: null }),
        (error: Error) => ({ pictures: null, fault: error.message }),
      );
      if (!isGone.current && !next.current) setAnswer(found);
    }
    isRunning.current = false;
    if (!isGone.current) setBusy(false);
  }, []);

  useEffect(() => {
    if (opened.type !== 'open') return;
    next.current = ask && { setting, ask };
    if (ask) void run();
    else setAnswer(nothing);
  }, [ask, setting, opened, run]);

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      next.current = null;
    };
  }, []);

  const again = useCallback(() => {
    next.current = ask && { setting, ask };
    void run();
  }, [ask, setting, run]);
  return { ...answer, isBusy, again };
}
