import type { Locale } from '../../shared/text.ts';

/** What the emails of a folder say until its owner words them: nobody has to set anything to begin. */
export const FOLDER_WORDS: Readonly<Record<Locale, Record<'activationEmail' | 'knownRecipientEmail', Words>>> = {
  fr: {
    activationEmail: {
      subject: 'Votre certificat « {{certificate}} » vous attend',
      message:
        'Bonjour {{holder}},\n\n{{organisation}} vous a délivré le certificat « {{certificate}} ». Activez-le pour le garder, le télécharger et le partager.',
    },
    knownRecipientEmail: {
      subject: 'Un nouveau certificat : « {{certificate}} »',
      message:
        'Bonjour {{holder}},\n\n{{organisation}} vous a délivré le certificat « {{certificate}} ». Il est déjà activé : ouvrez-le quand vous voulez.',
    },
  },
  en: {
    activationEmail: {
      subject: 'Your certificate “{{certificate}}” awaits you',
      message:
        'Hello {{holder}},\n\n{{organisation}} has issued the certificate “{{certificate}}” to you. Activate it to keep it, download it and share it.',
    },
    knownRecipientEmail: {
      subject: 'A new certificate: “{{certificate}}”',
      message:
        'Hello {{holder}},\n\n{{organisation}} has issued the certificate “{{certificate}}” to you. It is activated already: open it whenever you like.',
    },
  },
};

interface Words {
  subject: string;
  message: string;
}
