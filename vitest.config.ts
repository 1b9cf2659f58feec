import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    // Real servers, browsers and child processes share two cores: patience, never a timed assertion.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'America/New_York', NO_COLOR: '1' },
  },
});
