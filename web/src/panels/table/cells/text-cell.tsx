import { textUtil } from '@grafana/data';
import { Menu } from '../../../controls/menu';
import { anchorOf } from '../../single-value/value-links';
import styles from '../table.module.css';
import type { CellProps } from './cell';

/** The text of a value, as its link where it has one. */
export function TextCell({ text, links, column, onPick }: CellProps) {
  const [first] = links;
  const only = links.find(({ oneClick }) => oneClick) ?? (links.length === 1 ? first : undefined);
  if (only !== undefined) {
    return (
      <a {...anchorOf(only)} className={styles.link}>
        {text || only.title}
      </a>
    );
  }
  if (first !== undefined) {
    return (
      <Menu
        trigger={
          <button type="button" className={styles.linkButton}>
            {text || 'Links'}
          </button>
        }
        items={links.map(({ title, href, target }) => ({
          label: title || href,
          href: textUtil.sanitizeUrl(href),
          ...(target === '_blank' && { target }),
        }))}
      />
    );
  }
  // The first column is how a row is chosen by keyboard.
  if (onPick !== undefined && column.index === 0) {
    return (
      <button type="button" className={styles.pick} onClick={onPick}>
        {text}
      </button>
    );
  }
  return text;
}
