import { BellOff, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { linkToService } from '../../app/links';
import { Button } from '../../controls/button';
import { Badge, Notice } from '../../controls/notice';
import { moment, since } from '../../format/moment';
import { serviceIn } from '../../services/service-list';
import { severityTone } from '../../services/severity';
import { useTime } from '../../time/time-context';
import type { Alert } from '../alerting-api';
import styles from '../alerts.module.css';
import { AnnotationLinks, AnnotationTexts } from '../annotations';
import { ConditionChart } from '../condition-chart';
import { LabelList } from '../label-list';
import { type RuleGroup, ruleOf } from '../rules/rule';

interface AlertItemProps {
  readonly alert: Alert;
  readonly rules: readonly RuleGroup[];
  readonly onSilence: () => void;
}

/** One alert: what, since when, and on demand the course of its expression. */
export function AlertItem({ alert, rules, onSilence }: AlertItemProps) {
  const { labels, annotations, status, startsAt } = alert;
  const { timeZone } = useTime();
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const name = labels.alertname ?? 'unnamed';
  const service = serviceIn(labels);
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <button
          type="button"
          className={styles.opener}
          aria-expanded={isOpen}
          aria-controls={detailsId}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight size={14} aria-hidden />
          {name}
        </button>
        <Badge tone={severityTone(labels.severity)}>{labels.severity ?? 'firing'}</Badge>
        {status.state === 'suppressed' && <Badge>{suppressedBy(alert)}</Badge>}
        <span className={styles.summary}>{annotations.summary ?? annotations.description}</span>
        <span className={styles.note} title={moment(startsAt, timeZone)}>
          {`for ${since(Date.parse(startsAt), Date.now())}`}
        </span>
        <AnnotationLinks annotations={annotations} />
        <Button icon={BellOff} size="small" onClick={onSilence} aria-label={`Silence ${name}`}>
          Silence
        </Button>
      </div>
      <div id={detailsId} hidden={!isOpen} className={styles.details}>
        {isOpen && (
          <>
            <LabelList labels={labels} />
            <AnnotationTexts annotations={annotations} />
            {service !== undefined && <Link href={linkToService(service)}>{`Open ${service}`}</Link>}
            <Course alert={alert} rules={rules} />
          </>
        )}
      </div>
    </li>
  );
}

function suppressedBy({ status }: Alert): string {
  if (status.silencedBy.length > 0) return 'silenced';
  return status.inhibitedBy.length > 0 ? 'inhibited' : 'muted';
}

function Course({ alert, rules }: Pick<AlertItemProps, 'alert' | 'rules'>) {
  const found = ruleOf(alert.labels, rules);
  if (found !== undefined) return <ConditionChart query={found.rule.query} language={found.group.language} />;
  const query = generatedBy(alert.generatorURL);
  if (query !== undefined) return <ConditionChart query={query} language="promql" />;
  return <Notice title="Its rule is not among ours" detail="Somebody else sent this alert, without its expression." />;
}

/** The expression in the link that Prometheus gives its alerts. */
function generatedBy(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  return new URL(url).searchParams.get('g0.expr') ?? undefined;
}
