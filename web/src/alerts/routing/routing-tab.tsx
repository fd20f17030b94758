import { useState } from 'react';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../controls/button';
import { Field, TextInput } from '../../controls/field';
import { Failure, Notice, Skeleton } from '../../controls/notice';
import { Picker } from '../../controls/picker';
import styles from '../alerts.module.css';
import { useConfiguration, useExplanation, useRules } from '../use-alerting';
import { labelsText } from './labels-text';
import { Reached } from './reached';
import { Receivers } from './receivers';
import { RouteTree } from './route-tree';

/** Whom an alert would reach and why, the tree of routes, the receivers, and the configuration as it is written. */
export function RoutingTab() {
  const { search, update } = useUrlState();
  const labels = search.get('labels') ?? '';
  const [typed, setTyped] = useState(labels);
  const { data: groups = [] } = useRules();
  const alerting = groups.flatMap(({ rules }) => rules.filter(({ type }) => type === 'alerting'));
  const ask = (text: string) => {
    setTyped(text);
    update({ labels: text || undefined }, { replace: true });
  };
  return (
    <>
      <form
        className={styles.question}
        onSubmit={(event) => {
          event.preventDefault();
          ask(typed);
        }}
      >
        <Field label="Whom would an alert with these labels reach?">
          {(id) => (
            <TextInput
              id={id}
              placeholder={'severity="critical", service="api-gateway"'}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" disabled={typed.trim() === ''}>
          Explain
        </Button>
        <Picker
          label="Take the labels of a rule"
          placeholder="Labels of a rule"
          value={undefined}
          options={alerting.map(({ name, labels: own = {} }) => ({
            value: labelsText({ alertname: name, ...own }),
            label: name,
            ...(own.severity !== undefined && { note: own.severity }),
          }))}
          onChange={ask}
        />
      </form>
      <Explained labels={labels} />
      <Tree labels={labels} />
      <Receivers />
      <Configuration />
    </>
  );
}

function Explained({ labels }: { labels: string }) {
  const { data, error } = useExplanation(labels);
  if (labels.trim() === '') return null;
  if (error !== null) return <Failure title="This cannot be explained" error={error} />;
  return data === undefined ? <Skeleton height={120} /> : <Reached explanation={data} />;
}

function Tree({ labels }: { labels: string }) {
  const { data } = useExplanation(labels);
  return <RouteTree explanation={labels.trim() === '' ? undefined : data} />;
}

function Configuration() {
  const { data, error } = useConfiguration();
  return (
    <section className={styles.group} aria-label="Routes as configured">
      <header className={styles.groupHead}>
        <h2>Routes as configured</h2>
        <span className={styles.note}>secrets are hidden</span>
      </header>
      <div className={styles.details}>
        {error !== null ? (
          <Failure error={error} />
        ) : data === undefined ? (
          <Skeleton height={120} />
        ) : data.trim() === '' ? (
          <Notice title="The Alertmanager has no configuration" />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          <pre className={styles.code} tabIndex={0}>
            <code>{data}</code>
          </pre>
        )}
      </div>
    </section>
  );
}
