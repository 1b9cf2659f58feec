/** The simulated web as a process of its own, so that what a reader needs is measured without it. Started by process.ts. */
import type { FromWeb, ToWeb } from './process.ts';
import { startWeb } from './web.ts';

const tell = (message: FromWeb): void => void process.send?.(message);

const [, , settings = '{}'] = process.argv;
const web = await startWeb(JSON.parse(settings));

const hear = async (message: ToWeb): Promise<void> => {
  switch (message.kind) {
    case 'now':
      for (const serial of message.received) web.received(serial);
      await web.setNow(message.now);
      tell({ kind: 'now' });
      return;
    case 'reckon':
      tell({ kind: 'account', account: await web.reckon(message.stored, message.until) });
      return;
    case 'close':
      await web.close();
      process.disconnect();
  }
};

process.on('message', (message: ToWeb) => void hear(message));
process.once('disconnect', () => process.exit(0));
tell({ kind: 'ready', port: web.port, offers: web.offers });
