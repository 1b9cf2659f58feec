import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { childEnvironment } from '../environment.ts';

const run = promisify(execFile);

/** What src/cli/service.ts and src/cli/platforms.ts load where the service answers people and sends. */
const parts = [
  'cli/service',
  'live/desk-thread',
  'live/live',
  'serve',
  'operator',
  'chat/chat',
  'chat/commands',
  'chat/suggest',
  'chat/suggested-questions',
];

const loadedBy = async (modules: readonly string[]): Promise<string[]> => {
  const urls = modules.map((name) => new URL(`../../src/${name}.ts`, import.meta.url).href);
  const script = `
    import { createRequire } from 'node:module';
    for (const url of ${JSON.stringify(urls)}) await import(url);
    console.log(JSON.stringify(Object.keys(createRequire(${JSON.stringify(import.meta.url)}).cache)));
  `;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    env: childEnvironment(),
  });
  const files: unknown = JSON.parse(stdout);
  if (!Array.isArray(files)) throw new Error('no list of files');
  return files.map(String);
};

test('the thread that answers people holds no analysis: its tagger and words stand in the other one alone', async () => {
  const tagger = /wink-(?:nlp|eng)/u;
  expect((await loadedBy(parts)).filter((file) => tagger.test(file))).toEqual([]);
  expect((await loadedBy(['desk'])).some((file) => tagger.test(file))).toBe(true);
});
