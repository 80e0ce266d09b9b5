import { describe, expect, it } from 'vitest';
import { normalise } from './test/records';

const resourceOf = (resource: Record<string, string>) => normalise({ resource }).span.resource;

describe('a resource', () => {
  it('names service, version and environment, by the newer name first', () => {
    expect(
      resourceOf({
        'service.name': 'shop',
        'service.version': '1.4.2',
        'deployment.environment': 'old',
        'deployment.environment.name': 'new',
      }),
    ).toMatchObject({ serviceName: 'shop', serviceVersion: '1.4.2', environment: 'new' });
    expect(resourceOf({ 'deployment.environment': 'old' })).toMatchObject({
      serviceName: null,
      environment: 'old',
    });
  });

  it('is one record for all spans of a process', () => {
    expect(resourceOf({ 'service.name': 'a' })).toBe(resourceOf({ 'service.name': 'a' }));
  });

  it('has an id that follows from its attributes', () => {
    expect(resourceOf({ 'service.name': 'a' }).id).not.toBe(resourceOf({ 'service.name': 'b' }).id);
  });
});
