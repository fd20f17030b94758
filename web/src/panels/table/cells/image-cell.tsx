import { textUtil } from '@grafana/data';
import { anchorOf } from '../../single-value/value-links';
import styles from '../table.module.css';
import type { CellProps } from './cell';

/** Addresses of images, or images themselves. */
const IS_IMAGE = /^(https?:\/\/|\/|\.|data:image\/|blob:)/i;

export function ImageCell({ column, text, links, height }: CellProps) {
  const { alt, title } = column.cell;
  if (!IS_IMAGE.test(text)) return text;
  const src = text.startsWith('data:image/') ? text : textUtil.sanitizeUrl(text);
  const image = (
    <img
      src={src}
      alt={alt ?? ''}
      title={title}
      className={styles.image}
      style={{ maxHeight: height }}
      loading="lazy"
    />
  );
  const [link] = links;
  return link === undefined ? image : <a {...anchorOf(link)}>{image}</a>;
}
