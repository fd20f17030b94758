import { getAlerts, postAlerts } from './alerts.js';
import { getAlertGroups } from './groups.js';
import type { AlertmanagerRequest, Answer } from './request.js';
import { deleteSilence, getSilence, getSilences, postSilence } from './silences.js';
import { getReceivers, getStatus } from './status.js';

export type Method = 'GET' | 'POST' | 'DELETE';

export type Methods = Readonly<Partial<Record<Method, (request: AlertmanagerRequest) => Promise<Answer>>>>;

/** Alertmanager's API v2: https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml */
export const ENDPOINTS: Readonly<Record<string, Methods>> = {
  '/status': { GET: getStatus },
  '/receivers': { GET: getReceivers },
  '/silences': { GET: getSilences, POST: postSilence },
  '/silence/:silenceID': { GET: getSilence, DELETE: deleteSilence },
  '/alerts': { GET: getAlerts, POST: postAlerts },
  '/alerts/groups': { GET: getAlertGroups },
};
