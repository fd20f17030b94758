import { useMemo, useState } from 'react';
import { Dialog } from '../../../controls/dialog';
import { TextInput } from '../../../controls/field';
import { Badge, Failure, Notice, Skeleton } from '../../../controls/notice';
import { Select } from '../../../controls/select';
import styles from '../metrics.module.css';
import { useMetricFamilies } from './ask-metrics';
import { type MetricFamily, matching } from './metadata';
import { MetricDetail } from './metric-detail';

interface MetricFinderProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onUse: (query: string) => void;
}

const TYPES = ['', 'counter', 'gauge', 'histogram', 'summary', 'info', 'stateset', 'unknown'];
const SHOWN = 100;

/** Metrics by name, help and type; one opened shows its labels and queries that fit it. */
export function MetricFinder({ open, onClose, onUse }: MetricFinderProps) {
  const [typed, setTyped] = useState('');
  const [type, setType] = useState('');
  const [chosen, setChosen] = useState<string>();
  const { data, error, isPending } = useMetricFamilies(open);
  const found = useMemo(() => matching(data ?? [], typed, type), [data, typed, type]);
  return (
    <Dialog open={open} look="side" title="Find a metric" onClose={onClose}>
      <div className={styles.finder}>
        <TextInput
          aria-label="Name or help"
          placeholder="Words of its name or of its help"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          label="Type"
          value={type}
          placeholder="Any type"
          options={TYPES.map((value) => ({ value, label: value === '' ? 'Any type' : value }))}
          onChange={setType}
        />
        {error !== null && <Failure error={error} />}
        {isPending && error === null && <Skeleton height={320} />}
        {data !== undefined && found.length === 0 && <Notice title="No metric matches" />}
        <ul className={styles.found} aria-label="Metrics">
          {found.slice(0, SHOWN).map((family) => (
            <li key={family.name}>
              <MetricButton
                family={family}
                isOpen={chosen === family.name}
                onClick={() => setChosen(chosen === family.name ? undefined : family.name)}
              />
              {chosen === family.name && <MetricDetail family={family} onUse={onUse} />}
            </li>
          ))}
        </ul>
        {found.length > SHOWN && <p className={styles.help}>{`${found.length - SHOWN} more: type to find them`}</p>}
      </div>
    </Dialog>
  );
}

function MetricButton({ family, isOpen, onClick }: { family: MetricFamily; isOpen: boolean; onClick: () => void }) {
  const { name, type, unit, help } = family;
  return (
    <button type="button" className={styles.metric} aria-expanded={isOpen} onClick={onClick}>
      <span className={styles.metricName}>{name}</span>
      <span>
        {unit !== '' && <Badge>{unit}</Badge>} <Badge>{type}</Badge>
      </span>
      {help !== '' && <span className={styles.help}>{help}</span>}
    </button>
  );
}
