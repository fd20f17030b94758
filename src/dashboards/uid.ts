import { randomBytes } from 'node:crypto';
import { DashboardsError } from './errors.js';

/** Characters that Grafana lets a uid have. */
export const MAX_UID = 40;
const UID = /^[\w-]*$/;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 14;

/** A uid of random letters and digits: 36^14 of them. */
export function newUid(): string {
  let uid = '';
  while (uid.length < LENGTH) {
    for (const byte of randomBytes(LENGTH)) {
      // The bytes beyond a whole number of alphabets would make the first letters likelier.
      if (byte < 252 && uid.length < LENGTH) uid += LETTERS[byte % LETTERS.length];
    }
  }
  return uid;
}

/** Throws `bad_request` for what cannot be a uid. */
export function checkUid(uid: string): void {
  if (uid.length > MAX_UID) throw new DashboardsError('bad_request', `uid too long, max ${MAX_UID} characters`);
  if (!UID.test(uid)) throw new DashboardsError('bad_request', 'uid contains illegal characters');
}
