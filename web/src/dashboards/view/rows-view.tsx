import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { Row, RowsLayout } from '../model/layout';
import { panelsOf } from '../model/layout';
import styles from './dashboard.module.css';
import { rowSuffix } from './find-place';
import type { OuterLayoutProps } from './layout-props';
import { clonesOf } from './repeats';
import { type RowsCommand, useRowsCommand } from './rows-command';
import { useLayoutContext } from './use-layout-context';
import { useText } from './use-text';

/** Rows one below the other, each open or closed. */
export function RowsView({ layout, scopedVars, suffix, path = '', Inner }: OuterLayoutProps<RowsLayout>) {
  const { values, isShown } = useLayoutContext();
  return (
    <div className={styles.rows}>
      {layout.rows.flatMap((row, at) => {
        if (!isShown(row.condition)) return [];
        return (clonesOf(row.repeat, values) ?? [undefined]).map((clone) => (
          <RowView
            key={`${at}${clone?.suffix ?? ''}`}
            row={row}
            path={`${path}${at}.`}
            Inner={Inner}
            scopedVars={clone === undefined ? scopedVars : { ...scopedVars, ...clone.scopedVars }}
            suffix={`${rowSuffix(clone?.suffix)}${suffix}`}
          />
        ));
      })}
    </div>
  );
}

function RowView({
  row,
  scopedVars,
  suffix,
  path,
  Inner,
}: Omit<OuterLayoutProps<RowsLayout>, 'layout'> & { readonly row: Row }) {
  const id = useId();
  const title = useText(row.title, scopedVars) || 'Row';
  const command = useRowsCommand();
  const [isOpen, setIsOpen] = useState(!row.isCollapsed);
  useEffect(() => obey(command, setIsOpen), [command]);
  const content = <Inner layout={row.layout} scopedVars={scopedVars} suffix={suffix} path={path} />;
  if (row.hidesHeader) return content;
  const Icon = isOpen ? ChevronDown : ChevronRight;
  const count = panelsOf(row.layout).length;
  return (
    <section aria-labelledby={id}>
      <h2 className={styles.rowHead}>
        <button
          type="button"
          id={id}
          className={styles.rowButton}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon size={16} aria-hidden />
          {title}
          {!isOpen && <span className={styles.rowCount}>{`${count} ${count === 1 ? 'panel' : 'panels'}`}</span>}
        </button>
      </h2>
      {isOpen && content}
    </section>
  );
}

function obey(command: RowsCommand | undefined, setIsOpen: (isOpen: boolean) => void): void {
  if (command !== undefined) setIsOpen(command.opens);
}
