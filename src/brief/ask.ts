/** Question -> Reply: passages that answer it, or an honest "no source says". Pure; it never guesses. */
import type { Analysis, Claim, Difference, Point, Reply, Statement, Story } from '../model.ts';
import type { Fit } from './answers.ts';
import { answersKind } from './answers.ts';
import type { AskedName } from './asked-names.ts';
import type { Coverage, Known } from './coverage.ts';
import { coverageOf, holdsWord, isNamed } from './coverage.ts';
import { isNameIn, knownNames } from './known.ts';
import type { Language } from './language.ts';
import { baseOf } from './meanings.ts';
import { readMisspelt } from './misspelt.ts';
import { nearness } from './nearness.ts';
import type { Passage } from './passages.ts';
import { leansOnNounsOnly, lengthened, nextOf, passageFor, textOf } from './passages.ts';
import { toPoint } from './points.ts';
import type { Said } from './postings.ts';
import type { Question } from './question.ts';
import { nameAsWords, readQuestion } from './question.ts';
import { retrieve } from './retrieve.ts';
import { createSourceList } from './sources.ts';
import { doesIt, hasDoer, tellsWhether } from './subjects.ts';
import { holdsTimes } from './times.ts';
import { worthTelling } from './worth.ts';

/** A passage answers when it holds these shares of what the question's words weigh; chosen on the questions' first half. */
const leastShare = { whether: 0.72, direct: 0.5, other: 0.62 } as const;
const leastWords = { direct: 0.35, other: 0.5 } as const;
/** The nearest thing said must have this much to do with the question. */
const leastNearest = 0.3;
const mostPoints = 3;
/** Passages that fall this far behind the best are left out. */
const nearBest = 0.85;
const mostInAll = 5;
/** Words of the question that an answer must hold if any passage does. */
const rarest = 1;

interface Found {
  readonly claim: Claim;
  readonly story: Story;
  readonly statement: Statement;
  readonly passage: Passage;
  readonly coverage: Coverage;
  readonly strength: number;
  /** The very thing that is asked for is counted there. */
  readonly direct: boolean;
  readonly score: number;
}

/** Reading alone counts for a little, so that of two like passages the shorter is shown. */
const leaningWorth = 0.95;
const voiceWorth = 0.02;

/** Share of the question's neighbouring words that stand together in the statement, too: "the Russian delegation". */
const apart = 3;
const together = (question: Question, statement: Statement): number => {
  const terms = statement.terms.map((term) => baseOf(term));
  const pairs = question.terms.slice(1).map((term, i): [string, string] => [question.terms[i] ?? '', term]);
  if (pairs.length === 0) return 1;
  const places = (term: string): number[] => terms.flatMap((each, at) => (each === term ? [at] : []));
  const near = ([a, b]: [string, string]): boolean =>
    places(a).some((at) => places(b).some((other) => Math.abs(at - other) < apart && at !== other));
  return pairs.filter(near).length / pairs.length;
};
const togetherWorth = 0.15;

const scoreOf = (question: Question, passage: Passage, claim: Claim, coverage: Coverage, strength: number): number =>
  coverage.share *
  (1 - togetherWorth + togetherWorth * together(question, passage[passage.length - 1] ?? passage[0])) *
  Math.max(strength, 0.5) *
  (passage.length > 1 ? leaningWorth : 1) *
  (1 + voiceWorth * Math.min(5, claim.voices.length - 1)) *
  (0.9 + 0.1 * worthTelling(passage[passage.length - 1] ?? passage[0]));

/** A question of what is to come is hardly answered by what has been. */
const otherTense = 0.8;
const another = /\b(?:new|next|another|upcoming|coming)\b/iu;
const inTense = ({ tense, asksEarlier, asksAhead, kind }: Question, statement: Statement): number => {
  if (asksEarlier && another.test(statement.text)) return otherTense;
  if (tense === 'happened') return statement.tense === 'ahead' ? otherTense : 1;
  const isOpen = statement.tense === 'ahead' || statement.stance === 'plans' || statement.stance === 'demands';
  if (tense !== 'ahead' || statement.tense !== 'happened' || isOpen) return 1;
  // "When will it reopen?" is not answered by when another did.
  return asksAhead && (kind === 'when' || kind === 'whether') ? 0 : otherTense;
};

/** Everything by which one question is put to one set of articles. */
interface Inquiry {
  readonly analysis: Analysis;
  readonly question: Question;
  readonly known: Known;
  readonly weights: ReadonlyMap<string, number>;
  readonly language: Language;
}

/** "Which town" is better answered where a town is spoken of. */
const otherType = 0.9;
const ofType = ({ type }: Question, passage: Passage, language: Language): number =>
  type === undefined || passage.some((each) => holdsWord(type, each, language) > 0) ? 1 : otherType;

/** A reason, or the way of it, that stands in what the sentence leans on. */
const earlierWorth = 0.9;

const fitOf = ({ question, known, language }: Inquiry, passage: Passage): Fit => {
  const last = passage[passage.length - 1] ?? passage[0];
  const fit = answersKind(last, question, known, language);
  if (question.kind === 'whether' && !tellsWhether(question, passage, known, language)) return { ...fit, strength: 0 };
  if (question.kind !== 'why' || fit.strength === 1) return fit;
  const earlier = passage.slice(0, -1).map((each) => answersKind(each, question, known, language).strength);
  return { ...fit, strength: Math.max(fit.strength, ...earlier.map((each) => each * earlierWorth)) };
};

const consider = (inquiry: Inquiry, { claim, story, statement }: Said): Found | undefined => {
  const { analysis, question, known, weights, language } = inquiry;
  const passage =
    passageFor(analysis, statement) ??
    (leansOnNounsOnly(statement) ? ([statement] as const) : passageFor(analysis, statement, true));
  if (passage === undefined) return undefined;
  const coverage = coverageOf(analysis, question, passage, known, weights, language);
  const fit = fitOf(inquiry, passage);
  const strength =
    fit.strength *
    nearness(fit.spans, statement, question, known, language) *
    inTense(question, statement) *
    ofType(question, passage, language) *
    (doesIt(question, statement, known, language) && hasDoer(question, statement, language) ? 1 : 0);
  const score = scoreOf(question, passage, claim, coverage, strength);
  return { claim, story, statement, passage, coverage, strength, direct: fit.direct, score };
};

/** What is told in the sentence after counts for a little less. */
const nextWorth = 0.9;
const asksOfTold: ReadonlySet<Question['kind']> = new Set([
  'why',
  'how',
  'when',
  'where',
  'who',
  'how many',
  'how long',
]);

/**
 * The same behind which the next sentence tells what is asked for: "The ferry sank. Its hull had rusted through." That
 * sentence leans on the first, or gives a reason in so many words.
 */
const goingOn = (inquiry: Inquiry, found: Found): Found | undefined => {
  const { analysis, question, known, language } = inquiry;
  if (!asksOfTold.has(question.kind) || found.coverage.words < leastWords.other) return undefined;
  const next = nextOf(analysis, found.statement);
  if (next === undefined) return undefined;
  const fit = answersKind(next, question, known, language);
  const isOwn = next.standsAlone && !(question.kind === 'why' && fit.strength === 1);
  if (isOwn || fit.strength <= found.strength) return undefined;
  const passage = lengthened(found.passage, next);
  if (passage === undefined) return undefined;
  const strength = fit.strength * nextWorth * inTense(question, next);
  const claim: Claim = { id: next.id, statements: [next], voices: [next.article], support: 'single' };
  const score = scoreOf(question, passage, claim, found.coverage, strength);
  return { ...found, claim, statement: next, passage, strength, direct: false, score };
};

const search = (inquiry: Inquiry, said: readonly Said[]): Found[] =>
  said
    .flatMap((each) => {
      const found = consider(inquiry, each);
      const longer = found && goingOn(inquiry, found);
      return longer !== undefined ? [found, longer] : (found ?? []);
    })
    .filter((each) => each !== undefined)
    .sort((a, b) => b.score - a.score || (a.statement.id < b.statement.id ? -1 : 1));

const following = /\b(?:next|again|another|further|future|following|upcoming|coming|more|second|until)\b/iu;
const denying = /\b(?:not?|never|nobody|none|without)\b|n['’]t\b/iu;
/** Elsewhere another verb may tell the same: "over a year of work went into it". */
const needsDeed: ReadonlySet<Question['kind']> = new Set(['who', 'whether', 'how many', 'when', 'where', 'how much']);
/** So much else of the question, all of it held, says in other words what was done. */
const muchElse = 3;

const holdsAllElse = ({ question, known, language }: Inquiry, passage: Passage): boolean => {
  const { deed, words, names, kind } = question;
  const others = words.filter(({ term }) => term !== deed?.term);
  return (
    kind !== 'who' &&
    kind !== 'whether' &&
    others.length + names.length >= muchElse &&
    others.every((word) => passage.some((each) => holdsWord(word, each, language) > 0)) &&
    names.every((name) => passage.some((each) => isNamed(name, known, each)))
  );
};

/** Who "paid" must be said to have paid, and who "was not hurt" that somebody was not. */
const tellsDeed = (inquiry: Inquiry, passage: Passage): boolean => {
  const { question, language } = inquiry;
  const { deed, negated, asksNext, kind } = question;
  const isDone =
    deed === undefined || !needsDeed.has(kind) || passage.some((each) => holdsWord(deed, each, language) > 0);
  return (
    (isDone || holdsAllElse(inquiry, passage)) &&
    (!asksNext || passage.some(({ text }) => following.test(text))) &&
    (!negated || kind === 'whether' || passage.some(({ text }) => denying.test(text)))
  );
};

const isAnswer = (inquiry: Inquiry, found: Found): boolean => {
  const { analysis, question } = inquiry;
  const { coverage, strength, passage, direct } = found;
  const kind = question.kind === 'whether' ? 'whether' : direct ? 'direct' : 'other';
  return (
    strength > 0 &&
    !coverage.lacksName &&
    tellsDeed(inquiry, passage) &&
    coverage.words >= (direct ? leastWords.direct : leastWords.other) &&
    coverage.share >= leastShare[kind] &&
    holdsTimes(analysis, question, passage)
  );
};

/** Where some passages hold the question's rarest words and others do not, only the first are answers. */
const holdingRarest = (
  question: Question,
  found: readonly Found[],
  weights: ReadonlyMap<string, number>,
  language: Language,
): readonly Found[] => {
  const words = question.words
    .filter(({ light }) => !light)
    .sort((a, b) => (weights.get(b.term) ?? 0) - (weights.get(a.term) ?? 0));
  return words.slice(0, rarest).reduce<readonly Found[]>((kept, word) => {
    const holding = kept.filter(({ passage }) => passage.some((each) => holdsWord(word, each, language) > 0));
    return holding.length > 0 ? holding : kept;
  }, found);
};

const cites = (difference: Difference, { statement }: Said): boolean =>
  difference.positions.some(({ citations }) =>
    citations.some(
      ({ article, start, end }) =>
        article === statement.article && start < statement.citation.end && end > statement.citation.start,
    ),
  );

/** Where sources differ on what the best answer says, every position is heard. */
const otherPositions = (
  inquiry: Inquiry,
  answer: readonly Found[],
  articles: ReadonlySet<string> | undefined,
): Found[] => {
  const best = answer[0];
  if (best === undefined) return [];
  const { story } = best;
  const differences = [...story.differences, ...story.updates].filter((each) => cites(each, best));
  if (differences.length === 0) return [];
  return story.claims
    .flatMap((claim) => claim.statements.map((statement) => ({ claim, story, statement })))
    .filter(
      (each) =>
        articles?.has(each.statement.article) !== false && differences.some((difference) => cites(difference, each)),
    )
    .flatMap((each) => consider(inquiry, each) ?? [])
    .filter(({ strength }) => strength > 0);
};

/** What the articles write of without taking it for a name is looked for by its words. */
const withNamesThatAreWords = (analysis: Analysis, question: Question, language: Language): Question => {
  const known = knownNames(analysis, question.names, language);
  const isWritten = (name: AskedName): boolean =>
    [...analysis.statements.values()].some((statements) => statements.some(({ text }) => text.includes(name.text)));
  return question.names
    .filter((name) => !known.has(name.folded) && isWritten(name))
    .reduce((read, name) => nameAsWords(read, name, language), question);
};

/** A Reply, and whether some source mentions whom the question names. */
interface Answered {
  readonly reply: Reply;
  readonly isKnown: boolean;
}

const answerTo = (
  analysis: Analysis,
  text: string,
  language: Language,
  articles: ReadonlySet<string> | undefined,
): Answered => {
  const asked = readQuestion(text, language, isNameIn(analysis, language));
  const question = withNamesThatAreWords(analysis, asked, language);
  const known = knownNames(analysis, question.names, language);
  const sources = createSourceList(analysis);
  const point = (found: Found): Point => toPoint({ ...found, wording: textOf(found.passage) }, sources);
  const unknown = question.names.find(({ folded }) => !known.has(folded));
  const { said, weights } = retrieve(analysis, question, known, language, articles);
  const inquiry = { analysis, question, known, weights, language };
  const found = search(inquiry, said);
  const right = unknown === undefined ? found.filter((each) => isAnswer(inquiry, each)) : [];
  const fitting = holdingRarest(question, right, weights, language);
  const least = (fitting[0]?.score ?? 0) * nearBest;
  const best = distinct(fitting.filter(({ score }) => score >= least)).slice(0, mostPoints);
  const answer = distinct([...best, ...otherPositions(inquiry, best, articles)])
    .slice(0, mostInAll)
    .map(point);
  if (answer.length > 0) return { reply: { question: text, answer, sources: sources.sources }, isKnown: true };
  const nearest = found.find(
    ({ coverage, passage }) =>
      coverage.share >= leastNearest && passage[0].standsAlone && speaksOfSubject(inquiry, passage),
  );
  const reply = {
    question: text,
    answer: [],
    reason: whyNot(question, found, unknown?.text),
    ...(nearest !== undefined && { nearest: point(nearest) }),
    sources: sources.sources,
  };
  return { reply, isKnown: unknown === undefined };
};

/**
 * Misspelt words are read as the articles have them, and the Reply says so.
 *
 * @param articles those that alone may answer; absent for all
 */
export const ask = (analysis: Analysis, typed: string, language: Language, articles?: ReadonlySet<string>): Reply => {
  const { text, words } = readMisspelt(analysis, typed, language, articles);
  if (words.length === 0) return answerTo(analysis, typed, language, articles).reply;
  const { reply, isKnown } = answerTo(analysis, text, language, articles);
  // A name that nobody bears is nobody's misspelt either: "Boris Johnston" where there is an Adam Johnson.
  if (!isKnown) return answerTo(analysis, typed, language, articles).reply;
  return { ...reply, question: typed, readAs: words };
};

/** The nearest thing said is of whom the question names; where it names none, of a thing that it speaks of. */
const speaksOfSubject = ({ question, known, language }: Inquiry, passage: Passage): boolean => {
  const { names, words, deed } = question;
  const borne = names.filter(({ folded }) => known.has(folded));
  if (borne.length > 0) return borne.some((name) => passage.some((each) => isNamed(name, known, each)));
  const things = words.filter(({ light, term }) => !light && term !== deed?.term);
  return (things.length > 0 ? things : words).some((word) =>
    passage.some((each) => holdsWord(word, each, language) > 0),
  );
};

/** One passage a claim: two wordings of one thing are cited together. */
const distinct = (found: readonly Found[]): Found[] => {
  const claims = new Set<string>();
  const shown = new Set<string>();
  return found.filter(({ claim, passage }) => {
    if (claims.has(claim.id) || passage.every(({ id }) => shown.has(id))) return false;
    claims.add(claim.id);
    for (const { id } of passage) shown.add(id);
    return true;
  });
};

const whyNot = (question: Question, found: readonly Found[], unknown: string | undefined): string => {
  if (question.words.length === 0 && question.names.length === 0) return 'The question has no words to look for.';
  if (unknown !== undefined) return `No source says: none of them mentions ${unknown}.`;
  return found.length === 0 ? 'No source says anything near this.' : 'No source says.';
};
