/** Builds the benchmark page as the real page is built. */
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vite';
import base from '../../vite.config.ts';

export default defineConfig((env) =>
  mergeConfig(base({ ...env, isSsrBuild: false }), {
    root: fileURLToPath(new URL('.', import.meta.url)),
    publicDir: false,
  }),
);
