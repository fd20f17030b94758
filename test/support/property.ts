import fc from 'fast-check';

/**
 * fast-check, whose properties run the same cases in every `npm test`, so that a run fails for a change and never by chance;
 * `npm run test:full` draws new ones each time and prints the seed of what it finds.
 */
if (process.env.QUARTET_TEST_FULL !== '1') fc.configureGlobal({ seed: 20261121 });

export { fc };
