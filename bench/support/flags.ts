import { type ParseArgsConfig, parseArgs } from 'node:util';

type Flags = NonNullable<ParseArgsConfig['options']>;

/** The command line of a benchmark. `--help` prints `usage` and ends the program; a flag that is none of `flags` throws. */
export function readFlags<const F extends Flags>(
  usage: string,
  flags: F,
): ReturnType<typeof parseArgs<{ options: F }>>['values'] {
  if (process.argv.slice(2).includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  return parseArgs<{ options: F }>({ options: flags }).values;
}
