import { operationKey } from '../flame/flame-tree';
import type { SpanRow } from '../trace';

/** An operation in both traces. Durations in ns, of all its spans together. */
export interface OperationChange {
  readonly service: string;
  readonly name: string;
  leftSpans: number;
  rightSpans: number;
  leftNs: number;
  rightNs: number;
  leftSelfNs: number;
  rightSelfNs: number;
}

export function operationChanges(left: readonly SpanRow[], right: readonly SpanRow[]): OperationChange[] {
  const found = new Map<string, OperationChange>();
  const of = ({ service, name }: SpanRow): OperationChange => {
    const key = operationKey({ service, name });
    const known = found.get(key);
    if (known !== undefined) return known;
    const fresh = { service, name, leftSpans: 0, rightSpans: 0, leftNs: 0, rightNs: 0, leftSelfNs: 0, rightSelfNs: 0 };
    found.set(key, fresh);
    return fresh;
  };
  for (const span of left) {
    const change = of(span);
    change.leftSpans++;
    change.leftNs += span.durationNs;
    change.leftSelfNs += span.selfNs;
  }
  for (const span of right) {
    const change = of(span);
    change.rightSpans++;
    change.rightNs += span.durationNs;
    change.rightSelfNs += span.selfNs;
  }
  return [...found.values()];
}
