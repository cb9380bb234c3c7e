import * as z from 'zod';
import { packed } from '../text.ts';

/** What the API's document says of a field, in each language, and examples of it as JSON has them. For zod's `.meta`. */
export const about = (fr: string, en: string, ...examples: readonly unknown[]) => ({
  description: packed(fr, en),
  ...(examples.length && { examples: [...examples] }),
});

/** Ids that examples have in common, so that what one call answers is what the next one is given. */
const IDS = {
  acc: 'acc_01kb3q9r2m4x7b1v5c8n0ztgds',
  usr: 'usr_01kb3q9r2n6y8d3w7f0p2atkev',
  key: 'key_01kb3q9r2p8z0f5y9h2q4bvmgx',
  ctc: 'ctc_01kb3q9tq2c5j8g4w6e0ysnmfa',
  lst: 'lst_01kb3q9v6m8d4f2y7n1xw5rhtz',
  imp: 'imp_01kb3q9tq2c5j8g4w6e0ysnmfa',
  doc: 'doc_01kb3q9v6m8d4f2y7n1xw5rhtz',
  sig: 'sig_01kb3qa4d7t9v2x5m8p0e3hjwr',
  sgn: 'sgn_01kb3qa4d8v1x4z7p0r2g5kmyt',
  tpl: 'tpl_01kb3qa8r1t4v7x0z3b5d8f2gk',
  sup: 'sup_01kb3qa9s3v6x9z2b5d7f0h4jm',
  smtp: 'smtp_01kb3qaat5x8z1b4d7f9h2k6np',
  whe: 'whe_01kb3qabv7z0b3d6f9h1k4m8qr',
  whd: 'whd_01kb3qacx9b2d5f8h1k3m6p0st',
  mlg: 'mlg_01kb3qbe4t7w0y2a5d8f1h3knq',
  fct: 'fct_01kb3qbd2r5t8w0y3a6d9f1hkn',
  fol: 'fol_01kb3qbf5v8x1z4b7e9g2j5mqt',
  cfl: 'cfl_01kb3qbg6w9y2a5c8f0h3k6nrv',
  ctp: 'ctp_01kb3qbh7x0z3b6d9g1j4m7psw',
  cmp: 'cmp_01kb3qbj8y1a4c7e0h2k5n8qtx',
  crt: 'crt_01kb3qbk9z2b5d8f1j3m6p9rvy',
  cns: 'cns_01kb3qa4d7t9v2x5m8p0e3hjwr',
  ord: 'ord_01kb3qcf6t9v2x5m8p0e3hjwra',
  bst: 'bst_01kb3qdf6t9v2x5m8p0e3hjwrc',
  bsl: 'bsl_01kb3qdf6t9v2x5m8p0e3hjwrb',
  art: 'art_01kb3qbf5v8x1z4b7d0g3j6mrt',
  sac: 'sac_01kb3qbg6w9y2a5c8e1h4k7nsv',
  med: 'med_01kb3qbh7x0z3b6d9f2j5m8ptw',
  adc: 'adc_01kb3qbj8y1a4c7e0g3k6n9qvx',
} as const;

export const exampleId = (kind: keyof typeof IDS): string => IDS[kind];

/** An id that begins with its kind: `sig_…`. */
export const idOf = (kind: keyof typeof IDS, fr = 'Son identifiant.', en = 'Its id.') =>
  z.string().meta(about(fr, en, exampleId(kind)));

/** A moment as answers have it: ISO 8601 in UTC. */
export const moment = (fr: string, en: string) =>
  z.string().meta({ format: 'date-time', ...about(fr, en, '2027-03-01T10:00:00.000Z') });

export const createdAt = moment('Quand il fut créé.', 'When it was created.');
export const updatedAt = moment('Quand il fut modifié pour la dernière fois.', 'When it was last changed.');
