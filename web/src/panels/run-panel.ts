import {
  applyFieldOverrides,
  type DataFrame,
  DataTopic,
  type DataTransformerConfig,
  type FieldConfigSource,
  type GrafanaTheme2,
  type InterpolateFunction,
  LoadingState,
  type PanelData,
  type PanelPlugin,
  type ScopedVars,
  type TimeRange,
  transformDataFrame,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { expressionAnswers } from '../data/expressions/expressions';
import { isAbort } from '../data/in-flight';
import type { Target, TargetAnswer } from '../data/source';
import { type SourceRef, sourceOf } from '../data/sources';
import { QUERY_FORMATS } from '../variables/interpolate';
import { framesAnswered, splitExpressions } from './panel-expressions';
import { withRefIds } from './ref-ids';
import { leftOutTransformers, registerTransformers } from './transformers/register';

/** A target before its variables are replaced. */
export type PanelTarget = Omit<Target, 'refId' | 'datasource'> & {
  readonly refId?: string;
  readonly datasource?: SourceRef;
};

export interface PanelQueries {
  readonly targets: readonly PanelTarget[];
  /** Of targets that name none. */
  readonly datasource?: SourceRef;
  readonly range: TimeRange;
  readonly intervalMs: number;
  readonly maxDataPoints: number;
  readonly scopedVars: ScopedVars;
  readonly replaceVariables: InterpolateFunction;
  /** The frames of another panel, for targets of `-- Dashboard --`. */
  readonly framesOfPanel?: ((panelId: number) => Promise<readonly DataFrame[]>) | undefined;
  readonly signal: AbortSignal;
}

/** What the queries of a panel gave, before transformations. */
export interface PanelAnswer {
  readonly frames: readonly DataFrame[];
  readonly annotations: readonly DataFrame[];
  readonly errors: readonly { readonly refId: string; readonly message: string }[];
  readonly notices: readonly string[];
  readonly range: TimeRange;
}

/**
 * Runs a panel's targets, each at its own data source, all at once; frames come in the targets' order. One that fails is in
 * `errors`, others stand. Throws only where `signal` aborts.
 */
export async function runQueries(queries: PanelQueries): Promise<PanelAnswer> {
  const { plain, expressions, hidden } = splitExpressions(withRefIds(queries.targets), queries.datasource);
  const asked = (await Promise.all(plain.map((target) => answersOf(target, plain, queries)))).flat();
  const calculated = expressionAnswers(
    expressions.map((target) => filled(target, '', queries)),
    (refId) => framesAnswered(asked, refId),
    queries.range,
  );
  const flat = [...asked, ...calculated].filter(({ refId }) => !hidden.has(refId));
  const frames = flat.flatMap((answer) => answer.frames);
  const isAnnotation = (frame: DataFrame) => frame.meta?.dataTopic === DataTopic.Annotations;
  return {
    frames: frames.filter((frame) => !isAnnotation(frame)),
    annotations: frames.filter(isAnnotation),
    errors: flat.flatMap(({ refId, error }) => (error === undefined ? [] : [{ refId, message: error.message }])),
    notices: [...new Set(flat.flatMap(({ notices = [] }) => notices))],
    range: queries.range,
  };
}

export type NamedTarget = PanelTarget & { readonly refId: string };

/**
 * The targets of one source are asked together with the first of them, as some of what a source answers hangs on all of its
 * targets; the others give nothing of their own.
 */
async function answersOf(
  target: NamedTarget,
  all: readonly NamedTarget[],
  queries: PanelQueries,
): Promise<readonly TargetAnswer[]> {
  if (target.hide === true) return [];
  const { refId } = target;
  try {
    if (isOfDashboard(target, queries)) return [{ refId, frames: await framesOfOther(target, queries) }];
    const source = sourceFor(target, queries);
    const together = all.filter(
      (one) => one.hide !== true && !isOfDashboard(one, queries) && isSame(one, source, queries),
    );
    if (together[0] !== target) return [];
    const targets = together.map((one) => filled(one, source.type, queries));
    const { range, intervalMs, maxDataPoints, scopedVars, signal } = queries;
    return await source.query({ targets, range, intervalMs, maxDataPoints, scopedVars, signal });
  } catch (error) {
    if (queries.signal.aborted || isAbort(error)) throw error;
    return [{ refId, frames: [], error: error instanceof Error ? error : new Error(String(error)) }];
  }
}

function sourceFor(target: NamedTarget, { datasource, replaceVariables, scopedVars }: PanelQueries) {
  const ref = target.datasource ?? datasource;
  const uid = typeof ref === 'string' ? ref : ref?.uid;
  if (uid === undefined || !/\$|\[\[/.test(uid)) return sourceOf(ref);
  const real = replaceVariables(uid, scopedVars);
  return sourceOf(real === uid ? ref : real);
}

function isSame(target: NamedTarget, source: ReturnType<typeof sourceOf>, queries: PanelQueries): boolean {
  try {
    return sourceFor(target, queries) === source;
  } catch {
    return false;
  }
}

function isOfDashboard(target: NamedTarget, { datasource }: PanelQueries): boolean {
  const ref = target.datasource ?? datasource;
  return (typeof ref === 'string' ? ref : ref?.uid) === '-- Dashboard --';
}

async function framesOfOther(target: NamedTarget, { framesOfPanel }: PanelQueries): Promise<readonly DataFrame[]> {
  if (framesOfPanel === undefined) throw new Error('the results of another panel are only there within its dashboard');
  return await framesOfPanel(Number(target.panelId));
}

/** The target with every text in it replaced, in the way of its data source. */
function filled(target: NamedTarget, type: string, { replaceVariables, scopedVars }: PanelQueries): Target {
  const format = QUERY_FORMATS[type] ?? 'glob';
  const asValue =
    typeof format === 'string' ? format : (value: unknown, variable: never) => format(variableOf(value, variable));
  const fill = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') {
      return replaceVariables(value, scopedVars, LABELS.has(name) ? 'text' : asValue);
    }
    if (Array.isArray(value)) return value.map((one) => fill(one, name));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, key)]));
  };
  const { datasource: _, ...rest } = target;
  return fill(rest) as Target;
}

/** Fields of targets that people read. */
const LABELS: ReadonlySet<string> = new Set(['legendFormat', 'alias']);

/** As `replaceVariables` hands a value to a format that is a function. */
const variableOf = (value: unknown, variable: { name?: string; isMulti?: boolean } | undefined) => ({
  name: variable?.name ?? '',
  isMulti: variable?.isMulti === true,
  value: Array.isArray(value) ? value.map(String) : String(value),
});

export interface PanelLook {
  readonly plugin: PanelPlugin;
  readonly fieldConfig: FieldConfigSource;
  readonly transformations: readonly DataTransformerConfig[];
  readonly replaceVariables: InterpolateFunction;
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
}

/** The answer with the panel's transformations done. What is not known or fails is in the notices and errors. */
export async function transformed(
  answer: PanelAnswer,
  { transformations, replaceVariables }: Pick<PanelLook, 'transformations' | 'replaceVariables'>,
): Promise<PanelAnswer> {
  const used = transformations.filter(({ disabled }) => disabled !== true);
  if (used.length === 0) return answer;
  registerTransformers();
  const notices = [...answer.notices, ...leftOutTransformers(used.map(({ id }) => id))];
  const run = (frames: readonly DataFrame[], topic: DataTopic) => {
    const steps = used.filter((step) => (step.topic ?? DataTopic.Series) === topic);
    if (steps.length === 0) return frames;
    return lastValueFrom(transformDataFrame(steps, [...frames], { interpolate: replaceVariables }));
  };
  try {
    const [frames, annotations] = await Promise.all([
      run(answer.frames, DataTopic.Series),
      run(answer.annotations, DataTopic.Annotations),
    ]);
    return { ...answer, frames, annotations, notices };
  } catch (error) {
    const message = `a transformation failed: ${error instanceof Error ? error.message : String(error)}`;
    return { ...answer, notices, errors: [...answer.errors, { refId: '', message }] };
  }
}

/** The answer as panels take it: defaults and overrides applied, with displays, colours and links. */
export function panelData(
  answer: PanelAnswer,
  look: Omit<PanelLook, 'transformations'>,
  structureRev: number,
): PanelData {
  const { plugin, fieldConfig, replaceVariables, theme, timeZone } = look;
  const shared = { replaceVariables, theme, timeZone };
  const series = applyFieldOverrides({
    ...shared,
    data: [...answer.frames],
    fieldConfig,
    fieldConfigRegistry: plugin.fieldConfigRegistry,
  });
  const annotations = applyFieldOverrides({
    ...shared,
    data: [...answer.annotations],
    fieldConfig: { defaults: {}, overrides: [] },
  });
  const errors = answer.errors.map(({ refId, message }) => ({ refId, message }));
  return {
    state: errors.length > 0 ? LoadingState.Error : LoadingState.Done,
    series,
    annotations,
    structureRev,
    ...(errors[0] && { error: errors[0], errors }),
    timeRange: answer.range,
  };
}
