import { formatNs } from '../format/quantity';
import type { SpanTree } from './span-tree';

/** What is odd about a span, as sentences. */
export function spanWarnings({ spans, parents }: SpanTree, index: number): string[] {
  const span = spans[index]!;
  const warnings: string[] = [];
  if (span.isOrphan)
    warnings.push(`Its parent ${span.parentId} is missing: it was not sampled, lost, or is still under way.`);
  const parent = spans[parents[index]!];
  if (parent === undefined || span.isOrphan) return warnings;
  const early = parent.offsetNs - span.offsetNs;
  if (early > 0) {
    warnings.push(
      parent.service === span.service
        ? `It starts ${formatNs(early)} before its parent.`
        : `It starts ${formatNs(early)} before its parent: the clocks of ${parent.service} and ${span.service} differ.`,
    );
  }
  const late = span.offsetNs - (parent.offsetNs + parent.durationNs);
  if (late > 0) warnings.push(`It starts ${formatNs(late)} after its parent ended.`);
  return warnings;
}
