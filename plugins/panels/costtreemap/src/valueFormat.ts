/**
 * How the main number is printed: with the unit of its field, as Grafana prints it. Without a unit, a field that is
 * called a cost is money and anything else a count.
 */
import type { DisplayProcessor, Field } from '@grafana/data';
import { count, exactCount, money } from '@llmobservatory/format';
import { NUMBER_FIELDS } from './model/fields';
import type { Area } from './options';
import { text } from './text';

export interface ValueFormat {
  /** "Cost" */
  label: string;
  /** US dollars: what is unknown is a price then. */
  isMoney: boolean;
  /** "$12.4" */
  short: (value: number) => string;
  /** "$12.403118": every digit that is known. */
  exact: (value: number) => string;
}

export function formatOf(area: Area, field: Field): ValueFormat {
  return area === 'value' ? valueFormat(field) : COUNTS[area]();
}

const COUNTS: Record<Exclude<Area, 'value'>, () => ValueFormat> = {
  tokens: () => ({ label: text('area.tokens', 'Tokens'), isMoney: false, short: count, exact: exactCount }),
  calls: () => ({ label: text('area.calls', 'Calls'), isMoney: false, short: count, exact: exactCount }),
};

function valueFormat(field: Field): ValueFormat {
  const { unit, decimals, displayName, displayNameFromDS } = field.config;
  const named = displayName ?? displayNameFromDS ?? field.name;
  const label = named.charAt(0).toUpperCase() + named.slice(1).replaceAll('_', ' ');
  const isMoney = unit === undefined ? isCost(field.name) : unit === 'currencyUSD';
  if (isMoney && decimals === undefined) return { label, isMoney, short: money, exact: exactMoney };
  const short = field.display ? displayed(field.display) : count;
  return { label, isMoney, short, exact: (value) => (isMoney ? exactMoney(value) : short(value)) };
}

/** As Grafana joins it; own code, because `@grafana/data` does not load where the tests run. */
const displayed = (display: DisplayProcessor) => (value: number) => {
  const { prefix = '', text, suffix = '' } = display(value);
  return prefix + text + suffix;
};

/** "value" may be anything; all other names of the main number are costs. */
const isCost = (name: string): boolean =>
  (NUMBER_FIELDS.value as readonly string[]).includes(name.toLowerCase()) && name.toLowerCase() !== 'value';

/** A sum of floats has noise after the twelfth digit, which no price has. */
const exactMoney = (value: number): string => {
  const digits = Number(Math.abs(value).toPrecision(12)).toLocaleString('en-US', {
    maximumFractionDigits: 12,
  });
  return `${value < 0 ? '-' : ''}$${digits}`;
};
