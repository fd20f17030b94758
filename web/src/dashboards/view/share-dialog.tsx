import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../controls/button';
import { Dialog } from '../../controls/dialog';
import { Field, Switch, TextArea } from '../../controls/field';
import { tell } from '../../controls/toast';
import { useMode } from '../../theme/theme';
import { useTime } from '../../time/time-context';
import { rangeTexts } from '../../time/time-range';
import { urlValues } from '../../variables/url-values';
import { useRunningVariables } from '../../variables/variables-context';
import styles from './dashboard.module.css';
import { useOpenDashboard } from './dashboard-context';

/** Of the URL: what belongs to this page's dialogs rather than to what is shared. */
const OF_DIALOGS = ['shareView', 'sharePanel', 'inspect', 'inspectTab', 'editPanel', 'editview'];

/** A link to what is on the page now, and a frame for other pages with one panel. */
export function ShareDialog({ panelKey }: { panelKey: string | undefined }) {
  const { dashboard } = useOpenDashboard();
  const { update } = useUrlState();
  const [isLocked, setIsLocked] = useState(true);
  const search = useShared(isLocked);
  if (panelKey !== undefined) search.set('viewPanel', panelKey);
  const link = `${window.location.origin}${window.location.pathname}?${search}`;
  const solo = new URLSearchParams(search);
  solo.delete('viewPanel');
  solo.set('panelId', panelKey ?? '');
  solo.set('theme', useMode());
  const frame = `<iframe src="${window.location.origin}/d-solo/${encodeURIComponent(dashboard.uid)}?${solo}" width="450" height="200" frameborder="0"></iframe>`;
  const close = () => update({ shareView: undefined, sharePanel: undefined });
  return (
    <Dialog title={panelKey === undefined ? 'Share the dashboard' : 'Share the panel'} open onClose={close}>
      <div className={styles.share}>
        <Switch label="The time as it is now, rather than relative to now" checked={isLocked} onChange={setIsLocked} />
        <Shared label="Link" text={link} />
        {panelKey !== undefined && <Shared label="Frame for other pages" text={frame} />}
      </div>
    </Dialog>
  );
}

function Shared({ label, text }: { label: string; text: string }) {
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => tell('Copied', 'success'),
      () => tell('It could not be copied: mark the text and copy it', 'error'),
    );
  return (
    <div className={styles.shared}>
      <Field label={label}>{(id) => <TextArea id={id} readOnly rows={3} value={text} />}</Field>
      <Button look="primary" icon={Copy} onClick={() => void copy()}>
        Copy
      </Button>
    </div>
  );
}

/** The URL of now with time and all variables in it. */
function useShared(isLocked: boolean): URLSearchParams {
  const { search } = useUrlState();
  const { range } = useTime();
  const running = useRunningVariables();
  const shared = new URLSearchParams(search);
  for (const name of OF_DIALOGS) shared.delete(name);
  const { from, to } = isLocked
    ? { from: String(range.from.valueOf()), to: String(range.to.valueOf()) }
    : rangeTexts(range);
  shared.set('from', from);
  shared.set('to', to);
  for (const { definition, values, state } of running.values()) {
    if (state.skipUrlSync === true) continue;
    for (const [name, all] of Object.entries(urlValues(definition.name, values))) {
      shared.delete(name);
      for (const value of ([] as string[]).concat((all ?? []) as string[])) shared.append(name, value);
    }
  }
  return shared;
}
