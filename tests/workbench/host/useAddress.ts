/** The address of the workbench as React state, through Grafana's location service, so that plugins see it too. */
import { locationService } from '@grafana/runtime';
import { useCallback, useEffect, useState } from 'react';
import { fromGrafanaLink, readAddress, writeAddress } from './address';
import type { Address } from './address';

const now = (): Address => readAddress(locationService.getLocation().search);

export function useAddress(): [Address, (change: Partial<Address>) => void] {
  const [address, setAddress] = useState(now);
  useEffect(() => locationService.getHistory().listen(() => setAddress(now())), []);
  const go = useCallback(
    (change: Partial<Address>) => locationService.push(writeAddress({ ...now(), ...change })),
    [],
  );
  return [address, go];
}

/** Clicks on links to Grafana's pages open what the workbench has of them; the others say where they would lead. */
export function useGrafanaLinks(go: (change: Partial<Address>) => void, say: (text: string) => void): void {
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest('a');
      const href = link?.getAttribute('href');
      if (
        !link ||
        !href ||
        link.target === '_blank' ||
        !href.startsWith('/') ||
        href.startsWith('/workbench')
      )
        return;
      event.preventDefault();
      const next = fromGrafanaLink(href, now());
      if (next) go(next);
      else say(`In Grafana this opens ${href}`);
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, [go, say]);
}
