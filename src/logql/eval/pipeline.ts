import { SIZE_PER_STEP } from '../../lib/gotemplate/state.js';
import type { LogEntry } from '../../storage/interface.js';
import type { LineFilter, Stage } from '../ast.js';
import { EntryLabels } from './entry-labels.js';
import { metadataBeside } from './metadata-names.js';
import { type PipelineEntry, pipelineEntry, STEPS_PER_ENTRY, type StageFunction } from './stage.js';
import { stageOrder } from './stage-order.js';
import { compileDecolorize } from './stages/decolorize.js';
import { compileDropOrKeep } from './stages/drop-keep.js';
import { compileJson } from './stages/json.js';
import { compileLabelFilter } from './stages/label-filter.js';
import { compileLabelFormat } from './stages/label-format.js';
import { compileLineFilter } from './stages/line-filter.js';
import { compileLineFormat } from './stages/line-format.js';
import { compileLogfmt } from './stages/logfmt.js';
import { compilePattern } from './stages/pattern.js';
import { compileRegexp } from './stages/regexp.js';
import { compileUnpack } from './stages/unpack.js';

const COMPILERS: {
  readonly [K in Exclude<Stage['kind'], 'line-filter'>]: (
    stage: Extract<Stage, { kind: K }>,
    wanted?: ReadonlySet<string>,
  ) => StageFunction;
} = {
  json: compileJson,
  logfmt: compileLogfmt,
  pattern: compilePattern,
  regexp: compileRegexp,
  unpack: compileUnpack,
  decolorize: compileDecolorize,
  'label-filter': compileLabelFilter,
  'line-format': compileLineFormat,
  'label-format': compileLabelFormat,
  drop: compileDropOrKeep,
  keep: compileDropOrKeep,
};

/** `__error__` of an entry on which they take more. */
const LIMIT_ERROR = 'PipelineLimitErr';

type Compile = (stage: Stage, wanted?: ReadonlySet<string>) => StageFunction;

/** The stages of a query, made ready to be run over entries. */
export class Pipeline {
  private readonly stages: readonly StageFunction[];
  /** That were taken on all entries so far. */
  steps = 0;

  /** `wanted`: the labels that parsers need to find; without it all of them. */
  constructor(stages: readonly Stage[], wanted?: ReadonlySet<string>) {
    const ordered = stageOrder(stages);
    this.stages = ordered.map((stage, i) =>
      stage.kind === 'line-filter'
        ? compileLineFilter(stage, chainAround(ordered, i))
        : (COMPILERS[stage.kind] as Compile)(stage, wanted),
    );
  }

  /**
   * The entry as it leaves the pipeline; `undefined` when a stage left it out. One on which the stages take too long leaves
   * it with an error where that is noticed.
   */
  run({ labels, metadata, ns, line }: LogEntry): PipelineEntry | undefined {
    const entry = pipelineEntry(new EntryLabels(labels, metadataBeside(labels, metadata)), line, ns);
    const passed = this.stages.every((stage) => withinSteps(entry) && stage(entry));
    this.steps += STEPS_PER_ENTRY - entry.steps;
    return passed || entry.steps < 0 ? entry : undefined;
  }
}

/** Takes what reading the line takes. */
function withinSteps(entry: PipelineEntry): boolean {
  entry.steps -= 1 + Math.floor(entry.line.length / SIZE_PER_STEP);
  if (entry.steps >= 0) return true;
  entry.labels.fail(LIMIT_ERROR, `the stages take more than ${STEPS_PER_ENTRY} steps on this line`);
  return false;
}

/** The line filters in a row of which the stage at `index` is one. */
function chainAround(stages: readonly Stage[], index: number): LineFilter[] {
  let first = index;
  while (stages[first - 1]?.kind === 'line-filter') first--;
  let end = index + 1;
  while (stages[end]?.kind === 'line-filter') end++;
  return stages.slice(first, end) as LineFilter[];
}
