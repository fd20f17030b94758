import type { SpanTree } from '../span-tree';

/** Spans of the same service and operation below the same callers, as one. */
export interface Frame {
  readonly id: number;
  readonly service: string;
  readonly name: string;
  readonly parent: Frame | undefined;
  readonly depth: number;
  readonly children: Frame[];
  /** Index of the first of its spans. */
  readonly first: number;
  spans: number;
  errors: number;
  durationNs: number;
  selfNs: number;
  /** Self time of it and all below it, ns. */
  totalSelfNs: number;
}

/** What the width of a frame means. */
export type FlameMeasure = 'self' | 'duration';

/** The frames of a trace, callers before those they call; those at the top first have `parent` undefined. */
export function flameFrames({ spans, parents }: SpanTree): Frame[] {
  const frames: Frame[] = [];
  const ofSpan: Frame[] = [];
  const known = new Map<string, Frame>();
  for (const [index, span] of spans.entries()) {
    const parent = ofSpan[parents[index]!];
    const key = `${parent?.id ?? ''}\n${span.service}\n${span.name}`;
    let frame = known.get(key);
    if (frame === undefined) {
      frame = {
        id: frames.length,
        service: span.service,
        name: span.name,
        parent,
        depth: parent === undefined ? 0 : parent.depth + 1,
        children: [],
        first: index,
        spans: 0,
        errors: 0,
        durationNs: 0,
        selfNs: 0,
        totalSelfNs: 0,
      };
      known.set(key, frame);
      frames.push(frame);
      parent?.children.push(frame);
    }
    frame.spans++;
    frame.errors += span.status === 'error' ? 1 : 0;
    frame.durationNs += span.durationNs;
    frame.selfNs += span.selfNs;
    ofSpan.push(frame);
  }
  for (const frame of frames.toReversed()) {
    frame.totalSelfNs += frame.selfNs;
    if (frame.parent !== undefined) frame.parent.totalSelfNs += frame.totalSelfNs;
  }
  return frames;
}

export interface PlacedFrame {
  readonly frame: Frame;
  /** Shares of the whole width. */
  readonly left: number;
  readonly width: number;
}

/** Narrower frames are not drawn, nor what is below them: share of the width. */
const LEAST_WIDTH = 0.001;

/**
 * Where frames stand: the focused one has the whole width, those that call it stand above it as wide. By duration, what runs
 * at once is drawn side by side and made to fit its caller.
 */
export function placeFrames(frames: readonly Frame[], measure: FlameMeasure, focus: Frame | undefined): PlacedFrame[] {
  const sizeOf = (frame: Frame) => (measure === 'self' ? frame.totalSelfNs : frame.durationNs);
  const placed: PlacedFrame[] = [];
  const above: Frame[] = [];
  for (let caller = focus?.parent; caller !== undefined; caller = caller.parent) above.unshift(caller);
  for (const frame of above) placed.push({ frame, left: 0, width: 1 });
  const tops = focus === undefined ? frames.filter(({ parent }) => parent === undefined) : [focus];
  const open = spread(tops, 0, 1, 0, sizeOf);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    placed.push(next);
    open.push(...spread(next.frame.children, next.left, next.width, sizeOf(next.frame), sizeOf));
  }
  return placed;
}

/** Side by side in `width`, which stands for `whole` ns; for their sum where that is more. */
function spread(
  frames: readonly Frame[],
  left: number,
  width: number,
  whole: number,
  sizeOf: (frame: Frame) => number,
): PlacedFrame[] {
  const sum = frames.reduce((total, frame) => total + sizeOf(frame), 0);
  const perNs = width / Math.max(whole, sum, 1);
  const sorted = [...frames].sort((a, b) => sizeOf(b) - sizeOf(a));
  const placed: PlacedFrame[] = [];
  let at = left;
  for (const frame of sorted) {
    const own = sizeOf(frame) * perNs;
    if (own >= LEAST_WIDTH) placed.push({ frame, left: at, width: own });
    at += own;
  }
  return placed;
}

/** All spans of one service and operation, wherever they are called. */
export interface Operation {
  readonly service: string;
  readonly name: string;
  spans: number;
  errors: number;
  durationNs: number;
  selfNs: number;
}

export const operationKey = ({ service, name }: Pick<Operation, 'service' | 'name'>): string => `${service}\n${name}`;

export function operationsOf(frames: readonly Frame[]): Operation[] {
  const found = new Map<string, Operation>();
  for (const { service, name, spans, errors, durationNs, selfNs } of frames) {
    const key = operationKey({ service, name });
    const operation = found.get(key) ?? { service, name, spans: 0, errors: 0, durationNs: 0, selfNs: 0 };
    operation.spans += spans;
    operation.errors += errors;
    operation.durationNs += durationNs;
    operation.selfNs += selfNs;
    found.set(key, operation);
  }
  return [...found.values()];
}
