import { rangeUtil } from '@grafana/data';
import { expect, it } from 'vitest';
import { t } from './grafana-i18n';

const MINUTES = { defaultValue_one: 'Last {{count}} minute', defaultValue_other: 'Last {{count}} minutes' };

it('gives the text that stands beside the name, with its values', () => {
  expect(t('a.text', 'Accessible')).toBe('Accessible');
  expect(t('a.name', 'Of {{ name }}', { name: 'x' })).toBe('Of x');
});

it.each([1, 5])('counts %i as i18next does, which @grafana/data has here', (count) => {
  expect(t('last.minutes', '', { ...MINUTES, count })).toBe(rangeUtil.describeTextRange(`now-${count}m`).display);
});
