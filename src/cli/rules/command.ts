import type { Command } from 'commander';
import type { BackfillCommandOptions } from './backfill.js';
import type { RulerOptions } from './ruler.js';
import type { RuleFilesOptions, RuleListOptions } from './stored-rules.js';

/** Of an option that may be given several times. */
const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** What every command takes that asks the server's ruler. */
const asking = (command: Command): Command =>
  command
    .option('--logs', 'rules in LogQL, in place of those in PromQL')
    .option('--tenant <NAME>', 'the tenant, where the server has several')
    .option(
      '--url <URL>',
      'the Mimir port of the server (http://127.0.0.1:9009), with --logs the Loki port (http://127.0.0.1:3100)',
    );

const NAMESPACE = ['--namespace <NAME>', "in the place of what the files say, or of the files' names"] as const;

/** `quartet rules` */
export function addRulesCommand(program: Command): void {
  const rules = program.command('rules').description('work on rules of a running server');
  const stored = () => import('./stored-rules.js');

  asking(rules.command('list'))
    .description('list the rule groups that were set over the API')
    .argument('[namespace]')
    .option('--json', 'print the groups as JSON')
    .action(async (namespace: string | undefined, options: RuleListOptions) => {
      await (await stored()).listRules(namespace, options);
    });

  asking(rules.command('get'))
    .description('print a group as YAML, or a namespace as a file of rules')
    .argument('<namespace>')
    .argument('[group]')
    .action(async (namespace: string, group: string | undefined, options: RulerOptions) => {
      await (await stored()).getRules(namespace, group, options);
    });

  asking(rules.command('load'))
    .description('set the groups of files where the server has them otherwise or not at all')
    .argument('<files...>')
    .option(...NAMESPACE)
    .action(async (files: string[], options: RuleFilesOptions) => {
      await (await stored()).loadRules(files, options);
    });

  asking(rules.command('delete'))
    .description('take away a group, or a namespace with all its groups')
    .argument('<namespace>')
    .argument('[group]')
    .action(async (namespace: string, group: string | undefined, options: RulerOptions) => {
      await (await stored()).deleteRules(namespace, group, options);
    });

  asking(rules.command('diff'))
    .description('say how files differ from what the server has in their namespaces; exits with 1 where they do')
    .argument('<files...>')
    .option(...NAMESPACE)
    .action(async (files: string[], options: RuleFilesOptions) => {
      process.exitCode = await (await stored()).diffRules(files, options);
    });

  rules
    .command('backfill')
    .description('evaluate recording rules over history and write what they yield')
    .requiredOption('--rules <FILE>', 'a file of rules; may be repeated', repeated)
    .requiredOption('--start <TIME>', '2026-01-31T12:00:00Z, seconds since 1970, or 6h for six hours ago')
    .option('--end <TIME>', 'the same; now where it is not given')
    .option('--step <DURATION>', "between evaluations, in the place of the groups' intervals")
    .option('--url <URL>', 'the Prometheus port of the server', 'http://127.0.0.1:9090')
    .option('--tenant <NAME>', 'the tenant whose history it is, where the server has several')
    .option('--loki-url <URL>', 'its Loki port, for rules in LogQL', 'http://127.0.0.1:3100')
    .action(async (options: BackfillCommandOptions) => {
      await (await import('./backfill.js')).backfillRules(options);
    });
}
