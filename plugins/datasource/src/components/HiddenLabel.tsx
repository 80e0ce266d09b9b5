import { css } from '@emotion/css';
import type { ReactElement } from 'react';

interface Props {
  label: string;
  htmlFor: string;
  children: ReactElement;
}

/** A control whose place says what it is to the eye; this says it to screen readers. Comboboxes take no aria-label. */
export function HiddenLabel({ label, htmlFor, children }: Props) {
  return (
    <>
      <label htmlFor={htmlFor} className={hidden}>
        {label}
      </label>
      {children}
    </>
  );
}

const hidden = css({
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});
