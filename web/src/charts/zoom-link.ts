import type { AbsoluteTimeRange } from '@grafana/data';
import type { TooltipLink } from './tooltip';

/** How much of its length is shown before and after a time that is zoomed to: what it stands among. */
const BESIDE = 2;

/** A link to the same page at about these times, ms since 1970; a plain click sets the range without leaving the page. */
export function zoomLink({ from, to }: AbsoluteTimeRange, onRange: (range: AbsoluteTimeRange) => void): TooltipLink {
  const beside = (to - from) * BESIDE;
  const range = { from: Math.round(from - beside), to: Math.round(to + beside) };
  const url = new URL(window.location.href);
  url.searchParams.set('from', String(range.from));
  url.searchParams.set('to', String(range.to));
  return {
    title: 'Zoom to this time',
    href: url.pathname + url.search,
    onClick: (event) => {
      const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
      if (ctrlKey || metaKey || shiftKey) return;
      (event as Event).preventDefault();
      onRange(range);
    },
  };
}
