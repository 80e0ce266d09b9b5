/** Images, audio, video and files in every shape providers and conventions give them. */
import type { Part } from '@llmobservatory/model';
import { isRecord } from '../json';
import { firstText, typeOf } from './text';

type Modality = 'image' | 'audio' | 'video' | 'file';

/** A web address, a data: address, or null when there is no address. */
export function addressPart(
  address: unknown,
  modality: Modality,
  mimeType: string | null = null,
): Part | null {
  if (typeof address !== 'string' || address === '') return null;
  if (address === '__REDACTED__') return { type: 'hidden', reason: 'redacted_at_source' };
  const data = DATA_ADDRESS.exec(address.slice(0, 200));
  if (!data) return { type: 'uri', modality, mimeType, uri: address };
  return { type: 'blob', modality, mimeType: data[1] || mimeType, content: address.slice(data[0].length) };
}

const DATA_ADDRESS = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w=-]+)*?;base64,/;

/** A part that carries or names a medium; null when it is none of the known shapes. */
export function mediaPart(part: Record<string, unknown>): Part | null {
  const type = typeOf(part.type);
  switch (type) {
    case 'image_url':
    case 'input_image':
      return (
        addressPart(isRecord(part.image_url) ? part.image_url.url : (part.image_url ?? part.url), 'image') ??
        filePart(part.file_id, 'image')
      );
    case 'input_audio':
      return isRecord(part.input_audio)
        ? blobPart(part.input_audio.data, 'audio', audioType(part.input_audio.format))
        : null;
    case 'audio_url':
    case 'video_url':
    case 'document_url':
      return addressPart(
        part.url,
        type === 'document_url' ? 'file' : modalityOf(type.slice(0, 5)),
        mimeOf(part),
      );
    case 'blob':
    case 'binary': {
      const mimeType = mimeOf(part);
      return blobPart(part.content ?? part.data, modalityOf(part.modality, mimeType), mimeType);
    }
    case 'uri':
    case 'file_data':
      return addressPart(part.uri ?? part.file_uri, modalityOf(part.modality, mimeOf(part)), mimeOf(part));
    case 'image':
    case 'document':
    case 'audio':
    case 'video':
    case 'file':
    case 'input_file':
      return mediumOf(
        part,
        type === 'document' || type === 'input_file' ? 'file' : modalityOf(part.modality ?? type),
      );
    default:
      return geminiOrBedrock(part);
  }
}

/** `{type: image, source: {…}}` (Anthropic), `{type: image, image: {image: {url}}}` (OpenInference), `{type: file, file: {…}}` (OpenAI). */
function mediumOf(part: Record<string, unknown>, modality: Modality): Part | null {
  const source = part.source;
  if (isRecord(source)) {
    return (
      blobPart(source.data, modality, mimeOf(source)) ??
      addressPart(source.url, modality, mimeOf(source)) ??
      filePart(source.file_id, modality) ??
      (typeof source.content === 'string' ? { type: 'text', content: source.content } : null)
    );
  }
  let inner: unknown = part[modality] ?? part.file ?? part;
  if (isRecord(inner) && isRecord(inner[modality])) inner = inner[modality];
  if (typeof inner === 'string') return addressPart(inner, modality, mimeOf(part));
  if (!isRecord(inner)) return null;
  return (
    addressPart(inner.url ?? inner.file_data, modality, mimeOf(inner)) ??
    filePart(inner.file_id, modality) ??
    blobPart(inner.data, modality, mimeOf(inner))
  );
}

function geminiOrBedrock(part: Record<string, unknown>): Part | null {
  const inline = part.inlineData ?? part.inline_data;
  if (isRecord(inline)) return blobPart(inline.data, modalityOf(undefined, mimeOf(inline)), mimeOf(inline));
  const file = part.fileData ?? part.file_data;
  if (isRecord(file)) {
    return addressPart(file.fileUri ?? file.file_uri, modalityOf(undefined, mimeOf(file)), mimeOf(file));
  }
  for (const kind of ['image', 'video', 'document'] as const) {
    const medium = part[kind];
    if (!isRecord(medium) || !isRecord(medium.source)) continue;
    const modality = kind === 'document' ? 'file' : kind;
    const mimeType =
      typeof medium.format === 'string'
        ? `${kind === 'document' ? 'application' : kind}/${medium.format}`
        : null;
    return blobPart(medium.source.bytes, modality, mimeType);
  }
  return null;
}

const blobPart = (content: unknown, modality: Modality, mimeType: string | null): Part | null =>
  typeof content === 'string' && content !== '' ? { type: 'blob', modality, mimeType, content } : null;

const filePart = (fileId: unknown, modality: Modality): Part | null =>
  typeof fileId === 'string' && fileId !== '' ? { type: 'file', modality, fileId } : null;

const mimeOf = (value: Record<string, unknown>): string | null =>
  firstText(value.mime_type, value.mimeType, value.media_type, value.mediaType);

const audioType = (format: unknown): string | null => (typeof format === 'string' ? `audio/${format}` : null);

function modalityOf(modality: unknown, mimeType: string | null = null): Modality {
  const word = typeof modality === 'string' ? modality : (mimeType?.split('/', 1)[0] ?? '');
  return word === 'image' || word === 'audio' || word === 'video' ? word : 'file';
}
