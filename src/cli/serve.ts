import type { Command } from 'commander';
import { loadConfig, refuseUnknownSettings } from '../config/load-config.js';
import { runServer } from './running-server.js';
import { givenFlags } from './setting-options.js';

/** `quartet serve`: runs until it is told to stop. */
export async function serve(command: Command): Promise<void> {
  const loaded = loadConfig({ flags: givenFlags(command), environment: process.env });
  refuseUnknownSettings(loaded);
  await runServer(loaded);
}
