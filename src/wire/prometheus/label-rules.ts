import { isUtf8 } from 'node:buffer';
import { type Labels, labelsFrom, METRIC_NAME } from '../../model/labels.js';

/**
 * What a series' labels may be: the rules of Prometheus 3 (any UTF-8 in names and values, no name twice, a metric name)
 * and bounds on their size, so that one sender cannot fill the index with a few bodies.
 * https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels
 */
export interface LabelLimits {
  readonly maxLabels: number;
  /** Bytes of a name. */
  readonly maxNameBytes: number;
  /** Bytes of a value. */
  readonly maxValueBytes: number;
}

export const DEFAULT_LABEL_LIMITS: LabelLimits = { maxLabels: 256, maxNameBytes: 1024, maxValueBytes: 65_536 };

/** Gathers the labels of one series as they come off the wire, and judges them. */
export class LabelSet {
  private readonly pairs: [string, string][] = [];
  private problem: string | undefined;

  constructor(private readonly limits: LabelLimits) {}

  clear(): void {
    this.pairs.length = 0;
    this.problem = undefined;
  }

  /** Adds a pair whose name and value are UTF-8 bytes of `source`. */
  add(source: Uint8Array, nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    const { maxLabels, maxNameBytes, maxValueBytes } = this.limits;
    if (this.problem !== undefined) return;
    if (this.pairs.length === maxLabels) {
      this.problem = `more than ${maxLabels} labels`;
      return;
    }
    const name = text(source, nameStart, nameEnd, maxNameBytes);
    const value = text(source, valueStart, valueEnd, maxValueBytes);
    if (name === '') this.problem = 'empty label name';
    else if (name === undefined) {
      this.problem = `a label name is not UTF-8 or has more than ${maxNameBytes} bytes (it has ${nameEnd - nameStart})`;
    } else if (value === undefined) {
      const rule = `not UTF-8 or has more than ${maxValueBytes} bytes (it has ${valueEnd - valueStart})`;
      this.problem = `the value of label ${JSON.stringify(name)} is ${rule}`;
    } else this.pairs.push([name, value]);
  }

  /** Why these cannot be the labels of a series; `undefined` when they can. */
  invalid(): string | undefined {
    if (this.problem !== undefined) return this.problem;
    const names = new Set<string>();
    for (const [name] of this.pairs) {
      if (names.has(name)) return `duplicated label ${JSON.stringify(name)}`;
      names.add(name);
    }
    return this.pairs.some(([name, value]) => name === METRIC_NAME && value !== '') ? undefined : 'no metric name';
  }

  /** Names and values in turn, in the order of arrival: the labels of an exemplar. */
  flat(): string[] {
    return this.pairs.flat();
  }

  labels(): Labels {
    return labelsFrom(this.pairs);
  }

  /** For messages: `{a="b", c="d"}`, cut off after 200 characters. */
  describe(): string {
    let shown = '{';
    for (const [name, value] of this.pairs) {
      shown += `${shown === '{' ? '' : ', '}${name}=${JSON.stringify(value.slice(0, 100))}`;
      if (shown.length > 200) return `${shown.slice(0, 200)}…}`;
    }
    return `${shown}}`;
  }
}

function text(source: Uint8Array, start: number, end: number, maxBytes: number): string | undefined {
  if (end - start > maxBytes) return undefined;
  const bytes = Buffer.from(source.buffer, source.byteOffset + start, end - start);
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}
