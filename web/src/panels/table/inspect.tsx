import { Copy, Eye } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../controls/button';
import { Dialog } from '../../controls/dialog';
import { jsonText } from './cell-value';
import { parsed } from './cells/json-cell';
import styles from './table.module.css';

interface InspectProps {
  readonly name: string;
  readonly value: unknown;
  readonly text: string;
}

/** Shows the whole of a value that its cell has no room for. */
export function InspectButton({ name, value, text }: InspectProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <span className={styles.inspect}>
      <IconButton icon={Eye} label={`Inspect ${name}`} size="small" onClick={() => setIsOpen(true)} />
      {isOpen && <Inspected name={name} whole={wholeOf(value, text)} onClose={() => setIsOpen(false)} />}
    </span>
  );
}

function Inspected({ name, whole, onClose }: { name: string; whole: string; onClose: () => void }) {
  return (
    <Dialog
      title={name}
      open
      look="wide"
      onClose={onClose}
      actions={
        <Button icon={Copy} onClick={() => void navigator.clipboard?.writeText(whole)}>
          Copy
        </Button>
      }
    >
      <pre className={styles.inspected}>{whole}</pre>
    </Dialog>
  );
}

/** More of a text is not drawn, characters. */
const MOST_SHOWN = 500_000;

function wholeOf(value: unknown, text: string): string {
  const read = parsed(value);
  return (typeof read === 'object' && read !== null ? jsonText(read, 2) : text).slice(0, MOST_SHOWN);
}
