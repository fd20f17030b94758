import { ArrowDown, ArrowUp } from 'lucide-react';
import { IconButton } from './button';

interface MoveButtonsProps {
  /** What is moved, for its accessible name. */
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
}

/** Moves an entry of a list up and down. */
export function MoveButtons({ name, isFirst, isLast, onMove }: MoveButtonsProps) {
  return (
    <>
      <IconButton icon={ArrowUp} size="small" label={`Move ${name} up`} disabled={isFirst} onClick={() => onMove(-1)} />
      <IconButton
        icon={ArrowDown}
        size="small"
        label={`Move ${name} down`}
        disabled={isLast}
        onClick={() => onMove(1)}
      />
    </>
  );
}

/** The list with an entry in the place of its neighbour, and that in its. */
export const moved = <T,>(list: readonly T[], at: number, by: -1 | 1): T[] =>
  list.with(at, list[at + by]!).with(at + by, list[at]!);
