/** What is told only where there is little else. */
import type { Candidate } from './candidates.ts';
import { isVague } from './worth.ts';

/** Longer than anybody reads in a list, though nothing of it could be cut. */
const mostWords = 48;

export const isSecondChoice = ({
  claim,
  statement,
  wording,
}: Pick<Candidate, 'claim' | 'statement' | 'wording'>): boolean =>
  claim.statements.length === 1 && (isVague(statement) || wording.split(' ').length > mostWords);
