/**
 * `npm run results:health [-- PRESET…]`: trains presets as they are, with every check of a run's health made far more often
 * than in a person's run, and writes what the checks said and cost to docs/health.md. `-- --help` says more.
 */
import { runBuilt } from './built.mjs';

await runBuilt('health');
