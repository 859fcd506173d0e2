/** How the page is served while developing and built; `--ssr` builds the terminal command with packages left outside. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { ISOLATION_HEADERS } from './src/cli/setup/serve.mjs';
import { isAtStart } from './src/cli/setup/start-chunk.ts';
import { layersPlugin } from './src/layers/bundle.mjs';

const ENTRY = fileURLToPath(new URL('src/ui/main.tsx', import.meta.url));

const isNeeded = isAtStart(ENTRY);

/** Chunks of what the page starts with. Libraries change more seldom: a new version leaves theirs in the browser's cache. */
const START = Object.entries({
  react: /node_modules[\\/](react|react-dom|scheduler)[\\/]/,
  canvas: /node_modules[\\/](@xyflow|d3-[a-z]+)[\\/]/,
  widgets: /node_modules[\\/](@mantine|@floating-ui)[\\/]/,
  schema: /node_modules[\\/](zod|jsep)[\\/]/,
  page: /\.(tsx?|json|mjs|js)$/,
}).map(([name, test], index) => ({
  test,
  priority: 10 - index,
  name: (id: string, modules: Parameters<typeof isNeeded>[1]) =>
    isNeeded(id, modules) ? name : null,
}));

/** Of the terminal command: all that a thread for batches loads, which is started at every run. */
const BATCHES = {
  name: 'batches',
  test: /src[\\/]data[\\/](batch[a-z-]*|dataset|highest-label|random|select|share-dataset|transform)\.ts$/,
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), layersPlugin()],
  server: { port: 5173, headers: ISOLATION_HEADERS },
  preview: { port: 4173, strictPort: true, headers: ISOLATION_HEADERS },
  worker: { format: 'es', plugins: () => [layersPlugin()] },
  build: isSsrBuild
    ? {
        ...{ target: 'node20', minify: false, sourcemap: true, copyPublicDir: false },
        rolldownOptions: { output: { codeSplitting: { groups: [BATCHES] } } },
      }
    : {
        target: 'es2022',
        // wasm files must stay files: inlined ones cannot be compiled while they stream.
        assetsInlineLimit: 0,
        // The largest chunks are tf.js backends, which only the worker loads.
        chunkSizeWarningLimit: 2000,
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: START,
            },
          },
        },
      },
  // Found late, it would reload the page in the middle of a run.
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js',
      '@tensorflow/tfjs-backend-webgpu',
      '@tensorflow/tfjs-converter',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-layers',
      'fflate',
    ],
  },
}));
