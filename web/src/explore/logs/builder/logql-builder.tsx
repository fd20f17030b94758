import { useEffect, useState } from 'react';
import { Button } from '../../../controls/button';
import { Notice } from '../../../controls/notice';
import { Picker } from '../../../controls/picker';
import { Select } from '../../../controls/select';
import { logLabels, logLabelValues } from '../../../editor/api-names';
import { LabelFilters } from '../../label-filters';
import { selectorText } from '../../matcher';
import styles from './builder.module.css';
import { COUNTINGS, type Counting, type LogQuery } from './query';
import { readLogql } from './read';
import { StageList } from './stage-list';
import { writeLogql } from './write';

interface LogqlBuilderProps {
  readonly value: string;
  /** Told of each text that is another than `value`. */
  readonly onChange: (value: string) => void;
  readonly onCode: () => void;
}

/** A query put together: streams, what their lines must have, and what is counted of them. */
export default function LogqlBuilder({ value, onChange, onCode }: LogqlBuilderProps) {
  const [own, setOwn] = useState<{ readonly text: string; readonly query: LogQuery }>();
  const read = own?.text === value ? own.query : readOrError(value);
  const labels = useLogLabels();
  if (read instanceof Error) {
    return (
      <Notice
        title="The builder cannot show this query"
        detail={read.message}
        action={
          <Button size="small" onClick={onCode}>
            Edit it as text
          </Button>
        }
      />
    );
  }
  const change = (query: LogQuery) => {
    const text = writeLogql(query);
    setOwn({ text, query });
    if (text !== '' && text !== value) onChange(text);
  };
  return (
    <div className={styles.builder}>
      <div className={styles.row}>
        <span className={styles.label}>Streams</span>
        <LabelFilters
          matchers={read.matchers}
          onChange={(matchers) => change({ ...read, matchers })}
          of="logs"
          names={() => logLabels()}
          values={(label, others) => logLabelValues(label, selectorText(others))}
        />
      </div>
      <div className={styles.row}>
        <span className={styles.label}>Lines</span>
        <StageList stages={read.stages} onChange={(stages) => change({ ...read, stages })} />
      </div>
      <div className={styles.row}>
        <span className={styles.label}>Count</span>
        <CountingFields
          counting={read.counting}
          labels={labels}
          onChange={(counting) => change(withCounting(read, counting))}
        />
      </div>
      <code className={styles.preview}>{writeLogql(read)}</code>
    </div>
  );
}

function readOrError(text: string): LogQuery | Error {
  try {
    return text.trim() === '' ? { matchers: [], stages: [] } : readLogql(text);
  } catch (error) {
    return error as Error;
  }
}

const withCounting = ({ matchers, stages }: LogQuery, counting: Counting | undefined): LogQuery => ({
  matchers,
  stages,
  ...(counting && { counting }),
});

function useLogLabels(): readonly string[] {
  const [labels, setLabels] = useState<readonly string[]>([]);
  useEffect(() => {
    let isMounted = true;
    void logLabels().then((names) => isMounted && setLabels(names));
    return () => {
      isMounted = false;
    };
  }, []);
  return labels;
}

const NOTHING = 'lines';

interface CountingFieldsProps {
  readonly counting: Counting | undefined;
  readonly labels: readonly string[];
  readonly onChange: (counting: Counting | undefined) => void;
}

function CountingFields({ counting, labels, onChange }: CountingFieldsProps) {
  const names = [...new Set([...(counting?.sumBy ?? []), 'detected_level', ...labels])];
  return (
    <>
      <Select
        size="small"
        label="What is shown"
        value={counting?.operation ?? NOTHING}
        options={[{ value: NOTHING, label: 'the lines' }, ...COUNTINGS.map((value) => ({ value, label: value }))]}
        onChange={(operation) =>
          onChange(operation === NOTHING ? undefined : { range: '$__auto', sumBy: [], ...counting, operation })
        }
      />
      {counting && (
        <Picker
          multiple
          size="small"
          label="Sum by"
          placeholder="sum of all"
          value={counting.sumBy ?? []}
          options={names.map((name) => ({ value: name, label: name }))}
          allowOther
          onChange={(sumBy) => onChange({ ...counting, sumBy })}
        />
      )}
    </>
  );
}
