import { RE2JS } from 're2js';
import { QuartetError } from '../../../model/errors.js';
import { type Labels, labelValue, METRIC_NAME } from '../../../model/labels.js';
import { KEY_SEPARATOR } from '../../../model/labels-key.js';
import type { LabelMatcher } from '../../../storage/interface.js';
import { ABSENT, type GridSeries } from '../../../vector/grid-series.js';
import type { StepGrid } from '../../../vector/step-grid.js';
import type { Evaluation } from '../evaluation.js';
import { labelsText } from '../labels-text.js';
import type { InfoSelector } from './info-selector.js';
import { sampleTimes } from './timestamp.js';

/** The labels by which a series finds its info series. */
const IDENTIFYING = ['instance', 'job'] as const;

/** As many values of an identifying label are worth a condition; with more, all info series are read. */
const MAX_VALUES = 100;

/** Info series with the times of their samples, found by the labels of the series that they belong to. */
export class InfoSeries {
  /** By identity; the series of one metric, which follow one another as their other labels change, stand together. */
  private readonly byIdentity = new Map<string, GridSeries[][]>();

  private constructor(all: readonly GridSeries[]) {
    for (const series of all) {
      const key = identity(series.labels);
      if (key === undefined) continue;
      const metrics = this.byIdentity.get(key) ?? [];
      this.byIdentity.set(key, metrics);
      const name = labelValue(series.labels, METRIC_NAME);
      const metric = metrics.find(([first]) => labelValue(first!.labels, METRIC_NAME) === name);
      if (metric === undefined) metrics.push([series]);
      else metric.push(series);
    }
  }

  /** Reads what may belong to one of `base`, at `times` (one for each step of the evaluation). */
  static async read(
    base: readonly GridSeries[],
    selector: InfoSelector,
    times: StepGrid,
    evaluation: Evaluation,
  ): Promise<InfoSeries> {
    const identified = base.filter(({ labels }) => identity(labels) !== undefined);
    if (identified.length === 0) return new InfoSeries([]);
    const matchers = [...selector.matchers, ...IDENTIFYING.flatMap((label) => anyValueOf(label, identified))];
    const position = { start: 0, end: 0 };
    return new InfoSeries(
      await sampleTimes(
        { kind: 'vector-selector', name: '', matchers, position },
        // The grid is the only thing that tells when: the selector has neither offset nor `@`.
        { ...evaluation, grid: times },
      ),
    );
  }

  /** The info series of a series, those of each metric by themselves. */
  of(labels: Labels): readonly (readonly GridSeries[])[] {
    const key = identity(labels);
    return (key === undefined ? undefined : this.byIdentity.get(key)) ?? [];
  }
}

/** Undefined where a series has none of the identifying labels: nothing is known of it then. */
function identity(labels: Labels): string | undefined {
  const values = IDENTIFYING.map((label) => labelValue(labels, label));
  return values.every((value) => value === '') ? undefined : values.join(KEY_SEPARATOR);
}

function anyValueOf(name: string, base: readonly GridSeries[]): LabelMatcher[] {
  const values = [...new Set(base.map(({ labels }) => labelValue(labels, name)))];
  if (values.length > MAX_VALUES) return [];
  if (values.length === 1) return [{ name, op: '=', value: values[0]! }];
  return [{ name, op: '=~', value: values.map((value) => RE2JS.quote(value)).join('|') }];
}

/** Of the series of one info metric the one with the newest sample at a step. Throws when two are equally new. */
export function newestAt(all: readonly GridSeries[], step: number): GridSeries | undefined {
  let newest: GridSeries | undefined;
  for (const series of all) {
    if (series.kinds[step] === ABSENT) continue;
    const lead = newest === undefined ? 1 : series.values[step]! - newest.values[step]!;
    if (lead === 0) throw equallyNew(newest!, series, step);
    if (lead > 0) newest = series;
  }
  return newest;
}

function equallyNew(a: GridSeries, b: GridSeries, step: number): QuartetError {
  const at = Math.round(a.values[step]! * 1000);
  return new QuartetError(
    'execution',
    `found duplicate series for info metric: existing ${labelsText(a.labels)} @ ${at}, new ${labelsText(b.labels)} @ ${at}`,
  );
}
