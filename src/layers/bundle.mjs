/**
 * `virtual:ganvas-layers`: the text of `ganvas-layers.ts` as one self-contained ES module, for those who write exports.
 * It is built when it is first asked for, in the page's build, in the terminal's and while developing.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ID = 'virtual:ganvas-layers';
const ENTRY = fileURLToPath(new URL('./ganvas-layers.ts', import.meta.url));

/** @returns {Promise<string>} */
export async function bundleLayers() {
  const output = await build({
    configFile: false,
    logLevel: 'warn',
    define: { 'import.meta.env.SSR': 'false' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['es'], fileName: 'ganvas-layers' },
      rolldownOptions: { external: /^@tensorflow\/tfjs-/ },
    },
  });
  const [{ output: chunks }] = Array.isArray(output) ? output : [output];
  if (chunks.length !== 1)
    throw new Error(`internal: the layers came out as ${chunks.length} files`);
  return chunks[0].code;
}

/** @returns {import('vite').Plugin} */
export function layersPlugin() {
  let code;
  return {
    name: 'ganvas-layers',
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    async load(id) {
      if (id !== `\0${ID}`) return null;
      code ??= bundleLayers();
      return `export default ${JSON.stringify(await code)};`;
    },
  };
}
