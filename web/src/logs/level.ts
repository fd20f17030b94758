import type { Labels } from '@grafana/data';

export const LEVELS = ['critical', 'error', 'warn', 'info', 'debug', 'trace', 'unknown'] as const;
export type Level = (typeof LEVELS)[number];

/** Labels that carry a level, the first that is there counts. */
const NAMES: readonly string[] = ['detected_level', 'level', 'severity_text', 'severity', 'lvl', 'log_level'];

const BY_TEXT: ReadonlyMap<string, Level> = new Map(
  Object.entries({
    critical: ['critical', 'crit', 'fatal', 'emerg', 'emergency', 'alert', 'panic', '60'],
    error: ['error', 'err', 'eror', '50'],
    warn: ['warn', 'warning', '40'],
    info: ['info', 'information', 'informational', 'notice', '30'],
    debug: ['debug', 'dbug', '20'],
    trace: ['trace', '10'],
  } satisfies Partial<Record<Level, readonly string[]>>).flatMap(([level, texts]) =>
    texts.map((text) => [text, level as Level] as const),
  ),
);

export const readLevel = (text: string): Level => BY_TEXT.get(text.toLowerCase()) ?? 'unknown';

export function levelOf(labels: Labels): Level {
  for (const name of NAMES) {
    const text = labels[name];
    if (text !== undefined && text !== '') return readLevel(text);
  }
  return 'unknown';
}

/** Colours of the theme by level, for charts and marks. */
export const LEVEL_COLORS: Readonly<Record<Level, string>> = {
  critical: 'var(--critical)',
  error: 'var(--bad)',
  warn: 'var(--warn)',
  info: 'var(--good)',
  debug: 'var(--accent)',
  trace: 'var(--muted)',
  unknown: 'var(--line-strong)',
};
