import { isIP } from 'node:net';
import { title } from '../../lib/go-letter-case.js';
import { escapeQuery } from '../../lib/gotemplate/escape.js';
import { type TemplateFunction, type TemplateFunctions, ValueMap } from '../../lib/gotemplate/value.js';

const ofText = (call: (text: string) => string): TemplateFunction => ({
  parameters: ['string'],
  call: ([text]) => call(text),
});

/** `host:port` in its parts; undefined where there is no port. */
function hostAndPort(address: string): readonly [host: string, port: string] | undefined {
  const parts = /^(?:\[([^\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(address);
  return parts === null ? undefined : [parts[1] ?? parts[2]!, parts[3]!];
}

const stripPort = (address: string): string => hostAndPort(address)?.[0] ?? address;

/** The port stays, and addresses of IP are as they are. */
function stripDomain(address: string): string {
  const [host, port] = hostAndPort(address) ?? [address];
  if (isIP(host) !== 0) return address;
  const [name] = host.split('.');
  return port === undefined ? name! : `${name!}:${port}`;
}

const link = (tab: 0 | 1) => ofText((expression) => graphPath(expression, tab));

/** Where the UI shows an expression: as a graph (0) or a table (1). */
export const graphPath = (expression: string, tab: 0 | 1): string =>
  `/graph?g0.expr=${escapeQuery(expression)}&g0.tab=${tab}`;

/**
 * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#strings
 * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#others
 */
export const TEXT_FUNCTIONS: TemplateFunctions = {
  // Of a letter behind each sign, as in "It'S"; that of notifications knows words.
  title: ofText(title),
  stripPort: ofText(stripPort),
  stripDomain: ofText(stripDomain),
  urlQueryEscape: ofText(escapeQuery),
  // Nothing is escaped in what rules print.
  safeHtml: ofText((text) => text),
  graphLink: link(0),
  tableLink: link(1),
  args: {
    parameters: [],
    variadic: 'any',
    call: (values) => new ValueMap(new Map(values.map((value, i) => [`arg${i}`, value]))),
  },
};
