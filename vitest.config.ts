import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    // Real servers, browsers and child processes share two cores: patience, never a timed assertion.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Of `expect.poll`: the second that it waits otherwise is soon over on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    env: { TZ: 'America/New_York', NO_COLOR: '1' },
  },
});
