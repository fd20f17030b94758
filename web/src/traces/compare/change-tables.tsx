import { useMemo } from 'react';
import { formatNs } from '../format';
import { type Column, SortableTable } from '../sortable-table';
import type { Trace } from '../trace';
import { type OperationChange, operationChanges } from './operation-changes';
import type { DiffChange, TracePatch } from './trace-diff';

const signed = (ns: number): string => (ns === 0 ? '0' : `${ns > 0 ? '+' : '−'}${formatNs(Math.abs(ns))}`);

const OPERATION_COLUMNS: readonly Column<OperationChange>[] = [
  { id: 'operation', title: 'Operation', value: ({ service, name }) => `${service} ${name}` },
  { id: 'leftSpans', title: 'Spans left', value: ({ leftSpans }) => leftSpans },
  { id: 'rightSpans', title: 'right', value: ({ rightSpans }) => rightSpans },
  { id: 'left', title: 'Duration left', value: ({ leftNs }) => leftNs, cell: ({ leftNs }) => formatNs(leftNs) },
  { id: 'right', title: 'right', value: ({ rightNs }) => rightNs, cell: ({ rightNs }) => formatNs(rightNs) },
  {
    id: 'self',
    title: 'Self time',
    value: ({ leftSelfNs, rightSelfNs }) => rightSelfNs - leftSelfNs,
    cell: ({ leftSelfNs, rightSelfNs }) => signed(rightSelfNs - leftSelfNs),
  },
  {
    id: 'difference',
    title: 'Duration',
    value: ({ leftNs, rightNs }) => rightNs - leftNs,
    cell: ({ leftNs, rightNs }) => signed(rightNs - leftNs),
  },
];

/** How long each operation took in both traces; what grew most comes first. */
export function OperationTable({ left, right }: { left: Trace; right: Trace }) {
  const rows = useMemo(() => operationChanges(left.spans, right.spans), [left, right]);
  return (
    <SortableTable
      label="Operations"
      rows={rows}
      columns={OPERATION_COLUMNS}
      keyOf={({ service, name }) => `${service} ${name}`}
      sortedBy="self"
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
  { id: 'what', title: 'What', value: ({ what }) => what },
  { id: 'span', title: 'Span', value: ({ span }) => span },
  { id: 'before', title: 'Left', value: ({ before }) => before },
  { id: 'after', title: 'Right', value: ({ after }) => after },
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
    <SortableTable label="Changes" rows={rows} columns={CHANGE_COLUMNS} keyOf={({ key }) => key} sortedBy="what" />
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
