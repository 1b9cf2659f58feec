/**
 * The one error type. Expected failure is a value; this is for what stops a command (wrong configuration, an
 * unreadable corpus) and for bugs. `code` is stable and may be branched on; the message is for people.
 */
export type ErrorCode =
  | 'usage'
  | 'config'
  | 'corpus'
  | 'topic'
  | 'database'
  | 'database-busy'
  | 'port-in-use'
  | 'platform'
  | 'internal';

export class CrosswireError extends Error {
  override readonly name = 'CrosswireError';

  /**
   * @param message one line: the cause, without secrets
   * @param fix     one line: what the reader can do about it
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fix: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  /** 2 for wrong usage, 1 for everything else. */
  get exitStatus(): 1 | 2 {
    return this.code === 'usage' || this.code === 'topic' ? 2 : 1;
  }
}
