import { dataFrameToJSON } from '@grafana/data';
import { useMemo, useState } from 'react';
import { Button } from '../../controls/button';
import { Segments } from '../../controls/segments';
import { tell } from '../../controls/toast';
import styles from './inspect.module.css';
import type { InspectTabProps } from './inspect-drawer';

const CHOICES = [
  { value: 'panel', label: 'Panel' },
  { value: 'data', label: 'Data' },
] as const;

type Choice = (typeof CHOICES)[number]['value'];

/** Longer texts are cut where they are shown, characters. */
const MOST_SHOWN = 200_000;

/** The JSON of the panel, and of its data. */
export function JsonTab({ panel, drawn }: InspectTabProps) {
  const [choice, setChoice] = useState<Choice>('panel');
  const text = useMemo(
    () => JSON.stringify(choice === 'panel' ? panel : drawn.answer.frames.map(dataFrameToJSON), null, 2),
    [choice, panel, drawn],
  );
  const copy = () => navigator.clipboard.writeText(text).then(() => tell('Copied'));
  return (
    <div className={styles.tab}>
      <div className={styles.tools}>
        <Segments label="What is shown" options={CHOICES} value={choice} onChange={setChoice} />
        <Button onClick={copy}>Copy</Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className={styles.json} tabIndex={0}>
        {text.length > MOST_SHOWN
          ? `${text.slice(0, MOST_SHOWN)}\n… ${text.length - MOST_SHOWN} characters more`
          : text}
      </pre>
    </div>
  );
}
