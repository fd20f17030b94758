import { CHAT } from './chat.js';
import { EMAIL } from './email.js';
import { PAGING } from './paging.js';
import { SHARED } from './shared.js';

/** Defined before any file's, under the names that people's own templates call and replace. */
export const DEFAULT_TEMPLATES: readonly { readonly name: string; readonly source: string }[] = [
  { name: 'default.tmpl', source: SHARED },
  { name: 'chat.tmpl', source: CHAT },
  { name: 'paging.tmpl', source: PAGING },
  { name: 'email.tmpl', source: EMAIL },
];
