import { colorManipulator } from '@grafana/data';
import { useMemo, useState } from 'react';
import { Button } from '../../controls/button';
import { classNames } from '../../controls/class-names';
import { Segments } from '../../controls/segments';
import type { Option } from '../../controls/select';
import { type Column, DataTable } from '../../controls/table/data-table';
import { useSize } from '../../controls/use-size';
import { formatNs, plural } from '../../format/quantity';
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

const ROW = 25;
/** Narrower frames are no targets of a pointer or the keyboard, px: the table has their operations too. */
const LEAST_TARGET = 24;

interface FlameGraphProps {
  readonly tree: SpanTree;
  readonly colors: ReadonlyMap<string, string>;
}

/** Where the time went by call path: a click on a frame gives it the whole width; beside it the operations. */
export function FlameGraph({ tree, colors }: FlameGraphProps) {
  const [measure, setMeasure] = useState<FlameMeasure>('self');
  const [focusId, setFocusId] = useState<number>();
  const [marked, setMarked] = useState<string>();
  const [ref, size] = useSize();
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
          <div ref={ref} style={{ height: (depth + 1) * ROW, position: 'relative' }}>
            {placed.map((one) => (
              <FlameFrame
                key={one.frame.id}
                placed={one}
                color={colors.get(one.frame.service) ?? ''}
                isAbove={focus !== undefined && one.frame.depth < focus.depth}
                isTarget={one.width * (size?.width ?? 0) >= LEAST_TARGET}
                isDim={marked !== undefined && operationKey(one.frame) !== marked}
                onFocus={() => setFocusId(one.frame.id === focusId ? undefined : one.frame.id)}
              />
            ))}
          </div>
        </section>
        <DataTable
          label="Operations"
          rows={operations}
          columns={columns}
          keyOf={operationKey}
          sort={{ column: measure === 'self' ? 'self' : 'duration', isDescending: true }}
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
      isWide: true,
      title: 'Operation',
      sortBy: ({ service, name }) => `${service} ${name}`,
      cell: (operation) => (
        <button type="button" className={styles.operation} onClick={() => onMark(operationKey(operation))}>
          <span className={styles.swatch} style={{ background: colors.get(operation.service) }} />
          <span>
            <span className={styles.service}>{operation.service}</span> {operation.name}
          </span>
        </button>
      ),
    },
    { id: 'spans', isNumber: true, title: 'Spans', sortBy: ({ spans }) => spans },
    { id: 'errors', isNumber: true, title: 'Errors', sortBy: ({ errors }) => errors },
    {
      id: 'self',
      isNumber: true,
      title: 'Self',
      sortBy: ({ selfNs }) => selfNs,
      cell: ({ selfNs }) => formatNs(selfNs),
    },
    {
      id: 'duration',
      isNumber: true,
      title: 'Duration',
      sortBy: ({ durationNs }) => durationNs,
      cell: ({ durationNs }) => formatNs(durationNs),
    },
  ];
}

interface FlameFrameProps {
  readonly placed: PlacedFrame;
  readonly color: string;
  readonly isAbove: boolean;
  readonly isTarget: boolean;
  readonly isDim: boolean;
  readonly onFocus: () => void;
}

/** Narrower frames have no text: share of the width. */
const LEAST_TEXT = 0.03;

function FlameFrame({ placed, color, isAbove, isTarget, isDim, onFocus }: FlameFrameProps) {
  const { frame, left, width } = placed;
  const look = {
    className: classNames(styles.frame, (isAbove || isDim) && styles.dim),
    style: {
      left: `${left * 100}%`,
      width: `${width * 100}%`,
      top: frame.depth * ROW,
      background: color,
      color: readableOn(color),
    },
    title: described(frame),
  };
  if (!isTarget) return <div {...look} />;
  return (
    <button type="button" {...look} aria-label={described(frame)} onClick={onFocus}>
      {width >= LEAST_TEXT ? visibleText(frame) : ''}
    </button>
  );
}

/** Black or white, whichever is easier to read on a colour. */
function readableOn(color: string): string {
  if (color === '') return 'inherit';
  const ratio = (text: string) => colorManipulator.getContrastRatio(text, color);
  return ratio('#000000') >= ratio('#ffffff') ? '#000000' : '#ffffff';
}

const visibleText = ({ name, durationNs }: Frame): string => `${name} ${formatNs(durationNs)}`;

const described = (frame: Frame): string =>
  `${visibleText(frame)}, ${frame.service}, ${plural(frame.spans, 'span')}, ${plural(frame.errors, 'error')}, self time ${formatNs(frame.selfNs)}`;
