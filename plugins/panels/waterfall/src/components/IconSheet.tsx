/**
 * Icons of rows. Each is read and parsed once, in a sheet that is not seen; rows refer to it. Grafana's own icon parses
 * its SVG again wherever it stands, which is too slow for rows that come and go while scrolling.
 */
import { css } from '@emotion/css';
import type { IconName } from '@grafana/data';
import { Icon } from '@grafana/ui';
import { memo } from 'react';
import { KIND_STYLES } from './kindStyle';

const NAMES: readonly IconName[] = [
  ...new Set([
    ...Object.values(KIND_STYLES).map(({ icon }) => icon),
    ...(['angle-right', 'angle-down', 'exclamation-circle'] as const),
  ]),
];

/** `id`: of this sheet, unlike any other of the page. */
export const IconSheet = memo(function IconSheet({ id }: { id: string }) {
  return (
    <div className={unseen} aria-hidden>
      {NAMES.map((name) => (
        <Icon key={name} name={name} id={`${id}${name}`} />
      ))}
    </div>
  );
});

export function RowIcon({ sheet, name, size = 14 }: { sheet: string; name: IconName; size?: number }) {
  return (
    <svg className={icon} width={size} height={size} aria-hidden>
      <use href={`#${sheet}${name}`} width={size} height={size} />
    </svg>
  );
}

// Not display: none, or browsers would have nothing to refer to.
const unseen = css({ position: 'absolute', width: 0, height: 0, overflow: 'hidden' });
const icon = css({ display: 'block', flexShrink: 0, pointerEvents: 'none' });
