import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import styles from './chart.module.css';
import { placed } from './tooltip-rows';
import { useDismiss } from './use-dismiss';

interface FloatingCardProps {
  /** Its accessible name. */
  readonly label: string;
  /** The mark it is about: it stands beside it, and the focus goes back to it. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What a mark in a chart is about. One for all marks of a chart, as there may be hundreds. */
export function FloatingCard({ label, anchor, onClose, children }: FloatingCardProps) {
  const box = useRef<HTMLDivElement>(null);
  useDismiss(box, true, onClose);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { left, top, width, height } = anchor.getBoundingClientRect();
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const room = { width: window.innerWidth, height: window.innerHeight };
    const place = placed({ x: left + width / 2, y: top + height / 2 }, size, room);
    element.style.left = `${place.left}px`;
    element.style.top = `${place.top}px`;
  });
  useEffect(() => {
    box.current?.focus();
    return () => {
      if (document.activeElement === document.body) anchor.focus();
    };
  }, [anchor]);
  return createPortal(
    <div ref={box} className={styles.tooltip} data-pinned role="dialog" aria-label={label} tabIndex={-1}>
      {children}
    </div>,
    document.body,
  );
}
