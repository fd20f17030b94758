import { type DataFrame, FieldType, type GrafanaTheme2 } from '@grafana/data';

/** A moment or a span of time that somebody or something has marked. */
export interface ChartEvent {
  readonly key: string;
  /** ms since 1970. */
  readonly from: number;
  /** Undefined: a moment. */
  readonly to: number | undefined;
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly color: string;
}

/** More marks than pixels tell nothing. */
const MOST_EVENTS = 500;

/** Colours of the states an alert goes to, where an event has no colour of its own. */
const STATE_COLORS: Readonly<Record<string, string>> = {
  alerting: 'red',
  firing: 'red',
  error: 'red',
  pending: 'yellow',
  nodata: 'gray',
  ok: 'green',
  normal: 'green',
  resolved: 'green',
};

export const isExemplarFrame = (frame: DataFrame): boolean =>
  frame.name === 'exemplar' || frame.meta?.custom?.resultType === 'exemplar';

/** Events of annotation frames: columns time, timeEnd, title, text, tags, color, newState. */
export function annotationEvents(frames: readonly DataFrame[] | undefined, theme: GrafanaTheme2): ChartEvent[] {
  const events: ChartEvent[] = [];
  for (const [index, frame] of (frames ?? []).entries()) {
    if (isExemplarFrame(frame)) continue;
    const values = (name: string): readonly unknown[] | undefined =>
      frame.fields.find((field) => field.name === name)?.values;
    const times = values('time') ?? frame.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
    const [ends, titles, texts] = [values('timeEnd'), values('title'), values('text')];
    const [tags, colors, states] = [values('tags'), values('color'), values('newState')];
    for (let i = 0; i < times.length && events.length < MOST_EVENTS; i++) {
      const from = Number(times[i]);
      if (!Number.isFinite(from)) continue;
      const end = Number(ends?.[i] ?? 0);
      const state = textOf(states?.[i]);
      const color = textOf(colors?.[i]) || STATE_COLORS[state.toLowerCase().split(' ')[0] ?? ''] || 'blue';
      events.push({
        key: `${index}.${i}`,
        from,
        to: end > from ? end : undefined,
        title: [textOf(titles?.[i]), state].filter((text) => text !== '').join(': '),
        text: textOf(texts?.[i]),
        tags: tagsOf(tags?.[i]),
        color: theme.visualization.getColorByName(color),
      });
    }
  }
  return events;
}

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

function tagsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return textOf(value)
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}
