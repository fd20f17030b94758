import type { CriticalSection, Trace } from './trace';

/** The sections of the critical path by span. */
export function sectionsBySpan({ criticalPath }: Pick<Trace, 'criticalPath'>): ReadonlyMap<string, CriticalSection[]> {
  const found = new Map<string, CriticalSection[]>();
  for (const section of criticalPath) {
    const sections = found.get(section.spanId);
    if (sections === undefined) found.set(section.spanId, [section]);
    else sections.push(section);
  }
  return found;
}
