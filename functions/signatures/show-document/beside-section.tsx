import type { BesideTold } from '../../../shared/documents/beside-told.ts';
import type { Locale } from '../../../shared/text.ts';

const fr = {
  title: 'Avec les pages',
  attachments: 'Fichiers joints',
  attachmentsNote: 'Ils font partie du document que vous signez. Ouvrez-les avant de signer.',
  bytes: (size: number) => (size < 1000 ? `${size} octets` : `${Math.round(size / 1000).toLocaleString('fr-FR')} ko`),
  layers: 'Calques',
  layersNote:
    'Qui lit le document peut montrer ou cacher chacun. Les pages ci-dessous les montrent comme à l’impression.',
  unnamed: 'Sans nom',
  shown: 'affiché à l’ouverture',
  hidden: 'masqué à l’ouverture',
  texts: (count: number) => (count === 1 ? '1 commentaire ou champ rempli' : `${count} commentaires et champs remplis`),
  comment: 'Commentaire',
  field: 'Champ',
};

const en: typeof fr = {
  title: 'With the pages',
  attachments: 'Attached files',
  attachmentsNote: 'They are part of the document that you sign. Open them before you sign.',
  bytes: (size) => (size < 1000 ? `${size} bytes` : `${Math.round(size / 1000).toLocaleString('en-GB')} kB`),
  layers: 'Layers',
  layersNote: 'Whoever reads the document can show or hide each. The pages below show them as printed.',
  unnamed: 'Without a name',
  shown: 'shown on opening',
  hidden: 'hidden on opening',
  texts: (count) => (count === 1 ? '1 comment or filled field' : `${count} comments and filled fields`),
  comment: 'Comment',
  field: 'Field',
};

export interface BesideSectionProps {
  locale: Locale;
  beside: BesideTold;
  /** A GET that ends at the file of this number, from 1. */
  attachmentUrl: (number: number) => string;
}

/** What any reader could show of the document beside its pages. With the page's script, layers are switched here. */
export const BesideSection = ({ locale, beside, attachmentUrl }: BesideSectionProps) => {
  const t = locale === 'fr' ? fr : en;
  const { layers, attachments, texts } = beside;
  return (
    <section class="beside" aria-label={t.title}>
      {attachments.length > 0 && (
        <div>
          <h2>{t.attachments}</h2>
          <p class="soft">{t.attachmentsNote}</p>
          <ul>
            {attachments.map(({ name, size }, index) => (
              <li>
                <a href={attachmentUrl(index + 1)}>{name}</a> <span class="soft">{t.bytes(size)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {layers.length > 0 && (
        <fieldset>
          <legend>{t.layers}</legend>
          <p class="soft">{t.layersNote}</p>
          <ul>
            {layers.map(({ id, name, shown }) => (
              <li>
                <label>
                  <input type="checkbox" data-layer={id} checked={shown} disabled hidden /> {name || t.unnamed}{' '}
                  <span class="soft">{shown ? t.shown : t.hidden}</span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {texts.length > 0 && (
        <details>
          <summary>{t.texts(texts.length)}</summary>
          <dl>
            {texts.map(({ kind, label, text }) => (
              <>
                <dt>
                  {t[kind]}
                  {label && ` – ${label}`}
                </dt>
                <dd>{text}</dd>
              </>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
};
