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
process.exitCode = await main(process.argv.slice(2));
