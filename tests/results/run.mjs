/**
 * `npm run results [-- NAME…]`: trains presets long enough to see that they learn, and writes what came out (sheets,
 * curves, measured values beside their thresholds) to docs/results. Minutes to hours long, so no part of `npm test`.
 * `npm run results -- --help` says more.
 */
import { runBuilt } from './built.mjs';

await runBuilt('main');
