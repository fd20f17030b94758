import { ConfigError } from '../../config/config-error.js';
import { type AlertmanagerServer, ask } from './alertmanager-answer.js';
import { conditionText, readCondition } from './condition.js';
import { explanationShape, type ShownExplanation } from './shapes.js';
import { aboutDuration, alertName, type Colors, colorsFor, printable, reasonText } from './text.js';

export interface ExplainOptions extends AlertmanagerServer {
  readonly json?: boolean;
  readonly color?: boolean;
  readonly time?: string;
}

/** `quartet alerts explain`: whom an alert would reach, when, and why. */
export async function explain(labels: readonly string[], options: ExplainOptions): Promise<void> {
  const parameters = labels.map((text): [string, string] => {
    const condition = readCondition(text);
    if (condition.op !== '=') throw new ConfigError(`${text} is not a label of an alert, such as severity=critical`);
    return ['labels', conditionText(condition)];
  });
  if (options.time !== undefined) parameters.push(['time', options.time]);
  const answer = await ask(options, '/api/quartet/v1/alerts/explain', explanationShape, { parameters });
  console.log(options.json ? JSON.stringify(answer, undefined, 2) : explanationText(answer, colorsFor(options.color)));
}

function explanationText({ labels, time, silencedBy, inhibitedBy, routes }: ShownExplanation, colors: Colors): string {
  const atMs = Date.parse(time);
  const kept = [
    ...silencedBy.map((one) => `silenced by ${reasonText(one)}, until ${one.endsAt} (silence ${printable(one.id)})`),
    ...inhibitedBy.map((one) => `inhibited by ${alertName(one.labels)}`),
  ];
  return [
    `${colors.bold(alertName(labels))} at ${time}`,
    ...kept.map((reason) => colors.yellow(`  nobody is told: it is ${reason}`)),
    ...routes.flatMap((route) => [
      `  ${kept.length === 0 && route.notifiesAt !== null ? colors.green(printable(route.receiver)) : colors.dim(printable(route.receiver))}`,
      `    because of  ${printable(route.path.join(' > '))}`,
      `    in group    ${alertName(route.groupLabels)}, ${route.groupExists ? 'which is there already' : `a new one, which waits ${route.groupWait}`}`,
      `    is told     ${whenText(route, kept.length > 0, atMs)}`,
      `    and again   after ${route.groupInterval} when the group changes, after ${route.repeatInterval} when it does not`,
    ]),
  ].join('\n');
}

function whenText(
  { notifiesAt, mutedBy, nextFlush }: ShownExplanation['routes'][number],
  isKept: boolean,
  atMs: number,
): string {
  const muted = mutedBy.length === 0 ? '' : `, as ${mutedBy.map(printable).join(', ')} mutes it at ${nextFlush}`;
  if (notifiesAt !== null) return `${notifiesAt}, ${aboutDuration(Date.parse(notifiesAt) - atMs)} later${muted}`;
  return isKept ? 'not while it is kept back' : `not within two weeks${muted}`;
}
