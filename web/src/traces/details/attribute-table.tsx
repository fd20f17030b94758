import { Copy, Search } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { around, linkToExplore, linkToService, serviceNamed } from '../../app/links';
import { IconButton } from '../../controls/button';
import type { Attributes } from '../span-record';
import { attributeText, selectorText, valueText } from '../traceql-text';
import { copyText } from './copy-text';
import styles from './details.module.css';

interface AttributeTableProps {
  readonly title: string;
  readonly scope: 'span' | 'resource' | 'event' | 'link';
  readonly attributes: Attributes;
  /** Of the span, ms: others are looked for around it. */
  readonly atMs?: number;
}

/** Half an hour to both sides, ms. */
const AROUND_MS = 1_800_000;

/** Names and values, each to copy or to look for. */
export function AttributeTable({ title, scope, attributes, atMs }: AttributeTableProps) {
  const [, navigate] = useLocation();
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return null;
  return (
    <table className={styles.attributes}>
      <caption>
        {title} <span>{names.length}</span>
      </caption>
      <tbody>
        {names.map((name) => {
          const value = attributes[name]!;
          const service = serviceNamed(name, String(value));
          const condition = `${attributeText(scope, name)} = ${valueText(value)}`;
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-type={typeof value}>
                <span className={styles.value}>
                  {service === undefined ? String(value) : <Link href={linkToService(service)}>{service}</Link>}
                </span>
                <span className={styles.actions}>
                  <IconButton
                    icon={Copy}
                    size="small"
                    label={`Copy ${name}`}
                    onClick={() => copyText(String(value), name)}
                  />
                  <IconButton
                    icon={Search}
                    size="small"
                    label={`Filter for ${name}`}
                    onClick={() =>
                      navigate(
                        linkToExplore(
                          'traces',
                          selectorText(condition),
                          atMs === undefined ? undefined : around(atMs, AROUND_MS),
                        ),
                      )
                    }
                  />
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
