/** `npm run build` from what the image is built from, and the program that it leaves. */
import { spawn } from 'node:child_process';
import { cp, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { briefingSchema } from '../../src/brief/schema.ts';
import { childEnvironment } from '../environment.ts';
import { discardAll, newFolder, root, run, start } from './command-line.ts';

afterAll(discardAll);

describe('the built program', () => {
  let place: { program: readonly string[]; cwd: string };

  beforeAll(async () => {
    const context = await newFolder();
    const ignored = new Set((await readFile(join(root, '.dockerignore'), 'utf8')).split('\n'));
    const needed = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'src', 'adapters', 'seeds'];
    expect(needed.filter((name) => ignored.has(name))).toEqual([]);
    for (const name of needed) await cp(join(root, name), join(context, name), { recursive: true });
    await symlink(join(root, 'node_modules'), join(context, 'node_modules'));
    const build = spawn('npm', ['run', '-s', 'build'], { cwd: context, env: childEnvironment(), stdio: 'inherit' });
    expect(await new Promise((resolve) => build.once('close', resolve))).toBe(0);
    // The command of the image, from a folder that is not the program's own.
    place = { program: [join(context, 'dist', 'src', 'main.js')], cwd: await newFolder() };
  }, 240_000);

  it('briefs a corpus, and the one that ships, from any folder', async () => {
    const corpus = ['--corpus', join(root, 'seeds', 'articles')];
    const given = await run(['brief', 'swap', '--json', ...corpus], place);
    const shipped = await run(['brief', 'swap', '--json'], { ...place, env: { DATA_DIR: await newFolder() } });
    expect(given.stderr + shipped.stderr).toBe('');
    expect(briefingSchema.parse(JSON.parse(given.stdout)).points.length).toBeGreaterThanOrEqual(5);
    expect(shipped.stdout).toBe(given.stdout);
  });

  it('serves the page with its style and scripts, and is found healthy', async () => {
    const running = start(['serve'], { ...place, env: { PORT: '0', DATA_DIR: await newFolder() } });
    await running.printed('Ctrl-C ends it.');
    const page = /Web page: (\S+)/u.exec(running.output())?.[1] ?? '';
    const html = await (await fetch(page)).text();
    const assets = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/gu)].map(([, path]) => path ?? '');
    expect(assets.length).toBeGreaterThan(3);
    for (const path of [...assets, '/healthz']) expect((await fetch(page + path)).status, path).toBe(200);
    running.child.kill('SIGTERM');
    expect((await running.ended).status).toBe(0);
  });

  it('knows the version of its package', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect((await run(['--version'], place)).stdout).toBe(`${version}\n`);
  });
});
