import { t as original } from '@grafana/i18n';
import { expect, it } from 'vitest';
import { t } from './grafana-i18n';

const MINUTES = { defaultValue_one: 'Last {{count}} minute', defaultValue_other: 'Last {{count}} minutes' };

it.each([
  ['a.text', 'Accessible', undefined],
  ['a.name', 'Of {{ name }}', { name: 'x' }],
  ['one.minute', '', { ...MINUTES, count: 1 }],
  ['no.minute', '', { ...MINUTES, count: 0 }],
  ['five.minutes', '', { ...MINUTES, count: 5 }],
])('%s is what i18next makes of it', (name, text, values) => {
  expect(t(name, text, values)).toBe(original(name, text, values));
});
