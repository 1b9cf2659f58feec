/** The grammar of the command line: what can be typed. What it does is handed in by main. */
import { Command, InvalidArgumentError } from 'commander';
import type { BriefOptions, DigestOptions, JsonOption } from './read.ts';

export interface Actions {
  serve(): Promise<void>;
  brief(corpus: string | undefined, topic: string | undefined, options: BriefOptions): Promise<void>;
  digest(corpus: string | undefined, options: DigestOptions): Promise<void>;
  stories(corpus: string | undefined, options: JsonOption): Promise<void>;
  ask(corpus: string | undefined, question: string, options: JsonOption): Promise<void>;
  ingest(paths: readonly string[]): Promise<void>;
  /** @param own names of topics made in chat, to be commands of their own */
  manifest(platform: string, own: readonly string[]): Promise<void>;
  doctor(): Promise<void>;
  exportTo(file: string): Promise<void>;
  importFrom(file: string): Promise<void>;
}

interface CorpusOption {
  readonly corpus?: string;
}

const positive = (text: string): number => {
  const n = Number(text);
  if (Number.isInteger(n) && n > 0) return n;
  throw new InvalidArgumentError('It must be a whole number of at least 1.');
};

/** What commander says in one or two lines, told as every other failure is. */
const usageLines = (text: string): string => {
  const what = text
    .replace(/^error: /u, '')
    .trim()
    .replaceAll(/\s*\n\s*/gu, ' ');
  return `crosswire: ${what}\nfix: crosswire help lists the commands, crosswire help COMMAND tells of one\n`;
};

export const buildProgram = (actions: Actions, version: string): Command => {
  const program = new Command('crosswire')
    .description(
      'A news desk for Slack and Discord: what outlets agree on, where they differ, every sentence tied to a passage.',
    )
    .version(version)
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(usageLines(text)) })
    .exitOverride();
  const reading = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .option('--corpus <path>', 'a folder or file of articles, instead of the store')
      .option('--json', 'one JSON document on standard output');

  program
    .command('serve')
    .description('the bot: every platform with a token, the scheduler, the web page')
    .action(() => actions.serve());
  reading('brief', 'a briefing of the top stories, of a topic, a query or a story')
    .argument('[topic]')
    .option('--query <query>', 'words, "phrases", OR, -not')
    .option('--story <id>', 'a story of `crosswire stories`')
    .option('--words <n>', 'points alone, as plain text of at most n words', positive)
    .action((topic: string | undefined, options: BriefOptions & CorpusOption) =>
      actions.brief(options.corpus, topic, options),
    );
  reading('digest', 'the digest: top stories, a line each, and their points')
    .option('--since <iso>', 'only what was published or read since')
    .action((options: DigestOptions & CorpusOption) => actions.digest(options.corpus, options));
  reading('stories', 'the stories and their articles').action((options: JsonOption & CorpusOption) =>
    actions.stories(options.corpus, options),
  );
  reading('ask', 'an answer made of cited passages, or why there is none')
    .argument('<question>')
    .action((question: string, options: JsonOption & CorpusOption) => actions.ask(options.corpus, question, options));
  program
    .command('ingest')
    .description('articles into the store, with an outcome per item')
    .argument('<path...>', 'folders or files (.md, .txt, .html, .jsonl), or addresses of pages and feeds')
    .action((paths: string[]) => actions.ingest(paths));
  program
    .command('manifest')
    .description('what to paste (Slack) or register (Discord), made from the table of commands')
    .argument('<platform>', 'slack or discord')
    .option('--with <names...>', 'topics made in chat, to be commands of their own on Slack')
    .action((platform: string, options: { with?: string[] }) => actions.manifest(platform, options.with ?? []));
  program
    .command('doctor')
    .description('checks configuration, tokens, scopes and database; says the fix of each problem')
    .action(() => actions.doctor());
  program
    .command('export')
    .description('everything that you would hate to lose, into a file')
    .argument('<file>')
    .action((file: string) => actions.exportTo(file));
  program
    .command('import')
    .description('what `export` wrote, into the store')
    .argument('<file>')
    .action((file: string) => actions.importFrom(file));
  return program;
};
