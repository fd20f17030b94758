import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  RowBuilder,
  TimePickerBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboardLinks, TAG } from './links.js';
import type { PanelBuilder } from './panels/panel.js';
import { SOURCES } from './queries.js';
import { COLORS } from './thresholds.js';

/** A part of a dashboard under a title. Panels fill lines of 24 columns. */
export interface Section {
  readonly title: string;
  readonly panels: readonly PanelBuilder[];
}

export interface DashboardSpec {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly variables: readonly Builder<VariableModel>[];
  /** Matchers of the alerts that are drawn into the charts: `category="database"`. */
  readonly alerts: string;
  readonly sections: readonly Section[];
}

/** Spans of time that the picker offers for refreshing. */
const REFRESH = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h'];

/** The document of a dashboard, as Grafana's API takes it. Panels are numbered in their order, from 1. */
export function dashboardOf({ sections, ...spec }: DashboardSpec): Dashboard {
  const builder = new DashboardBuilder(spec.title)
    .uid(spec.uid)
    .description(spec.description)
    .tags([TAG, ...spec.tags])
    .readonly()
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .refresh('30s')
    .time({ from: 'now-1h', to: 'now' })
    .timepicker(new TimePickerBuilder().refreshIntervals(REFRESH))
    .variables([...spec.variables])
    .links(dashboardLinks())
    .annotation(alertAnnotation(spec.alerts));
  for (const { title, panels } of sections) {
    builder.withRow(new RowBuilder(title));
    for (const panel of panels) builder.withPanel(panel);
  }
  const dashboard = builder.build();
  for (const [index, panel] of (dashboard.panels ?? []).entries()) panel.id = index + 1;
  // The builders would put links and annotations away into a menu.
  for (const shown of [...(dashboard.links ?? []), ...(dashboard.annotations?.list ?? [])]) delete shown.placement;
  return dashboard;
}

/** When which alerts began to fire; `severity="none"` is that of the one that always does. */
function alertAnnotation(matchers: string): AnnotationQueryBuilder {
  const firing = `ALERTS{${['alertstate="firing"', 'severity!="none"', matchers].filter(Boolean).join(', ')}}`;
  return new AnnotationQueryBuilder()
    .name('Alerts')
    .datasource(SOURCES.metrics)
    .enable(true)
    .iconColor(COLORS.bad)
    .expr(`${firing} unless ${firing} offset $__interval`)
    .titleFormat('{{alertname}}')
    .textFormat('{{severity}} {{service}} {{instance}}')
    .tagKeys('severity,category,service')
    .step('30s');
}
