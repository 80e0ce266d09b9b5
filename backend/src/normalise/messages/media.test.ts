import { describe, expect, it } from 'vitest';
import { addressPart, mediaPart } from './media';

const png = { type: 'blob', modality: 'image', mimeType: 'image/png', content: 'AAAA' };

describe('an image, in the shape of', () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    ['OpenAI chat, data', { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }, png],
    ['OpenAI chat, address', { type: 'image_url', image_url: { url: 'https://x/a.png' } }, { type: 'uri', modality: 'image', mimeType: null, uri: 'https://x/a.png' }],
    ['OpenAI Responses', { type: 'input_image', image_url: 'data:image/png;base64,AAAA' }, png],
    ['OpenAI Responses, file', { type: 'input_image', file_id: 'f1' }, { type: 'file', modality: 'image', fileId: 'f1' }],
    ['Anthropic, data', { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }, png],
    ['Anthropic, address', { type: 'image', source: { type: 'url', url: 'https://x/a' } }, { type: 'uri', modality: 'image', mimeType: null, uri: 'https://x/a' }],
    ['Anthropic, file', { type: 'image', source: { type: 'file', file_id: 'f1' } }, { type: 'file', modality: 'image', fileId: 'f1' }],
    ['Gemini, data', { inlineData: { mimeType: 'image/png', data: 'AAAA' } }, png],
    ['Gemini in Python', { inline_data: { mime_type: 'image/png', data: 'AAAA' } }, png],
    ['Gemini, file', { fileData: { mimeType: 'image/png', fileUri: 'gs://b/a' } }, { type: 'uri', modality: 'image', mimeType: 'image/png', uri: 'gs://b/a' }],
    ['Bedrock', { image: { format: 'png', source: { bytes: 'AAAA' } } }, png],
    ['OpenTelemetry', { type: 'blob', modality: 'image', mime_type: 'image/png', content: 'AAAA' }, png],
    ['OpenTelemetry, address', { type: 'uri', modality: 'image', mime_type: 'image/png', uri: 'https://x' }, { type: 'uri', modality: 'image', mimeType: 'image/png', uri: 'https://x' }],
    ['OpenInference', { type: 'image', image: { image: { url: 'data:image/png;base64,AAAA' } } }, png],
    ['pydantic-ai', { type: 'binary', media_type: 'image/png', content: 'AAAA' }, png],
    ['AI SDK', { type: 'image', image: 'data:image/png;base64,AAAA' }, png],
  ])('%s', (_name, sent, expected) => {
    expect(mediaPart(sent)).toEqual(expected);
  });
}); // prettier-ignore

describe('audio, video and files', () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    ['OpenAI audio', { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }, { type: 'blob', modality: 'audio', mimeType: 'audio/wav', content: 'AAAA' }],
    ['OpenAI file', { type: 'file', file: { file_id: 'f1' } }, { type: 'file', modality: 'file', fileId: 'f1' }],
    ['OpenAI file, data', { type: 'input_file', file_data: 'data:application/pdf;base64,AAAA' }, { type: 'blob', modality: 'file', mimeType: 'application/pdf', content: 'AAAA' }],
    ['Anthropic document', { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'AAAA' } }, { type: 'blob', modality: 'file', mimeType: 'application/pdf', content: 'AAAA' }],
    ['Anthropic document, text', { type: 'document', source: { type: 'text', media_type: 'text/plain', content: 'hi' } }, { type: 'text', content: 'hi' }],
    ['Bedrock document', { document: { format: 'pdf', name: 'a', source: { bytes: 'AAAA' } } }, { type: 'blob', modality: 'file', mimeType: 'application/pdf', content: 'AAAA' }],
    ['Bedrock video', { video: { format: 'mp4', source: { bytes: 'AAAA' } } }, { type: 'blob', modality: 'video', mimeType: 'video/mp4', content: 'AAAA' }],
    ['pydantic-ai audio', { type: 'audio-url', url: 'https://x/a.mp3' }, { type: 'uri', modality: 'audio', mimeType: null, uri: 'https://x/a.mp3' }],
    ['pydantic-ai document', { type: 'document-url', url: 'https://x/a.pdf' }, { type: 'uri', modality: 'file', mimeType: null, uri: 'https://x/a.pdf' }],
    ['Gemini video', { fileData: { mimeType: 'video/mp4', fileUri: 'gs://b/v' } }, { type: 'uri', modality: 'video', mimeType: 'video/mp4', uri: 'gs://b/v' }],
  ])('%s', (_name, sent, expected) => {
    expect(mediaPart(sent)).toEqual(expected);
  });
}); // prettier-ignore

describe('what is no medium', () => {
  it.each<[string, Record<string, unknown>]>([
    ['text', { type: 'text', text: 'hi' }],
    ['an image without anything', { type: 'image' }],
    ['an empty address', { type: 'image_url', image_url: { url: '' } }],
    ['data that is no text', { type: 'blob', modality: 'image', content: 7 }],
    ['a type that is no text', { type: { toString: 1 } }],
  ])('%s is left to others', (_name, sent) => {
    expect(mediaPart(sent)).toBeNull();
  });

  it('is an address that the sender hid: said to be hidden', () => {
    expect(addressPart('__REDACTED__', 'image')).toEqual({ type: 'hidden', reason: 'redacted_at_source' });
  });
});
