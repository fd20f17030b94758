export const versionsPath = (uid: string): string => `/api/dashboards/uid/${encodeURIComponent(uid)}/versions`;
