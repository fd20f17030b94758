import { type Labels, labelsFrom, labelValue } from '../../model/labels.js';

/** Where Alertmanagers of one entry of `alertmanagers` are reached. */
export interface EndpointDefaults {
  readonly scheme: string;
  /** Before `/api/v2/alerts`. */
  readonly pathPrefix: string;
}

const SCHEME = '__scheme__';
const PATH = '__alerts_path__';
const ADDRESS = '__address__';

/**
 * The labels of a discovered target with those that relabelling may change to say where it is: `__scheme__`, `__address__`
 * and `__alerts_path__`. https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config
 */
export function withDefaults(target: Readonly<Record<string, string>>, defaults: EndpointDefaults): Labels {
  const path = `/${defaults.pathPrefix}/api/v2/alerts`.replace(/\/{2,}/g, '/');
  return labelsFrom(Object.entries({ [SCHEME]: defaults.scheme, [PATH]: path, ...target }));
}

/** The URL that relabelled labels name; `undefined` where it is none. */
export function endpointUrl(labels: Labels): string | undefined {
  const address = labelValue(labels, ADDRESS);
  const [scheme, path] = [labelValue(labels, SCHEME), labelValue(labels, PATH)];
  if (address === '' || /[/?#@\s]/.test(address) || (scheme !== 'http' && scheme !== 'https')) return undefined;
  const text = `${scheme}://${address}${path.startsWith('/') ? path : `/${path}`}`;
  return URL.canParse(text) ? text : undefined;
}
