/** What is found of a run's health while it trains. The findings themselves come as sentences. */
import type { TextTable } from '../translation.ts';

export const health = {
  title: 'Health of the run',
  since: (step: string) => `since step ${step}`,
  run: 'Whole run',
  dismiss: 'Show this no more in this run',
  dismissed: (count: number) => `${count} dismissed.`,
  showAgain: 'Show again',
} as const satisfies TextTable;
