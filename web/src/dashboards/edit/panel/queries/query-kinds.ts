import type { Option } from '../../../../controls/select';
import type { SourceType } from '../../../../data/source';
import type { EditorLanguage } from '../../../../editor/code-editor';
import type { PanelTarget } from '../../../../panels/run-panel';

/** One of a query's settings beside its text. */
export interface QuerySetting {
  readonly label: string;
  readonly hint?: string;
  readonly kind: 'text' | 'number' | 'switch' | 'select' | 'legend';
  /** Member of the target, unless `read` and `write` say otherwise. */
  readonly field?: string;
  readonly placeholder?: string;
  readonly options?: readonly Option[];
  readonly read?: (target: PanelTarget) => string;
  readonly write?: (value: string) => Readonly<Record<string, unknown>>;
  /** Left out where this is false. */
  readonly isShown?: (target: PanelTarget) => boolean;
}

/** How the queries of a data source are written. */
export interface QueryKind {
  readonly language: EditorLanguage;
  /** Member of the target with the query's text. */
  readonly text: 'expr' | 'query';
  readonly placeholder: string;
  /** What a new query has beside its text. */
  readonly initial: Readonly<Record<string, unknown>>;
  readonly settings: readonly QuerySetting[];
}

const LEGEND: QuerySetting = { label: 'Legend', kind: 'legend', field: 'legendFormat' };

const PROMETHEUS: QueryKind = {
  language: 'promql',
  text: 'expr',
  placeholder: 'rate(http_requests_total[$__rate_interval])',
  initial: { legendFormat: '__auto', range: true },
  settings: [
    LEGEND,
    {
      label: 'Min step',
      kind: 'text',
      field: 'interval',
      placeholder: 'auto',
      hint: '15s, 1m, $__interval',
    },
    {
      label: 'Format',
      kind: 'select',
      field: 'format',
      options: [
        { value: 'time_series', label: 'Time series' },
        { value: 'table', label: 'Table' },
        { value: 'heatmap', label: 'Heatmap' },
      ],
      read: ({ format }) => String(format ?? 'time_series'),
      write: (format) => ({ format }),
    },
    {
      label: 'Type',
      kind: 'select',
      options: [
        { value: 'range', label: 'Range' },
        { value: 'instant', label: 'Instant' },
        { value: 'both', label: 'Both' },
      ],
      read: ({ instant, range }) => (instant !== true ? 'range' : range === true ? 'both' : 'instant'),
      write: (type) => ({ instant: type !== 'range', range: type !== 'instant' }),
    },
    { label: 'Exemplars', kind: 'switch', field: 'exemplar' },
  ],
};

const LOKI: QueryKind = {
  language: 'logql',
  text: 'expr',
  placeholder: '{service_name="checkout"} |= "error"',
  initial: { queryType: 'range' },
  settings: [
    {
      label: 'Type',
      kind: 'select',
      options: [
        { value: 'range', label: 'Range' },
        { value: 'instant', label: 'Instant' },
      ],
      read: ({ queryType, instant }) => (queryType === 'instant' || instant === true ? 'instant' : 'range'),
      write: (queryType) => ({ queryType, instant: undefined }),
    },
    { ...LEGEND, hint: 'Of metric queries' },
    { label: 'Lines', kind: 'number', field: 'maxLines', placeholder: '1000' },
    {
      label: 'Order',
      kind: 'select',
      options: [
        { value: 'backward', label: 'Newest first' },
        { value: 'forward', label: 'Oldest first' },
      ],
      read: ({ direction }) => (direction === 'forward' ? 'forward' : 'backward'),
      write: (direction) => ({ direction }),
    },
    { label: 'Step', kind: 'text', field: 'step', placeholder: 'auto' },
  ],
};

const TEMPO: QueryKind = {
  language: 'traceql',
  text: 'query',
  placeholder: '{status = error}, or the id of a trace',
  initial: { queryType: 'traceql', limit: 20, tableType: 'traces' },
  settings: [
    { label: 'Traces', kind: 'number', field: 'limit', placeholder: '20' },
    { label: 'Spans of each', kind: 'number', field: 'spss', placeholder: '3' },
    {
      label: 'Table of',
      kind: 'select',
      options: [
        { value: 'traces', label: 'Traces' },
        { value: 'spans', label: 'Spans' },
        { value: 'raw', label: 'Raw' },
      ],
      read: ({ tableType }) => String(tableType ?? 'traces'),
      write: (tableType) => ({ tableType }),
    },
    {
      label: 'Metrics',
      kind: 'select',
      options: [
        { value: 'range', label: 'Range' },
        { value: 'instant', label: 'Instant' },
      ],
      read: ({ metricsQueryType }) => String(metricsQueryType ?? 'range'),
      write: (metricsQueryType) => ({ metricsQueryType }),
    },
    { label: 'Step', kind: 'text', field: 'step', placeholder: 'auto' },
  ],
};

export const QUERY_KINDS: Readonly<Partial<Record<SourceType, QueryKind>>> = {
  prometheus: PROMETHEUS,
  loki: LOKI,
  tempo: TEMPO,
  alertmanager: {
    language: 'text',
    text: 'expr',
    placeholder: 'severity="critical", team=~"shop.*"; empty for all alerts',
    initial: {},
    settings: [],
  },
};
