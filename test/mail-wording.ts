import createContract from '../functions/mail-wording/create-email-template/contract.ts';
import { handler as createTemplate } from '../functions/mail-wording/create-email-template/handler.ts';
import getContract from '../functions/mail-wording/get-email-template/contract.ts';
import { handler as getTemplate } from '../functions/mail-wording/get-email-template/handler.ts';
import type { TestTenant } from './tenant.ts';

/** What a tenant writes for its invitations to sign. */
export const INVITATION = {
  kind: 'signature-invitation',
  name: 'Invitation de l’atelier',
  languages: {
    fr: {
      subject: '{{senderCompany}} : #DocumentName# à signer',
      html: '<h1 style="color:#1c5a48">Bonjour [[!SignerName]]</h1><p>{{message}}</p><p><a href="#Link#">Je signe</a></p>',
    },
  },
};

export const CUSTOM = {
  kind: 'custom',
  name: 'Relance',
  tags: [
    { name: 'firstName', required: false, sample: 'Anne' },
    { name: 'site', required: true, sample: 'https://exemple.fr' },
  ],
  languages: {
    fr: { subject: 'Bonjour {{firstName}}', html: '<p>Voici <a href="{{site}}">notre site</a>.</p>' },
    en: { subject: 'Hello {{firstName}}', html: '<p>Here is <a href="{{site}}">our site</a>.</p>', text: 'See #Site#' },
  },
};

export const create = (t: TestTenant, body: unknown, headers = {}) =>
  t.call(createTemplate, createContract, { body, headers });

export const read = (t: TestTenant, emailTemplateId: string) =>
  t.call(getTemplate, getContract, { params: { emailTemplateId } });
