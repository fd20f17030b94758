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
  MappingType,
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
  const palette = new StatePalette(theme, new Set(found.flatMap(({ field }) => mappedColors(field, theme))));
  return found.map((row, i) => ({ ...row, name: distinct[i]!, ...written(row.field, palette, theme) }));
}

/** Colours of states that neither a mapping nor a threshold has coloured: one for each text, and none that a mapping has. */
class StatePalette {
  readonly #given = new Map<string, string>();
  readonly #free: readonly string[];

  constructor(theme: GrafanaTheme2, taken: ReadonlySet<string>) {
    const { palette, getColorByName } = theme.visualization;
    const colors = palette.map((name) => getColorByName(name));
    const free = colors.filter((color) => !taken.has(color));
    this.#free = free.length > 0 ? free : colors;
  }

  of(text: string): string {
    const color = this.#given.get(text) ?? this.#free[this.#given.size % this.#free.length] ?? 'gray';
    this.#given.set(text, color);
    return color;
  }
}

type Written = Pick<StateRow, 'text' | 'color' | 'kind'>;

function written(field: Field, palette: StatePalette, theme: GrafanaTheme2): Written {
  const display = field.display ?? getDisplayProcessor({ field, theme });
  const mode = getFieldColorModeForField(field);
  const mapped = new Set(mappedColors(field, theme));
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
      if (color !== undefined && (isByValue || isFixed || mapped.has(color))) return color;
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

/** The colours that the mappings of a field give. */
function mappedColors(field: Field, theme: GrafanaTheme2): string[] {
  const colors = (field.config.mappings ?? []).flatMap((mapping) =>
    mapping.type === MappingType.ValueToText
      ? Object.values(mapping.options).map(({ color }) => color)
      : [mapping.options.result.color],
  );
  return colors.flatMap((color) => (color === undefined ? [] : [theme.visualization.getColorByName(color)]));
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
