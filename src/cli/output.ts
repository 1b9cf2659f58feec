/** The two ways out of a command: what was asked for on standard output, everything else on standard error. */
export interface Output {
  /** Text as it is, line break included. */
  print(text: string): void;
  /** One line beside the result: a warning, progress. */
  note(line: string): void;
  readonly columns: number;
  readonly color: boolean;
}

/** The one JSON document of `--json`. */
export const printJson = (output: Output, document: unknown): void =>
  output.print(`${JSON.stringify(document, null, 2)}\n`);

const narrowest = 40;

/** @param redact applied to every line beside the result */
export const createOutput = (color: boolean, redact: (text: string) => string): Output => ({
  print: (text) => void process.stdout.write(text),
  note: (line) => void process.stderr.write(`${redact(line)}\n`),
  columns: Math.max(narrowest, process.stdout.columns ?? 80),
  color,
});

/**
 * A reader that closes early (`| head`) is no fault: what is under way is finished, in silence. Any other trouble with
 * standard output (a full disk) is told, and the command has failed.
 */
export const survivePipes = (output: Output): void => {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    output.note(`crosswire: standard output cannot be written (${error.code ?? error.message})`);
    output.note('fix: see that there is room where it goes');
    process.exitCode = 1;
  });
};
