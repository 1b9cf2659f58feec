/** Pages that are to be read in place of a feed's stub. */

import type { PageQueue } from '../ports.ts';
import { articleKey, fromRow, heldRows, lockArticles, putArticles } from './article-rows.ts';
import { type Base, lists, padded } from './flavour.ts';
import { claimHosts, freeHost, Leases, lockHosts, refreshHosts, releaseHosts } from './hosts.ts';
import { readId } from './records.ts';

export const pageQueue = ({ db, flavour }: Base): PageQueue => {
  const leases = new Leases();
  return {
    claim: (now, leaseMs, limit) =>
      db.transaction().execute(async (trx) => {
        const ids = await claimHosts(trx, flavour, leases, 'pages', { now, leaseMs, limit });
        if (ids.length === 0) return [];
        const rows = await trx
          .selectFrom('pages')
          .selectAll()
          .where('id', 'in', padded(ids))
          .orderBy('due_at')
          .orderBy('id')
          .execute();
        // Counted when given out: a page that takes its reader down with it is not tried for ever.
        await trx
          .updateTable('pages')
          .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
          .where('id', 'in', padded(ids))
          .execute();
        return rows.map((row) => ({
          id: readId(row.id),
          source: row.source,
          url: row.url,
          host: row.host,
          article: fromRow(row),
          attempts: row.attempts,
        }));
      }),

    settle: (job, outcome, hostFreeAt) =>
      db.transaction().execute(async (trx) => {
        const id = articleKey(job.id);
        const hosts = await lockHosts(trx, flavour, [job.host]);
        // A feed that tells the stub otherwise at the same moment comes before or after, not in between.
        if ('article' in outcome) await lockArticles(trx);
        const row = await trx.selectFrom('pages').selectAll().where('id', '=', id).executeTakeFirst();
        if (row !== undefined && 'retryAt' in outcome)
          await trx.updateTable('pages').set({ due_at: outcome.retryAt }).where('id', '=', id).execute();
        if (row !== undefined && 'article' in outcome) {
          const stub = fromRow(row);
          const isStub = outcome.article.text === job.article.text;
          // The feed may have told it otherwise while its page was tried.
          const article = isStub ? stub : { ...stub, ...outcome.article, id: stub.id };
          // What an operator put in meanwhile stands: everybody sees it.
          const isOpen = (await heldRows(trx, [id])).get(id)?.source === null;
          if (!isOpen) await putArticles(trx, flavour, [article]);
          await trx
            .updateTable('items')
            .set({ origin: isOpen ? 'none' : isStub ? 'stub' : 'page' })
            .where('number', '=', row.item)
            .execute();
          await trx.deleteFrom('pages').where('id', '=', id).execute();
        }
        await freeHost(trx, hosts.get(job.host), leases.take('pages', id), hostFreeAt);
        await refreshHosts(trx, [job.host]);
      }),

    release: (ids) =>
      db.transaction().execute(async (trx) => {
        for (const batch of lists(ids.map(articleKey))) {
          const held = await trx.selectFrom('pages').select(['id', 'host']).where('id', 'in', batch).execute();
          const own = await releaseHosts(trx, flavour, leases, 'pages', held);
          if (own.length === 0) continue;
          await trx
            .updateTable('pages')
            .set((eb) => ({ attempts: eb('attempts', '-', 1) }))
            .where('id', 'in', padded(own))
            .execute();
        }
      }),

    waiting: async () => {
      const { count } = await db
        .selectFrom('pages')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
  };
};
