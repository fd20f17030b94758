import { type RefObject, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { inTurn } from '../../charts/draw-queue';

/** How far outside of what is in sight a panel is already asked and drawn, and stays so, px. */
const NEAR_PX = 600;

type Listener = (isNear: boolean) => void;

/** One observer for all panels in the same scroll area. */
const observers = new WeakMap<
  Element | Document,
  { observer: IntersectionObserver; listeners: Map<Element, Listener> }
>();

function observerOf(root: Element | null) {
  const key = root ?? document;
  const found = observers.get(key);
  if (found !== undefined) return found;
  const listeners = new Map<Element, Listener>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
    },
    { root, rootMargin: `${NEAR_PX}px 0px` },
  );
  const made = { observer, listeners };
  observers.set(key, made);
  return made;
}

/** Whether an element is in sight or near to it. Panels learn of it one by one, so that many at once do not stop the page. */
export function useNear(ref: RefObject<Element | null>): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const { observer, listeners } = observerOf(element.closest('main'));
    let takeBack: (() => void) | undefined;
    listeners.set(element, (isIn) => {
      takeBack?.();
      takeBack = inTurn(() => flushSync(() => setIsNear(isIn)), 'mount');
    });
    observer.observe(element);
    return () => {
      takeBack?.();
      observer.unobserve(element);
      listeners.delete(element);
    };
  }, [ref]);
  return isNear;
}
