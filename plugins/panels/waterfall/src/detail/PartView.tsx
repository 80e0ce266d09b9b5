/**
 * One part of a message. Model content is never trusted: text becomes Markdown without HTML, and nothing is loaded
 * from another place: a remote image is a chip with its host, opened by a person or not at all.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Part } from '@llmobservatory/model';
import { counted, text } from '../text';
import { Fold } from './Fold';
import { JsonView } from './JsonView';
import { LongText } from './LongText';
import { Markdown } from './Markdown';

export function PartView({ part }: { part: Part }) {
  const styles = useStyles2(getStyles);
  switch (part.type) {
    case 'text':
      return <LongText content={part.content}>{(shown) => <Markdown source={shown} />}</LongText>;
    case 'reasoning':
      return part.content === null ? (
        <p className={styles.weak}>
          {text('reasoning.hidden', 'Reasoning was not disclosed by the provider.')}
        </p>
      ) : (
        <Fold title={<em>{text('reasoning.title', 'Reasoning')}</em>}>
          <LongText content={part.content}>{(shown) => <Markdown source={shown} />}</LongText>
        </Fold>
      );
    case 'blob':
      return <Blob part={part} />;
    case 'uri':
      return <RemoteChip modality={part.modality} uri={part.uri} />;
    case 'file':
      return (
        <span className={styles.chip}>
          {text('media.file', '{{modality}} file {{id}}', { modality: part.modality, id: part.fileId })}
        </span>
      );
    case 'hidden':
      return (
        <p className={styles.weak}>
          {part.reason === 'truncated'
            ? text('part.truncated', '… cut by the sender')
            : text('part.redacted', 'Redacted by the sender.')}
        </p>
      );
    case 'unknown':
      return <JsonView value={part.value} />;
    default:
      return <JsonView value={part} />;
  }
}

/** Formats that cannot carry script; an SVG can. */
const SAFE_IMAGE = /^image\/(?:png|jpe?g|gif|webp|avif)$/;
const SAFE_AUDIO = /^audio\/[\w.+-]+$/;

function Blob({ part }: { part: Extract<Part, { type: 'blob' }> }) {
  const styles = useStyles2(getStyles);
  const { mimeType, content, modality } = part;
  const bytes = Math.floor((content.length * 3) / 4);
  if (content === '')
    return <p className={styles.weak}>{text('media.missing', '{{modality}} not stored', { modality })}</p>;
  if (mimeType !== null && SAFE_IMAGE.test(mimeType)) {
    return (
      <img
        className={styles.image}
        src={`data:${mimeType};base64,${content}`}
        alt={text('media.image', 'Image of the message, {{type}}', { type: mimeType })}
      />
    );
  }
  if (mimeType !== null && SAFE_AUDIO.test(mimeType)) {
    return <audio controls src={`data:${mimeType};base64,${content}`} />;
  }
  return (
    <span className={styles.chip}>
      {counted('media.blob', bytes, '{{type}}, {{count}} byte', '{{type}}, {{count}} bytes', {
        type: mimeType ?? modality,
      })}
    </span>
  );
}

/** Address of an image, sound or file, with the host in sight; only http and https can be opened. */
export function RemoteChip({ modality, uri }: { modality: string; uri: string }) {
  const styles = useStyles2(getStyles);
  const url = URL.canParse(uri) ? new URL(uri) : null;
  const web = url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
  return (
    <span className={styles.chip}>
      {modality} · {web ? url.host : uri.slice(0, 60)}
      {web && (
        <a href={url.href} target="_blank" rel="noopener noreferrer" className={styles.open}>
          {text('media.open', 'Open')}
        </a>
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  weak: css({ color: theme.colors.text.secondary, margin: 0 }),
  image: css({ display: 'block', maxWidth: 200, maxHeight: 200, borderRadius: theme.shape.radius.default }),
  chip: css({
    display: 'inline-flex',
    gap: theme.spacing(1),
    padding: theme.spacing(0.25, 1),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
  }),
  open: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
});
