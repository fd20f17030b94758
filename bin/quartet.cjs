#!/usr/bin/env -S node --initial-old-space-size=128 --max-semi-space-size=4
// The flags: request bodies and columns are memory outside of V8's heap, whose coming and going would make it mark the
// whole heap several times a second; it looks from 128 MB on, and clears young garbage often (docs/performance.md).
//
// The engine's sessions each occupy a thread of libuv's pool, whose size is read when it is first used. Loading an ES
// module uses it, so the size is set here, before there is any.
process.env.UV_THREADPOOL_SIZE ??= '12';
import('../dist/server/main.js');
