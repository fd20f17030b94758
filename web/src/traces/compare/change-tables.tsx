import { useMemo } from 'react';
import { type Column, DataTable } from '../../controls/table/data-table';
import { formatNs } from '../../format/quantity';
import type { Trace } from '../trace';
import { type OperationChange, operationChanges } from './operation-changes';
import type { DiffChange, TracePatch } from './trace-diff';

const signed = (ns: number): string => (ns === 0 ? '0' : `${ns > 0 ? '+' : '−'}${formatNs(Math.abs(ns))}`);

const OPERATION_COLUMNS: readonly Column<OperationChange>[] = [
  { id: 'operation', isWide: true, title: 'Operation', sortBy: ({ service, name }) => `${service} ${name}` },
  { id: 'leftSpans', isNumber: true, title: 'Spans left', sortBy: ({ leftSpans }) => leftSpans },
  { id: 'rightSpans', isNumber: true, title: 'right', sortBy: ({ rightSpans }) => rightSpans },
  {
    id: 'left',
    isNumber: true,
    title: 'Duration left',
    sortBy: ({ leftNs }) => leftNs,
    cell: ({ leftNs }) => formatNs(leftNs),
  },
  {
    id: 'right',
    isNumber: true,
    title: 'right',
    sortBy: ({ rightNs }) => rightNs,
    cell: ({ rightNs }) => formatNs(rightNs),
  },
  {
    id: 'self',
    isNumber: true,
    title: 'Self time',
    sortBy: ({ leftSelfNs, rightSelfNs }) => rightSelfNs - leftSelfNs,
    cell: ({ leftSelfNs, rightSelfNs }) => signed(rightSelfNs - leftSelfNs),
  },
  {
    id: 'difference',
    isNumber: true,
    title: 'Duration',
    sortBy: ({ leftNs, rightNs }) => rightNs - leftNs,
    cell: ({ leftNs, rightNs }) => signed(rightNs - leftNs),
  },
];

/** How long each operation took in both traces; what grew most comes first. */
export function OperationTable({ left, right }: { left: Trace; right: Trace }) {
  const rows = useMemo(() => operationChanges(left.spans, right.spans), [left, right]);
  return (
    <DataTable
      label="Operations"
      rows={rows}
      columns={OPERATION_COLUMNS}
      keyOf={({ service, name }) => `${service} ${name}`}
      sort={{ column: 'self', isDescending: true }}
    />
  );
}

interface ChangeRow {
  readonly key: string;
  readonly span: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

const CHANGE_COLUMNS: readonly Column<ChangeRow>[] = [
  { id: 'what', title: 'What', sortBy: ({ what }) => what },
  { id: 'span', isWide: true, title: 'Span', sortBy: ({ span }) => span },
  { id: 'before', isWide: true, title: 'Left', sortBy: ({ before }) => before },
  { id: 'after', isWide: true, title: 'Right', sortBy: ({ after }) => after },
];

/** Statuses and attributes that are not the same in spans of both traces. */
export function ChangeTable({ patch }: { patch: TracePatch }) {
  const rows = useMemo(
    () =>
      patch.modified.flatMap(({ span, changes }) =>
        changes.map((change): ChangeRow => {
          const what = nameOf(change);
          return {
            key: `${span.path.join('.')} ${what}`,
            span: `${span.service} ${span.name}`,
            what,
            before: textOf(what, change.before),
            after: textOf(what, change.after),
          };
        }),
      ),
    [patch],
  );
  return (
    <DataTable
      label="Changes"
      rows={rows}
      columns={CHANGE_COLUMNS}
      keyOf={({ key }) => key}
      sort={{ column: 'what', isDescending: false }}
    />
  );
}

const nameOf = ({ target }: DiffChange): string =>
  target.type === 'field'
    ? target.name === 'duration_nanos'
      ? 'duration'
      : target.name
    : `${target.scope}.${target.key}`;

function textOf(what: string, value: unknown): string {
  if (value === undefined) return '—';
  if (what === 'duration' && typeof value === 'number') return formatNs(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
