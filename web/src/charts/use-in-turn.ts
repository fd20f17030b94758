import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { inTurn } from './draw-queue';
import { fontsReady } from './fonts';

/**
 * The value of the last turn: undefined until the first, then the newest one that the queue of drawing has let through.
 * Rendering with it, and so joining, layout and painting of one chart, is one task.
 */
export function useInTurn<T>(value: T): T | undefined {
  const [granted, setGranted] = useState<{ readonly value: T }>();
  useEffect(() => {
    let takeBack: (() => void) | undefined;
    let isGone = false;
    void fontsReady().then(() => {
      if (!isGone) takeBack = inTurn(() => flushSync(() => setGranted({ value })));
    });
    return () => {
      isGone = true;
      takeBack?.();
    };
  }, [value]);
  return granted?.value;
}
