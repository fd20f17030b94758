import type { MouseEvent, PointerEvent } from 'react';
import { readableOn } from '../../charts/canvas-colors';
import type { HoverStore } from '../../charts/hover-store';
import { useTheme } from '../../theme/theme';
import type { PieLabel } from './options';
import styles from './pie.module.css';
import { piecesOf, type Slice, slicePath } from './slices';

interface PieProps {
  readonly slices: readonly Slice[];
  /** CSS px. */
  readonly size: number;
  readonly isDonut: boolean;
  readonly labels: readonly PieLabel[];
  readonly store: HoverStore;
  readonly pointed: string | undefined;
  readonly onChoose: (slice: Slice, event: MouseEvent) => void;
}

/** Radius of the hole of a ring, of the whole. */
const HOLE = 0.62;
/** Slices under it have no label. */
const LEAST_LABELLED = 0.03;

export function Pie({ slices, size, isDonut, labels, store, pointed, onChoose }: PieProps) {
  const radius = size / 2;
  const hover = (index: number, { clientX, clientY }: PointerEvent) =>
    store.set({ row: index, rows: [], series: index, x: clientX, y: clientY, isPinned: false, isRemote: false });
  return (
    <svg
      className={styles.pie}
      width={size}
      height={size}
      viewBox={`${-radius} ${-radius} ${size} ${size}`}
      aria-hidden
    >
      {piecesOf(slices).map(({ start, share, slice }) => {
        const shape = {
          className: styles.slice,
          transform: `scale(${radius - 2})`,
          d: slicePath(start, share, isDonut ? HOLE : 0),
        };
        if (slice === undefined) return <path key={start} {...shape} data-rest />;
        const index = slices.indexOf(slice);
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the legend and the list have the same by keyboard
          <path
            key={start}
            {...shape}
            data-dim={(pointed !== undefined && pointed !== slice.name) || undefined}
            fill={slice.color}
            onPointerMove={(event) => !store.get().isPinned && hover(index, event)}
            onPointerLeave={() => !store.get().isPinned && store.unpin()}
            onClick={(event) => onChoose(slice, event)}
          />
        );
      })}
      {labels.length > 0 &&
        slices.map((slice, index) => (
          <Label key={`${index} ${slice.name}`} slice={slice} labels={labels} radius={radius} isDonut={isDonut} />
        ))}
    </svg>
  );
}

interface LabelProps {
  readonly slice: Slice;
  readonly labels: readonly PieLabel[];
  readonly radius: number;
  readonly isDonut: boolean;
}

function Label({ slice, labels, radius, isDonut }: LabelProps) {
  const theme = useTheme();
  if (slice.share < LEAST_LABELLED) return null;
  const distance = radius * (slice.share > 0.9999 && !isDonut ? 0 : isDonut ? (1 + HOLE) / 2 : 0.65);
  const angle = (slice.start + slice.share / 2) * 2 * Math.PI - Math.PI / 2;
  const [x, y] = [Math.cos(angle) * distance, Math.sin(angle) * distance];
  const lines = LINES.filter(([label]) => labels.includes(label)).map(([, text]) => text(slice));
  const size = Math.max(9, Math.min(16, radius * 0.1));
  return (
    <text className={styles.label} x={x} y={y} fontSize={size} fill={readableOn(slice.color, theme)}>
      {lines.map((line, i) => (
        <tspan key={line} x={x} dy={i === 0 ? -((lines.length - 1) * size * 1.2) / 2 : size * 1.2}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

const LINES: readonly (readonly [PieLabel, (slice: Slice) => string])[] = [
  ['name', ({ name }) => name],
  ['value', ({ value }) => value.text],
  ['percent', ({ percentText }) => percentText],
];
