import { Notice } from '../../controls/notice';
import { useRunningVariables } from '../../variables/variables-context';
import styles from './dashboard.module.css';
import type { FoundPanel } from './find-place';
import { PanelHost } from './panel-host';

interface SinglePanelProps {
  /** Undefined where no panel has the name. */
  readonly found: FoundPanel | undefined;
  readonly name: string;
  readonly isSolo: boolean;
}

/** One panel in the place of all. */
export function SinglePanel({ found, name, isSolo }: SinglePanelProps) {
  const isPending = [...useRunningVariables().values()].some((variable) => variable.isPending);
  if (found === undefined) {
    // Copies of repeated panels are there once their variable is.
    return isPending ? null : <Notice title={`This dashboard has no panel "${name}"`} />;
  }
  return (
    <div className={isSolo ? styles.solo : styles.alone}>
      <PanelHost name={found.panel} panelKey={found.key} scopedVars={found.scopedVars} isSolo={isSolo} />
    </div>
  );
}
