import type { Documents } from '../storage/interface.js';
import { DocumentTable, nextId } from './document-table.js';
import { DashboardsError } from './errors.js';
import { OneAtATime } from './one-at-a-time.js';

/** Something that happened, at a time or over a range. */
export interface Annotation {
  readonly id: number;
  /** ms since 1970. */
  readonly time: number;
  /** Of a point, `time` itself. */
  readonly timeEnd: number;
  readonly text: string;
  readonly tags: readonly string[];
  /** Empty: it belongs to no dashboard, and is found by its tags. */
  readonly dashboardUid: string;
  readonly panelId: number;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly by: string;
  /** What tools keep beside it. */
  readonly data: Readonly<Record<string, unknown>>;
}

export type NewAnnotation = Partial<Omit<Annotation, 'id' | 'createdMs' | 'updatedMs' | 'by'>> &
  Pick<Annotation, 'text'>;

export interface AnnotationQuery {
  /** Bounds are inclusive; one that reaches into the range counts. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly tags: readonly string[];
  /** Any of the tags suffices. */
  readonly matchAny: boolean;
  readonly dashboardUid?: string | undefined;
  readonly panelId?: number | undefined;
  readonly limit: number;
}

const MAX_ANNOTATIONS = 100_000;
const MAX_TEXT = 64 << 10;
const MAX_TAGS = 100;

/** Annotations, which people and tools add to dashboards. */
export class Annotations {
  private readonly table: DocumentTable<Annotation>;
  private readonly changes = new OneAtATime();

  constructor(
    documents: Documents,
    private readonly now: () => number,
  ) {
    this.table = new DocumentTable(documents, 'annotation');
  }

  load(): Promise<void> {
    return this.table.load();
  }

  existing(id: number): Annotation {
    const one = this.table.get(String(id));
    if (one === undefined) throw new DashboardsError('not_found', 'Annotation not found');
    return one;
  }

  /** The newest first. */
  query({ from, to, tags, matchAny, dashboardUid, panelId, limit }: AnnotationQuery): Annotation[] {
    const hasTags = (own: readonly string[]) =>
      tags.length === 0 || (matchAny ? tags.some((tag) => own.includes(tag)) : tags.every((tag) => own.includes(tag)));
    const found = this.table.filter(
      (one) =>
        (from === undefined || one.timeEnd >= from) &&
        (to === undefined || one.time <= to) &&
        (dashboardUid === undefined || one.dashboardUid === dashboardUid) &&
        (panelId === undefined || one.panelId === panelId) &&
        hasTags(one.tags),
    );
    return found.sort((a, b) => b.timeEnd - a.timeEnd || b.id - a.id).slice(0, limit);
  }

  /** Each tag and how many annotations have it, by tag. */
  tags(containing: string, limit: number): { readonly tag: string; readonly count: number }[] {
    const counts = new Map<string, number>();
    for (const { tags } of this.table.values()) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    const wanted = [...counts].filter(([tag]) => tag.toLowerCase().includes(containing.toLowerCase()));
    return wanted
      .map(([tag, count]) => ({ tag, count }))
      .sort((a, b) => a.tag.localeCompare(b.tag))
      .slice(0, limit);
  }

  add(asked: NewAnnotation, by: string): Promise<Annotation> {
    return this.changes.run(async () => {
      if (this.table.size >= MAX_ANNOTATIONS) {
        throw new DashboardsError('too_large', `there are ${MAX_ANNOTATIONS} annotations`);
      }
      const now = this.now();
      const time = asked.time ?? now;
      const empty = { tags: [], dashboardUid: '', panelId: 0, data: {} };
      const id = nextId(this.table.values());
      return this.store({
        ...empty,
        ...asked,
        id,
        time,
        timeEnd: asked.timeEnd ?? time,
        createdMs: now,
        updatedMs: now,
        by,
      });
    });
  }

  change(id: number, change: Partial<NewAnnotation>): Promise<Annotation> {
    return this.changes.run(() => {
      const before = this.existing(id);
      // A point that moves stays a point.
      const timeEnd = change.timeEnd ?? (before.timeEnd === before.time ? change.time : undefined) ?? before.timeEnd;
      return this.store({ ...before, ...change, timeEnd, updatedMs: this.now() });
    });
  }

  remove(id: number): Promise<void> {
    return this.changes.run(async () => {
      this.existing(id);
      await this.table.remove([String(id)]);
    });
  }

  /** Those of a dashboard, or of one of its panels. */
  removeOf(dashboardUid: string, panelId?: number): Promise<void> {
    return this.changes.run(async () => {
      const gone = this.table.filter(
        (one) => one.dashboardUid === dashboardUid && (panelId === undefined || one.panelId === panelId),
      );
      await this.table.remove(gone.map(({ id }) => String(id)));
    });
  }

  private async store(annotation: Annotation): Promise<Annotation> {
    const { text, tags, time, timeEnd } = annotation;
    if (text.trim() === '') throw new DashboardsError('bad_request', 'text field should not be empty');
    if (text.length > MAX_TEXT) throw new DashboardsError('too_large', `an annotation may have ${MAX_TEXT} characters`);
    if (tags.length > MAX_TAGS) throw new DashboardsError('too_large', `an annotation may have ${MAX_TAGS} tags`);
    const ordered = timeEnd < time ? { ...annotation, time: timeEnd, timeEnd: time } : annotation;
    await this.table.put(String(ordered.id), ordered);
    return ordered;
  }
}
