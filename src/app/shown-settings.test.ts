import { expect, it } from 'vitest';
import { defaultConfig } from '../config/defaults.js';
import { shownSettings } from './shown-settings.js';

it('shows settings by their flags, and no secrets', () => {
  const config = defaultConfig();
  const shown = shownSettings({
    ...config,
    storage: { ...config.storage, password: 'hush' },
    enableFeature: ['a', 'b'],
    retention: { ...config.retention, logs: 30 * 86_400_000 },
  });
  expect(shown).toMatchObject({ listen: '127.0.0.1', 'enable-feature': 'a,b', 'storage-password': '<secret>' });
  expect(shown).toMatchObject({ 'retention-metrics': 'unlimited', 'retention-logs': '4w2d' });
  expect(JSON.stringify(shown)).not.toContain('hush');
});
