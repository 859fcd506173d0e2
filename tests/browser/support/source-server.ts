/** Serves the sources and a page with nothing on it, for tests that import modules in a real browser. */
import { fileURLToPath } from 'node:url';
import { createServer, type InlineConfig, type ViteDevServer } from 'vite';

export interface SourceServer {
  /** Of the empty page. */
  readonly address: string;
  close(): Promise<void>;
}

interface Needs extends Pick<InlineConfig, 'worker'> {
  /** Vite's own cache is one for each file of tests. */
  readonly cache: string;
  /** Packages that are found late would reload the page in the middle of a test. */
  readonly include: string[];
  readonly headers?: Readonly<Record<string, string>>;
}

export async function serveSources(needs: Needs): Promise<SourceServer> {
  const { cache, include, headers = {}, worker = {} } = needs;
  const server: ViteDevServer = await createServer({
    root: fileURLToPath(new URL('../../../', import.meta.url)),
    configFile: false,
    cacheDir: `node_modules/.vite-${cache}`,
    logLevel: 'error',
    appType: 'custom',
    worker,
    server: { port: 0, hmr: false, watch: null, headers },
    optimizeDeps: { noDiscovery: true, include },
    plugins: [
      {
        name: 'empty-page',
        configureServer: ({ middlewares }) => {
          middlewares.use('/empty', (_request, response) => {
            for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
            response.setHeader('content-type', 'text/html');
            response.end('<!doctype html><title>empty</title>');
          });
        },
      },
    ],
  });
  await server.listen();
  return {
    address: `${server.resolvedUrls?.local[0]}empty`,
    close: () => server.close(),
  };
}
