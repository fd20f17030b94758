import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { inTurn, type TurnKind } from './draw-queue';
import { fontsReady } from './fonts';

/**
 * The value of the last turn: undefined until the first, then the newest one that the queue of drawing has let through; undefined
 * needs no turn. Rendering with it, and so joining, layout and painting of one chart, is one task.
 */
export function useInTurn<T>(value: T, kind: TurnKind = 'draw'): T | undefined {
  const [granted, setGranted] = useState<{ readonly value: T }>();
  useEffect(() => {
    if (value === undefined) return undefined;
    let takeBack: (() => void) | undefined;
    let isGone = false;
    const wait = () => {
      if (!isGone) takeBack = inTurn(() => flushSync(() => setGranted({ value })), kind);
    };
    if (kind === 'draw') void fontsReady().then(wait);
    else wait();
    return () => {
      isGone = true;
      takeBack?.();
    };
  }, [value, kind]);
  return value === undefined ? undefined : granted?.value;
}
