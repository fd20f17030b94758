import type { Stage } from '../../src/logql/ast.js';
import { EntryLabels } from '../../src/logql/eval/entry-labels.js';
import { type PipelineEntry, pipelineEntry, type StageFunction } from '../../src/logql/eval/stage.js';
import { parseLog } from '../../src/logql/parser.js';

/** The entry that a line becomes by a stage, in a stream {service="lab"} with metadata trace_id="1". */
export function entryAfter(stage: StageFunction, line: string): PipelineEntry {
  const entry = pipelineEntry(new EntryLabels(['service', 'lab'], ['trace_id', '1']), line);
  stage(entry);
  return entry;
}

/** The labels that stages gave an entry. */
export function parsedLabels({ labels }: PipelineEntry): Record<string, string> {
  return Object.fromEntries(
    [...labels.entries()].flatMap(([name, value, category]) => (category === 'parsed' ? [[name, value]] : [])),
  );
}

/** The stage that is written like this, such as `| json a="b"`. */
export function readStage<K extends Stage['kind']>(kind: K, text: string): Extract<Stage, { kind: K }> {
  const stage = parseLog(`{service="lab"} ${text}`).stages.find((candidate) => candidate.kind === kind);
  return stage as Extract<Stage, { kind: K }>;
}
