/**
 * The text of an error as Mimir words it: its id, by which operators look it up, and the setting to raise.
 * https://grafana.com/docs/mimir/latest/manage/mimir-runbooks/#errors-catalog
 */
export const mimirError = (text: string, id: string, setting: string): string =>
  `${text} (err-mimir-${id}). To adjust the related per-tenant limit, configure -${setting}, or contact your service administrator.`;
