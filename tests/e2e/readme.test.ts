/** README, .env.example and the image's files say what the program does: whoever follows them gets there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { briefingSchema } from '../../src/brief/schema.ts';
import { verbs } from '../../src/chat/verbs.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { readConfig, settingNames } from '../../src/config.ts';
import { discardAll, newFolder, root, run, start } from './command-line.ts';

const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const readme = read('README.md');

/** The first cells of the table under a heading of that first cell, without code marks. */
const column = (heading: string): readonly string[] => {
  const lines = readme.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`| ${heading}`));
  const to = lines.findIndex((line, index) => index > from && !line.startsWith('|'));
  return lines.slice(from + 2, to).map((line) => line.split(/(?<!\\)\|/u)[1]?.trim() ?? '');
};

afterAll(discardAll);

const nothing = async (): Promise<void> => undefined;
const program = buildProgram(
  {
    serve: nothing,
    brief: nothing,
    digest: nothing,
    stories: nothing,
    ask: nothing,
    ingest: nothing,
    manifest: nothing,
    doctor: nothing,
    exportTo: nothing,
    importFrom: nothing,
  },
  '0.0.0',
);

describe('README', () => {
  it('holds no placeholder', () => expect(readme.split('\n').filter((line) => /^[A-Z]{5,}$/u.test(line))).toEqual([]));

  it('lists every setting, and none that does not exist', () => {
    const named = column('setting').map((cell) => cell.replaceAll('`', ''));
    expect([...named].sort()).toEqual([...settingNames].sort());
  });

  it('lists every command but `serve`, which is npm start, with options that exist', () => {
    const rows = column('on the command line').flatMap((cell) =>
      [...cell.matchAll(/`([^`]+)`/gu)].map(([, row]) => row ?? ''),
    );
    const commands = new Map(program.commands.map((command) => [command.name(), command]));
    for (const row of rows) {
      const command = commands.get(row.split(' ')[0] ?? '');
      expect(command, row).toBeDefined();
      const options = command?.options.map(({ long }) => long);
      for (const [option] of row.matchAll(/--[a-z]+/gu)) expect(options, row).toContain(option);
      for (const option of options ?? []) expect(row).toContain(option);
    }
    expect([...rows.map((row) => row.split(' ')[0]), 'serve'].sort()).toEqual([...commands.keys()].sort());
    expect(JSON.parse(read('package.json')).scripts.start).toMatch(/ serve$/u);
  });

  it('lists every verb of the chat', () => {
    const rows = column('in chat').join(' ');
    for (const { name } of verbs.filter(({ usage }) => /^[a-z]/u.test(usage)))
      expect(rows).toMatch(new RegExp(`\\b${name}\\b`, 'u'));
  });

  it('points at files that exist, and at npm scripts that exist', () => {
    const scripts = JSON.parse(read('package.json')).scripts;
    for (const file of ['README.md', 'seeds/README.md']) {
      const text = read(file);
      const folder = join(root, file, '..');
      const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/gu)].map(([, target]) => target ?? '');
      for (const target of targets) expect(existsSync(join(folder, target)), `${file}: ${target}`).toBe(true);
      for (const [, script = ''] of text.matchAll(/npm run (?:-s )?([a-z]+)/gu)) expect(scripts).toHaveProperty(script);
    }
  });

  it('calls the program as it can be called', async () => {
    // What `npm run -s crosswire --` stands for, from any folder.
    expect(JSON.parse(read('package.json')).scripts.crosswire).toMatch(/src\/main\.ts$/u);
    const { status, stdout } = await run(['brief', 'swap', '--json'], { env: { DATA_DIR: await newFolder() } });
    expect(status).toBe(0);
    expect(briefingSchema.parse(JSON.parse(stdout)).topic).toBe('swap');
  });
});

describe('.env.example', () => {
  it('names every setting, each with its default', () => {
    const example = parseEnv(read('.env.example'));
    expect(Object.keys(example).sort()).toEqual([...settingNames].sort());
    expect(readConfig(example)).toEqual(readConfig({}));
  });

  it('is enough to start with', async () => {
    const env = { ...parseEnv(read('.env.example')), PORT: '0', DATA_DIR: await newFolder() };
    const running = start(['serve'], {
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? ''])),
    });
    await running.printed('Ctrl-C ends it.');
    running.child.kill('SIGTERM');
    expect((await running.ended).status).toBe(0);
  });
});

describe('the image', () => {
  const { web, slack } = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' });
  const dockerfile = read('Dockerfile');

  it('exposes the ports at which the program listens, and asks the page for its health', () => {
    const [, exposed = ''] = /^EXPOSE (.+)$/mu.exec(dockerfile) ?? [];
    expect(exposed.split(' ')).toEqual([String(web.port), String(slack?.port)]);
    expect(dockerfile).toContain(`http://127.0.0.1:${web.port}/healthz`);
  });

  it('is composed with settings that exist, published to this machine alone', () => {
    const service = z.object({
      environment: z.record(z.string(), z.unknown()),
      ports: z.array(z.string()),
      read_only: z.literal(true),
    });
    const { services } = z.object({ services: z.object({ crosswire: service }) }).parse(parse(read('compose.yaml')));
    for (const name of Object.keys(services.crosswire.environment)) expect(settingNames).toContain(name);
    for (const port of services.crosswire.ports) expect(port).toMatch(/^127\.0\.0\.1:/u);
  });
});
