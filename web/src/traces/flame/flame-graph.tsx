import { useMemo, useState } from 'react';
import { Button } from '../../controls/button';
import { classNames } from '../../controls/class-names';
import { Segments } from '../../controls/segments';
import type { Option } from '../../controls/select';
import { useTheme } from '../../theme/theme';
import { formatNs, plural } from '../format';
import { type Column, SortableTable } from '../sortable-table';
import type { SpanTree } from '../span-tree';
import styles from './flame.module.css';
import {
  type FlameMeasure,
  type Frame,
  flameFrames,
  type Operation,
  operationKey,
  operationsOf,
  type PlacedFrame,
  placeFrames,
} from './flame-tree';

const MEASURES: readonly Option<FlameMeasure>[] = [
  { value: 'self', label: 'Self time' },
  { value: 'duration', label: 'Duration' },
];

const ROW = 22;

interface FlameGraphProps {
  readonly tree: SpanTree;
  readonly colors: ReadonlyMap<string, string>;
}

/** Where the time went by call path: a click on a frame gives it the whole width; beside it the operations. */
export function FlameGraph({ tree, colors }: FlameGraphProps) {
  const [measure, setMeasure] = useState<FlameMeasure>('self');
  const [focusId, setFocusId] = useState<number>();
  const [marked, setMarked] = useState<string>();
  const frames = useMemo(() => flameFrames(tree), [tree]);
  const operations = useMemo(() => operationsOf(frames), [frames]);
  const focus = focusId === undefined ? undefined : frames[focusId];
  const placed = useMemo(() => placeFrames(frames, measure, focus), [frames, measure, focus]);
  const depth = placed.reduce((most, { frame }) => Math.max(most, frame.depth), 0);
  const columns = useMemo(
    () => columnsOf(colors, (key) => setMarked((before) => (before === key ? undefined : key))),
    [colors],
  );
  return (
    <div className={styles.flame}>
      <div className={styles.bar}>
        <Segments label="Width of frames" options={MEASURES} value={measure} onChange={setMeasure} />
        {focus !== undefined && (
          <Button size="small" onClick={() => setFocusId(undefined)}>
            Show the whole trace
          </Button>
        )}
        <span className={styles.hint}>{plural(frames.length, 'call path')}</span>
      </div>
      <div className={styles.parts}>
        <section className={styles.graph} aria-label="Flame graph">
          <div style={{ height: (depth + 1) * ROW, position: 'relative' }}>
            {placed.map((one) => (
              <FlameFrame
                key={one.frame.id}
                placed={one}
                color={colors.get(one.frame.service) ?? ''}
                isAbove={focus !== undefined && one.frame.depth < focus.depth}
                isDim={marked !== undefined && operationKey(one.frame) !== marked}
                onFocus={() => setFocusId(one.frame.id === focusId ? undefined : one.frame.id)}
              />
            ))}
          </div>
        </section>
        <SortableTable
          label="Operations"
          rows={operations}
          columns={columns}
          keyOf={operationKey}
          sortedBy={measure === 'self' ? 'self' : 'duration'}
          isMarked={(operation) => operationKey(operation) === marked}
        />
      </div>
    </div>
  );
}

function columnsOf(colors: ReadonlyMap<string, string>, onMark: (key: string) => void): readonly Column<Operation>[] {
  return [
    {
      id: 'operation',
      title: 'Operation',
      value: ({ service, name }) => `${service} ${name}`,
      cell: (operation) => (
        <button type="button" className={styles.operation} onClick={() => onMark(operationKey(operation))}>
          <span className={styles.swatch} style={{ background: colors.get(operation.service) }} />
          <span>
            <span className={styles.service}>{operation.service}</span> {operation.name}
          </span>
        </button>
      ),
    },
    { id: 'spans', title: 'Spans', value: ({ spans }) => spans },
    { id: 'errors', title: 'Errors', value: ({ errors }) => errors },
    { id: 'self', title: 'Self', value: ({ selfNs }) => selfNs, cell: ({ selfNs }) => formatNs(selfNs) },
    {
      id: 'duration',
      title: 'Duration',
      value: ({ durationNs }) => durationNs,
      cell: ({ durationNs }) => formatNs(durationNs),
    },
  ];
}

interface FlameFrameProps {
  readonly placed: PlacedFrame;
  readonly color: string;
  readonly isAbove: boolean;
  readonly isDim: boolean;
  readonly onFocus: () => void;
}

/** Narrower frames have no text: share of the width. */
const LEAST_TEXT = 0.03;

function FlameFrame({ placed: { frame, left, width }, color, isAbove, isDim, onFocus }: FlameFrameProps) {
  const theme = useTheme();
  return (
    <button
      type="button"
      className={classNames(styles.frame, (isAbove || isDim) && styles.dim)}
      style={{
        left: `${left * 100}%`,
        width: `${width * 100}%`,
        top: frame.depth * ROW,
        background: color,
        color: theme.colors.getContrastText(color),
      }}
      aria-label={described(frame)}
      title={described(frame)}
      onClick={onFocus}
    >
      {width >= LEAST_TEXT ? `${frame.name} ${formatNs(frame.durationNs)}` : ''}
    </button>
  );
}

const described = ({ service, name, spans, errors, durationNs, selfNs }: Frame): string =>
  `${service}: ${name}, ${plural(spans, 'span')}, ${plural(errors, 'error')}, ${formatNs(durationNs)}, self time ${formatNs(selfNs)}`;
