import { Field, Switch, TextArea, TextInput } from '../../../controls/field';
import { Picker } from '../../../controls/picker';
import { Segments } from '../../../controls/segments';
import { Select } from '../../../controls/select';
import { useTags } from '../../list/hits';
import type { Dashboard, TimeSettings } from '../../model/dashboard';
import { useEditing } from '../editing-context';
import styles from './settings.module.css';

const TOOLTIPS = [
  { value: 'off', label: 'Of each panel' },
  { value: 'crosshair', label: 'Shared cross-hair' },
  { value: 'tooltip', label: 'Shared tooltip' },
] as const;

const ZONES = [
  { value: 'default', label: 'Default' },
  { value: 'browser', label: 'Of the browser' },
  ...Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value })),
  { value: 'utc', label: 'UTC' },
];

const WEEKS = [
  { value: 'default', label: 'Default' },
  ...['saturday', 'sunday', 'monday'].map((value) => ({ value, label: value })),
];

const MONTHS = Array.from({ length: 12 }, (_, value) => ({
  value,
  label: new Date(Date.UTC(2001, value)).toLocaleString('en', { month: 'long', timeZone: 'UTC' }),
}));

const TEXTS: readonly {
  readonly field: 'from' | 'to' | 'refresh' | 'nowDelay';
  readonly label: string;
  readonly hint: string;
}[] = [
  { field: 'from', label: 'Shown from', hint: 'now-6h, or an absolute time' },
  { field: 'to', label: 'to', hint: 'now' },
  { field: 'refresh', label: 'Refresh every', hint: '30s; empty for never' },
  { field: 'nowDelay', label: 'Now is as long ago', hint: '1m: data come late' },
];

/** Title, tags, time and the like. */
export function GeneralSettings() {
  const { dashboard, change } = useEditing();
  const { data: known = [] } = useTags();
  const set = <K extends keyof Dashboard>(field: K, value: Dashboard[K]) =>
    change((before) => ({ ...before, [field]: value }), field);
  const setTime = <K extends keyof TimeSettings>(field: K, value: TimeSettings[K]) =>
    change((before) => ({ ...before, time: { ...before.time, [field]: value } }), `time ${field}`);
  const { time } = dashboard;
  return (
    <div className={styles.fields}>
      <Field label="Title">
        {(id) => <TextInput id={id} value={dashboard.title} onChange={({ target }) => set('title', target.value)} />}
      </Field>
      <Field label="Tags">
        {() => (
          <Picker
            multiple
            label="Tags"
            placeholder="None"
            options={known.map(({ term }) => ({ value: term, label: term }))}
            value={dashboard.tags}
            allowOther
            onChange={(tags) => set('tags', tags)}
          />
        )}
      </Field>
      <div className={styles.wide}>
        <Field label="Description">
          {(id) => (
            <TextArea
              id={id}
              rows={2}
              value={dashboard.description}
              onChange={({ target }) => set('description', target.value)}
            />
          )}
        </Field>
      </div>
      {TEXTS.map(({ field, label, hint }) => (
        <Field key={field} label={label} hint={hint}>
          {(id) => <TextInput id={id} value={time[field]} onChange={({ target }) => setTime(field, target.value)} />}
        </Field>
      ))}
      <Field label="Choices of refresh" hint="10s, 1m, 5m; empty for the usual">
        {(id) => (
          <TextInput
            id={id}
            defaultValue={time.refreshIntervals.join(', ')}
            onBlur={({ target }) => setTime('refreshIntervals', target.value.split(/[\s,]+/).filter(Boolean))}
          />
        )}
      </Field>
      <Field label="Time zone">
        {() => (
          <Picker
            label="Time zone"
            options={ZONES}
            value={time.timeZone || 'default'}
            onChange={(zone) => setTime('timeZone', zone === 'default' ? '' : zone)}
          />
        )}
      </Field>
      <Field label="The week begins on">
        {() => (
          <Select
            label="The week begins on"
            options={WEEKS}
            value={time.weekStart || 'default'}
            onChange={(day) => setTime('weekStart', day === 'default' ? '' : day)}
          />
        )}
      </Field>
      <Field label="The fiscal year begins in">
        {() => (
          <Select
            label="The fiscal year begins in"
            options={MONTHS}
            value={time.fiscalYearStartMonth}
            onChange={(month) => setTime('fiscalYearStartMonth', month)}
          />
        )}
      </Field>
      <div className={styles.wide}>
        <Field label="Tooltip and cross-hair">
          {() => (
            <Segments
              label="Tooltip and cross-hair"
              options={TOOLTIPS}
              value={dashboard.graphTooltip}
              onChange={(next) => set('graphTooltip', next)}
            />
          )}
        </Field>
      </div>
      <Switch label="Hide the choice of time" checked={time.isHidden} onChange={(on) => setTime('isHidden', on)} />
      <Switch
        label="Charts that end now move with the clock"
        checked={dashboard.isLiveNow}
        onChange={(on) => set('isLiveNow', on)}
      />
      <Switch label="Editable" checked={dashboard.isEditable} onChange={(on) => set('isEditable', on)} />
      <p className={`${styles.hint} ${styles.wide}`}>
        There are no permissions: whoever reaches this server may see and change all dashboards, but not those of files
        that forbid it.
      </p>
    </div>
  );
}
