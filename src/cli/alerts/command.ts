import type { Command } from 'commander';
import type { AlertsOptions } from './alerts.js';
import type { ExplainOptions } from './explain.js';
import type { SilenceAddOptions } from './silence-add.js';
import type { SilencesOptions } from './silences.js';

const URL_OPTION = ['--url <URL>', 'the Alertmanager port of the server', 'http://127.0.0.1:9093'] as const;

/** What every command of these takes. */
const asking = (command: Command): Command =>
  command.option('--tenant <NAME>', 'the tenant, where the server has several').option(...URL_OPTION);

const showing = (command: Command): Command =>
  asking(command).option('--json', "print the server's answer as JSON").option('--no-color', 'print without colours');

/** `quartet alerts`, and below it `explain` and `silence`. */
export function addAlertsCommand(program: Command): void {
  const alerts = showing(program.command('alerts'))
    .description('list the alerts of a running server that fire, and what keeps them from notifying')
    .argument('[filters...]', "conditions on labels: severity=critical 'service=~a|b'; a bare word is an alert's name")
    .option('--active', 'only those that nothing keeps back')
    .action(async (filters: string[], options: AlertsOptions) => {
      await (await import('./alerts.js')).alerts(filters, options);
    });

  showing(alerts.command('explain'))
    .description('say whom an alert with these labels would reach, when, and why; nothing is sent')
    .argument('<labels...>', 'alertname=Down severity=critical')
    .option('--time <TIME>', 'as if it came then: 2026-01-31T12:00:00Z, or seconds since 1970')
    .action(async (labels: string[], _, command: Command) => {
      await (await import('./explain.js')).explain(labels, command.optsWithGlobals<ExplainOptions>());
    });

  const silence = alerts.command('silence').description('add, expire or list silences');

  asking(silence.command('add'))
    .description('keep alerts that meet all conditions from notifying; prints the id')
    .argument('<conditions...>', "alertname=Down 'host=~web.*'")
    .requiredOption('--comment <TEXT>', 'why')
    .option('--author <NAME>', 'who; you, where it is not given')
    .option('--duration <DURATION>', 'for how long', '1h')
    .option('--start <TIME>', 'from this time on; from now on, where it is not given')
    .option('--end <TIME>', 'up to this time, in place of --duration')
    .action(async (conditions: string[], _, command: Command) => {
      await (await import('./silence-add.js')).addSilence(conditions, command.optsWithGlobals<SilenceAddOptions>());
    });

  asking(silence.command('expire'))
    .description('end silences now')
    .argument('<ids...>')
    .action(async (ids: string[], _, command: Command) => {
      await (await import('./silences.js')).expireSilences(ids, command.optsWithGlobals<SilencesOptions>());
    });

  showing(silence.command('list'))
    .description('list silences, those that end first at the top')
    .argument('[filters...]', 'conditions on what they silence')
    .option('--expired', 'those that have ended, too')
    .action(async (filters: string[], _, command: Command) => {
      await (await import('./silences.js')).listSilences(filters, command.optsWithGlobals<SilencesOptions>());
    });
}
