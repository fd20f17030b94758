import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { EmbeddedEngine } from '../../src/storage/engine/embedded.js';
import { engineContract } from './engine.contract.js';

const dataDir = await mkdtemp(join(tmpdir(), 'quartet-embedded-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

engineContract('embedded', async () => new EmbeddedEngine({ dataDir, memoryLimit: 1 << 30 }));
