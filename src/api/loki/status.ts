import { json, type LokiAnswer, plainText } from './answer.js';
import type { LokiRequest } from './request.js';

/** The release of Loki whose API this is: clients choose by it what they may ask. Our own version stands beside it. */
const SPOKEN_VERSION = '3.5.0';

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#list-build-information */
export const buildInfo = async ({ context }: LokiRequest): Promise<LokiAnswer> =>
  json({
    version: SPOKEN_VERSION,
    revision: '',
    branch: '',
    buildUser: '',
    buildDate: '',
    goVersion: 'none',
    application: 'quartet',
    applicationVersion: context.version,
  });

/** `/config`: the effective settings as YAML, without secrets. */
export const configuration = async ({ context }: LokiRequest): Promise<LokiAnswer> =>
  plainText(
    Object.entries(context.settings)
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
      .join(''),
  );

/** What Loki consists of, and this program does in one. */
const SERVICES = ['server', 'distributor', 'ingester', 'querier', 'query-frontend', 'store', 'pattern-ingester'];

/** `/services` */
export const services = async (): Promise<LokiAnswer> =>
  plainText(SERVICES.map((service) => `${service} => Running\n`).join(''));
