/** Variables that many templates have: what people call them, in their tables too. The first title is the label. */
interface Known {
  titles: readonly string[];
  sample: string;
}

export const EMAIL = 'email';

const KNOWN_VARIABLES: Readonly<Record<string, Known>> = {
  [EMAIL]: {
    titles: [
      ...['Email', 'E-mail', 'Mail', 'Courriel', 'Adresse email', 'Adresse e-mail', 'Adresse mail', 'Adresse courriel'],
      ...['Adresse électronique', 'Email address', 'E-mail address', 'Mél'],
    ],
    sample: 'zoe.lefevre@exemple.fr',
  },
  prenom: { titles: ['Prénom', 'Prénoms', 'First name', 'Given name', 'Forename', 'firstname'], sample: 'Zoé' },
  nom: {
    titles: ['Nom', 'Nom de famille', 'Noms', 'Last name', 'Surname', 'Family name', 'lastname'],
    sample: 'Lefèvre',
  },
  nom_complet: {
    titles: ['Nom complet', 'Nom et prénom', 'Prénom et nom', 'Nom prénom', 'Prénom nom', 'Full name', 'Name'],
    sample: 'Zoé Lefèvre',
  },
  civilite: { titles: ['Civilité', 'Titre', 'Title', 'Salutation'], sample: 'Mme' },
  societe: { titles: ['Société', 'Entreprise', 'Raison sociale', 'Company', 'Organisation'], sample: 'Durand & fils' },
  telephone: {
    titles: ['Téléphone', 'Tél', 'Portable', 'Mobile', 'Numéro de téléphone', 'Phone', 'Phone number'],
    sample: '06 12 34 56 78',
  },
  date_naissance: { titles: ['Date de naissance', 'Né le', 'Birth date', 'Date of birth'], sample: '1990-03-14' },
  formation: {
    titles: ['Formation', 'Cours', 'Stage', 'Intitulé', 'Module', 'Course', 'Training'],
    sample: 'Ramonage, niveau 1',
  },
  date: { titles: ['Date', 'Date de session', 'Date de formation', 'Le', 'Course date'], sample: '2027-03-01' },
  duree: { titles: ['Durée', 'Heures', 'Nombre d’heures', 'Duration', 'Hours'], sample: '14 heures' },
  lieu: { titles: ['Lieu', 'Ville', 'Place', 'Location', 'City'], sample: 'Lyon' },
  code_postal: { titles: ['Code postal', 'CP', 'Postcode', 'Zip code', 'Postal code'], sample: '69003' },
  mention: { titles: ['Mention', 'Résultat', 'Grade', 'Result'], sample: 'Très bien' },
  note: { titles: ['Note', 'Score', 'Points', 'Mark'], sample: '15,5' },
};

const ENGLISH: Readonly<Record<string, string>> = {
  first_name: 'prenom',
  firstname: 'prenom',
  last_name: 'nom',
  lastname: 'nom',
  full_name: 'nom_complet',
  fullname: 'nom_complet',
  name: 'nom_complet',
  company: 'societe',
  phone: 'telephone',
  course: 'formation',
  training: 'formation',
  birth_date: 'date_naissance',
  duration: 'duree',
  city: 'lieu',
  grade: 'mention',
  score: 'note',
};

/** What is known of a variable by its name, if it is one that many have. */
export const knownVariable = (name: string): Known | undefined =>
  KNOWN_VARIABLES[name] ?? KNOWN_VARIABLES[ENGLISH[name] ?? ''];

/** What people call a variable of this name. */
export const labelOf = (name: string): string =>
  KNOWN_VARIABLES[name]?.titles[0] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replaceAll('_', ' ');
