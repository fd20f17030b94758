import type { Labels } from '@grafana/data';

export type Level = 'critical' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'unknown';

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

/** Names that a level goes by in labels, those of the levels themselves among them. */
export const LEVEL_NAMES: readonly string[] = [...BY_TEXT.keys(), 'unknown'];

export const readLevel = (text: string): Level => BY_TEXT.get(text.toLowerCase()) ?? 'unknown';

export function levelOf(labels: Labels): Level {
  for (const name of NAMES) {
    const text = labels[name];
    if (text !== undefined && text !== '') return readLevel(text);
  }
  return 'unknown';
}

/** The colour of a level in the theme, as CSS. */
export const levelColor = (level: Level): string => `var(--level-${level})`;
