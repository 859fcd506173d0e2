/**
 * Whether products run in half precision now. A pass of training turns it on around what it computes; everything else, looks
 * and samples and metrics too, stays in float32.
 */
let isOn = false;
let isInPass = false;

export const isHalf = (): boolean => isOn;

export const inHalf = <T>(run: () => T): T => during(true, run);

export const inFloat = <T>(run: () => T): T => during(false, run);

/** Whether a pass in half precision is under way, whatever is in float32 within it. */
export const isHalfPass = (): boolean => isInPass;

export function withinPass<T>(run: () => T): T {
  isInPass = true;
  try {
    return inHalf(run);
  } finally {
    isInPass = false;
  }
}

function during<T>(next: boolean, run: () => T): T {
  const before = isOn;
  isOn = next;
  try {
    return run();
  } finally {
    isOn = before;
  }
}
