import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../controls/button';
import { Badge, Failure, Notice, Skeleton } from '../../controls/notice';
import { Segments } from '../../controls/segments';
import { type Column, DataTable } from '../../controls/table/data-table';
import { tell } from '../../controls/toast';
import { moment, since } from '../../format/moment';
import { useTime } from '../../time/time-context';
import { expireSilence, type Silence } from '../alerting-api';
import styles from '../alerts.module.css';
import { useAlertingChanged, useSilenceChanges, useSilences } from '../use-alerting';
import { EMPTY_MATCHER, matcherText } from './matcher-text';
import { type SilenceDraft, SilenceForm } from './silence-form';

const STATES = ['active', 'pending', 'expired', 'changes'] as const;
const STATE_NAMES = { active: 'Active', pending: 'Pending', expired: 'Expired', changes: 'Changes' } as const;
const NEW: SilenceDraft = { matchers: [EMPTY_MATCHER] };

/** What is muted, by whom, until when and why; and a way to mute more. */
export function SilencesTab() {
  const { search, update } = useUrlState();
  const { data, error, refetch } = useSilences();
  const [draft, setDraft] = useState<SilenceDraft>();
  const state = STATES.find((one) => one === search.get('state')) ?? 'active';
  const count = (wanted: string) => data?.filter(({ status }) => status.state === wanted).length ?? 0;
  if (error !== null && data === undefined)
    return <Failure error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />;
  if (data === undefined) return <Skeleton height={240} />;
  return (
    <>
      <div className={styles.tools}>
        <Segments
          label="Silences"
          value={state}
          options={STATES.map((value) => ({
            value,
            label: value === 'changes' ? STATE_NAMES[value] : `${STATE_NAMES[value]} ${count(value)}`,
          }))}
          onChange={(next) => update({ state: next === 'active' ? undefined : next }, { replace: true })}
        />
        <Button icon={Plus} look="primary" onClick={() => setDraft(NEW)}>
          New silence
        </Button>
      </div>
      {state === 'changes' ? (
        <Changes />
      ) : (
        <SilenceTable silences={data.filter(({ status }) => status.state === state)} state={state} onEdit={setDraft} />
      )}
      {draft !== undefined && <SilenceForm draft={draft} onClose={() => setDraft(undefined)} />}
    </>
  );
}

interface SilenceTableProps {
  readonly silences: readonly Silence[];
  readonly state: keyof typeof STATE_NAMES;
  readonly onEdit: (draft: SilenceDraft) => void;
}

function SilenceTable({ silences, state, onEdit }: SilenceTableProps) {
  const { timeZone } = useTime();
  const changed = useAlertingChanged();
  const expire = async ({ id }: Silence) => {
    try {
      await expireSilence(id);
      tell('The silence has ended', 'success');
    } catch (error) {
      tell('The silence could not be ended', 'error', error instanceof Error ? error.message : String(error));
    }
    await changed();
  };
  const columns: readonly Column<Silence>[] = [
    {
      id: 'matchers',
      title: 'Matchers',
      isWide: true,
      sortBy: ({ matchers }) => matchers.map(matcherText).join(),
      cell: ({ matchers }) => (
        <span className={styles.labels}>
          {matchers.map((matcher) => (
            <code key={matcherText(matcher)} className={styles.label}>
              {matcherText(matcher)}
            </code>
          ))}
        </span>
      ),
    },
    { id: 'comment', title: 'Why', isWide: true, cell: ({ comment }) => comment },
    { id: 'by', title: 'By', sortBy: ({ createdBy }) => createdBy },
    {
      id: 'starts',
      title: 'From',
      sortBy: ({ startsAt }) => Date.parse(startsAt),
      cell: ({ startsAt }) => moment(startsAt, timeZone),
    },
    {
      id: 'ends',
      title: 'Until',
      sortBy: ({ endsAt }) => Date.parse(endsAt),
      cell: ({ endsAt }) => (
        <span title={state === 'active' ? `in ${since(Date.now(), Date.parse(endsAt))}` : undefined}>
          {moment(endsAt, timeZone)}
        </span>
      ),
    },
    {
      id: 'actions',
      title: <span className="visually-hidden">Actions</span>,
      cell: (silence) =>
        state === 'expired' ? (
          <Button size="small" onClick={() => onEdit({ matchers: silence.matchers, comment: silence.comment })}>
            Again
          </Button>
        ) : (
          <span className={styles.buttons}>
            <Button size="small" onClick={() => onEdit(silence)}>
              Edit
            </Button>
            <Button size="small" look="danger" onClick={() => expire(silence)}>
              Expire
            </Button>
          </span>
        ),
    },
  ];
  return (
    <DataTable
      stacks
      label={`${STATE_NAMES[state]} silences`}
      columns={columns}
      rows={silences}
      keyOf={({ id }) => id}
      empty={
        <Notice
          title={`No silence is ${state}`}
          detail={state === 'active' ? 'Every alert that fires is told to its receiver.' : undefined}
        />
      }
    />
  );
}

/** Who silenced what and why: the newest change first. */
function Changes() {
  const { data, error } = useSilenceChanges();
  const { timeZone } = useTime();
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return <Skeleton height={160} />;
  return (
    <DataTable
      stacks
      label="Changes of silences"
      rows={data}
      keyOf={({ at, silence, change }) => `${at} ${silence.id} ${change}`}
      columns={[
        { id: 'at', title: 'When', sortBy: ({ at }) => Date.parse(at), cell: ({ at }) => moment(at, timeZone) },
        { id: 'change', title: 'Change', cell: ({ change }) => <Badge>{change}</Badge> },
        { id: 'by', title: 'By', sortBy: ({ by }) => by },
        { id: 'why', title: 'Why', isWide: true, cell: ({ why }) => why },
        {
          id: 'what',
          title: 'Matchers',
          isWide: true,
          cell: ({ silence }) => <code>{silence.matchers.map(matcherText).join(', ')}</code>,
        },
      ]}
      empty={<Notice title="No silence was ever made" />}
    />
  );
}
