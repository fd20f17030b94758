import styles from './details.module.css';

/** Names and values, one below the other. */
export const AttributeList = ({ attributes }: { attributes: Readonly<Record<string, unknown>> }) => (
  <dl className={styles.identity}>
    {Object.entries(attributes).map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{String(value)}</dd>
      </div>
    ))}
  </dl>
);
