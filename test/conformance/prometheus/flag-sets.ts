/** What a server runs with while a set of cases is asked of it. */
export interface FlagSet {
  /** Names of `--enable-feature`. */
  readonly features: readonly string[];
  /** Sections of prometheus.yml beside those that every set has. */
  readonly configuration: string;
  /** Names of what its cases ask for of that which goes by remote write: the rest need not be sent. All where left out. */
  readonly written?: readonly string[];
}

const FLAG_SETS = {
  default: { features: [], configuration: '' },
  exp: {
    features: [
      'promql-experimental-functions',
      'promql-extended-range-selectors',
      'promql-binop-fill-modifiers',
      'search-api',
      'otlp-native-delta-ingestion',
    ],
    configuration: '',
  },
  delayed: {
    features: ['promql-experimental-functions', 'promql-delayed-name-removal'],
    configuration: '',
    written: ['http_requests_total', 'node_load1', 'node_load5', 'num', 'up'],
  },
  d2c: { features: ['otlp-deltatocumulative'], configuration: '', written: [] },
  nhcb: {
    features: ['promql-experimental-functions'],
    configuration: `
otlp:
  convert_histograms_to_nhcb: true
  promote_resource_attributes: [k8s.cluster.name, service.name]
`,
    written: [],
  },
} as const satisfies Record<string, FlagSet>;

export type FlagSetName = keyof typeof FLAG_SETS;

export const FLAG_SET_NAMES = Object.keys(FLAG_SETS) as FlagSetName[];

export const flagSet = (name: FlagSetName): FlagSet => FLAG_SETS[name];

/** The prometheus.yml of a set. The evaluation interval is the step of a subquery that names none. */
export const configurationOf = (name: FlagSetName): string => `global:
  evaluation_interval: 15s
storage:
  tsdb:
    out_of_order_time_window: 1h
${flagSet(name).configuration}`;
