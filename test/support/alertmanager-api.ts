import Fastify, { type FastifyInstance } from 'fastify';
import { Alertmanager } from '../../src/alerting/alertmanager.js';
import { parseMatchers } from '../../src/alerting/matchers/parse-matchers.js';
import type { Notification } from '../../src/alerting/notify/integration.js';
import type { ReceiverConfig } from '../../src/alerting/receivers/receiver-config.js';
import type { AlertmanagerContext } from '../../src/api/alertmanager/context.js';
import { ownAlertsApi } from '../../src/api/alertmanager/own-api.js';
import { alertmanagerApi } from '../../src/api/alertmanager/plugin.js';
import { readAlertmanagerConfig } from '../../src/config/alertmanager/alertmanager.js';
import { readReceivers } from '../../src/config/alertmanager/receivers/read-receivers.js';
import { YamlFile } from '../../src/config/yaml-file.js';
import { type AlertmanagerLimits, DEFAULT_ALERTMANAGER_LIMITS } from '../../src/model/alertmanager-limits.js';
import type { Clock } from '../../src/telemetry/clock.js';
import { MemoryDocuments } from './memory-documents.js';

const quiet = { info() {}, warn() {}, error() {} };

/** An Alertmanager with its API, whose receivers keep what they are told. */
export class AlertmanagerBench {
  readonly app: FastifyInstance = Fastify();
  /** With what receivers answer from now on; undefined: they take it. */
  failure: Error | undefined;

  private constructor(
    readonly alertmanager: Alertmanager<ReceiverConfig>,
    readonly told: readonly Notification[],
  ) {}

  /** `config` is an `alertmanager.yml`. `prefix`: below which the API stands. */
  static async start(
    config: string,
    clock: Clock,
    prefix = '',
    limits: Partial<AlertmanagerLimits> = {},
  ): Promise<AlertmanagerBench> {
    const file = new YamlFile('/etc/alertmanager.yml', config);
    const told: Notification[] = [];
    const alertmanager = new Alertmanager<ReceiverConfig>({
      config: { ...readAlertmanagerConfig(file, parseMatchers), receivers: readReceivers(file) },
      documents: new MemoryDocuments(),
      clock,
      integrations: () => [
        {
          name: 'webhook',
          index: 0,
          sendResolved: true,
          async notify(one) {
            if (bench.failure !== undefined) throw bench.failure;
            told.push(one);
          },
        },
      ],
      peer: { position: 0, peers: 1 },
      logger: quiet,
      limits: () => ({ ...DEFAULT_ALERTMANAGER_LIMITS, ...limits }),
      tenant: 'default',
    });
    const bench = new AlertmanagerBench(alertmanager, told);
    await alertmanager.start();
    const context: AlertmanagerContext = {
      alertmanagerOf: async () => alertmanager,
      tenantOf: () => 'default',
      version: '1.2.3',
      now: () => clock.now(),
      startedMs: clock.now(),
    };
    await bench.app.register(alertmanagerApi, { context, prefix });
    await bench.app.register(ownAlertsApi, { context });
    return bench;
  }

  /** Takes a port; resolves with its URL. */
  async listen(): Promise<string> {
    return this.app.listen({ host: '127.0.0.1', port: 0 });
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.alertmanager.stop();
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.app.inject(path);
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
    return answer.json<T>();
  }

  post(path: string, body: unknown) {
    return this.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/json' },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }
}
