#!/usr/bin/env node
// The engine's sessions each occupy a thread of libuv's pool, whose size is read when it is first used. Loading an ES
// module uses it, so the size is set here, before there is any.
process.env.UV_THREADPOOL_SIZE ??= '12';
import('../dist/cli/main.js');
