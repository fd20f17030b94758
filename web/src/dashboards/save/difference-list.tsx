import { Badge, Notice, type Tone } from '../../controls/notice';
import { type Difference, differencesOf } from './differences';
import styles from './save.module.css';

/** The most that are drawn. */
const MOST = 300;
/** Characters of a value; the whole stands in its title. */
const LONGEST = 400;

const TONES: Readonly<Record<Difference['kind'], Tone>> = { added: 'good', removed: 'bad', changed: 'accent' };

/** In what two versions of a dashboard differ, place by place. */
export function DifferenceList({ before, after }: { before: unknown; after: unknown }) {
  const found = differencesOf(before, after);
  if (found.length === 0) return <Notice title="Nothing is different" />;
  return (
    <ul className={styles.differences} aria-label="Differences">
      {found.slice(0, MOST).map((one) => (
        <li key={`${one.kind} ${one.path}`} className={styles.difference}>
          <Badge tone={TONES[one.kind]}>{one.kind}</Badge>
          <span className={styles.path}>{one.path}</span>
          {one.kind !== 'added' && <del className={styles.value}>{textOf(one.before)}</del>}
          {one.kind !== 'removed' && <ins className={styles.value}>{textOf(one.after)}</ins>}
        </li>
      ))}
      {found.length > MOST && <li>{`and ${found.length - MOST} more`}</li>}
    </ul>
  );
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
