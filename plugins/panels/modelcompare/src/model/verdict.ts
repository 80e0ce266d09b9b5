/**
 * What the interval of a difference allows to say, in the same words everywhere. Nothing is claimed that the data do not
 * carry: an interval that holds "no difference" is no difference, and too few calls are too few.
 */
import { SCORE_PREFIX, TOO_FEW } from '@llmobservatory/compare-stats';
import { text } from '../text';
import type { Figure, Range } from './fields';
import type { Measure } from './measures';

export interface Verdict {
  kind: 'less' | 'more' | 'unclear' | 'too-few';
  /** "9–24% faster" */
  words: string;
  /** `null`: nobody can say, or nothing is claimed. */
  better: boolean | null;
}

/** `null`: nothing can be said because nothing is known of one side, or because the table has no intervals. */
export function verdictOf(measure: Measure, figure: Figure, baseline: Figure): Verdict | null {
  if (figure.value === null || baseline.value === null) return null;
  if (figure.difference === null) return tooFew(measure, figure, baseline);
  return measure.difference === 'ratio'
    ? ofRatio(figure.difference, measure)
    : ofDifference(figure.difference, measure);
}

function tooFew(measure: Measure, figure: Figure, baseline: Figure): Verdict | null {
  const n = limitingNumber(measure, figure, baseline);
  if (n === null) return null;
  return {
    kind: 'too-few',
    better: null,
    words: text('verdict.too-few', 'too few (n {{n}})', { n: n.toLocaleString('en-US') }),
  };
}

/** The number that is too small: calls, calls that say something on their own, or events; `null`: the table does not say. */
function limitingNumber(measure: Measure, figure: Figure, baseline: Figure): number | null {
  if (figure.n === null || baseline.n === null) return null;
  const n = Math.min(figure.n, baseline.n);
  const least = /_p9\d$/.test(measure.id) ? TOO_FEW.tail : TOO_FEW.calls;
  if (n < least) return n;
  const effective = Math.floor(Math.min(figure.effectiveN ?? n, baseline.effectiveN ?? n));
  if (effective < TOO_FEW.traces) return effective;
  if (figure.events === null || baseline.events === null) return n;
  return Math.min(n, figure.events + baseline.events);
}

function ofRatio({ lo, hi }: Range, measure: Measure): Verdict {
  if (hi < 1) return said(measure, 'less', between(percent(1 - hi), percent(1 - lo), '%'));
  if (lo >= FACTOR_FROM) return said(measure, 'more', between(twoDigits(lo), twoDigits(hi), '×'));
  if (lo > 1) return said(measure, 'more', between(percent(lo - 1), percent(hi - 1), '%'));
  return unclear(`${signed(percent(lo - 1))}%`, `${signed(percent(hi - 1))}%`);
}

/** From here on "2.1–2.4× dearer" is easier to read than "110–140% dearer". */
const FACTOR_FROM = 2;

/** Shares differ in points, scores in their own unit. */
function ofDifference({ lo, hi }: Range, measure: Measure): Verdict {
  const points = measure.unit === 'percentunit';
  const number = (value: number) => twoDigits(points ? value * 100 : value);
  const unit = points ? ' pp' : '';
  if (hi < 0) return said(measure, 'less', between(number(-hi), number(-lo), unit));
  if (lo > 0) return said(measure, 'more', between(number(lo), number(hi), unit));
  return unclear(`${signed(number(lo))}${unit}`, `${signed(number(hi))}${unit}`);
}

function said(measure: Measure, kind: 'less' | 'more', howMuch: string): Verdict {
  const [less, more] = wordsOf(measure);
  const { id, moreIsBetter } = measure;
  // Of toxicity less is better, and nothing in the data says so.
  const unsaid = moreIsBetter === null || id.startsWith(SCORE_PREFIX);
  const better = unsaid ? null : moreIsBetter === (kind === 'more');
  return { kind, better, words: `${howMuch} ${kind === 'less' ? less : more}` };
}

const unclear = (lo: string, hi: string): Verdict => ({
  kind: 'unclear',
  better: null,
  words: text('verdict.unclear', 'no clear difference ({{lo}} to {{hi}})', { lo, hi }),
});

function wordsOf({ direction }: Measure): [less: string, more: string] {
  switch (direction) {
    case 'cost':
      return [text('verdict.cheaper', 'cheaper'), text('verdict.dearer', 'dearer')];
    case 'time':
      return [text('verdict.faster', 'faster'), text('verdict.slower', 'slower')];
    case 'speed':
      return [text('verdict.slower', 'slower'), text('verdict.faster', 'faster')];
    case 'amount':
      return [text('verdict.lower', 'lower'), text('verdict.higher', 'higher')];
  }
}

const percent = (share: number): string => twoDigits(share * 100);

/** 24, 9.3, 0.41; whole numbers from 10 on. */
function twoDigits(value: number): string {
  if (Math.abs(value) >= 10) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(2)));
}

const between = (lo: string, hi: string, unit: string): string =>
  lo === hi ? `${lo}${unit}` : `${lo}–${hi}${unit}`;

/** A real minus: a hyphen between numbers is read as "to". */
const signed = (number: string): string => number.replace('-', '−');
