/** pluginv2 Stream: Grafana Live channels of the data source. One channel so far, the live tail of calls. */
import type { Frame } from '@llmobservatory/model';
import type { Authenticate } from '../access/caller';
import { frameToJson } from '../encode/json';
import type { Logger } from '../observe/logger';
import { ObservatoryError } from '../record/errors';
import type { CallContext } from './calls';
import type { CallTail } from './callTail';
import { callerOf } from './callerOf';
import type { StreamPacket, StreamRequest, StreamResponse } from './proto/messages';

/** The channel is ds/<uid>/tail/calls. */
export const TAIL_PATH = 'tail/calls';

export interface StreamOptions {
  authenticate: Authenticate;
  tail: CallTail;
  logger: Logger;
}

/** Asked once a viewer, who gets the newest calls at once. */
export function subscribeStream({ authenticate, tail, logger }: StreamOptions) {
  return async (request: StreamRequest, context: CallContext): Promise<StreamResponse> => {
    if (request.path !== TAIL_PATH) return { status: 'NOT_FOUND' };
    try {
      const caller = await callerOf(request.pluginContext, context.remoteAddress, authenticate);
      return { status: 'OK', data: packet(await tail.newest(caller, context.signal)) };
    } catch (error) {
      logger.warn({ err: error, path: request.path }, 'a subscription was refused');
      if (isRefusal(error)) return { status: 'PERMISSION_DENIED' };
      throw error;
    }
  };
}

/** Asked once a channel, for all viewers; Grafana cancels it some seconds after the last one left. */
export function runStream({ authenticate, tail }: StreamOptions) {
  return async (
    request: StreamRequest,
    write: (response: StreamPacket) => void,
    context: CallContext,
  ): Promise<void> => {
    if (request.path !== TAIL_PATH) {
      throw new ObservatoryError(
        'not_found',
        'STREAM_UNKNOWN',
        `There is no stream "${request.path}". The one there is: ${TAIL_PATH}.`,
      );
    }
    const caller = await callerOf(request.pluginContext, context.remoteAddress, authenticate);
    for await (const frame of tail.follow(caller, context.signal)) write({ data: packet(frame) });
  };
}

/** Data comes in by OTLP, never through a panel. */
export const publishStream = (): Promise<StreamResponse> => Promise.resolve({ status: 'PERMISSION_DENIED' });

/** Live takes data frame JSON, not Arrow. */
const packet = (frame: Frame): Buffer => Buffer.from(JSON.stringify(frameToJson(frame)));

const isRefusal = (error: unknown): boolean =>
  error instanceof ObservatoryError && (error.fault === 'unauthenticated' || error.fault === 'forbidden');
