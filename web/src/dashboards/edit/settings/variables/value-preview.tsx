import { Badge } from '../../../../controls/notice';
import { useRunningVariables } from '../../../../variables/variables-context';
import styles from '../settings.module.css';

/** The most that are shown. */
const MOST = 40;

/** The values that a variable has now, as the dashboard found them. */
export function ValuePreview({ name }: { name: string }) {
  const variable = useRunningVariables().get(name);
  if (variable === undefined) return null;
  const { options, error, isLoading } = variable;
  if (error !== undefined) return <p role="alert">{error.message}</p>;
  if (isLoading) return <p className={styles.hint}>Finding the values …</p>;
  return (
    <section className={styles.values} aria-label="Values">
      <span className={styles.hint}>{options.length === 1 ? '1 value' : `${options.length} values`}</span>
      {options.slice(0, MOST).map(({ text, value }) => (
        <Badge key={value} title={value}>
          {text}
        </Badge>
      ))}
      {options.length > MOST && <span className={styles.hint}>{`and ${options.length - MOST} more`}</span>}
    </section>
  );
}
