#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { programVersion } from '../app/version.js';
import { ConfigError } from '../config/config-error.js';
import { addAlertsCommand } from './alerts/command.js';
import type { LogsOptions } from './logs/logs.js';
import type { QueryOptions } from './query/query.js';
import { addRulesCommand } from './rules/command.js';
import { addSettingOptions, spellOutBooleans } from './setting-options.js';
import type { TestRulesOptions } from './test-rules/test-rules.js';
import type { TraceOptions } from './traces/trace.js';
import type { TracesOptions } from './traces/traces.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

const COMMANDS = ['serve', 'demo', 'check', 'test', 'rules', 'query', 'logs', 'traces', 'trace', 'alerts', 'version'];

/** `serve` is what runs without a command, so an unknown command reaches it as its argument. */
function refuseArguments(command: Command): void {
  const [word] = command.args;
  if (word === undefined) return;
  throw new ConfigError(`quartet has no command ${JSON.stringify(word)}; there are ${COMMANDS.join(', ')}`);
}

/** Of an option that may be given several times. */
const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function createProgram(): Command {
  const program = new Command('quartet')
    .description('Metrics, logs, traces and alerts in one program')
    .exitOverride()
    .configureHelp({ helpWidth: 120 })
    .addHelpText('after', '\nquartet serve --help lists every setting.');

  addSettingOptions(program.command('serve', { isDefault: true }))
    .description('run the server (this is what happens without a command)')
    .allowExcessArguments(true)
    .action(async (_, command: Command) => {
      refuseArguments(command);
      const { serve } = await import('./serve.js');
      await serve(command);
    });

  addSettingOptions(program.command('demo'))
    .description('run the server with a platform of eight services and their users')
    .option('--rate <N>', 'journeys that users begin each second')
    .option('--fault-rate <SHARE>', 'share of requests struck by a fault, 0 to 1')
    .action(async (_, command: Command) => {
      const { demo } = await import('./demo.js');
      await demo(command);
    });

  addSettingOptions(program.command('check'))
    .description("check the configuration, or single files, ours and other systems'")
    .argument('[files...]')
    .option(
      '--labels <LABELS>',
      'say whom an alert with these (severity=critical,service=x) would reach by an alertmanager.yml',
    )
    .action(async (files: string[], _, command: Command) => {
      const { check } = await import('./check.js');
      process.exitCode = check(files, command);
    });

  program
    .command('test')
    .description('run tests of what files say')
    .command('rules')
    .description("run unit tests of rules, in promtool's format")
    .argument('<files...>')
    .option('--run <REGEX>', 'only tests whose names this finds; may be repeated', repeated)
    .option('--junit <FILE>', "write the results there as JUnit's XML")
    .option('--debug', 'tell what each test was given and how long it took')
    .option('--enable-feature <NAMES>', "experimental parts of PromQL, by Prometheus' names", repeated)
    .action(async (files: string[], options: TestRulesOptions) => {
      const { testRules } = await import('./test-rules/test-rules.js');
      process.exitCode = await testRules(files, options);
    });

  addRulesCommand(program);

  program
    .command('query')
    .description('ask a running server and print the answer')
    .option('--promql <EXPR>', 'a PromQL expression')
    .option('--range <DURATION>', 'over this long, up to now or --time')
    .option('--step <DURATION>', 'between the points of a range')
    .option('--time <TIME>', 'at this time: seconds since 1970, or 2026-01-31T12:00:00Z')
    .option('--chart', 'draw it (over one hour where --range is not given)')
    .option('--json', "print the answer's data as JSON")
    .option('--url <URL>', 'the Prometheus port of the server', 'http://127.0.0.1:9090')
    .action(async (options: QueryOptions) => {
      const { query } = await import('./query/query.js');
      await query(options);
    });

  program
    .command('logs')
    .description('print log entries of a running server, oldest first, or follow them')
    .argument('<query>', 'a LogQL query')
    .option('--since <DURATION>', 'over this long, up to now or --to', '1h')
    .option('--from <TIME>', 'from this time on: 2026-01-31T12:00:00Z, or seconds since 1970')
    .option('--to <TIME>', 'up to this time')
    .option('--limit <N>', 'the newest N; 0 for all', '100')
    .option('--tail', 'go on with entries as they come')
    .option('--delay-for <SECONDS>', 'while following, wait for slow senders: 0 to 5', '0')
    .option('-o, --output <FORMAT>', 'default (time, labels, line), raw (lines) or json (an object a line)', 'default')
    .option('--no-color', 'print without colours, as where the output is no terminal')
    .option('--tenant <NAME>', 'the tenant, where the server has several')
    .option('--url <URL>', 'the Loki port of the server', 'http://127.0.0.1:3100')
    .action(async (query: string, options: LogsOptions) => {
      const { logs } = await import('./logs/logs.js');
      await logs(query, options);
    });

  program
    .command('traces')
    .description('list traces of a running server that a query finds, newest first')
    .argument('<query>', "a TraceQL query: '{ status = error }'")
    .option('--since <DURATION>', 'over this long, up to now', '1h')
    .option('--limit <N>', 'at most N', '20')
    .option('--json', "print the answer's traces as JSON")
    .option('--tenant <NAME>', 'the tenant, where the server has several')
    .option('--url <URL>', 'the Tempo port of the server', 'http://127.0.0.1:3200')
    .action(async (query: string, options: TracesOptions) => {
      const { traces } = await import('./traces/traces.js');
      await traces(query, options);
    });

  program
    .command('trace')
    .description(
      'draw a trace of a running server: its spans as a tree over time, errors (✗) and critical path (*) marked',
    )
    .argument('<id>', 'the trace id')
    .option('--limit <N>', 'the first N spans; 0 for all', '200')
    .option('--json', 'print spans and analysis as JSON')
    .option('--no-color', 'print without colours, as where the output is no terminal')
    .option('--tenant <NAME>', 'the tenant, where the server has several')
    .option('--url <URL>', 'the web port of the server', 'http://127.0.0.1:3000')
    .action(async (id: string, options: TraceOptions) => {
      const { trace } = await import('./traces/trace.js');
      await trace(id, options);
    });

  addAlertsCommand(program);

  program
    .command('version')
    .description('print the version')
    .action(() => console.log(`quartet ${programVersion()}`));

  return program;
}

try {
  await createProgram().parseAsync(spellOutBooleans(process.argv.slice(2)), { from: 'user' });
} catch (error) {
  // commander has printed its own.
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE);
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(error instanceof ConfigError ? EXIT_USAGE : EXIT_FAILED);
}
