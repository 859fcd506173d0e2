/** What was seen of the health of one preset's run, as kept beside the table that is made of it. */
import { z } from 'zod';

const Check = z.object({ count: z.number(), ms: z.number() });

export const HealthResult = z.object({
  preset: z.string(),
  profile: z.string().default('smoke'),
  /** Of the values that are trained on, as a person would say it. */
  size: z.string(),
  steps: z.number(),
  seed: z.number(),
  msPerStep: z.number(),
  /** Rows of losses that the rules read. */
  rows: z.number(),
  checks: z.object({ activations: Check, gradients: Check, spread: Check }),
  /** By the real clock, as in a person's run: of all time, what the checks took. */
  pace: z.object({ seconds: z.number(), share: z.number() }),
  findings: z.array(
    z.object({ code: z.string(), node: z.string(), since: z.number(), message: z.string() }),
  ),
  backend: z.string(),
  date: z.string(),
});
export type HealthResult = z.infer<typeof HealthResult>;
