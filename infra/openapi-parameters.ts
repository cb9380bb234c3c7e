import { exampleId } from '../shared/fields/about.ts';
import { type Locale, say, type Text } from '../shared/text.ts';

/** What stands in paths: its words, and an example. */
const PARAMETERS: Readonly<Record<string, readonly [Text, string]>> = {
  contactId: [say('Le contact.', 'The contact.'), exampleId('ctc')],
  listId: [say('La liste.', 'The list.'), exampleId('lst')],
  importId: [say('L’import.', 'The import.'), exampleId('imp')],
  accountId: [say('Le compte.', 'The account.'), exampleId('acc')],
  documentId: [say('Le document.', 'The document.'), exampleId('doc')],
  requestId: [say('La demande de signature.', 'The signature request.'), exampleId('sig')],
  signerId: [say('Le signataire.', 'The signer.'), exampleId('sgn')],
  keyId: [say('La clé, par son identifiant.', 'The key, by its id.'), exampleId('key')],
  emailTemplateId: [say('Le modèle.', 'The template.'), exampleId('tpl')],
  smtpAccountId: [say('Le compte SMTP.', 'The SMTP account.'), exampleId('smtp')],
  webhookEndpointId: [say('Le point d’accès.', 'The endpoint.'), exampleId('whe')],
  deliveryId: [say('La livraison.', 'The delivery.'), exampleId('whd')],
  domain: [say('Le domaine.', 'The domain.'), 'durand-menuiserie.fr'],
  email: [say('L’adresse e-mail.', 'The email address.'), 'anne.martin@exemple.fr'],
  orderId: [say('La commande.', 'The order.'), exampleId('ord')],
  statementId: [say('Le relevé bancaire.', 'The bank statement.'), exampleId('bst')],
  lineId: [say('La ligne du relevé.', 'The line of the statement.'), exampleId('bsl')],
  code: [say('Le code du billet.', 'The code of the ticket.'), 'K7M2Q9X4T6WB-1-R8P3H5NC'],
  mailingId: [say('L’envoi.', 'The mailing.'), exampleId('mlg')],
  folderId: [say('Le dossier.', 'The folder.'), exampleId('fol')],
  templateId: [say('Le modèle de certificat.', 'The certificate template.'), exampleId('ctp')],
  campaignId: [say('La campagne.', 'The campaign.'), exampleId('cmp')],
  recipientId: [say('Le destinataire.', 'The recipient.'), 'rcp_00000001'],
  certificateId: [say('Le certificat.', 'The certificate.'), exampleId('crt')],
  listNumber: [say('La liste des badges révoqués.', 'The list of revoked badges.'), '1'],
  picture: [say('L’image.', 'The picture.'), 'badge.png'],
  articleId: [say('L’article.', 'The article.'), exampleId('art')],
  articleDocumentId: [say('Le document de l’article.', 'The article’s document.'), exampleId('adc')],
  mediaId: [say('L’image.', 'The picture.'), exampleId('med')],
  saleActionId: [say('L’action de vente.', 'The sale action.'), exampleId('sac')],
  address: [say('L’adresse.', 'The address.'), 'anne.martin@exemple.fr'],
};

export const exampleOfParameter = (name: string): string => PARAMETERS[name]?.[1] ?? `$${name}`;

/** A parameter of the path as the document has it. One that nobody has put in words is named after its thing. */
export function pathParameter(name: string, locale: Locale) {
  const described = PARAMETERS[name];
  return {
    name,
    in: 'path',
    required: true,
    ...(described && { description: described[0][locale] }),
    schema: { type: 'string', ...(described && { examples: [described[1]] }) },
  };
}
