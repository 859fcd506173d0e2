/**
 * Parts of the page that its first view can do without: each is a chunk of its own, fetched when it is first wanted, or
 * when the page has nothing better to do. What opens them lives in stores, which are there from the start: a key pressed
 * before a part has arrived opens it as soon as it has, and the keys after it wait for it.
 */
import { notifications } from '@mantine/notifications';
import { type ComponentType, useEffect, useSyncExternalStore } from 'react';
import { returnFocus } from './focus-return.ts';
import { holdKeys } from './held-keys.ts';
import { textsNow } from './texts/texts.ts';

type Fetch = () => Promise<void>;

const parts = new Set<Fetch>();

/**
 * @param load gives the component
 * @param useIsWanted a hook that says when it has to be there; without it, wherever it is rendered
 * @param returnsFocus false for a part that says itself where the focus goes when it is closed
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  useIsWanted: () => boolean = always,
  returnsFocus = useIsWanted !== always,
): ComponentType<P> {
  const listeners = new Set<() => void>();
  let Part: ComponentType<P> | null = null;
  let asked: Promise<void> | null = null;
  const fetch: Fetch = () => {
    asked ??= load().then(
      (loaded) => {
        Part = loaded;
        for (const listener of listeners) listener();
      },
      (error: unknown) => {
        asked = null;
        throw error;
      },
    );
    return asked;
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  parts.add(fetch);
  return function Later(props: P) {
    const Loaded = useSyncExternalStore(subscribe, () => Part);
    const isWanted = useIsWanted();
    useEffect(() => {
      if (!isWanted || Part) return;
      const letGo = useIsWanted === always ? () => {} : holdKeys();
      const opener = document.activeElement;
      fetch().then(
        () => letGo(true),
        () => {
          letGo(false);
          tellMissing();
        },
      );
      // A dialog gives the focus back to what had it when it opened; one that came late was never closed before.
      return returnsFocus ? () => returnFocus(opener) : undefined;
    }, [isWanted]);
    return Loaded && <Loaded {...props} />;
  };
}

const always = () => true;

function tellMissing(): void {
  const { missing, missingTitle } = textsNow().shell;
  notifications.show({ id: 'missing', color: 'red', title: missingTitle, message: missing });
}

const whenIdle = (act: () => void): void => {
  if (typeof requestIdleCallback === 'undefined') setTimeout(act, 200);
  else requestIdleCallback(act, { timeout: 2_000 });
};

/** One after another, each when the page is idle; `others` are modules that are wanted by name. */
export function fetchParts(...others: readonly (() => Promise<unknown>)[]): void {
  const waiting = [...parts, ...others];
  const next = () => {
    const fetch = waiting.shift();
    // What does not arrive now is asked for again when it is wanted, and missed then.
    if (fetch) void fetch().then(go, go);
  };
  const go = () => whenIdle(next);
  go();
}
