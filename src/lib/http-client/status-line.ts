import { STATUS_CODES } from 'node:http';

/** `404 Not Found` */
export const statusLine = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
