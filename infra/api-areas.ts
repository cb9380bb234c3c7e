import { say, type Text } from '../shared/text.ts';

/** The areas of the API in the order in which a newcomer meets them, each as the document calls it. */
export const API_AREAS: Readonly<Record<string, { title: Text; about: Text }>> = {
  accounts: {
    title: say('Comptes et clés', 'Accounts and keys'),
    about: say('Ouvrir un compte, donner des clés et leurs droits.', 'Open an account, give keys and their rights.'),
  },
  contacts: {
    title: say('Contacts', 'Contacts'),
    about: say('Clients, fournisseurs, répertoire.', 'Customers, suppliers, a directory.'),
  },
  documents: {
    title: say('Documents', 'Documents'),
    about: say(
      'Les PDF du dossier d’un contact, vérifiés à leur arrivée.',
      'The PDFs of a contact’s folder, checked as they arrive.',
    ),
  },
  lists: {
    title: say('Listes', 'Lists'),
    about: say(
      'Des adresses réunies, importées d’un fichier, exportées, partagées.',
      'Addresses held together, imported from a file, exported, shared.',
    ),
  },
  signatures: {
    title: say('Signatures', 'Signatures'),
    about: say(
      'Envoyer un document à signer, le suivre, prendre la preuve.',
      'Send a document to be signed, follow it, take the proof.',
    ),
  },
  consents: {
    title: say('Consentements', 'Consents'),
    about: say(
      'Demander à qui vous écrivez son accord, et en garder la preuve.',
      'Ask whoever you write to for their consent, and keep the proof.',
    ),
  },
  mailings: {
    title: say('Envois', 'Mailings'),
    about: say(
      'Écrire à plusieurs : à qui, pourquoi pas aux autres, et le sort de chaque adresse.',
      'Write to many: whom, why not the others, and what became of each address.',
    ),
  },
  shop: {
    title: say('Boutique', 'Shop'),
    about: say(
      'Ce qui se vend ou se donne, à quel prix, quand et à qui, et la page de chaque vente.',
      'What is sold or given, at what price, when and to whom, and the page of each sale.',
    ),
  },
  payments: {
    title: say('Paiements', 'Payments'),
    about: say(
      'Être payé par carte ou par virement : clés Stripe, compte bancaire.',
      'Be paid by card or by transfer: Stripe keys, a bank account.',
    ),
  },
  orders: {
    title: say('Commandes', 'Orders'),
    about: say(
      'Ce qui est commandé, payé, servi, remboursé ; les billets à l’entrée.',
      'What is ordered, paid, carried out, refunded; tickets at the door.',
    ),
  },
  certificates: {
    title: say('Certificats', 'Certificates'),
    about: say(
      'Dossiers, modèles, et chaque certificat délivré : le retirer, le délivrer de nouveau, le vérifier.',
      'Folders, templates, and each certificate issued: to revoke it, issue it again, verify it.',
    ),
  },
  campaigns: {
    title: say('Campagnes de certificats', 'Campaigns of certificates'),
    about: say(
      'Délivrer à plusieurs : destinataires tapés ou importés d’un tableau, aperçu, délivrance.',
      'Issue to many: recipients typed or imported from a spreadsheet, preview, issuing.',
    ),
  },
  integrations: {
    title: say('Autres logiciels', 'Other software'),
    about: say('Vos listes chez Brevo, et ce qui en revient.', 'Your lists at Brevo, and what comes back.'),
  },
  facts: {
    title: say('Faits', 'Facts'),
    about: say('Lire ce qui s’est produit.', 'Read what has happened.'),
  },
  webhooks: {
    title: say('Webhooks', 'Webhooks'),
    about: say('Être appelé quand quelque chose se produit.', 'Be called when something happens.'),
  },
  'sending-accounts': {
    title: say('Boîtes d’envoi', 'Sending accounts'),
    about: say(
      'Par où partent les e-mails, et l’essai de chaque boîte.',
      'Which way emails leave, and a test of each mailbox.',
    ),
  },
  'mail-wording': {
    title: say('Mots des e-mails', 'Email wording'),
    about: say('Vos mots à la place des nôtres.', 'Your words in place of ours.'),
  },
  mail: {
    title: say('Adresses écartées', 'Suppressions'),
    about: say('Les adresses auxquelles plus rien n’est envoyé.', 'The addresses to which nothing more is sent.'),
  },
  'sender-domains': {
    title: say('Domaines d’envoi', 'Sender domains'),
    about: say('SPF, DKIM, DMARC : vos e-mails seront-ils crus ?', 'SPF, DKIM, DMARC: will your emails be believed?'),
  },
  branding: {
    title: say('Marque', 'Brand'),
    about: say('Ce qui montre de qui viennent pages et e-mails.', 'What shows whose pages and emails they are.'),
  },
  proof: {
    title: say('Preuve', 'Proof'),
    about: say('Ce qui permet à chacun de vérifier sans nous.', 'What lets anybody verify without us.'),
  },
  platform: {
    title: say('Service', 'Service'),
    about: say('Le guichet lui-même.', 'The counter itself.'),
  },
};

const METHODS = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'ANY'];

interface Placed {
  area: string;
  contract: { route: string; auth: string };
}

/** Areas as they are met; in one, what needs no key yet, then a thing's making before its reading, and what is done to one. */
export function asMet(a: Placed, b: Placed): number {
  const areas = Object.keys(API_AREAS);
  const place = ({ area }: Placed) => (areas.includes(area) ? areas.indexOf(area) : areas.length);
  const [methodA = '', pathA = ''] = a.contract.route.split(' ');
  const [methodB = '', pathB = ''] = b.contract.route.split(' ');
  return (
    place(a) - place(b) ||
    a.area.localeCompare(b.area, 'en') ||
    Number(b.contract.auth === 'none') - Number(a.contract.auth === 'none') ||
    pathA.localeCompare(pathB, 'en') ||
    METHODS.indexOf(methodA) - METHODS.indexOf(methodB)
  );
}
