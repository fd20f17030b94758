import { Share2 } from 'lucide-react';
import { IconButton } from '../controls/button';
import { tell } from '../controls/toast';
import { useTime } from '../time/time-context';

/** Copies the page's address with its time as it is now, so that who opens it sees the same. */
export function ShareButton() {
  const { range } = useTime();
  const copy = async () => {
    const url = new URL(window.location.href);
    url.searchParams.set('from', String(range.from.valueOf()));
    url.searchParams.set('to', String(range.to.valueOf()));
    try {
      await navigator.clipboard.writeText(url.href);
      tell('Link copied', 'success', 'It shows the same time whenever it is opened.');
    } catch {
      tell('The browser does not allow to copy', 'error', url.href);
    }
  };
  return <IconButton icon={Share2} label="Copy a link to this view" onClick={() => void copy()} />;
}
