/** What is found of a run's health, as sentences for the terminal: each finding once. */
import type { Finding } from '../../runtime/health/health-types.ts';

/** @param say prints a line */
export function createHealthTeller(
  say: (sentence: string) => void,
): (findings: readonly Finding[]) => void {
  const told = new Set<string>();
  return (findings) => {
    for (const { code, place, since, message, advice } of findings) {
      const key = `${code} ${place?.graph} ${place?.node}`;
      // The run ends with it, and its error says it.
      if (told.has(key) || code === 'not-finite') continue;
      told.add(key);
      say(`Health, since step ${since}: ${message} ${advice}`);
    }
  };
}
