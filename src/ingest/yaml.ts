/** YAML to plain values, with what is wrong as a value too. */
import { LineCounter, parseDocument } from 'yaml';

export type ParsedYaml =
  | { readonly kind: 'ok'; readonly value: unknown }
  /** `line` counts from 1 within the source. */
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };

/** No file here needs more; a small one with many can grow without end ("billion laughs"). */
const MOST_ALIASES = 10;

export const parseYaml = (source: string): ParsedYaml => {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const [fault] = document.errors;
  if (fault !== undefined)
    return { kind: 'broken', line: lines.linePos(fault.pos[0]).line, reason: 'it is not valid YAML' };
  try {
    return { kind: 'ok', value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { kind: 'broken', line: 1, reason: 'its aliases (*name) refer to too much or to nothing' };
  }
};
