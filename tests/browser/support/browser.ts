/** A Chromium with WebGPU on its software adapter, as the browser tests drive it. */
import { type Browser, chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface LaunchOptions {
  /** Without WebGPU the page falls back to wasm. */
  readonly withWebGpu?: boolean;
  readonly args?: readonly string[];
}

/** `GANVAS_CHROMIUM` names the executable; `npm test` sets it. */
export function launch({ withWebGpu = true, args = [] }: LaunchOptions = {}): Promise<Browser> {
  const executablePath = process.env.GANVAS_CHROMIUM ?? '/usr/bin/chromium';
  const flags = withWebGpu
    ? FLAGS
    : [
        ...FLAGS.filter((flag) => !flag.includes('webgpu')),
        '--disable-features=WebGPU,WebGPUService',
      ];
  return chromium.launch({
    executablePath,
    headless: true,
    // Chromium's new headless mode has a GPU process; the old shell has none.
    args: ['--headless=new', ...flags, ...args],
  });
}
