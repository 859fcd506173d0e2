/** A switch shows what was wished for at once, until it is so: each press counts, however long the one before it takes. */
import { useRef, useState } from 'react';

export function useWished(
  is: boolean,
  act: (wish: boolean) => Promise<void>,
): readonly [shown: boolean, wish: (wish: boolean) => void] {
  const [wished, setWished] = useState<boolean | null>(null);
  const last = useRef(0);
  async function wish(next: boolean): Promise<void> {
    last.current += 1;
    const own = last.current;
    setWished(next);
    await act(next);
    if (last.current === own) setWished(null);
  }
  return [wished ?? is, (next) => void wish(next)];
}
