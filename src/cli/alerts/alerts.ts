import { z } from 'zod';
import { type AlertmanagerServer, ask } from './alertmanager-answer.js';
import { conditionText, readCondition } from './condition.js';
import { alertShape, type ShownAlert, type ShownSilence, silenceShape } from './shapes.js';
import { aboutDuration, alertName, type Colors, colorsFor, columns, printable, reasonText } from './text.js';

export interface AlertsOptions extends AlertmanagerServer {
  readonly json?: boolean;
  readonly color?: boolean;
  readonly active?: boolean;
}

/** `quartet alerts`: what fires, the gravest first, with what keeps it from notifying. */
export async function alerts(filters: readonly string[], options: AlertsOptions): Promise<void> {
  const parameters: [string, string][] = filters.map((text) => ['filter', conditionText(readCondition(text))]);
  const only: [string, string][] = options.active
    ? [
        ['silenced', 'false'],
        ['inhibited', 'false'],
        ['muted', 'false'],
      ]
    : [];
  const found = await ask(options, '/api/v2/alerts', z.array(alertShape), { parameters: [...parameters, ...only] });
  const shown = options.active ? found.filter(({ status }) => status.state !== 'suppressed') : found;
  if (options.json) return console.log(JSON.stringify(shown, undefined, 2));
  if (shown.length === 0) return console.error('no alerts fire');
  const silences = shown.some(({ status }) => status.silencedBy.length > 0)
    ? await ask(options, '/api/v2/silences', z.array(silenceShape))
    : [];
  const all = shown.some(({ status }) => status.inhibitedBy.length > 0)
    ? await ask(options, '/api/v2/alerts', z.array(alertShape))
    : [];
  console.log(table(shown, { silences, all, nowMs: Date.now(), colors: colorsFor(options.color) }));
}

interface Around {
  readonly silences: readonly ShownSilence[];
  /** Alerts that may inhibit. */
  readonly all: readonly ShownAlert[];
  readonly nowMs: number;
  readonly colors: Colors;
}

const SEVERITIES = ['page', 'critical', 'error', 'warning', 'info', 'none'];
const MAX_WIDTH = 60;
const HEAD = ['AGE', 'SEVERITY', 'NAME', 'LABELS', 'SUMMARY', 'STATE'];
const SEVERITY_COLUMN = 1;
const STATE_COLUMN = 5;

function table(found: readonly ShownAlert[], around: Around): string {
  const sorted = [...found].sort(
    (a, b) => rank(a) - rank(b) || (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0),
  );
  const { colors } = around;
  return columns(
    HEAD,
    sorted.map((alert) => row(alert, around)),
    (text, column, at) => {
      const alert = sorted[at]!;
      if (alert.status.state === 'suppressed') return colors.dim(text);
      if (column === SEVERITY_COLUMN) return severityColor(alert, colors)(text);
      return column === STATE_COLUMN ? colors.bold(text) : text;
    },
  );
}

function rank({ labels }: ShownAlert): number {
  const at = SEVERITIES.indexOf(labels.severity ?? '');
  return at < 0 ? SEVERITIES.length : at;
}

function severityColor(alert: ShownAlert, colors: Colors): (text: string) => string {
  const at = rank(alert);
  return at <= SEVERITIES.indexOf('error') ? colors.red : SEVERITIES[at] === 'warning' ? colors.yellow : colors.cyan;
}

function row(alert: ShownAlert, around: Around): string[] {
  const { alertname = '', severity = '', ...labels } = alert.labels;
  const { summary, description = '' } = alert.annotations;
  return [
    aboutDuration(around.nowMs - Date.parse(alert.startsAt)),
    printable(severity),
    printable(alertname),
    short(
      Object.entries(labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
    ),
    short(summary ?? description),
    stateText(alert, around),
  ];
}

const short = (text: string): string => {
  const shown = printable(text);
  return shown.length > MAX_WIDTH ? `${shown.slice(0, MAX_WIDTH - 1)}…` : shown;
};

function stateText({ status }: ShownAlert, { silences, all, nowMs }: Around): string {
  if (status.state === 'unprocessed') return 'unprocessed';
  if (status.state === 'active') return 'firing';
  const silenced = status.silencedBy.map((id) => {
    const silence = silences.find((one) => one.id === id);
    if (silence === undefined) return `silenced by ${id}`;
    return `silenced by ${reasonText(silence)} (${aboutDuration(Date.parse(silence.endsAt) - nowMs)} left)`;
  });
  const inhibited = status.inhibitedBy.map((id) => {
    const alert = all.find(({ fingerprint }) => fingerprint === id);
    return `inhibited by ${alert === undefined ? id : alertName(alert.labels)}`;
  });
  const muted = status.mutedBy.map((name) => `muted by ${printable(name)}`);
  return [...silenced, ...inhibited, ...muted].join('; ');
}
