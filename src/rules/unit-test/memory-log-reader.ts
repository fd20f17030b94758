import { compileRegex } from '../../lib/bounded-regex.js';
import { labelPredicate } from '../../lib/label-predicate.js';
import { type Labels, labelValue } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import type { LabelMatcher, LineCondition, LogEntry, LogReader, LogSelection } from '../../storage/interface.js';

/** Entries held in memory: `scan` alone, of one tenant, without limits. */
export class MemoryLogReader implements Pick<LogReader, 'scan'> {
  constructor(
    private readonly all: readonly LogEntry[],
    /** Whether line conditions are judged here or left to the pipeline. */
    private readonly judgesLines = true,
  ) {}

  async *scan(
    _tenant: Tenant,
    { matchers, range, lines, order }: LogSelection & { readonly order: 'forward' | 'backward' | 'by-stream' },
  ): AsyncGenerator<readonly LogEntry[]> {
    const isWanted = streamTest(matchers);
    const tests = this.judgesLines ? lines.map(lineTest) : [];
    const found = this.all
      .filter(({ labels, ns }) => ns >= range.start && ns < range.end && isWanted(labels))
      .filter(({ line }) => tests.every((test) => test(line)))
      .sort((a, b) => Number(a.ns - b.ns));
    if (order === 'backward') found.reverse();
    if (order !== 'by-stream') {
      yield found;
      return;
    }
    for (const labels of new Set(found.map((entry) => entry.labels))) {
      yield found.filter((entry) => entry.labels === labels);
    }
  }
}

function streamTest(matchers: readonly LabelMatcher[]): (labels: Labels) => boolean {
  const tests = matchers.map(({ name, op, value }) => ({ name, holds: labelPredicate(op, value) }));
  return (labels) => tests.every(({ name, holds }) => holds(labelValue(labels, name)));
}

function lineTest({ negated, kind, alternatives }: LineCondition): (line: string) => boolean {
  const finds = alternatives.map((text) => {
    if (kind === 'contains') return (line: string) => line.includes(text);
    const regex = compileRegex(text);
    return (line: string) => regex.test(line);
  });
  return (line) => finds.some((find) => find(line)) !== negated;
}
