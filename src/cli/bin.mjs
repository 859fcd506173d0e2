#!/usr/bin/env node
/** `ganvas …`: makes sure that the command is installed and built, then runs it. Node's own modules only. */
import { pathToFileURL } from 'node:url';
import { CLI_ENTRY, ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { requireNode } from './setup/say.mjs';

requireNode();
ensureInstalled();
ensureBuilt('cli');
const { main } = await import(pathToFileURL(CLI_ENTRY).href);
const code = await main(process.argv.slice(2));
// WebGPU in Node keeps polling for as long as its GPU lives, so an idle moment to end at might never come.
process.stdout.write('', () => process.exit(code));
