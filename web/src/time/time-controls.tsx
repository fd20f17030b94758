import { rangeUtil } from '@grafana/data';
import { ChevronLeft, ChevronRight, Clock, RotateCw, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../controls/button';
import { Field, TextInput } from '../controls/field';
import { Popover } from '../controls/popover';
import { Select } from '../controls/select';
import { useTime } from './time-context';
import styles from './time-controls.module.css';
import { isAbsolute, rangeTexts, readTimeRange, shifted, shortRange, zoomedOut } from './time-range';
import { useTimeShortcuts } from './use-time-shortcuts';

const QUICK = ['5m', '15m', '30m', '1h', '3h', '6h', '12h', '24h', '2d', '7d', '30d', '90d'];
/** The list's word for no refresh, which the URL leaves out. */
const OFF = 'off';
const REFRESH = [OFF, '5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h'];
const TIME_ZONES = ['browser', 'utc'];

/** Range, earlier and later, zoom out, refresh: at the right of every page's bar. */
export function TimeControls() {
  const { range, timeZone, refresh, setRange, setRefresh, refreshNow } = useTime();
  useTimeShortcuts();
  const every = refresh === '' ? OFF : refresh;
  const intervals = REFRESH.includes(every) ? REFRESH : [...REFRESH, every];
  return (
    <div className={styles.bar}>
      <IconButton icon={ChevronLeft} label="Earlier" onClick={() => setRange(shifted(range, -1))} />
      <RangePicker key={`${range.from.valueOf()}-${range.to.valueOf()}-${timeZone}`} />
      <IconButton icon={ChevronRight} label="Later" onClick={() => setRange(shifted(range, 1))} />
      <IconButton icon={ZoomOut} label="Zoom out" onClick={() => setRange(zoomedOut(range))} />
      <IconButton icon={RotateCw} label="Refresh" onClick={refreshNow} />
      <Select
        label="Refresh every"
        value={every}
        options={intervals.map((value) => ({ value, label: value === OFF ? 'Off' : value }))}
        onChange={(next) => setRefresh(next === OFF ? '' : next)}
      />
    </div>
  );
}

function RangePicker() {
  const { range, timeZone, setRange, setTimeZone } = useTime();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(() => shownTexts(range));
  const isWrong =
    readTimeRange(typed, timeZone).raw === undefined || (!rangeUtil.isRelativeTimeRange(typed) && !isReadable(typed));
  const apply = (raw: { from: string; to: string }) => {
    setOpen(false);
    setRange(raw);
  };
  return (
    <Popover
      label="Time range"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          icon={Clock}
          className={styles.range}
          data-absolute={isAbsolute(range) || undefined}
          aria-label={`Time range: ${shortRange(range, timeZone)}`}
        >
          <time className={styles.shown}>{shortRange(range, timeZone)}</time>
        </Button>
      }
    >
      <div className={styles.picker}>
        <div className={styles.quick}>
          {QUICK.map((length) => (
            <Button key={length} size="small" look="quiet" onClick={() => apply({ from: `now-${length}`, to: 'now' })}>
              {`Last ${length}`}
            </Button>
          ))}
        </div>
        <form
          className={styles.absolute}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isWrong) apply(typed);
          }}
        >
          <Field label="From" hint="now-6h, now/d, or 2026-11-21 10:00:00">
            {(id) => (
              <TextInput
                id={id}
                value={typed.from}
                onChange={(event) => setTyped({ ...typed, from: event.target.value })}
              />
            )}
          </Field>
          <Field label="To" error={isWrong ? 'this is no range: from must be before to' : undefined}>
            {(id) => (
              <TextInput
                id={id}
                value={typed.to}
                aria-invalid={isWrong}
                onChange={(event) => setTyped({ ...typed, to: event.target.value })}
              />
            )}
          </Field>
          <Select
            label="Time zone"
            value={timeZone}
            options={[...new Set([...TIME_ZONES, timeZone])].map((value) => ({ value, label: zoneName(value) }))}
            onChange={setTimeZone}
          />
          <Button type="submit" look="primary" disabled={isWrong}>
            Apply
          </Button>
        </form>
      </div>
    </Popover>
  );
}

const zoneName = (zone: string): string => ({ browser: 'Time of this browser', utc: 'UTC' })[zone] ?? zone;

function shownTexts(range: ReturnType<typeof readTimeRange>): { from: string; to: string } {
  const texts = rangeTexts(range);
  const shown = (text: string) =>
    /^\d+$/.test(text)
      ? new Date(Number(text))
          .toISOString()
          .replace('T', ' ')
          .replace(/\.\d+Z$/, 'Z')
      : text;
  return { from: shown(texts.from), to: shown(texts.to) };
}

/** Whether what was typed is a range rather than the default that stands in for what cannot be read. */
function isReadable(typed: { from: string; to: string }): boolean {
  const read = rangeTexts(readTimeRange(typed));
  return !(read.from === 'now-1h' && read.to === 'now');
}
