import { anchorOf } from '../../single-value/value-links';
import styles from '../table.module.css';
import type { CellProps } from './cell';

/** All links of a value, by their titles. */
export const DataLinksCell = ({ links }: CellProps) => (
  <span className={styles.several}>
    {links.map((link) => (
      <a key={`${link.title} ${link.href}`} {...anchorOf(link)} className={styles.link}>
        {link.title || link.href}
      </a>
    ))}
  </span>
);
