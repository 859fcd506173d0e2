/** What only one browser tab may do at a time: Web Locks, held until it is let go or the tab is gone. Browsers without them trust the person. */

export interface Solo {
  /** False where another browser tab has it. */
  take(): Promise<boolean>;
  /** Since when it was taken nobody else can have done anything. */
  isHeld(): boolean;
  letGo(): void;
}

export function createSolo(name: string): Solo {
  const { locks } = globalThis.navigator ?? {};
  let asked: Promise<boolean> | null = null;
  let release: (() => void) | null = null;

  function ask(manager: LockManager): Promise<boolean> {
    return new Promise((resolve, reject) => {
      manager
        .request(name, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock
            ? new Promise<void>((end) => {
                release = end;
              })
            : undefined;
        })
        .catch(reject);
    });
  }

  return {
    async take() {
      if (!locks) return true;
      asked ??= ask(locks);
      const isTaken = await asked;
      if (!isTaken) asked = null;
      return isTaken;
    },
    isHeld: () => release !== null,
    letGo() {
      release?.();
      release = null;
      asked = null;
    },
  };
}
