import {
  type DataFrame,
  type DisplayProcessor,
  type Field,
  FieldType,
  formattedValueToString,
  type GrafanaTheme2,
  getDisplayProcessor,
  getFieldColorModeForField,
  getFieldDisplayName,
} from '@grafana/data';
import { customOf } from '../options/graph-field';
import { absoluteSteps } from '../series-color';
import { unique } from '../unique-names';
import { STATE_DEFAULTS, type StateField } from './options';

/** A span of time in which a field had one value. */
export interface State {
  /** ms since 1970; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly color: string;
  /** What it counts as in the legend; undefined: it is not in it. */
  readonly kind: string | undefined;
  /** Row of its (first) value. */
  readonly row: number;
}

export interface StateRow {
  readonly name: string;
  readonly field: Field;
  readonly config: StateField;
  readonly times: readonly number[];
  readonly text: (row: number) => string;
  readonly color: (row: number) => string;
  readonly kind: (row: number) => string | undefined;
}

/** One row for each field beside a time field. A text says why there is none. */
export function stateRows(frames: readonly DataFrame[], theme: GrafanaTheme2): StateRow[] | string {
  const found: Omit<StateRow, 'name' | keyof Written>[] = [];
  const names: string[] = [];
  let hasTime = false;
  for (const frame of frames) {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    if (time === undefined) continue;
    hasTime = true;
    for (const field of frame.fields) {
      const { viz } = customOf(field, STATE_DEFAULTS).hideFrom;
      if (field.type === FieldType.time || field.type === FieldType.other || viz) continue;
      found.push({ field, config: customOf(field, STATE_DEFAULTS), times: time.values as number[] });
      names.push(getFieldDisplayName(field, frame, frames as DataFrame[]));
    }
  }
  if (found.length === 0)
    return frames.some(({ length }) => length > 0) && !hasTime ? 'The data has no time field' : 'No data';
  const distinct = unique(names);
  const palette = new StatePalette(theme);
  return found.map((row, i) => ({ ...row, name: distinct[i]!, ...written(row.field, palette, theme) }));
}

/** Colours of states that neither a mapping nor a threshold has coloured: one for each text. */
class StatePalette {
  readonly #colors = new Map<string, string>();
  constructor(private readonly theme: GrafanaTheme2) {}

  of(text: string): string {
    const known = this.#colors.get(text);
    if (known !== undefined) return known;
    const { palette } = this.theme.visualization;
    const color = this.theme.visualization.getColorByName(palette[this.#colors.size % palette.length] ?? 'gray');
    this.#colors.set(text, color);
    return color;
  }
}

type Written = Pick<StateRow, 'text' | 'color' | 'kind'>;

function written(field: Field, palette: StatePalette, theme: GrafanaTheme2): Written {
  const display = field.display ?? getDisplayProcessor({ field, theme });
  const mode = getFieldColorModeForField(field);
  const text = (row: number) => formattedValueToString(display(field.values[row]));
  const isByValue = mode.isByValue === true && field.type !== FieldType.string;
  const isNumber = field.type === FieldType.number && !field.config.mappings?.length;
  return {
    text,
    // Numbers are as many as there are values: the legend has the steps of their thresholds, or nothing.
    kind: !isNumber
      ? text
      : mode.id === 'thresholds'
        ? (row) => stepText(field, display, field.values[row])
        : () => undefined,
    color: (row) => {
      const { color } = display(field.values[row]);
      const isFixed = field.config.color?.mode === 'fixed';
      if (color !== undefined && (isByValue || isFixed || isMapped(field, color, theme))) return color;
      return palette.of(text(row));
    },
  };
}

/** "80%+": the step of the thresholds in which a value lies. */
function stepText(field: Field, display: DisplayProcessor, value: unknown): string | undefined {
  const steps = absoluteSteps(field);
  const at = steps.findLastIndex((step) => Number(value) >= step.value);
  const write = (step: { value: number }) => formattedValueToString(display(step.value));
  if (at > 0) return `${write(steps[at]!)}+`;
  return steps[1] === undefined ? undefined : `< ${write(steps[1])}`;
}

/** Whether one of the mappings has the colour. */
function isMapped(field: Field, color: string, theme: GrafanaTheme2): boolean {
  const mappings = field.config.mappings ?? [];
  if (mappings.length === 0) return false;
  return (
    JSON.stringify(mappings)
      .match(/"color":"([^"]+)"/g)
      ?.some((found) => theme.visualization.getColorByName(found.slice(9, -1)) === color) === true
  );
}

/**
 * The states of a row until `end` (ms): each value lasts until the next. Equal ones are one state when `isMerged`. A null ends a
 * state, unless `spanNulls` bridges it (a number: gaps of at most that many ms).
 */
export function statesOf(row: StateRow, end: number, isMerged: boolean): State[] {
  const { times, field, config } = row;
  const { spanNulls, insertNulls } = config;
  const states: State[] = [];
  let open: State | undefined;
  const close = (to: number) => {
    if (open !== undefined && to > open.from) states.push({ ...open, to });
    open = undefined;
  };
  for (let i = 0; i < times.length; i++) {
    const [time, value] = [times[i]!, field.values[i]];
    if (value === null || value === undefined) {
      if (spanNulls === true || (typeof spanNulls === 'number' && spanNulls > 0 && bridged(row, i, spanNulls)))
        continue;
      close(time);
      continue;
    }
    if (typeof insertNulls === 'number' && insertNulls > 0 && i > 0 && time - times[i - 1]! > insertNulls) {
      close(times[i - 1]! + insertNulls);
    }
    const [text, color] = [row.text(i), row.color(i)];
    if (isMerged && open !== undefined && open.text === text && open.color === color) continue;
    close(time);
    open = { from: time, to: time, text, color, kind: row.kind(i), row: i };
  }
  close(end);
  return states;
}

/** Whether values stand within `maxMs` around the null at `at`. */
function bridged({ times, field }: StateRow, at: number, maxMs: number): boolean {
  let [before, after] = [at, at];
  while (before >= 0 && (field.values[before] ?? null) === null) before--;
  while (after < times.length && (field.values[after] ?? null) === null) after++;
  return before >= 0 && after < times.length && times[after]! - times[before]! <= maxMs;
}

/** The different kinds of states, in the order in which they come up: for the legend. */
export function stateKinds(states: readonly State[]): { kind: string; color: string }[] {
  const found = new Map<string, { kind: string; color: string }>();
  for (const { kind, color } of states) if (kind !== undefined && !found.has(kind)) found.set(kind, { kind, color });
  return [...found.values()];
}
