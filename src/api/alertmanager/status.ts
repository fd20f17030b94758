import { type AlertmanagerRequest, type Answer, json } from './request.js';

/** The release of Alertmanager whose API this is: clients choose by it what they may ask. */
const SPOKEN_VERSION = '0.28.1';

/** https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (getStatus) */
export async function getStatus({ alertmanager, context }: AlertmanagerRequest): Promise<Answer> {
  const { config, cluster } = alertmanager.status();
  const isAlone = cluster.peers === 1;
  return json({
    cluster: {
      ...(!isAlone && { name: peerName(cluster.position) }),
      peers: isAlone
        ? []
        : Array.from({ length: cluster.peers }, (_, position) => ({
            // They meet in the store, not over the network.
            address: 'store',
            name: peerName(position),
          })),
      status: isAlone ? 'disabled' : 'ready',
    },
    config: { original: config },
    uptime: new Date(context.startedMs).toISOString(),
    versionInfo: {
      branch: 'quartet',
      buildDate: '',
      buildUser: '',
      goVersion: 'none',
      revision: context.version,
      version: SPOKEN_VERSION,
    },
  });
}

const peerName = (position: number): string => `instance-${position}`;

/** https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (getReceivers) */
export async function getReceivers({ alertmanager }: AlertmanagerRequest): Promise<Answer> {
  return json(alertmanager.receivers().map(({ name }) => ({ name })));
}
