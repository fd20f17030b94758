import { Plus, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { Button, IconButton } from '../../controls/button';
import { Dialog } from '../../controls/dialog';
import { Field, TextArea, TextInput } from '../../controls/field';
import { Select } from '../../controls/select';
import { tell } from '../../controls/toast';
import { type Silence, type SilenceMatcher, saveSilence } from '../alerting-api';
import styles from '../alerts.module.css';
import { useAlertingChanged } from '../use-alerting';
import { EMPTY_MATCHER, OPERATOR_TEXTS, operatorOf, problemOf, withOperator } from './matcher-text';
import { MutedPreview } from './muted-preview';

/** What a new silence begins with, or the one that is edited. */
export type SilenceDraft = Partial<Pick<Silence, 'id' | 'comment' | 'createdBy' | 'startsAt' | 'endsAt'>> &
  Pick<Silence, 'matchers'>;

const LENGTHS = [
  { value: 30 * 60_000, label: '30 minutes' },
  { value: 60 * 60_000, label: '1 hour' },
  { value: 2 * 60 * 60_000, label: '2 hours' },
  { value: 8 * 60 * 60_000, label: '8 hours' },
  { value: 24 * 60 * 60_000, label: '1 day' },
  { value: 7 * 24 * 60 * 60_000, label: '1 week' },
] as const;

/** Who silenced last in this browser. */
const AUTHOR_KEY = 'quartet.silences.author';

/** Makes or edits a silence, and shows what it mutes before it does. */
export function SilenceForm({ draft, onClose }: { draft: SilenceDraft; onClose: () => void }) {
  const formId = useId();
  const changed = useAlertingChanged();
  const [matchers, setMatchers] = useState<readonly SilenceMatcher[]>(draft.matchers);
  const [comment, setComment] = useState(draft.comment ?? '');
  const [author, setAuthor] = useState(draft.createdBy ?? localStorage.getItem(AUTHOR_KEY) ?? '');
  const [lengthMs, setLength] = useState<number>(LENGTHS[2].value);
  const [isSaving, setSaving] = useState(false);
  const problem = problemOf(matchers);
  const isUntouched = matchers.length === 1 && matchers[0] === EMPTY_MATCHER;
  const isReady = problem === undefined && comment.trim() !== '' && author.trim() !== '';
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || isSaving) return;
    setSaving(true);
    localStorage.setItem(AUTHOR_KEY, author);
    const now = Date.now();
    const startsAt =
      draft.id === undefined || draft.startsAt === undefined ? new Date(now).toISOString() : draft.startsAt;
    const silence = { matchers, comment, createdBy: author, startsAt, endsAt: new Date(now + lengthMs).toISOString() };
    try {
      await saveSilence({ ...silence, ...(draft.id !== undefined && { id: draft.id }) });
      tell(draft.id === undefined ? 'The silence is on' : 'The silence was changed', 'success');
      await changed();
      onClose();
    } catch (error) {
      tell('The silence could not be saved', 'error', error instanceof Error ? error.message : String(error));
      setSaving(false);
    }
  };
  const change = (index: number, matcher: SilenceMatcher) => setMatchers(matchers.with(index, matcher));
  return (
    <Dialog
      title={draft.id === undefined ? 'New silence' : 'Edit silence'}
      open
      onClose={onClose}
      look="wide"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" disabled={!isReady || isSaving}>
            {draft.id === undefined ? 'Silence' : 'Save'}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={save}>
        <fieldset className={styles.matchers}>
          <legend>Alerts with all of these labels</legend>
          {matchers.map((matcher, index) => (
            <div key={index} className={styles.matcher}>
              <TextInput
                aria-label={`Label ${index + 1}`}
                placeholder="label"
                value={matcher.name}
                onChange={({ target }) => change(index, { ...matcher, name: target.value })}
              />
              <Select
                label={`Operator ${index + 1}`}
                value={operatorOf(matcher)}
                options={OPERATOR_TEXTS.map((value) => ({ value, label: value }))}
                onChange={(operator) => change(index, withOperator(matcher, operator))}
              />
              <TextInput
                aria-label={`Value ${index + 1}`}
                placeholder="value"
                value={matcher.value}
                onChange={({ target }) => change(index, { ...matcher, value: target.value })}
              />
              <IconButton
                icon={X}
                label={`Remove matcher ${index + 1}`}
                onClick={() => setMatchers(matchers.toSpliced(index, 1))}
              />
            </div>
          ))}
          <Button icon={Plus} size="small" onClick={() => setMatchers([...matchers, EMPTY_MATCHER])}>
            Add matcher
          </Button>
          {problem !== undefined && !isUntouched && (
            <p className={styles.problem} role="alert">
              {problem}
            </p>
          )}
        </fieldset>
        <div className={styles.pair}>
          <Field label="For">
            {() => <Select label="For" value={lengthMs} options={LENGTHS} onChange={setLength} />}
          </Field>
          <Field label="Your name">
            {(id) => <TextInput id={id} required value={author} onChange={({ target }) => setAuthor(target.value)} />}
          </Field>
        </div>
        <Field label="Why" hint="Required: others will ask.">
          {(id) => (
            <TextArea id={id} required rows={2} value={comment} onChange={({ target }) => setComment(target.value)} />
          )}
        </Field>
        <MutedPreview matchers={matchers} isReady={problem === undefined} />
      </form>
    </Dialog>
  );
}
