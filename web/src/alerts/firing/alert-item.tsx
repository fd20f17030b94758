import { BellOff } from 'lucide-react';
import { Link } from 'wouter';
import { linkToService } from '../../app/links';
import { Button } from '../../controls/button';
import { Badge, Notice, Skeleton } from '../../controls/notice';
import type { Labels } from '../../data/samples/ask-samples';
import { moment, since } from '../../format/moment';
import { serviceIn } from '../../services/service-list';
import { severityTone } from '../../services/severity';
import { useTimeAlong } from '../../time/time-along';
import { useTime } from '../../time/time-context';
import type { Alert } from '../alerting-api';
import styles from '../alerts.module.css';
import { AnnotationLinks, AnnotationTexts } from '../annotations';
import { ConditionChart } from '../condition/condition-chart';
import { FoldableItem } from '../foldable';
import { LabelList } from '../label-list';
import { type RuleGroup, ruleOf } from '../rules/rule';

interface AlertItemProps {
  readonly alert: Alert;
  /** What tells it from others of its name. */
  readonly apart: Labels;
  /** Undefined while they are asked for. */
  readonly rules: readonly RuleGroup[] | undefined;
  readonly onSilence: () => void;
}

/** One alert: what, since when, and on demand the course of its expression. */
export function AlertItem({ alert, apart, rules, onSilence }: AlertItemProps) {
  const { labels, annotations, status, startsAt } = alert;
  const { timeZone } = useTime();
  const along = useTimeAlong();
  const name = labels.alertname ?? 'unnamed';
  const service = serviceIn(labels);
  return (
    <FoldableItem
      title={name}
      row={
        <>
          <Badge tone={severityTone(labels.severity)}>{labels.severity ?? 'firing'}</Badge>
          {status.state === 'suppressed' && <Badge>{suppressedBy(alert)}</Badge>}
          <span className={styles.summary}>
            {annotations.summary ?? annotations.description} <LabelList labels={apart} />
          </span>
          <span className={styles.note} title={moment(startsAt, timeZone)}>
            {`for ${since(Date.parse(startsAt), Date.now())}`}
          </span>
          <AnnotationLinks annotations={annotations} />
          <Button icon={BellOff} size="small" onClick={onSilence} aria-label={`Silence ${name}`}>
            Silence
          </Button>
        </>
      }
    >
      {() => (
        <>
          <LabelList labels={labels} />
          <AnnotationTexts annotations={annotations} />
          {service !== undefined && <Link href={along(linkToService(service))}>{`Open ${service}`}</Link>}
          <Course alert={alert} rules={rules} />
        </>
      )}
    </FoldableItem>
  );
}

function suppressedBy({ status }: Alert): string {
  if (status.silencedBy.length > 0) return 'silenced';
  return status.inhibitedBy.length > 0 ? 'inhibited' : 'muted';
}

function Course({ alert, rules }: Pick<AlertItemProps, 'alert' | 'rules'>) {
  // Only its rule tells in which language the expression is.
  if (rules === undefined) return <Skeleton height={200} />;
  const found = ruleOf(alert.labels, rules);
  const query = found?.rule.query ?? generatedBy(alert.generatorURL);
  if (query !== undefined) {
    return (
      <ConditionChart
        query={query}
        language={found?.group.language ?? 'promql'}
        alert={alert.labels}
        ruleLabels={found?.rule.labels}
      />
    );
  }
  return <Notice title="Its rule is not among ours" detail="Somebody else sent this alert, without its expression." />;
}

/** The expression in the link that Prometheus gives its alerts. */
function generatedBy(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  return new URL(url).searchParams.get('g0.expr') ?? undefined;
}
